import type { OfficePreviewView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { explain, policyDateOf, policyOn } from '@gongji/engine';
import type { OwnAnswer } from '../provider-interface/in-process.ts';
import type { RestDeps } from '../rest/deps.ts';
import { splitOf } from '../rest/views.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

type Previewed = NonNullable<Extract<OwnAnswer, { kind: 'done' }>['preview']>;

/** A preview as the desk shows it: who would pay what, and every step of how it was worked out. */
export function previewView(
  { policies, now }: RestDeps,
  stay: { readonly startedOn: CalendarDate; readonly endedOn: CalendarDate },
  { assessment, clrType, accountBalanceFen }: Previewed,
): OfficePreviewView {
  const { policyId, policyVersion, benefit } = assessment;
  const policy = policies.find(({ model }) => model.version === policyVersion)?.model;
  const dates = { ...stay, settledOn: chinaDay(now()) };
  const steps =
    policy === undefined ? [] : explain(policyOn(policy, policyDateOf(policy, dates)), assessment);
  return {
    policyId,
    policyVersion,
    benefit,
    clrType,
    ...splitOf(assessment, policies),
    lines: assessment.lines.map((line) => ({ ...line })),
    accountBalanceFen,
    steps: steps.map(({ step, title, clause, formula, sentence }) => ({
      step,
      title,
      clause,
      formula,
      sentence,
    })),
  };
}
