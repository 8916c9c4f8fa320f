import type { Assessment, BillLine, CounterState } from '@gongji/engine';

/**
 * The inpatient rules of `showcase.employee` for 2026, written by hand as a programmer would who knows them by heart:
 * the measure of what compiling a policy costs. Returns the same figures as the compiled policy (asserted by the bench
 * before anything is timed), as one fresh object; it records no trace and refuses nothing but the third unfiled stay.
 */
export interface HandFacts {
  readonly retired: boolean;
  readonly level: 0 | 1 | 2;
  readonly tcm: boolean;
  readonly area: 'local' | 'inProvince' | 'outProvince';
  readonly filing: 'local' | 'resettled' | 'referred' | 'emergency' | 'unfiled';
  readonly homeBed: boolean;
  readonly civilServant: boolean;
  readonly aidGroup: 'none' | 'extremelyPoor' | 'lowIncome' | 'lowIncomeEdge';
}

export interface HandResult {
  readonly totalFen: number;
  readonly selfPaidFen: number;
  readonly overLimitFen: number;
  readonly firstPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  readonly pooledFen: number;
  readonly largeFen: number;
  readonly civilFen: number;
  readonly aidFen: number;
  readonly accountFen: number;
  readonly familyAccountFen: number;
  readonly cashFen: number;
  readonly lines: readonly {
    selfPaidFen: number;
    overLimitFen: number;
    firstPayFen: number;
    inScopeFen: number;
  }[];
  readonly counters: CounterState;
}

const LOCAL_START = [20_000, 40_000, 80_000] as const;
const RATE_1 = [920_000, 880_000, 840_000] as const;
const RATE_2 = [950_000, 920_000, 900_000] as const;
const BAND_EDGE = 5_000_000;
const COST_LIMIT = 30_000_000;

function halfUp(productPpm: number): number {
  const rest = productPpm % 1_000_000;
  return (productPpm - rest) / 1_000_000 + (rest >= 500_000 ? 1 : 0);
}

function roundTo(productPpm: number, unit: number): number {
  const step = unit * 1_000_000;
  const rest = productPpm % step;
  return ((productPpm - rest) / step + (rest * 2 >= step ? 1 : 0)) * unit;
}

function ceilingFen(line: BillLine): number {
  if (line.cntE4 === undefined || line.ceilingPriceE4 === undefined) return line.amountFen;
  return halfUp(line.cntE4 * line.ceilingPriceE4);
}

function awayFirstPayPpm(f: HandFacts): number {
  const unfiled = f.filing === 'local' || f.filing === 'unfiled';
  if (f.area === 'inProvince') return unfiled ? 100_000 : 0;
  if (f.area === 'outProvince') return unfiled ? 150_000 : f.filing === 'referred' ? 50_000 : 0;
  return 0;
}

function startPerStay(f: HandFacts, stays: number): number {
  const base =
    f.area === 'outProvince'
      ? 120_000
      : LOCAL_START[f.tcm && f.level > 0 ? ((f.level - 1) as 0 | 1) : f.level];
  const factor = f.homeBed ? 500_000 : stays === 0 ? 1_000_000 : stays === 1 ? 500_000 : 200_000;
  return roundTo(base * factor, 100);
}

interface Split {
  selfPaid: number;
  overLimit: number;
  firstPay: number;
  inScope: number;
  implants: number;
}

function splitLines(lines: readonly BillLine[], out: HandResult['lines'][number][]): Split {
  const s: Split = { selfPaid: 0, overLimit: 0, firstPay: 0, inScope: 0, implants: 0 };
  for (const line of lines) {
    let self = 0;
    let over = 0;
    let first = 0;
    if (line.refused || line.itemClass === 'C') self = line.amountFen;
    else {
      over = Math.max(0, line.amountFen - ceilingFen(line));
      first = halfUp((line.amountFen - over) * line.firstPayPpm);
    }
    const scope = line.amountFen - self - over - first;
    s.selfPaid += self;
    s.overLimit += over;
    s.firstPay += first;
    s.inScope += scope;
    if (line.kind === 'implant') s.implants += scope;
    out.push({ selfPaidFen: self, overLimitFen: over, firstPayFen: first, inScopeFen: scope });
  }
  return s;
}

function civilPart(open: number, used: number): { start: number; paid: number } {
  const start = Math.min(open, Math.max(0, 80_000 - used));
  const base = open - start;
  const rate = base <= 500_000 ? 600_000 : base <= 2_000_000 ? 700_000 : 800_000;
  return { start, paid: Math.min(base, roundTo(base * rate, 10)) };
}

