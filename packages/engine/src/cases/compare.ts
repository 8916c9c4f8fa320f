import { type Fen, parseYuan, yuanText } from '@gongji/domain';
import type { Assessment, Outcome, TraceStep } from '../assessment.ts';
import { parseInteger, parseRate } from '../load/scalars.ts';
import type { At, PolicyModel } from '../model.ts';
import { unitText } from '../trace-reading.ts';
import type { Expectation, WrittenValue } from './case-model.ts';

/** One figure that came out otherwise than the case says. */
export interface CaseDifference {
  /** e.g. `pooledFund`, `values.std`, `counters.inScopeYear`, `refused`. */
  readonly field: string;
  readonly expected: string;
  readonly actual: string;
  /** Place of the expectation in the case file. */
  readonly at: At;
}

/** Everything in which an outcome differs from the expectation; `counterAfter` reads a counter by name or full key. */
export function compareOutcome(
  policy: PolicyModel,
  expectation: Expectation,
  outcome: Outcome,
  counterAfter: (name: string) => number | undefined,
): readonly CaseDifference[] {
  if (outcome.kind === 'refused')
    return compareRefusal(
      expectation,
      outcome.rejections.map((r) => r.code),
    );
  if (expectation.kind === 'refused') {
    return [{ field: 'refused', expected: expectation.code, actual: 'assessed', at: expectation.at }];
  }
  const { assessment } = outcome;
  return [
    ...compareAmounts(policy, expectation, assessment),
    ...[...expectation.values].flatMap(([name, value]) => compareValue(name, value, assessment)),
    ...[...expectation.counters].flatMap(([name, value]) =>
      compareCounter(policy, name, value, counterAfter(name)),
    ),
  ];
}

/** The code must come back, and nothing else. */
function compareRefusal(expectation: Expectation, codes: readonly string[]): readonly CaseDifference[] {
  const expected = expectation.kind === 'refused' ? expectation.code : 'assessed';
  const actual = codes.join(', ');
  return actual === expected ? [] : [{ field: 'refused', expected, actual, at: expectation.at }];
}

/** Amounts of a bill by the name a case gives them; a map, so that no name finds what every object inherits. */
const AMOUNTS: ReadonlyMap<string, (a: Assessment) => Fen> = new Map<string, (a: Assessment) => Fen>([
  ['person', (a) => a.personFen],
  ['account', (a) => a.accountFen],
  ['familyAccount', (a) => a.familyAccountFen],
  ['cash', (a) => a.cashFen],
  ['provider', (a) => a.providerFen],
  ['total', (a) => a.totalFen],
  ['selfPaid', (a) => a.selfPaidFen],
  ['overLimit', (a) => a.overLimitFen],
  ['firstPay', (a) => a.firstPayFen],
  ['inScope', (a) => a.inScopeFen],
  ['deductible', (a) => a.deductibleFen],
]);

/** Amounts named are compared; payers not named, the provider among them, must pay nothing. */
function compareAmounts(
  policy: PolicyModel,
  expectation: Extract<Expectation, { readonly kind: 'assessed' }>,
  assessment: Assessment,
): readonly CaseDifference[] {
  const payers = [...policy.payers.keys(), 'provider'];
  const found: CaseDifference[] = [];
  const amountOf = (name: string): Fen | undefined => {
    if (policy.payers.has(name)) {
      return assessment.payments.reduce((sum, p) => (p.payer === name ? sum + p.amountFen : sum), 0) as Fen;
    }
    return AMOUNTS.get(name)?.(assessment);
  };
  for (const [field, { amountFen, at }] of expectation.amounts) {
    const actual = amountOf(field);
    if (actual === amountFen) continue;
    found.push({
      field,
      expected: yuanText(amountFen),
      actual: actual === undefined ? 'no such amount' : yuanText(actual),
      at,
    });
  }
  for (const payer of payers) {
    const actual = amountOf(payer) ?? 0;
    if (expectation.amounts.has(payer) || actual === 0) continue;
    found.push({ field: payer, expected: '0.00', actual: yuanText(actual as Fen), at: expectation.at });
  }
  return found;
}

function compareValue(
  name: string,
  expected: WrittenValue,
  assessment: Assessment,
): readonly CaseDifference[] {
  const value = valueNamed(name, assessment);
  const actual = value === undefined ? 'no such value' : valueText(value);
  if (value !== undefined && parseIn(value.unit, expected.text) === value.result) return [];
  return [{ field: `values.${name}`, expected: expected.text, actual, at: expected.at }];
}

type NamedValue = Pick<TraceStep, 'result' | 'unit'>;

/** What a step named, or a sum of `classify`. A step that did not run named nothing. */
function valueNamed(name: string, { trace }: Assessment): NamedValue | undefined {
  const step = trace.findLast((candidate) => candidate.kind !== 'classify' && candidate.name === name);
  if (step !== undefined) return step;
  const sum = trace.find(({ kind }) => kind === 'classify')?.inputs.find((input) => input.name === name);
  return sum === undefined ? undefined : { result: Number(sum.value), unit: sum.unit };
}

function parseIn(unit: TraceStep['unit'], text: string): number | undefined {
  switch (unit) {
    case 'fen':
      return parseYuan(text);
    case 'ppm':
      return parseRate(text);
    case 'count':
      return parseInteger(text);
    case 'flag':
      return text === 'true' ? 1 : text === 'false' ? 0 : undefined;
    case 'text':
      return undefined;
  }
}

function valueText({ unit, result }: NamedValue): string {
  return unit === 'flag' ? String(result !== 0) : unitText(result, unit);
}

function compareCounter(
  policy: PolicyModel,
  name: string,
  expected: WrittenValue,
  actual: number | undefined,
): readonly CaseDifference[] {
  const field = `counters.${name}`;
  const unit = policy.counters.get(counterName(name))?.unit;
  if (unit === undefined || actual === undefined) {
    return [{ field, expected: expected.text, actual: 'no such counter', at: expected.at }];
  }
  if (parseCounter(unit, expected.text) === actual) return [];
  return [
    {
      field,
      expected: expected.text,
      actual: unit === 'yuan' ? yuanText(actual as Fen) : String(actual),
      at: expected.at,
    },
  ];
}

export function parseCounter(unit: 'yuan' | 'number', text: string): number | undefined {
  return unit === 'yuan' ? parseYuan(text) : parseInteger(text);
}

/** `visits|H99|2026-05` → `visits`. */
export function counterName(key: string): string {
  return key.split('|')[0] ?? key;
}
