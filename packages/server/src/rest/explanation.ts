import type { ExplanationView } from '@gongji/contract';
import {
  type ExplainedStep,
  explain,
  firstPayOfWholeBill,
  type PolicyModel,
  policyDateOf,
  policyOn,
  type WholeBillFirstPay,
} from '@gongji/engine';
import { policySource, type SettlementDetailRow, settlementDetail } from '@gongji/store/rest';
import { loadOnce } from '../policy/load-once.ts';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';

/** A settlement explained from its stored trace, under the very policy text that settled it, on its day. */
export async function explanation(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
  { lang }: { readonly lang: 'zh' | 'en' },
): Promise<Answer<ExplanationView>> {
  const row = await settlementDetail(deps.pool, caller, settlementId);
  if (row === undefined) return problemAnswer('not-found');
  if (row.originId !== null) return ok(explainedReversal(row, row.originId, lang));
  const policy = await policyOfSettlement(deps, row);
  const compiled = policyOn(policy, policyDateOf(policy, row.dates));
  const steps = explain(compiled, { benefit: row.benefit, lines: row.lineSplits, trace: row.trace }).map(
    stepView,
  );
  const text = steps.map((step, index) => paragraph(step, index, lang)).join('\n');
  return ok({ settlementId, policyId: row.policyId, steps, text });
}

/** First-pay of the bill as a whole; a reversal has no computation of its own. */
export function wholeBillFirstPay(
  policy: PolicyModel,
  row: SettlementDetailRow,
): readonly WholeBillFirstPay[] {
  if (row.originId !== null) return [];
  const compiled = policyOn(policy, policyDateOf(policy, row.dates));
  return firstPayOfWholeBill(compiled, { benefit: row.benefit, lines: row.lineSplits, trace: row.trace });
}

/** A reversal computes nothing: it takes back the original, fen for fen. */
function explainedReversal(row: SettlementDetailRow, originId: string, lang: 'zh' | 'en'): ExplanationView {
  const words = {
    zh: `本记录冲销结算 ${originId}，各项金额与原结算相反。计算过程见原结算。`,
    en: `This takes back settlement ${originId}: every amount is its opposite. The computation stands with the original.`,
  };
  const title = { zh: '冲销', en: 'Reversal' };
  const step = { step: 'reversal', title, clause: '', formula: '', sentence: words };
  return { settlementId: row.settlementId, policyId: row.policyId, steps: [step], text: words[lang] };
}

/** The policy in use when it is that version, else its recorded text. */
export async function policyOfSettlement(
  { pool, policies }: RestDeps,
  row: SettlementDetailRow,
): Promise<PolicyModel> {
  const inUse = policies.find((p) => p.model.version === row.policyVersion)?.model;
  if (inUse !== undefined) return inUse;
  const source = await policySource(pool, row.policyVersion);
  const policy = source === undefined ? undefined : loadOnce(source, row.policyId).policy;
  if (policy === undefined)
    throw new Error(`recorded policy ${row.policyId} of version ${row.policyVersion} does not load`);
  return policy;
}

type StepView = ExplanationView['steps'][number];

function stepView({ step, title, clause, formula, sentence }: ExplainedStep): StepView {
  return { step, title, clause, formula, sentence };
}

/** Number and title, the sentence, the formula with the numbers put in, and the clause it rests on. */
function paragraph({ title, sentence, formula, clause }: StepView, index: number, lang: 'zh' | 'en'): string {
  const basis = clause === '' ? [] : [lang === 'zh' ? `依据：${clause}` : `by ${clause}`];
  const lines = [sentence[lang], ...formula.split('\n'), ...basis].map((line) => `   ${line}`);
  return [`${index + 1}. ${title[lang]}`, ...lines].join('\n');
}
