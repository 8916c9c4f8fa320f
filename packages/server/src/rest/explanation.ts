import type { ExplanationView } from '@gongji/contract';
import { type Fen, yuanText } from '@gongji/domain';
import type { TraceInput, TraceStep } from '@gongji/engine';
import { type ApiClient, settlementDetail } from '@gongji/store/rest';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { RestDeps } from './deps.ts';

/** A settlement explained from its stored trace, under the policy text that settled it. */
export async function explanation(
  { pool }: RestDeps,
  client: ApiClient,
  settlementId: string,
  { lang }: { readonly lang: 'zh' | 'en' },
): Promise<Answer<ExplanationView>> {
  const row = await settlementDetail(pool, client, settlementId);
  if (row === undefined) return problemAnswer('not-found');
  const steps = (row.trace as readonly TraceStep[]).map(stepView);
  const text = steps.map((s, i) => `${i + 1}. ${s.sentence[lang]}`).join('\n');
  return ok({ settlementId, policyId: row.policyId, steps, text });
}

type StepView = ExplanationView['steps'][number];

function stepView(step: TraceStep): StepView {
  const inputs = step.inputs.map((i) => `${i.name} ${valueText(i.value, i.unit)}`).join(', ');
  const formula = `${inputs} → ${step.name} = ${valueText(step.result, step.unit)}`;
  const clause = [...new Set(step.inputs.flatMap((i) => i.cite ?? []))].join('; ');
  const title = { zh: step.name, en: step.name };
  return { step: step.step, title, clause, formula, sentence: { zh: formula, en: formula } };
}

function valueText(value: TraceInput['value'], unit: TraceInput['unit']): string {
  if (typeof value !== 'number') return String(value);
  if (unit === 'fen') return yuanText(value as Fen);
  return unit === 'ppm' ? `${value} ppm` : String(value);
}
