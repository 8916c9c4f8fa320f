import { type CalendarDate, dateOfDayNumber } from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import type { Facts } from '../bill.ts';
import type { PolicyModel } from '../model.ts';
import { COVER_OUT } from './emit-rule.ts';
import type { RuleInputs } from './rule-encoder.ts';
import { rulesIn, rulesOn } from './rules-on.ts';
import { type Refused, ruleApplies, runRule } from './run-rule.ts';

export interface RetirementRequest {
  /** Day whose values hold: that of retirement. */
  readonly on: CalendarDate;
  readonly facts: Facts;
  readonly bornOn: CalendarDate;
}

/** Statutory age 法定退休年龄: the day on which it is reached, and the first on which one may retire by own choice. */
export interface Retirement {
  readonly kind: 'retires';
  readonly rule: string;
  readonly dueOn: CalendarDate;
  readonly earliestOn: CalendarDate;
  readonly clause: string;
  readonly trace: readonly ExplainedStep[];
}

/** By the first rule of section `retirement` whose condition holds; `never` where none does. */
export function retirementAge(
  policy: PolicyModel,
  { on, facts, bornOn }: RetirementRequest,
): Retirement | { readonly kind: 'never' } | Refused {
  return retirementOf(policy, on, facts, { bornOn });
}

/** The same from inputs as a case writes them. */
export function retirementOf(
  policy: PolicyModel,
  on: CalendarDate,
  facts: Facts,
  inputs: RuleInputs,
): Retirement | { readonly kind: 'never' } | Refused {
  const subject = { facts, inputs };
  for (const rule of rulesIn(rulesOn(policy, on), 'retirement')) {
    const { applies, rejections } = ruleApplies(rule, subject);
    if (rejections.length > 0) return { kind: 'refused', rejections };
    if (!applies) continue;
    const run = runRule(policy, rule, subject);
    if (run.kind === 'refused') return run;
    const day = (slot: number) => dateOfDayNumber(run.outputs[slot] ?? 0);
    const clauses = run.trace.flatMap(({ clause }) => (clause === '' ? [] : clause.split('; ')));
    return {
      kind: 'retires',
      rule: rule.ir.id,
      dueOn: day(COVER_OUT.from),
      earliestOn: day(COVER_OUT.to),
      clause: [...new Set(clauses)].join('; '),
      trace: run.trace,
    };
  }
  return { kind: 'never' };
}
