import type { Bilingual, CalendarDate, Rejection } from '@gongji/domain';
import type { Assessment, ExplainedStep, PolicyModel } from '@gongji/engine';
import { type Split, type SplitAmounts, splitOf } from '../assessment/split.ts';
import { adjudicateTrial } from '../policy/engine.ts';
import type { LoadedEntry } from '../policy/use-policy.ts';
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

/** Works out a setting under a policy, in the browser, with the program that the server settles by. */
export function tryOut(loaded: LoadedEntry, setting: Setting): Trial {
  const { model } = loaded;
  const gap = model.missing.find((m) => m.benefit === setting.benefit);
  if (!model.benefits.has(setting.benefit)) {
    return gap === undefined ? { kind: 'noBenefit' } : { kind: 'missingBenefit', reason: gap.reason };
  }
  const made = toBill(setting, model);
  if (made.kind === 'errors') return made;
  const { from, to } = model.inForce;
  const on = model.policyDate === 'event' ? made.bill.dates.startedOn : made.bill.dates.endedOn;
  if (on < from || (to !== undefined && on > to))
    return { kind: 'outOfForce', from, ...(to === undefined ? {} : { to }) };
  const { outcome, steps } = adjudicateTrial(loaded, made.bill, made.counters, on);
  if (outcome.kind === 'refused') return outcome;
  const { assessment } = outcome;
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