function aidPart(
  group: HandFacts['aidGroup'],
  open: number,
  used: number,
  paidBefore: number,
): { start: number; paid: number } {
  if (group === 'none') return { start: 0, paid: 0 };
  const start = Math.min(open, Math.max(0, (group === 'lowIncomeEdge' ? 300_000 : 0) - used));
  const rate = group === 'extremelyPoor' ? 1_000_000 : group === 'lowIncome' ? 750_000 : 600_000;
  const base = open - start;
  return { start, paid: Math.min(base, roundTo(base * rate, 100), Math.max(0, 5_000_000 - paidBefore)) };
}

/** Settles one bill; `year` is the key suffix of the benefit year. Undefined = the third unfiled stay. */
export function settleByHand(
  f: HandFacts,
  lines: readonly BillLine[],
  c: CounterState,
  money: { account: number; family: number; year: string },
): HandResult | undefined {
  const key = (name: string): number => c[`${name}||${money.year}`] ?? 0;
  const unfiled = f.area !== 'local' && (f.filing === 'local' || f.filing === 'unfiled');
  if (unfiled && key('unfiledStays') >= 2) return undefined;
  const lineSplits: HandResult['lines'][number][] = [];
  const s = splitLines(lines, lineSplits);
  let ordinary = s.inScope - s.implants;
  const away = halfUp(ordinary * awayFirstPayPpm(f));
  ordinary -= away;
  const start = Math.min(
    ordinary,
    Math.max(0, Math.min(startPerStay(f, key('stays')), 150_000 - key('deductibleYear'))),
  );
  ordinary -= start;
  const before = key('inScopeYear');
  const above = Math.max(0, ordinary - Math.max(0, COST_LIMIT - before - start));
  ordinary -= above;
  const points = (f.retired ? 40_000 : 0) + (f.tcm ? 20_000 : 0);
  const off = unfiled ? 100_000 : 0;
  const rate1 = Math.min(970_000, RATE_1[f.level] + points) - off;
  const rate2 = Math.min(970_000, RATE_2[f.level] + points) - off;
  const from = before + start;
  const low = Math.max(0, Math.min(BAND_EDGE, from + ordinary) - from);
  const basic = halfUp(low * rate1 + (ordinary - low) * rate2);
  const implantPaid = halfUp(s.implants * 700_000);
  const inScope = s.inScope - away;
  const firstPay = s.firstPay + away;
  const pooled = basic + implantPaid;
  const large = Math.min(above, halfUp(above * 900_000), Math.max(0, 40_000_000 - key('largeYear')));
  const civil = f.civilServant
    ? civilPart(inScope - pooled - large, key('civilUsed'))
    : { start: 0, paid: 0 };
  const aid = aidPart(f.aidGroup, inScope - pooled - large - civil.paid, key('aidUsed'), key('aidPaid'));
  const funds = pooled + large + civil.paid + aid.paid;
  const total = s.selfPaid + s.overLimit + firstPay + inScope;
  const account = Math.min(money.account, inScope - funds + firstPay);
  const family = Math.max(
    0,
    Math.min(
      money.family,
      inScope - funds,
      inScope - funds + firstPay - account,
      600_000 - key('familyAccountYear'),
    ),
  );
  return {
    totalFen: total,
    selfPaidFen: s.selfPaid,
    overLimitFen: s.overLimit,
    firstPayFen: firstPay,
    inScopeFen: inScope,
    deductibleFen: start,
    pooledFen: pooled,
    largeFen: large,
    civilFen: civil.paid,
    aidFen: aid.paid,
    accountFen: account,
    familyAccountFen: family,
    cashFen: total - funds - account - family,
    lines: lineSplits,
    counters: {
      stays: key('stays') + 1,
      deductibleYear: key('deductibleYear') + start,
      inScopeYear: before + ordinary + start,
      largeYear: key('largeYear') + large,
      civilUsed: key('civilUsed') + civil.start,
      aidUsed: key('aidUsed') + aid.start,
      aidPaid: key('aidPaid') + aid.paid,
    },
  };
}

/** Figures of an assessment in the shape of {@link HandResult}, to compare the two. */
export function figuresOf(a: Assessment): Omit<HandResult, 'lines' | 'counters'> {
  const paid = (payer: string): number => a.payments.find((p) => p.payer === payer)?.amountFen ?? 0;
  return {
    totalFen: a.totalFen,
    selfPaidFen: a.selfPaidFen,
    overLimitFen: a.overLimitFen,
    firstPayFen: a.firstPayFen,
    inScopeFen: a.inScopeFen,
    deductibleFen: a.deductibleFen,
    pooledFen: paid('pooledFund'),
    largeFen: paid('largeAmount'),
    civilFen: paid('civilServant'),
    aidFen: paid('medicalAid'),
    accountFen: a.accountFen,
    familyAccountFen: a.familyAccountFen,
    cashFen: a.cashFen,
  };
}
