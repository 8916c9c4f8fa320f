import type { Bilingual } from '@gongji/domain';
import type { Assessment, ExplainedStep, LineSplit, TraceStep } from './assessment.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import { factName } from './facts.ts';
import type { PolicyModel } from './model.ts';
import { explainStep, type StepIr } from './steps/step-kinds.ts';
import { rateText, traceReading, unitText, yuan } from './trace-reading.ts';

/** What is read of an assessment: a stored one has these as plain data. */
export type Explainable = Pick<Assessment, 'benefit' | 'lines' | 'trace'>;

/**
 * The stored trace in words, step by step, with the numbers put into each formula. `compiled` must be the policy
 * version that settled the bill, on its day. Throws RangeError when the trace is not of this policy.
 */
export function explain(compiled: CompiledPolicy, assessment: Explainable): readonly ExplainedStep[] {
  const ir = compiled.benefits.get(assessment.benefit);
  if (ir === undefined) throw new RangeError(`the policy has no benefit ${assessment.benefit}`);
  const told = assessment.trace.filter((step) => step.kind !== 'overCap' || step.result !== 0);
  return told.map((step) => {
    const own = ir.steps.find((s) => s.path === step.step);
    if (own === undefined) throw new RangeError(`the policy has no step ${step.step}`);
    return explainOne(compiled.policy, own, step, assessment.lines);
  });
}

function explainOne(
  policy: PolicyModel,
  own: StepIr,
  step: TraceStep,
  lines: readonly LineSplit[],
): ExplainedStep {
  const clause = clauseOf(own, step);
  if (step.kind === 'overCap') return { ...step, ...overCapWords(step), clause };
  const { title, formula, sentence } = explainStep(own.body, traceReading(step));
  const note = own.model.note;
  const inputs = inputsText(policy, step);
  return {
    ...step,
    title: note === undefined ? title : { zh: `${title.zh}：${note.zh}`, en: `${title.en}: ${note.en}` },
    clause,
    formula: step.kind === 'classify' ? [formula, ...lines.map(lineFormula)].join('\n') : formula,
    sentence: { zh: `${sentence.zh}${inputs.zh}`, en: `${sentence.en}${inputs.en}` },
  };
}

/** Citation of the step and of every value it used, each once. */
function clauseOf(own: StepIr, step: TraceStep): string {
  const cites = [own.model.cite, ...step.inputs.map((input) => input.cite)].filter((c) => c !== undefined);
  return [...new Set(cites)].join('; ');
}

function overCapWords(step: TraceStep): Pick<ExplainedStep, 'title' | 'formula' | 'sentence'> {
  const over = yuan(step.result);
  return {
    title: { zh: `限额截去 ${step.name}`, en: `Cut off by the limit ${step.name}` },
    formula: `${step.name} = ${over}`,
    sentence: { zh: `超过支付限额 ${over} 元。`, en: `${over} yuan is above the payment limit.` },
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

/** Parameters, counters and facts that the step read, by their names. */
function inputsText(policy: PolicyModel, step: TraceStep): Bilingual {
  const named = step.inputs.flatMap((input) => {
    const name = nameOf(policy, input.name);
    const text = unitText(input.value, input.unit);
    return name === undefined ? [] : [{ zh: `${name.zh} ${text}`, en: `${name.en} ${text}` }];
  });
  if (named.length === 0) return { zh: '', en: '' };
  return {
    zh: `取值：${named.map((n) => n.zh).join('、')}。`,
    en: ` Values: ${named.map((n) => n.en).join(', ')}.`,
  };
}

/** Amounts that every bill has, in words that say how they come about. */
const RESERVED: Readonly<Record<string, Bilingual>> = {
  person: { zh: '个人部分（总额减已支付）', en: "the person's part (total less what was paid)" },
  personInScope: { zh: '个人承担的政策范围内部分（政策范围内减已支付）', en: 'in scope less what was paid' },
};

function nameOf(policy: PolicyModel, name: string): Bilingual | undefined {
  if (name.startsWith('counter.')) return policy.counters.get(name.slice('counter.'.length))?.name;
  const plain = RESERVED[name] ?? policy.parameters.get(name)?.name;
  return plain ?? (policy.attributes.has(name) ? factName(name) : undefined);
}

/** The explanation as numbered plain text, for a letter or a terminal. */
export function renderText(steps: readonly ExplainedStep[], language: 'zh' | 'en'): string {
  const blocks = steps.map(({ title, clause, formula, sentence }, i) => {
    const cited = clause === '' ? '' : language === 'zh' ? `〔${clause}〕` : ` [${clause}]`;
    const body = formula === '' ? [] : formula.split('\n').map((line) => `   ${line}`);
    return [`${i + 1}. ${title[language]}${cited}`, ...body, `   ${sentence[language]}`].join('\n');
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
