import type { ExplainedStep, TraceStep } from './assessment.ts';
import type { BenefitIr } from './ir.ts';
import type { PolicyModel } from './model.ts';
import { yuan } from './trace-reading.ts';
import { payerName } from './value-names.ts';

/** What a payer pays of the bill, in one or several steps; fen. */
interface Payment {
  readonly payer: string;
  readonly parts: readonly number[];
  readonly sum: number;
}

/** The end of every explanation: the bill less what each payer pays is the person's part, by accounts and in cash. */
export function explainResult(
  policy: PolicyModel,
  ir: BenefitIr,
  trace: readonly TraceStep[],
): ExplainedStep {
  const total = totalOf(trace);
  const payments = paymentsOf(ir, trace);
  const person = payments.reduce((left, { sum }) => left - sum, total);
  const [own, family] = [resultOf(trace, 'accountPaid'), resultOf(trace, 'familyAccountPaid')];
  const cash = person - own - family;
  const by = payments.map(({ payer, sum }) => {
    const { zh, en } = payerName(policy, payer);
    return { zh: `${zh}支付 ${yuan(sum)} 元`, en: `${en} pays ${yuan(sum)}` };
  });
  const accounts = [
    { zh: '个人账户', en: 'from the personal account', fen: own },
    { zh: '家庭共济账户', en: 'from the family account', fen: family },
    { zh: '现金', en: 'in cash', fen: cash },
  ].filter(({ fen }) => fen !== 0);
  const how = {
    zh: accounts.map((a) => `${a.zh} ${yuan(a.fen)} 元`),
    en: accounts.map((a) => `${yuan(a.fen)} ${a.en}`),
  };
  return {
    ...{ step: ir.id, kind: 'result', name: 'person', result: person, unit: 'fen', inputs: [], clause: '' },
    title: { zh: '结算结果', en: 'Result' },
    formula: resultLines(total, payments, { person, paid: [own, family], cash }).join('\n'),
    sentence: {
      zh: `费用总额 ${yuan(total)} 元：${[...by.map((b) => b.zh), `个人负担 ${yuan(person)} 元`].join('，')}${accounts.length === 0 ? '' : `（${how.zh.join('、')}）`}。`,
      en: `Of ${yuan(total)} yuan, ${[...by.map((b) => b.en), `the person bears ${yuan(person)}`].join(', ')}${accounts.length === 0 ? '' : ` (${how.en.join(', ')})`}.`,
    },
  };
}

function paymentsOf(ir: BenefitIr, trace: readonly TraceStep[]): readonly Payment[] {
  const parts = new Map<string, number[]>();
  for (const { kind, step, result } of trace) {
    const body = ir.steps.find((s) => s.path === step)?.body;
    if (kind !== 'share' || body?.kind !== 'share' || result === 0) continue;
    const payer = ir.payers[body.payer.index]?.id ?? '';
    parts.set(payer, [...(parts.get(payer) ?? []), result]);
  }
  const order = ir.payers.map(({ id }) => ({ payer: id, parts: parts.get(id) ?? [] }));
  return order
    .filter((p) => p.parts.length > 0)
    .map((p) => ({ ...p, sum: p.parts.reduce((sum, part) => sum + part, 0) }));
}

/** A stay that was settled in parts has each step once for each part. */
function resultOf(trace: readonly TraceStep[], name: string): number {
  return trace.reduce((sum, step) => (step.name === name ? sum + step.result : sum), 0);
}

function totalOf(trace: readonly TraceStep[]): number {
  return trace
    .filter(({ kind }) => kind === 'classify')
    .reduce((sum, { inputs }) => sum + Number(inputs.find(({ name }) => name === 'total')?.value ?? 0), 0);
}

interface Parts {
  readonly person: number;
  readonly paid: readonly number[];
  readonly cash: number;
}

function resultLines(
  total: number,
  payments: readonly Payment[],
  { person, paid, cash }: Parts,
): readonly string[] {
  const sums = payments
    .filter((p) => p.parts.length > 1)
    .map((p) => `${p.parts.map(yuan).join(' + ')} = ${yuan(p.sum)}`);
  const rest = [yuan(total), ...payments.map((p) => yuan(p.sum))].join(' − ');
  const accounts = paid.filter((fen) => fen !== 0).map(yuan);
  const last = accounts.length === 0 ? [] : [`${[yuan(person), ...accounts].join(' − ')} = ${yuan(cash)}`];
  return [...sums, `${rest} = ${yuan(person)}`, ...last];
}
