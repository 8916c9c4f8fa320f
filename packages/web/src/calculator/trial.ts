import { type Bilingual, type CalendarDate, parseDate, type Rejection } from '@gongji/domain';
import type { Assessment, CompiledPolicy, ExplainedStep, PolicyModel } from '@gongji/engine';
import { type Split, type SplitAmounts, splitOf } from '../assessment/split.ts';
import { adjudicateTrial } from '../policy/engine.ts';
import { spanStart } from '../policy/use-policy.ts';
import type { Setting } from './setting.ts';
import { type FieldError, toBill } from './to-bill.ts';

/** What the calculator can answer to a setting. */
export type Trial =
  | AssessedTrial
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'errors'; readonly errors: readonly FieldError[] }
  | { readonly kind: 'outOfForce'; readonly from: CalendarDate; readonly to?: CalendarDate }
  | { readonly kind: 'noBenefit' }
  | { readonly kind: 'missingBenefit'; readonly reason: Bilingual };

export interface AssessedTrial {
  readonly kind: 'assessed';
  readonly model: PolicyModel;
  readonly on: CalendarDate;
  readonly assessment: Assessment;
  readonly split: Split;
  readonly steps: readonly ExplainedStep[];
}

/** Day whose rules a setting falls under; undefined while no day is typed. */
export function policyDay(setting: Setting, model: PolicyModel): CalendarDate | undefined {
  return parseDate(model.policyDate === 'event' ? setting.startedOn : setting.endedOn);
}

/** What there is to say without settling anything: no such benefit, no rules for the day, fields that cannot be used. */
export function obstacle(model: PolicyModel, setting: Setting): Exclude<Trial, AssessedTrial> | undefined {
  if (!model.benefits.has(setting.benefit)) {
    const gap = model.missing.find((m) => m.benefit === setting.benefit);
    return gap === undefined ? { kind: 'noBenefit' } : { kind: 'missingBenefit', reason: gap.reason };
  }
  const made = toBill(setting, model);
  if (made.kind === 'errors') return made;
  const { from, to } = model.inForce;
  if (spanStart(model, policyDay(setting, model)) !== undefined) return undefined;
  return { kind: 'outOfForce', from, ...(to === undefined ? {} : { to }) };
}

/** Works out a setting in the browser, with the program that the server settles by. `compiled` is of the setting's day. */
export function tryOut(compiled: CompiledPolicy, setting: Setting): Trial {
  const model = compiled.policy;
  const made = toBill(setting, model);
  if (made.kind === 'errors') return made;
  const { outcome, steps } = adjudicateTrial(compiled, made.bill, made.counters);
  if (outcome.kind === 'refused') return outcome;
  const { assessment } = outcome;
  const on = policyDay(setting, model) ?? made.bill.dates.endedOn;
  return {
    kind: 'assessed',
    model,
    on,
    assessment,
    split: splitOf(named(assessment, model), [...model.payers.keys()]),
    steps,
  };
}

function named(assessment: Assessment, { payers }: PolicyModel): SplitAmounts {
  const payments = assessment.payments.map((payment) => ({
    ...payment,
    name: payers.get(payment.payer)?.name,
  }));
  return { ...assessment, payments };
}
