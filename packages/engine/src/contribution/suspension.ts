import { type Bilingual, type CalendarDate, dateOfDayNumber, type Fen, inPrecedence } from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import type { Facts } from '../bill.ts';
import type { PolicyModel } from '../model.ts';
import { COVER_OUT } from './emit-rule.ts';
import { onceEach } from './money.ts';
import type { RuleInputs } from './rule-encoder.ts';
import { rulesIn, rulesOn } from './rules-on.ts';
import { type Refused, ruleApplies, runRule } from './run-rule.ts';

/** What somebody owes for a person. */
export interface SuspensionRequest {
  /** Day whose values hold: the first day overdue. */
  readonly on: CalendarDate;
  readonly facts: Facts;
  /** Due day of the oldest period that is not paid in full. */
  readonly dueOn: CalendarDate;
  /** Periods that are overdue, and what of them is open. */
  readonly overduePeriods: number;
  readonly overdueFen: Fen;
  /** All of it is within an agreement on instalments that is kept; false when left out. */
  readonly deferred?: boolean;
}

/** Suspension 暂停待遇: the first day without benefits while the arrears are not paid, and why. */
export interface Suspension {
  readonly kind: 'suspended';
  readonly rule: string;
  readonly name: Bilingual;
  readonly from: CalendarDate;
  readonly clause: string;
  readonly trace: readonly ExplainedStep[];
}

/**
 * From which day arrears suspend benefits: the earliest of the rules of section `suspension` whose condition holds;
 * `never` where none does. Refused with every missing fact.
 */
export function suspensionStart(
  policy: PolicyModel,
  { on, facts, dueOn, overduePeriods, overdueFen, deferred = false }: SuspensionRequest,
): Suspension | { readonly kind: 'never' } | Refused {
  return suspensionOf(policy, on, facts, { dueOn, overduePeriods, overdue: overdueFen, deferred });
}

/** The same from inputs as a case writes them. */
export function suspensionOf(
  policy: PolicyModel,
  on: CalendarDate,
  facts: Facts,
  inputs: RuleInputs,
): Suspension | { readonly kind: 'never' } | Refused {
  const subject = { facts, inputs };
  const rules = rulesIn(rulesOn(policy, on), 'suspension');
  const applying = rules.map((rule) => ({ rule, ...ruleApplies(rule, subject) }));
  const lacking = onceEach(applying.flatMap(({ rejections }) => rejections));
  if (lacking.length > 0) return { kind: 'refused', rejections: inPrecedence(lacking) };
  let first: Suspension | undefined;
  for (const { rule, applies } of applying) {
    if (!applies) continue;
    const run = runRule(policy, rule, subject);
    if (run.kind === 'refused') return run;
    const from = dateOfDayNumber(run.outputs[COVER_OUT.from] ?? 0);
    if (first !== undefined && first.from <= from) continue;
    const clauses = run.trace.flatMap(({ clause }) => (clause === '' ? [] : clause.split('; ')));
    const { id, model } = rule.ir;
    first = {
      ...{ kind: 'suspended', rule: id, name: model.name, from },
      ...{ clause: [...new Set(clauses)].join('; '), trace: run.trace },
    };
  }
  return first ?? { kind: 'never' };
}
