import type { CalendarDate, Fen } from '@gongji/domain';
import { inPrecedence, type Rejection } from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import { bilingualRejection } from '../bilingual-rejection.ts';
import type { PolicyModel, RulePeriod, RuleSection } from '../model.ts';
import type { RuleSubject } from './rule-encoder.ts';
import { type LinkedRule, rulesIn, rulesOn } from './rules-on.ts';
import {
  type PaymentLine,
  type Refused,
  type RuleRun,
  type RuleValue,
  ruleApplies,
  runRule,
} from './run-rule.ts';

/**
 * MoneyAssessment 核定结果: who pays what into which fund, and why. Every fen has one payer and one fund;
 * `totalFen` = Σ lines = Σ by payer = Σ by fund.
 */
export interface MoneyAssessment {
  readonly kind: 'assessed';
  readonly policyId: string;
  /** SHA-256 of the policy source. */
  readonly policyVersion: string;
  /** Day whose dated values were taken. */
  readonly on: CalendarDate;
  /** Rules that applied, in the order of the file. */
  readonly rules: readonly string[];
  readonly lines: readonly PaymentLine[];
  readonly totalFen: Fen;
  readonly byPayer: Readonly<Record<string, Fen>>;
  readonly byFund: Readonly<Record<string, Fen>>;
  /** The value the rules named `base` 缴费基数, where they did. */
  readonly baseFen?: Fen;
  readonly values: Readonly<Record<string, RuleValue>>;
  readonly trace: readonly ExplainedStep[];
}

export type MoneyOutcome = MoneyAssessment | Refused;

export interface MoneyRequest {
  readonly section: RuleSection;
  readonly period?: RulePeriod;
  readonly on: CalendarDate;
  readonly subject: RuleSubject;
  /** Only this rule, whatever its condition. */
  readonly rule?: string;
}

/** Runs every rule of a section whose condition holds. Every reason to refuse comes back at once. */
export function assessMoney(policy: PolicyModel, request: MoneyRequest): MoneyOutcome {
  const chosen = chooseRules(policy, request);
  if (chosen.kind === 'refused') return chosen;
  const runs = chosen.rules.map((rule) => runRule(policy, rule, request.subject));
  const refused = runs.flatMap((run) => (run.kind === 'refused' ? run.rejections : []));
  if (refused.length > 0) return { kind: 'refused', rejections: inPrecedence(refused) };
  return assessmentOf(
    policy,
    request.on,
    chosen.rules.map(({ ir }) => ir.id),
    runs.flatMap((run) => (run.kind === 'ran' ? [run] : [])),
  );
}

function chooseRules(
  policy: PolicyModel,
  { section, period, on, subject, rule: wanted }: MoneyRequest,
): { readonly kind: 'chosen'; readonly rules: readonly LinkedRule[] } | Refused {
  const all = rulesIn(rulesOn(policy, on), section).filter(({ ir }) =>
    wanted === undefined ? period === undefined || ir.model.period === period : ir.id === wanted,
  );
  const rejections: Rejection[] = [];
  const rules = all.filter((rule) => {
    if (wanted !== undefined) return true;
    const found = ruleApplies(rule, subject);
    rejections.push(...found.rejections);
    return found.applies;
  });
  if (rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(onceEach(rejections)) };
  return rules.length > 0 ? { kind: 'chosen', rules } : notFound(policy, section, wanted);
}

/** The same fact may be missing for several rules. */
export function onceEach(rejections: readonly Rejection[]): readonly Rejection[] {
  return [...new Map(rejections.map((r) => [`${r.code} ${r.field} ${r.message.en}`, r])).values()];
}

const SECTIONS: Readonly<Record<RuleSection, { readonly zh: string; readonly en: string }>> = {
  contribution: { zh: '缴费', en: 'contributions' },
  account: { zh: '个人账户划入', en: 'account credits' },
  interest: { zh: '个人账户计息', en: 'account interest' },
  lateFee: { zh: '滞纳金', en: 'late fees' },
  makeUp: { zh: '补缴年限', en: 'make-up of missing years' },
  levy: { zh: '调剂金上解', en: 'adjustment-fund levy' },
  adjustment: { zh: '调剂金使用', en: 'use of the adjustment fund' },
  suspension: { zh: '暂停待遇', en: 'suspension of benefits' },
  retirement: { zh: '退休年龄', en: 'age of retirement' },
  cover: { zh: '参保', en: 'enrolment' },
};

/** A rule that the documents name without values is a missing value; any other is not there. */
export function notFound(policy: PolicyModel, section: RuleSection, rule?: string): Refused {
  const missing = policy.missing.find((m) => m.benefit === (rule ?? section));
  const { zh, en } = SECTIONS[section];
  const why =
    missing === undefined
      ? bilingualRejection('rule-not-found', { zh: { what: zh }, en: { what: en } }, { field: section })
      : bilingualRejection('policy-value-missing', {
          zh: { what: missing.reason.zh },
          en: { what: missing.reason.en },
        });
  return { kind: 'refused', rejections: [why] };
}

function assessmentOf(
  policy: PolicyModel,
  on: CalendarDate,
  rules: readonly string[],
  runs: readonly RuleRun[],
): MoneyAssessment {
  const lines = runs.flatMap((run) => run.lines);
  const values: Record<string, RuleValue> = Object.assign({}, ...runs.map((run) => run.values));
  const base = values['base'];
  return {
    kind: 'assessed',
    policyId: policy.id,
    policyVersion: policy.version,
    on,
    rules,
    lines,
    totalFen: sumOf(lines),
    byPayer: sumsBy(lines, (line) => line.payer),
    byFund: sumsBy(lines, (line) => line.fund),
    ...(base?.unit === 'fen' ? { baseFen: base.value as Fen } : {}),
    values,
    get trace() {
      return runs.flatMap((run) => run.trace);
    },
  };
}

export function sumOf(lines: readonly PaymentLine[]): Fen {
  return lines.reduce((sum, line) => sum + line.amountFen, 0) as Fen;
}

function sumsBy(
  lines: readonly PaymentLine[],
  key: (line: PaymentLine) => string,
): Readonly<Record<string, Fen>> {
  const sums: Record<string, Fen> = {};
  for (const line of lines) sums[key(line)] = ((sums[key(line)] ?? 0) + line.amountFen) as Fen;
  return sums;
}
