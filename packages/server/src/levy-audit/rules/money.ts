import { type Fen, fen } from '@gongji/domain';
import type { AuditFacts, EvidenceRow, Finding } from '../audit-facts.ts';
import { text } from '../cells.ts';
import { certNoIn, subjectOf } from './persons.ts';

/**
 * Wage above the base that was declared 少报基数, month by month: what the wage comes to as a base (floor and ceiling of the
 * policy) against the base assessed. Short is the contribution on the one less that on the other.
 */
export function baseBelow(rows: readonly EvidenceRow[], facts: AuditFacts, wage: string): readonly Finding[] {
  const persons = new Map(facts.persons.map((one) => [one.certNo, one]));
  return rows.flatMap((row): readonly Finding[] => {
    const person = persons.get(certNoIn(row));
    const month = text(row.cells.month);
    const declared = person?.baseFen.get(month);
    if (person === undefined || declared === undefined) return [];
    const due = facts.assess(person, Number(row.cells[wage]) as Fen, month);
    const paid = facts.assess(person, declared, month);
    if (due === undefined || paid === undefined || due.baseFen <= declared) return [];
    const amountFen = fen(due.contributionFen - paid.contributionFen);
    return [
      {
        kind: 'baseBelow',
        subject: subjectOf(person),
        field: month,
        registered: String(declared),
        evidenced: String(due.baseFen),
        amountFen,
        rowNos: [row.rowNo],
      },
    ];
  });
}

/** Money at the bank against money allocated 到账不符, unit by unit and month by month. */
export function moneyDiffers(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  amount: string,
): readonly Finding[] {
  return sumsByUnitAndMonth(rows, amount).flatMap((sum): readonly Finding[] => {
    const booked = facts.units.get(sum.uscc)?.receivedFen.get(sum.month) ?? 0;
    if (booked === sum.fen) return [];
    return [
      unitFinding('moneyDiffers', facts, sum, { registered: String(booked), evidenced: String(sum.fen) }),
    ];
  });
}

/** Wages paid against the sum of declared bases 申报基数总额偏低. */
export function baseSumBelow(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  wages: string,
): readonly Finding[] {
  return sumsByUnitAndMonth(rows, wages).flatMap((sum): readonly Finding[] => {
    const unit = facts.units.get(sum.uscc);
    if (unit === undefined) return [];
    const declared = unit.baseFen.get(sum.month) ?? 0;
    if (declared >= sum.fen) return [];
    return [
      unitFinding('baseSumBelow', facts, sum, { registered: String(declared), evidenced: String(sum.fen) }),
    ];
  });
}

/** Two columns of one file that ought to be equal 账表不符, e.g. wages payable and wages in cost. */
export function sumsDiffer(
  rows: readonly EvidenceRow[],
  facts: AuditFacts,
  { left, right }: { readonly left: string; readonly right: string },
): readonly Finding[] {
  return rows.flatMap((row): readonly Finding[] => {
    const [a, b] = [Number(row.cells[left] ?? 0), Number(row.cells[right] ?? 0)];
    if (a === b) return [];
    const about = {
      uscc: text(row.cells.uscc),
      name: text(row.cells.name),
      month: text(row.cells.month),
      rowNos: [row.rowNo],
    };
    return [unitFinding('sumsDiffer', facts, about, { registered: String(b), evidenced: String(a) })];
  });
}

interface UnitMonth {
  readonly uscc: string;
  readonly name: string;
  readonly month: string;
  readonly rowNos: readonly number[];
}

function sumsByUnitAndMonth(
  rows: readonly EvidenceRow[],
  column: string,
): readonly (UnitMonth & { readonly fen: Fen })[] {
  const sums = new Map<string, UnitMonth & { readonly fen: Fen }>();
  for (const row of rows) {
    const about = { uscc: text(row.cells.uscc), name: text(row.cells.name), month: text(row.cells.month) };
    const key = `${about.uscc} ${about.month}`;
    const known = sums.get(key);
    const amount = Number(row.cells[column] ?? 0);
    sums.set(key, {
      ...about,
      fen: fen((known?.fen ?? 0) + amount),
      rowNos: [...(known?.rowNos ?? []), row.rowNo],
    });
  }
  return [...sums.values()];
}

function unitFinding(
  kind: string,
  facts: AuditFacts,
  { uscc, name, month, rowNos }: UnitMonth,
  sides: { readonly registered: string; readonly evidenced: string },
): Finding {
  const unit = facts.units.get(uscc);
  const subject = { kind: 'unit', uscc, name: unit?.name ?? name, unitId: unit?.unitId ?? null } as const;
  return { kind, subject, field: month, ...sides, rowNos };
}
