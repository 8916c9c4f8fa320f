import type { Bilingual, Fen } from '@gongji/domain';
import type { Assessment, ExplainedStep, LineSplit, TraceStep } from './assessment.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import { explainResult } from './explain-result.ts';
import type { Told } from './steps/step.ts';
import type { StepIr } from './steps/step-kinds.ts';
import { explainStep } from './steps/step-kinds.ts';
import { capital, inputText, rateText, traceReading, yuan } from './trace-reading.ts';
import { type Naming, namingOf } from './value-names.ts';

/** What is read of an assessment: a stored one has these as plain data. */
export type Explainable = Pick<Assessment, 'benefit' | 'lines' | 'trace'>;

/**
 * The stored trace in words, step by step, with the numbers put into each formula, then who pays what in all.
 * `compiled` must be the policy version that settled the bill, on its day. Throws RangeError when the trace is not of
 * this policy.
 */
export function explain(compiled: CompiledPolicy, assessment: Explainable): readonly ExplainedStep[] {
  const ir = compiled.benefits.get(assessment.benefit);
  if (ir === undefined) throw new RangeError(`the policy has no benefit ${assessment.benefit}`);
  const name = namingOf(compiled.policy, ir);
  const { trace, lines } = assessment;
  const steps = trace.flatMap((step, i): readonly ExplainedStep[] => {
    const own = ir.steps.find((s) => s.path === step.step);
    if (own === undefined) throw new RangeError(`the policy has no step ${step.step}`);
    // The lines of all parts of a stay stand together, after the first split.
    if (step.kind !== 'overCap') return [explainOne(own, step, i === 0 ? lines : [], name)];
    return step.result === 0 ? [] : [explainOverCap(own, step, trace[i - 1], name)];
  });
  return [...steps, explainResult(compiled.policy, ir, trace)];
}

/** First-pay 先行自付 of a whole bill, such as for care elsewhere without a filing. */
export interface WholeBillFirstPay {
  readonly name: Bilingual;
  readonly amountFen: Fen;
}

/**
 * First-pay that steps took from the bill as a whole: the lines do not have it, so that their first-pay and this together
 * are the bill's. Steps of the parts of a stay stand together; those that took nothing are left out.
 */
export function firstPayOfWholeBill(
  compiled: CompiledPolicy,
  { benefit, trace }: Explainable,
): readonly WholeBillFirstPay[] {
  const ir = compiled.benefits.get(benefit);
  if (ir === undefined) throw new RangeError(`the policy has no benefit ${benefit}`);
  const name = namingOf(compiled.policy, ir);
  return ir.steps.flatMap(({ body, path }) => {
    if (body.kind !== 'deduct' || body.role !== 'firstPay') return [];
    const taken = trace.filter((t) => t.step === path && t.kind === 'deduct');
    const amountFen = taken.reduce((sum, t) => sum + t.result, 0) as Fen;
    return amountFen === 0 ? [] : [{ name: name(body.name), amountFen }];
  });
}

export function explainOne(
  own: StepIr,
  step: TraceStep,
  lines: readonly LineSplit[],
  name: Naming,
): ExplainedStep {
  const { title, formula, sentence, told } = explainStep(own.body, traceReading(step, name));
  const inputs = inputsText(name, step, told);
  const remark = remarkText(own.model.note);
  const all = step.kind === 'classify' ? [...formula, ...lines.map(lineFormula)] : formula;
  return {
    ...step,
    title,
    clause: clauseOf(own, step),
    formula: all.join('\n'),
    sentence: {
      zh: `${sentence.zh}${remark.zh}${inputs.zh}`,
      en: `${sentence.en}${remark.en}${inputs.en}`,
    },
  };
}

/** Citation of the step and of every value it used, each once. */
function clauseOf(own: StepIr, step: TraceStep): string {
  const cites = [own.model.cite, ...step.inputs.map((input) => input.cite)].filter((c) => c !== undefined);
  return [...new Set(cites)].join('; ');
}

/** What a cap cut off stays with the person, or with the next layer. */
function explainOverCap(
  own: StepIr,
  step: TraceStep,
  share: TraceStep | undefined,
  name: Naming,
): ExplainedStep {
  const { zh, en } = name(step.name);
  const over = yuan(step.result);
  const paid = share?.result ?? 0;
  return {
    ...step,
    title: { zh, en: capital(en) },
    clause: clauseOf(own, step),
    formula: `${yuan(paid + step.result)} − ${yuan(paid)} = ${over}`,
    sentence: {
      zh: `限额截去 ${over} 元，该方不支付。`,
      en: `The limit cuts off ${over} yuan, which this payer does not pay.`,
    },
  };
}

/** One line of the bill: its amount = self-paid + over-limit + first-pay + in-scope. */
function lineFormula({
  id,
  selfPaidFen,
  overLimitFen,
  firstPayFen,
  inScopeFen,
  firstPayPpm,
}: LineSplit): string {
  const total = selfPaidFen + overLimitFen + firstPayFen + inScopeFen;
  const first = firstPayPpm === 0 ? yuan(firstPayFen) : `${yuan(firstPayFen)} (${rateText(firstPayPpm)})`;
  return `#${id}: ${yuan(total)} = ${yuan(selfPaidFen)} + ${yuan(overLimitFen)} + ${first} + ${yuan(inScopeFen)}`;
}

/** Parameters, counters, facts and earlier values that the step read, by their names. */
function inputsText(name: Naming, step: TraceStep, told: Told): Bilingual {
  if (told === 'all') return { zh: '', en: '' };
  const named = step.inputs
    .filter((input) => !told.includes(input.name))
    .map((input) => {
      const [called, text] = [name(input.name), inputText(input)];
      return { zh: `${called.zh} ${text.zh}`, en: `${called.en} ${text.en}` };
    });
  if (named.length === 0) return { zh: '', en: '' };
  return {
    zh: `取值：${named.map((n) => n.zh).join('、')}。`,
    en: ` Values: ${named.map((n) => n.en).join(', ')}.`,
  };
}

function remarkText(note: Bilingual | undefined): Bilingual {
  if (note === undefined) return { zh: '', en: '' };
  return { zh: `（${note.zh}）`, en: ` (${capital(note.en)}.)` };
}

/** The explanation as numbered plain text, for a letter or a terminal. */
export function renderText(steps: readonly ExplainedStep[], language: 'zh' | 'en'): string {
  const blocks = steps.map(({ title, clause, formula, sentence }, i) => {
    const cited = clause === '' ? '' : language === 'zh' ? `〔${clause}〕` : ` [${clause}]`;
    const body = formula === '' ? [] : formula.split('\n').map((line) => `   ${line}`);
    return [`${i + 1}. ${title[language]}${cited}`, `   ${sentence[language]}`, ...body].join('\n');
  });
  return `${blocks.join('\n')}\n`;
}

/** Values that the steps of a bill named, in fen, millionths or counts; a step that did not run is not in it. */
export function namedValues({ trace }: Pick<Assessment, 'trace'>): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const step of trace) {
    if (step.kind === 'classify') {
      for (const input of step.inputs)
        if (typeof input.value === 'number') values.set(input.name, input.value);
    } else values.set(step.name, step.result);
  }
  return values;
}
