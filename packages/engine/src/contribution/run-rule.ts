import { type Fen, inPrecedence, type Rejection } from '@gongji/domain';
import type { ExplainedStep, TraceUnit } from '../assessment.ts';
import { explainOne } from '../explain.ts';
import type { PolicyModel } from '../model.ts';
import { siteRejection } from '../site-rejection.ts';
import { readTrace } from '../trace.ts';
import { namingOf } from '../value-names.ts';
import type { RuleSubject } from './rule-encoder.ts';
import type { RuleIr } from './rule-ir.ts';
import type { LinkedRule } from './rules-on.ts';

/** PaymentLine 缴款明细: money that one payer pays into one fund. */
export interface PaymentLine {
  /** Rule and step that made it. */
  readonly rule: string;
  readonly name: string;
  /** Contributor 缴费主体 or fund of the policy, or `account` 个人账户. */
  readonly payer: string;
  /** Fund 基金 of the policy, or `account` 个人账户. */
  readonly fund: string;
  /** What it is for 款项, e.g. `basic`, `largeAmount`. */
  readonly component: string;
  readonly amountFen: Fen;
}

/** A value that a rule named, such as `base` 缴费基数. */
export interface RuleValue {
  readonly value: number;
  readonly unit: TraceUnit;
}

export type Refused = { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Steps whose result is a day of the rule, not a value that it named. */
const DAYS: ReadonlySet<string> = new Set(['cover', 'suspend', 'retire']);

/** What a rule gave: its raw results, the values it named and its explanation. */
export interface RuleRun {
  readonly kind: 'ran';
  readonly outputs: readonly number[];
  readonly lines: readonly PaymentLine[];
  readonly values: Readonly<Record<string, RuleValue>>;
  readonly trace: readonly ExplainedStep[];
}

/** Runs a rule: every reason to refuse at once, or its results. Payments of nothing are left out. */
export function runRule(policy: PolicyModel, rule: LinkedRule, subject: RuleSubject): RuleRun | Refused {
  const { ir, program } = rule;
  const { A, X, rejections } = rule.encoder.encode(subject);
  if (rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(rejections) };
  const T: number[] = new Array(ir.traceSize).fill(0);
  const [O, R]: [number[], number[]] = [[], []];
  const site = program.run(A, X, T, O, R);
  if (site !== 0) {
    const sites = R.includes(site) ? R : [...R, site];
    return { kind: 'refused', rejections: inPrecedence(sites.map((s) => siteRejection(ir, s))) };
  }
  const steps = readTrace(ir, T);
  const values: Record<string, RuleValue> = {};
  for (const { name, kind, result, unit } of steps)
    if (!DAYS.has(kind)) values[name] = { value: result, unit };
  return {
    kind: 'ran',
    outputs: O,
    lines: linesOf(ir, O),
    values,
    // Words cost several times the sums: they are made for whoever reads them.
    get trace() {
      return explained(policy, ir, steps);
    },
  };
}

function linesOf(ir: RuleIr, O: readonly number[]): readonly PaymentLine[] {
  return ir.pays.flatMap(({ name, payer, into, component }, i) => {
    const amount = O[i] ?? 0;
    return amount === 0
      ? []
      : [{ rule: ir.id, name, payer, fund: into, component, amountFen: amount as Fen }];
  });
}

function explained(
  policy: PolicyModel,
  ir: RuleIr,
  steps: ReturnType<typeof readTrace>,
): readonly ExplainedStep[] {
  const naming = namingOf(policy, ir);
  return steps.flatMap((step) => {
    const own = ir.steps.find(({ path }) => path === step.step);
    return own === undefined ? [] : [explainOne(own, step, [], naming)];
  });
}

/** Whether the condition of a rule holds; everything it needs and lacks otherwise. */
export function ruleApplies(
  rule: LinkedRule,
  subject: RuleSubject,
): { readonly applies: boolean; readonly rejections: readonly Rejection[] } {
  const { A, X, rejections } = rule.encoder.encode(subject, 'condition');
  return { applies: rejections.length === 0 && rule.program.when(A, X), rejections };
}
