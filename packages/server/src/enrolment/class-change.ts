import type { UnitBody } from '@gongji/contract';
import { addDays, type Bilingual, date, type Rejection, rejection } from '@gongji/domain';
import type { NewId, PoolClient } from '@gongji/store';
import {
  classNow,
  pupilsOfClass,
  type RegisterRow,
  type RowChange,
  type UnitRow,
} from '@gongji/store/enrolment';

type Of<Act> = Extract<UnitBody, { act: Act }>;
export type ClassBody = Of<'openClass' | 'changeClass' | 'renameClass' | 'closeClass'>;

export const CLASS_ACTS: readonly string[] = ['openClass', 'changeClass', 'renameClass', 'closeClass'];

interface Changed {
  readonly changes: readonly RowChange[];
  readonly effects: readonly Bilingual[];
}

/** 班级登记、变更、更名、合并、撤销. Who is in a class is what its pupils' schooling says. */
export async function classChanges(
  newId: NewId,
  tx: PoolClient,
  unit: UnitRow,
  body: ClassBody,
  found: Rejection[],
): Promise<Changed> {
  const row = await classNow(tx, unit.unitId, body.className);
  const pupils = unit.kind === 'school' ? await pupilsOfClass(tx, unit.unitId, body.className) : [];
  if (body.act === 'openClass') return opened(newId, unit, body, row, found);
  const at = { field: 'className', value: body.className };
  if (row === undefined && (pupils.length === 0 || body.act === 'changeClass'))
    found.push(rejection('class-unknown', { className: body.className }, at));
  if (body.act === 'changeClass') return changed(body, row, found);
  return body.act === 'closeClass' ? closed(body, row, pupils, found) : renamed(tx, unit, body, row, pupils);
}

function opened(
  newId: NewId,
  unit: UnitRow,
  body: Of<'openClass'>,
  there: RegisterRow | undefined,
  found: Rejection[],
): Changed {
  const { className, grade, years, on } = body;
  if (unit.kind !== 'school') found.push(rejection('unit-not-fit', { unit: unit.name }, { field: 'unitId' }));
  if (there !== undefined)
    found.push(rejection('class-taken', { className }, { field: 'className', value: className }));
  found.push(...gradeProblems(grade, years));
  const to = {
    ...{ region_code: unit.regionCode, unit_id: unit.unitId, class_id: newId(), class_name: className },
    ...{ grade, years, valid_from: on },
    ...{ head_name: body.headName ?? null, head_phone: body.headPhone ?? null },
  };
  return { changes: [{ register: 'school_class', to }], effects: [] };
}

function gradeProblems(grade: unknown, years: unknown): readonly Rejection[] {
  return grade != null && years != null && Number(grade) > Number(years)
    ? [
        rejection(
          'class-grade-beyond',
          { grade: String(grade), years: String(years) },
          { field: 'grade', value: String(grade) },
        ),
      ]
    : [];
}

/** From the day on it is otherwise; what was entered for that very day is put right. */
function changed(body: Of<'changeClass'>, row: RegisterRow | undefined, found: Rejection[]): Changed {
  if (row === undefined) return { changes: [], effects: [] };
  const pairs = [
    ['grade', body.grade],
    ['years', body.years],
    ['head_name', body.headName],
    ['head_phone', body.headPhone],
  ] as const;
  const to = Object.fromEntries(
    pairs.filter(([name, value]) => value !== undefined && String(value) !== String(row[name] ?? '')),
  );
  const after: RegisterRow = { ...row, ...to };
  found.push(...gradeProblems(after.grade, after.years));
  if (Object.keys(to).length === 0) return { changes: [], effects: [] };
  return { changes: nextRow('school_class', row, { to, on: body.on, reason: 'changed' }), effects: [] };
}

/** What changes from which day on, and why what stood before ends. */
interface Change {
  readonly to: RegisterRow;
  readonly on: string;
  readonly reason: string;
}

/** A class, or the schooling of a pupil, as it is from a day on; its row before ends the day before. */
function nextRow(
  register: 'school_class' | 'schooling',
  row: RegisterRow,
  { to, on, reason }: Change,
): readonly RowChange[] {
  if (String(row.valid_from) >= on) return [{ register, key: row, to }];
  const { known_from: _known, ...columns } = row;
  const ended = { valid_to: addDays(date(on), -1), end_reason: reason };
  return [
    { register, key: row, to: ended },
    { register, to: { ...columns, ...to, valid_from: on } },
  ];
}

function endedRow(row: RegisterRow, on: string, reason: string): RowChange {
  const lastDay = addDays(date(on), -1);
  const to = { valid_to: lastDay < String(row.valid_from) ? row.valid_from : lastDay, end_reason: reason };
  return { register: 'school_class', key: row, to };
}

function closed(
  body: Of<'closeClass'>,
  row: RegisterRow | undefined,
  pupils: readonly RegisterRow[],
  found: Rejection[],
): Changed {
  const late = pupils.filter((one) => String(one.valid_from) > body.on).length;
  if (late > 0)
    found.push(rejection('class-begins-later', { pupils: String(late) }, { field: 'on', value: body.on }));
  return {
    changes: [
      ...pupils.map(
        (one): RowChange => ({
          register: 'schooling',
          key: one,
          to: { valid_to: body.on, end_reason: 'classClosed' },
        }),
      ),
      ...(row === undefined ? [] : [endedRow(row, addDays(date(body.on), 1), 'classClosed')]),
    ],
    effects: [
      {
        zh: `${pupils.length} 名学生的学籍于 ${body.on} 终止，参保关系不变`,
        en: `the schooling of ${pupils.length} pupils ends on ${body.on}; their covers stay`,
      },
    ],
  };
}

/** A new name that another class has merges the two. In which class a pupil was before the day stays known. */
async function renamed(
  tx: PoolClient,
  unit: UnitRow,
  { className, newName, on }: Of<'renameClass'>,
  row: RegisterRow | undefined,
  pupils: readonly RegisterRow[],
): Promise<Changed> {
  if (newName === className) return { changes: [], effects: [] };
  const there = (await pupilsOfClass(tx, unit.unitId, newName)).length;
  const other = await classNow(tx, unit.unitId, newName);
  const isMerge = there > 0 || other !== undefined;
  const change = { to: { class_name: newName }, on, reason: isMerge ? 'merged' : 'renamed' };
  const own =
    row === undefined
      ? []
      : other === undefined
        ? nextRow('school_class', row, { ...change, reason: 'renamed' })
        : [endedRow(row, on, 'merged')];
  return {
    changes: [...pupils.flatMap((one) => nextRow('schooling', one, change)), ...own],
    effects: [
      isMerge
        ? {
            zh: `${pupils.length} 名学生并入 ${newName}（原有 ${there} 名）`,
            en: `${pupils.length} pupils join ${newName}, which has ${there}`,
          }
        : {
            zh: `${pupils.length} 名学生的班级改为 ${newName}`,
            en: `the class of ${pupils.length} pupils becomes ${newName}`,
          },
    ],
  };
}
