import type { UnitBody } from '@gongji/contract';
import {
  addDays,
  type Bilingual,
  type CalendarDate,
  date,
  fen,
  type Rejection,
  rejection,
  yuanText,
} from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { unpaidOf } from '@gongji/store/contribution';
import {
  type RegisterRow,
  type RowChange,
  readUnit,
  rowsOfUnit,
  type UnitRegister,
  type UnitRow,
} from '@gongji/store/enrolment';
import type { Scope } from '@gongji/store/rest';

/**
 * 单位合并: everybody whom the unit reports goes on under the other, without a gap: covers under their dates, schooling from the
 * day on, residents and the census. What it owes stays in its own name until it is paid.
 */
export async function mergeChanges(
  tx: PoolClient,
  who: Scope,
  unit: UnitRow,
  { into, on }: Extract<UnitBody, { act: 'merge' }>,
  found: Rejection[],
): Promise<{ readonly changes: readonly RowChange[]; readonly effects: readonly Bilingual[] }> {
  const at = { field: 'into', value: into };
  const other = await readUnit(tx, { ...who, unitId: null }, into);
  if (other === undefined) found.push(rejection('unit-unknown', { unitId: into }, at));
  else if (other.kind !== unit.kind || other.unitId === unit.unitId || other.status !== 'active')
    found.push(rejection('unit-not-fit', { unit: other.name }, at));
  const rows = await rowsOfUnit(tx, unit.unitId);
  if (other === undefined || found.length > 0) return { changes: [], effects: [] };
  const count = (register: string) => rows.filter((one) => one.register === register).length;
  const owed = await unpaidOf(tx, { unitId: unit.unitId });
  const [covers, pupils] = [count('coverage'), count('schooling')];
  return {
    changes: rows.flatMap(({ register, row }) => moved(register, row, into, on)),
    effects: [
      {
        zh: `${covers} 段参保关系、${pupils} 名学生、${count('person')} 名居民自 ${on} 起归入 ${other.name}`,
        en: `${covers} covers, ${pupils} pupils and ${count('person')} residents go on under ${other.name} from ${on}`,
      },
      ...(owed.bills === 0
        ? []
        : [
            {
              zh: `${unit.name} 尚有 ${owed.bills} 笔账单共 ${yuanText(fen(owed.openFen))} 元未缴清，仍以原单位名义缴纳`,
              en: `${unit.name} still owes ${yuanText(fen(owed.openFen))} yuan of ${owed.bills} bills, to be paid in its own name`,
            },
          ]),
    ],
  };
}

function moved(
  register: UnitRegister,
  row: RegisterRow,
  into: string,
  on: CalendarDate,
): readonly RowChange[] {
  if (register === 'person') return [{ register, key: row, to: { community_id: into } }];
  if (register === 'school_class') return movedClass(row, into, on);
  if (register !== 'schooling') return [{ register, key: row, to: { unit_id: into } }];
  const { known_from: _known, ...columns } = row;
  if (String(row.valid_from) >= on)
    return [
      { register, key: row },
      { register, to: { ...columns, unit_id: into } },
    ];
  return [
    { register, key: row, to: { valid_to: addDays(on, -1), end_reason: 'merged' } },
    { register, to: { ...columns, unit_id: into, valid_from: on } },
  ];
}

function movedClass(row: RegisterRow, into: string, on: string): readonly RowChange[] {
  const { known_from: _known, ...columns } = row;
  const later = String(row.valid_from) >= on;
  const to = { ...columns, unit_id: into, ...(later ? {} : { valid_from: on }) };
  const before: RowChange = later
    ? { register: 'school_class', key: row }
    : { register: 'school_class', key: row, to: { valid_to: addDays(date(on), -1), end_reason: 'merged' } };
  return [before, { register: 'school_class', to }];
}
