import { type CalendarDate, date, type Fen, type RatePpm } from '@gongji/domain';
import type { Bill, BillLine, Facts, ItemClass } from '@gongji/engine';
import type { HandFacts } from './hand-written.ts';

/** One inpatient bill in both shapes: what the compiled policy reads, and what the hand-written rules read. */
export interface BenchBill {
  readonly bill: Bill;
  readonly hand: HandFacts;
}

const ON: CalendarDate = date('2026-05-20');
const LEVELS = ['primary', 'secondary', 'tertiary'] as const;
const AREAS = ['local', 'local', 'local', 'local', 'inProvince', 'outProvince'] as const;
const FILINGS = ['referred', 'resettled', 'emergency', 'unfiled'] as const;
const GROUPS = ['none', 'none', 'none', 'none', 'lowIncome', 'extremelyPoor', 'lowIncomeEdge'] as const;
const KINDS = ['drug', 'treatment', 'exam', 'consumable', 'implant', 'bed', 'surgery'] as const;

/** `count` bills of `lines` lines each, the same for the same arguments. */
export function benchBills(count: number, lines: number): readonly BenchBill[] {
  const next = generator(20_260_520);
  return Array.from({ length: count }, () => benchBill(next, lines));
}

function benchBill(next: (n: number) => number, lineCount: number): BenchBill {
  const area = AREAS[next(AREAS.length)] ?? 'local';
  const level = next(3) as 0 | 1 | 2;
  const hand: HandFacts = {
    retired: next(3) === 0,
    level,
    tcm: next(5) === 0,
    area,
    filing: area === 'local' ? 'local' : (FILINGS[next(FILINGS.length)] ?? 'unfiled'),
    homeBed: next(20) === 0,
    civilServant: next(5) === 0,
    aidGroup: GROUPS[next(GROUPS.length)] ?? 'none',
  };
  const bill: Bill = {
    benefit: 'inpatient',
    facts: factsOf(hand, next(60) + 20),
    dates: { startedOn: date('2026-05-10'), endedOn: ON, settledOn: ON },
    lines: Array.from({ length: lineCount }, (_, i) => benchLine(next, String(i + 1))),
    accountFen: (next(4) * 50_000) as Fen,
    familyAccountFen: (next(2) * 30_000) as Fen,
  };
  return { bill, hand };
}

function factsOf(hand: HandFacts, age: number): Facts {
  return {
    personStatus: hand.retired ? 'retired' : 'active',
    sex: 'female',
    age,
    civilServant: hand.civilServant,
    extremelyPoor: hand.aidGroup === 'extremelyPoor',
    lowIncome: hand.aidGroup === 'lowIncome',
    lowIncomeEdge: hand.aidGroup === 'lowIncomeEdge',
    familyDoctor: false,
    institutionLevel: LEVELS[hand.level],
    institutionKind: hand.tcm ? 'tcm' : 'general',
    designated: true,
    area: hand.area,
    filing: hand.filing,
    medType: hand.homeBed ? '71' : '21',
    midStay: false,
    diseaseCode: 'none',
    approvedDiseases: 0,
    matnType: 'none',
    days: 10,
    startedLastYear: false,
  };
}

function benchLine(next: (n: number) => number, id: string): BillLine {
  const itemClass: ItemClass = next(10) === 0 ? 'C' : next(3) === 0 ? 'B' : 'A';
  const cnt = 1 + next(20);
  const priceFen = 50 + next(20_000);
  const line = {
    id,
    amountFen: (cnt * priceFen) as Fen,
    itemClass,
    kind: KINDS[next(KINDS.length)] ?? 'drug',
    firstPayPpm: (itemClass === 'B' ? 50_000 + next(4) * 50_000 : 0) as RatePpm,
    refused: next(50) === 0,
  };
  if (next(6) !== 0) return line;
  return {
    ...line,
    cntE4: cnt * 10_000,
    ceilingPriceE4: (priceFen - next(Math.min(priceFen - 1, 3_000))) * 100,
  };
}

/** Small linear congruential generator: an integer below `n`, the same sequence for the same seed. */
export function generator(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * n);
  };
}
