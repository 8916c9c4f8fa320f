import {
  type CalendarDate,
  daysBetween,
  type Fen,
  MAX_BILL_FEN,
  parseDate,
  parseYuan,
  type RatePpm,
  sumFen,
  ZERO_FEN,
} from '@gongji/domain';
import type { Bill, BillDates, BillLine, FactValue, PolicyModel } from '@gongji/engine';
import { factTexts } from './fact-fields.ts';
import type { CostSetting, LineSetting, Setting } from './setting.ts';

/** A field that cannot be used as typed; `text` is a message of the calculator. */
export interface FieldError {
  readonly field: string;
  readonly text:
    | 'badDate'
    | 'endBeforeStart'
    | 'badAmount'
    | 'badPercent'
    | 'badNumber'
    | 'noCost'
    | 'tooMuch';
}

export type BillResult =
  | { readonly kind: 'bill'; readonly bill: Bill; readonly counters: Readonly<Record<string, number>> }
  | { readonly kind: 'errors'; readonly errors: readonly FieldError[] };

/** The bill of a setting, or everything in it that cannot be used. */
export function toBill(setting: Setting, policy: PolicyModel): BillResult {
  const errors: FieldError[] = [];
  const dates = readDates(setting, errors);
  const lines = readCost(setting.cost, errors);
  const facts = readFacts(setting, policy, dates, errors);
  const counters = readCounters(setting, policy, errors);
  const accountFen = readYuan('account', setting.account, errors);
  const familyAccountFen = readYuan('familyAccount', setting.familyAccount, errors);
  if (errors.length > 0 || dates === undefined) return { kind: 'errors', errors };
  const bill: Bill = { benefit: setting.benefit, facts, dates, lines, accountFen, familyAccountFen };
  return { kind: 'bill', bill, counters };
}

function readDates({ startedOn, endedOn }: Setting, errors: FieldError[]): BillDates | undefined {
  const [start, end] = [parseDate(startedOn), parseDate(endedOn)];
  if (start === undefined) errors.push({ field: 'startedOn', text: 'badDate' });
  if (end === undefined) errors.push({ field: 'endedOn', text: 'badDate' });
  if (start === undefined || end === undefined) return undefined;
  if (end < start) errors.push({ field: 'endedOn', text: 'endBeforeStart' });
  return { startedOn: start, endedOn: end, settledOn: end };
}

function readCost(cost: CostSetting, errors: FieldError[]): readonly BillLine[] {
  const settings =
    cost.kind === 'classes'
      ? classLines(cost)
      : cost.lines.map((line, i) => ({ id: `line.${i}`, name: String(i + 1), ...line }));
  const lines = settings.flatMap((line): readonly BillLine[] => {
    const amountFen = readYuan(line.id, line.amount, errors);
    const firstPayPpm = readPercent(`${line.id}.firstPay`, line.firstPay, errors);
    if (amountFen === 0) return [];
    return [
      { id: line.name, amountFen, itemClass: line.itemClass, kind: line.kind, firstPayPpm, refused: false },
    ];
  });
  if (lines.length === 0 && errors.length === 0) errors.push({ field: 'cost', text: 'noCost' });
  if (lines.length > 0 && sumFen(lines.map((l) => l.amountFen)) > MAX_BILL_FEN)
    errors.push({ field: 'cost', text: 'tooMuch' });
  return lines;
}

function classLines(
  cost: Extract<CostSetting, { kind: 'classes' }>,
): readonly (LineSetting & { readonly id: string; readonly name: string })[] {
  return [
    { id: 'a', name: 'A', itemClass: 'A', kind: 'other', amount: cost.a, firstPay: '' },
    { id: 'b', name: 'B', itemClass: 'B', kind: 'other', amount: cost.b, firstPay: cost.bFirstPay },
    { id: 'c', name: 'C', itemClass: 'C', kind: 'other', amount: cost.c, firstPay: '' },
  ];
}

function readFacts(
  setting: Setting,
  policy: PolicyModel,
  dates: BillDates | undefined,
  errors: FieldError[],
): Readonly<Record<string, FactValue>> {
  const medType = policy.benefits.get(setting.benefit)?.medTypes[0] ?? '';
  const found: Record<string, FactValue> = {
    institutionCode: 'H00000000000',
    familyId: 'trial',
    stayId: 'trial',
    diseaseCode: 'none',
  };
  const texts = factTexts(policy, setting.benefit, setting.facts);
  for (const [name, text] of Object.entries(texts)) {
    const kind = policy.attributes.get(name)?.kind;
    if (kind === 'number') found[name] = readCount(name, text, errors);
    else if (kind === 'boolean') found[name] = text === 'true';
    else found[name] = name === 'medType' && text === 'other' ? medType : text;
  }
  return dates === undefined ? found : { ...found, ...derived(policy, dates) };
}

/** Facts that follow from the dates, where the policy looks at them. */
function derived(
  policy: PolicyModel,
  { startedOn, endedOn }: BillDates,
): Readonly<Record<string, FactValue>> {
  const yearStart = (on: CalendarDate): string => {
    const year = Number(on.slice(0, 4));
    return on.slice(5) >= policy.benefitYearStart ? String(year) : String(year - 1);
  };
  const all: Readonly<Record<string, FactValue>> = {
    days: daysBetween(startedOn, endedOn),
    startMonth: Number(startedOn.slice(5, 7)),
    endMonth: Number(endedOn.slice(5, 7)),
    startedLastYear: yearStart(startedOn) !== yearStart(endedOn),
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => policy.attributes.has(name)));
}

function readCounters(
  setting: Setting,
  policy: PolicyModel,
  errors: FieldError[],
): Readonly<Record<string, number>> {
  const entries = Object.entries(setting.counters).flatMap(([name, text]): [string, number][] => {
    const counter = policy.counters.get(name);
    if (counter === undefined) return [];
    const field = `counter.${name}`;
    return [[name, counter.unit === 'yuan' ? readYuan(field, text, errors) : readCount(field, text, errors)]];
  });
  return Object.fromEntries(entries);
}

function readYuan(field: string, text: string, errors: FieldError[]): Fen {
  const plain = text.replace(/[,，\s]/g, '');
  if (plain === '') return ZERO_FEN;
  const amount = parseYuan(plain);
  if (amount === undefined || amount < 0) {
    errors.push({ field, text: 'badAmount' });
    return ZERO_FEN;
  }
  return amount;
}

/** "10" or "7.5" per cent → millionths, exactly. */
function readPercent(field: string, text: string, errors: FieldError[]): RatePpm {
  const plain = text.replace(/[%％\s]/g, '');
  const m = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(plain === '' ? '0' : plain);
  const ppm = m === null ? -1 : Number(m[1]) * 10_000 + Number((m[2] ?? '').padEnd(4, '0'));
  if (ppm < 0 || ppm > 1_000_000) {
    errors.push({ field, text: 'badPercent' });
    return 0 as RatePpm;
  }
  return ppm as RatePpm;
}

function readCount(field: string, text: string, errors: FieldError[]): number {
  if (/^\d{1,6}$/.test(text.trim())) return Number(text);
  errors.push({ field, text: 'badNumber' });
  return 0;
}
