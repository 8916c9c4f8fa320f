import type {
  AssessmentBasis,
  AssessmentRun,
  BasisLine,
  BillLine,
  BillPayer,
  Charge,
  ContributionBill,
} from '@gongji/store/contribution';

/** Payers whose bills are made with the charges of a part; those of the public payers come at the end of the run. */
export const IN_PART: ReadonlySet<BillPayer> = new Set(['unit', 'person', 'account']);

interface Draft {
  readonly payer: BillPayer;
  readonly regionCode: string;
  readonly personId: string;
  readonly unitId: string | null;
  readonly areaCode: string | null;
  readonly lines: Map<string, { payer: string; fund: string; component: string; amountFen: number }>;
  readonly persons: Set<string>;
  baseFen: number;
}

/** Bills 缴费单 of units and persons from their charges; a bill that comes to nothing is none. */
export function makeBills(
  run: AssessmentRun,
  charges: readonly Charge[],
  bases: ReadonlyMap<string, AssessmentBasis>,
  newId: () => string,
  at: Date,
): readonly ContributionBill[] {
  const drafts = new Map<string, Draft>();
  for (const charge of charges) {
    const lines = bases.get(charge.basisId)?.lines;
    if (lines === undefined) throw new Error(`charge ${charge.chargeId} without its basis`);
    for (const payer of new Set(lines.map((line) => line.billTo)))
      if (IN_PART.has(payer)) addTo(draftOf(drafts, payer, charge), charge, lines);
  }
  return [...drafts.values()].flatMap((draft) => billsOf(run, draft, newId, at));
}

function draftOf(drafts: Map<string, Draft>, payer: BillPayer, charge: Charge): Draft {
  const key = `${payer}/${payer === 'unit' ? charge.unitId : charge.personId}`;
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const draft: Draft = {
    payer,
    regionCode: charge.regionCode,
    personId: payer === 'unit' ? '0' : charge.personId,
    unitId: charge.unitId,
    areaCode: charge.areaCode,
    lines: new Map(),
    persons: new Set(),
    baseFen: 0,
  };
  drafts.set(key, draft);
  return draft;
}

function addTo(draft: Draft, charge: Charge, lines: readonly BasisLine[]): void {
  draft.persons.add(charge.personId);
  draft.baseFen += (charge.originId === null ? 1 : -1) * (charge.baseFen ?? 0);
  for (const [index, line] of lines.entries()) {
    if (line.billTo !== draft.payer) continue;
    const { payer, fund, component } = line;
    const key = `${payer}/${fund}/${component}`;
    const sum = draft.lines.get(key) ?? { payer, fund, component, amountFen: 0 };
    sum.amountFen += charge.amounts[index] ?? 0;
    draft.lines.set(key, sum);
  }
}

function billsOf(
  run: AssessmentRun,
  draft: Draft,
  newId: () => string,
  at: Date,
): readonly ContributionBill[] {
  const { payer, regionCode, personId, unitId, areaCode, persons, baseFen } = draft;
  return billLines([...draft.lines.values()]).map((part) => {
    const billId = newId();
    return {
      ...{ regionCode, personId, billId, billNo: billNo(run, billId), runId: run.runId, payer, unitId },
      ...{ areaCode, scheme: run.scheme, period: run.period, kind: run.kind, heads: persons.size, baseFen },
      ...{ ...part, dueOn: run.dueOn, issuedAt: at },
    };
  });
}

/**
 * The lines of one bill and what they come to; nothing is no bill. What comes to less than nothing and is more in some lines is
 * two, so that a credit has nothing to be paid.
 */
export function billLines(
  all: readonly BillLine[],
): readonly Pick<ContributionBill, 'amountFen' | 'lines'>[] {
  const lines = all.filter((line) => line.amountFen !== 0);
  const amountFen = sumOf(lines);
  if (amountFen >= 0) return amountFen === 0 ? [] : [{ amountFen, lines }];
  const parts = [lines.filter((line) => line.amountFen < 0), lines.filter((line) => line.amountFen > 0)];
  return parts.filter((part) => part.length > 0).map((part) => ({ amountFen: sumOf(part), lines: part }));
}

const sumOf = (lines: readonly BillLine[]): number => lines.reduce((sum, line) => sum + line.amountFen, 0);

/** Number 缴费单号: prefix, division, period and serial. */
export function billNo(run: Pick<AssessmentRun, 'regionCode' | 'period'>, billId: string): string {
  const period = run.period.replace('-', '').padEnd(6, '0');
  return `JF${run.regionCode}${period}${BigInt(billId).toString(36).toUpperCase()}`;
}
