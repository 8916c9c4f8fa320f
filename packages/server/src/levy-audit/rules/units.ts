import { addMonths, type CalendarDate } from '@gongji/domain';
import type { AuditFacts, EvidenceRow, Finding } from '../audit-facts.ts';
import { text } from '../cells.ts';
import type { UnitCondition } from '../check-set.ts';

/** Known to the authority, not to us, or with nobody insured 应保未保. */
export function unitsMissing(rows: readonly EvidenceRow[], facts: AuditFacts): readonly Finding[] {
  return rows.flatMap((row): readonly Finding[] => {
    const unit = facts.units.get(text(row.cells.uscc));
    if (unit !== undefined && unit.insured > 0) return [];
    return [
      {
        ...listed(row, facts, text(row.cells.uscc)),
        kind: 'unitsMissing',
        field: unit === undefined ? 'unit' : 'insured',
        ...(unit === undefined ? {} : { registered: '0' }),
        evidenced: text(row.cells.headcount),
      },
    ];
  });
}

/** Units that a condition puts on the list 选户. Branches count for the unit that the column `by` names. */
export function unitsSelected(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  { where, by }: { readonly where: UnitCondition; readonly by?: string | undefined },
): readonly Finding[] {
  const groups = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const key = text(row.cells[by ?? 'uscc']);
    const group = groups.get(key) ?? [];
    if (group.length === 0) groups.set(key, group);
    group.push(row);
  }
  return [...groups].flatMap(([uscc, group]): readonly Finding[] => {
    const held = group.filter((row) => holds(row, facts, where));
    const [first] = held;
    if (first === undefined || held.length < (where.branchesAtLeast ?? 1)) return [];
    const insured = facts.units.get(uscc)?.insured ?? 0;
    return [
      {
        ...listed(first, facts, uscc),
        kind: 'unitsSelected',
        field: 'insured',
        registered: String(insured),
        evidenced: text(first.cells[where.filled ?? 'headcount']),
        rowNos: held.map((row) => row.rowNo),
      },
    ];
  });
}

function holds({ cells }: EvidenceRow, facts: AuditFacts, where: UnitCondition): boolean {
  const { registeredWithinMonths, industryContains, headcountAtMost, notInsured, filled } = where;
  if (registeredWithinMonths !== undefined) {
    const registeredOn = text(cells.registeredOn);
    if (registeredOn === '' || addMonths(registeredOn as CalendarDate, registeredWithinMonths) < facts.on)
      return false;
  }
  if (industryContains !== undefined && !industryContains.some((word) => text(cells.industry).includes(word)))
    return false;
  if (headcountAtMost !== undefined && !(Number(cells.headcount) <= headcountAtMost)) return false;
  if (notInsured === true && (facts.units.get(text(cells.uscc))?.insured ?? 0) > 0) return false;
  return filled === undefined || text(cells[filled]) !== '';
}

function listed(row: EvidenceRow, facts: AuditFacts, uscc: string): Pick<Finding, 'subject' | 'rowNos'> {
  const unit = facts.units.get(uscc);
  const name = unit?.name ?? (text(row.cells.uscc) === uscc ? text(row.cells.name) : uscc);
  return { subject: { kind: 'unit', uscc, name, unitId: unit?.unitId ?? null }, rowNos: [row.rowNo] };
}
