import { type Bilingual, fen } from '@gongji/domain';
import type { ExplainedStep, MoneyAssessment, PaymentLine } from '@gongji/engine';
import type { MakeUpPart } from '../contribution/make-up-charges.ts';
import type { RestDeps } from '../rest/deps.ts';

/** A fee as the officer sees it: who pays what, and the calculation with its clauses. */
export function feeView(
  policies: RestDeps['policies'],
  {
    period,
    assessment,
  }: {
    readonly period: string;
    readonly assessment: Pick<MoneyAssessment, 'policyVersion' | 'trace' | 'lines' | 'byPayer' | 'totalFen'>;
  },
) {
  return {
    period,
    billed: true,
    personFen: assessment.byPayer['person'] ?? 0,
    totalFen: assessment.totalFen,
    lines: assessment.lines
      .filter((line) => line.amountFen > 0)
      .map((line) => ({
        payer: line.payer,
        payerName: nameOf(policies, line.payer, assessment.policyVersion),
        fundName: nameOf(policies, line.fund, assessment.policyVersion),
        amountFen: line.amountFen,
      })),
    trace: assessment.trace.map(traceLine),
  };
}

/** A make-up of several periods as one fee: lines added up, and how the first of them is calculated. */
export function makeUpFee(
  policies: RestDeps['policies'],
  { period, parts }: { readonly period: string; readonly parts: readonly MakeUpPart[] },
) {
  const [first] = parts;
  if (first === undefined) throw new Error('a make-up without a part');
  const lines = new Map<string, PaymentLine>();
  for (const line of parts.flatMap((part) => part.lines)) {
    const key = `${line.payer}/${line.fund}`;
    const amountFen = fen((lines.get(key)?.amountFen ?? 0) + line.amountFen);
    lines.set(key, { ...line, amountFen });
  }
  const all = [...lines.values()];
  const sum = (of: readonly PaymentLine[]) => fen(of.reduce((total, line) => total + line.amountFen, 0));
  const { policyVersion, trace } = first.assessment;
  const byPayer = { person: sum(all.filter(({ payer }) => payer === 'person')) };
  return feeView(policies, {
    period,
    assessment: { policyVersion, trace, lines: all, byPayer, totalFen: sum(all) },
  });
}

export function traceLine({ title, sentence, formula, clause }: ExplainedStep) {
  return { title, sentence, formula, clause };
}

const OTHERS: Readonly<Record<string, Bilingual>> = {
  account: { zh: '个人账户', en: 'personal account' },
  provider: { zh: '医院负担', en: 'borne by the institution' },
  cash: { zh: '个人现金', en: 'cash' },
};

/** Name of a fund or contributor in the policy that assessed it: two schemes give one id different names. */
export function nameOf(policies: RestDeps['policies'], payer: string, version: string): Bilingual {
  const policy = policies.find(({ model }) => model.version === version)?.model;
  const found = policy?.payers.get(payer) ?? policy?.contributors.get(payer);
  return found?.name ?? OTHERS[payer] ?? { zh: payer, en: payer };
}
