import { type Bilingual, type CalendarDate, date, type Fen, parseYuan, yuanText } from '@gongji/domain';
import type { Facts, FactValue } from '../bill.ts';
import { periodOf } from '../contribution/assess-contribution.ts';
import { type CoverRequest, type CoverStart, coverStart } from '../contribution/cover-start.ts';
import { INPUTS } from '../contribution/inputs.ts';
import { assessMoney, type MoneyAssessment } from '../contribution/money.ts';
import { type Retirement, retirementOf } from '../contribution/retirement.ts';
import type { RuleInput } from '../contribution/rule-encoder.ts';
import type { Refused } from '../contribution/run-rule.ts';
import { type Suspension, suspensionOf } from '../contribution/suspension.ts';
import { parseInteger, parseRate } from '../load/scalars.ts';
import type { At, PolicyModel } from '../model.ts';
import { unitText } from '../trace-reading.ts';
import type { WrittenValue } from './case-model.ts';
import type { CaseDifference } from './compare.ts';
import type { RuleCaseModel, RuleExpectation } from './rule-case.ts';

export interface RuleCaseResult {
  readonly id: string;
  readonly title?: Bilingual;
  readonly at: At;
  readonly passed: boolean;
  readonly differences: readonly CaseDifference[];
  readonly outcome:
    | MoneyAssessment
    | CoverStart
    | Suspension
    | Retirement
    | { readonly kind: 'never' }
    | Refused;
}

/** Runs a case of a rule and compares everything it names. RangeError when the policy is not in force on the day. */
export function runRuleCase(policy: PolicyModel, model: RuleCaseModel): RuleCaseResult {
  const outcome = outcomeOf(policy, model);
  const differences = model.expect === undefined ? [] : compare(model.expect, outcome);
  return {
    id: model.id,
    ...(model.title === undefined ? {} : { title: model.title }),
    at: model.at,
    passed: differences.length === 0,
    differences,
    outcome,
  };
}

/** Day whose values the case takes, for choosing the policy file in force. */
export function ruleCaseDay(
  policy: Pick<PolicyModel, 'benefitYearStart'>,
  model: RuleCaseModel,
): CalendarDate {
  return model.on ?? periodOf(policy, model.period ?? '1900').on;
}

function outcomeOf(policy: PolicyModel, model: RuleCaseModel): RuleCaseResult['outcome'] {
  const { section, period: text } = model;
  const facts = factsOf(policy, model.facts);
  const inputs = inputsOf(model);
  if (section === 'suspension') return suspensionOf(policy, model.on ?? date('1900-01-01'), facts, inputs);
  if (section === 'retirement') return retirementOf(policy, model.on ?? date('1900-01-01'), facts, inputs);
  if (section === 'cover') return coverStart(policy, coverRequest(model, facts, inputs));
  const { on, period, month } =
    text === undefined ? { on: model.on ?? date('1900-01-01') } : periodOf(policy, text);
  const known = month !== undefined ? { month } : period === 'year' ? { yearStartOn: on } : {};
  return assessMoney(policy, {
    section,
    on,
    ...(period === undefined ? {} : { period }),
    subject: { facts, inputs: { ...known, ...inputs } },
  });
}

type Inputs = Readonly<Record<string, RuleInput>>;

/** Enrolment and payment are on one day unless the case says otherwise; `paidOn: none` = not enrolled on their own. */
function coverRequest(model: RuleCaseModel, facts: Facts, inputs: Inputs): CoverRequest {
  const day = (name: string): CalendarDate | undefined => {
    const value = inputs[name];
    return typeof value === 'string' ? value : undefined;
  };
  const [paidOn, motherEndOn, bornOn] = [
    day('paidOn'),
    day('motherEndOn'),
    day('bornOn') ?? date('1980-01-01'),
  ];
  const [termStartOn, previousEndOn, madeUpOn] = [day('termStartOn'), day('previousEndOn'), day('madeUpOn')];
  return {
    year: model.period ?? '1900',
    facts,
    enrolledOn: day('enrolledOn') ?? paidOn ?? bornOn,
    bornOn,
    arrearsPaid: inputs['arrearsPaid'] === true,
    ...(paidOn === undefined ? {} : { paidOn }),
    ...(termStartOn === undefined ? {} : { termStartOn }),
    ...(previousEndOn === undefined ? {} : { previousEndOn }),
    ...(typeof inputs['yearsMadeUp'] === 'number' ? { yearsMadeUp: inputs['yearsMadeUp'] } : {}),
    ...(madeUpOn === undefined ? {} : { madeUpOn }),
    ...(motherEndOn === undefined ? {} : { motherCover: { endOn: motherEndOn } }),
  };
}

function factsOf(policy: PolicyModel, written: ReadonlyMap<string, WrittenValue>): Facts {
  const facts: Record<string, FactValue> = {};
  for (const [name, { text, quoted }] of written) {
    const kind = policy.attributes.get(name)?.kind;
    if (kind === 'boolean' && !quoted && (text === 'true' || text === 'false')) facts[name] = text === 'true';
    else facts[name] = kind === 'number' && !quoted ? (parseInteger(text) ?? text) : text;
  }
  return facts;
}

/** Inputs in their units; what cannot be read in its unit is left out, and refused as missing. */
function inputsOf({ section, inputs }: RuleCaseModel): Inputs {
  const read: Record<string, RuleInput> = {};
  for (const [name, { text }] of inputs) {
    const value = inputValue(INPUTS[section].get(name)?.type, text);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

function inputValue(type: string | undefined, text: string): RuleInput | undefined {
  switch (type) {
    case 'amount':
      return parseYuan(text);
    case 'rate':
      return parseRate(text);
    case 'number':
      return parseInteger(text);
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined;
    default:
      return /^\d{4}-\d\d-\d\d$/.test(text) ? (text as CalendarDate) : undefined;
  }
}

function compare(expect: RuleExpectation, outcome: RuleCaseResult['outcome']): readonly CaseDifference[] {
  if (outcome.kind === 'refused' || expect.kind === 'refused') {
    const expected = expect.kind === 'refused' ? expect.code : 'assessed';
    const actual =
      outcome.kind === 'refused' ? outcome.rejections.map((r) => r.code).join(', ') : outcome.kind;
    return actual === expected ? [] : [{ field: 'refused', expected, actual, at: expect.at }];
  }
  const results = [...expect.results].flatMap(([name, written]) =>
    differs(name, written, resultText(name, outcome), name === 'total' ? yuanOf : undefined),
  );
  if (outcome.kind !== 'assessed') return results;
  const lines = Object.fromEntries(outcome.lines.map(({ name, amountFen }) => [name, amountFen]));
  return [
    ...results,
    ...compareSums('lines', expect.lines, lines, expect.at),
    ...compareSums('payers', expect.payers, outcome.byPayer, expect.at),
    ...compareSums('funds', expect.funds, outcome.byFund, expect.at),
    ...[...expect.values].flatMap(([name, written]) => {
      const value = outcome.values[name];
      const actual = value === undefined ? 'no such value' : unitText(value.value, value.unit);
      return differs(`values.${name}`, written, actual, value?.unit === 'fen' ? yuanOf : undefined);
    }),
  ];
}

function resultText(name: string, outcome: Exclude<RuleCaseResult['outcome'], Refused>): string {
  if (outcome.kind === 'assessed') return name === 'total' ? yuanText(outcome.totalFen) : 'none';
  if (outcome.kind === 'never') return name === 'from' ? 'never' : 'none';
  if (outcome.kind === 'suspended') return name === 'from' ? outcome.from : 'none';
  if (outcome.kind === 'retires')
    return name === 'from' ? outcome.dueOn : name === 'to' ? outcome.earliestOn : 'none';
  const results: Readonly<Record<string, string | undefined>> = {
    way: outcome.way,
    from: outcome.firstCoveredOn,
    to: outcome.lastCoveredOn ?? 'open',
    waitingDays: String(outcome.waitingDays),
  };
  return results[name] ?? 'none';
}

/** Every sum named, and nothing beside them. */
function compareSums(
  field: string,
  expected: ReadonlyMap<string, WrittenValue> | undefined,
  actual: Readonly<Record<string, Fen>>,
  at: At,
): readonly CaseDifference[] {
  if (expected === undefined) return [];
  const named = [...expected].flatMap(([name, written]) =>
    differs(`${field}.${name}`, written, yuanText(actual[name] ?? (0 as Fen)), yuanOf),
  );
  const others = Object.entries(actual).filter(([name, amount]) => amount !== 0 && !expected.has(name));
  return [
    ...named,
    ...others.map(([name, amount]) => ({
      field: `${field}.${name}`,
      expected: '0.00',
      actual: yuanText(amount),
      at,
    })),
  ];
}

function yuanOf(text: string): string {
  const amount = parseYuan(text);
  return amount === undefined ? text : yuanText(amount);
}

function differs(
  field: string,
  { text, at }: WrittenValue,
  actual: string,
  normal: (text: string) => string = (t) => t,
): readonly CaseDifference[] {
  const expected = normal(text);
  return expected === actual ? [] : [{ field, expected, actual, at }];
}
