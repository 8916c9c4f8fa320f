import type { Bilingual } from '@gongji/domain';
import type { ExplainedStep, MoneyAssessment } from '@gongji/engine';
import type { RestDeps } from '../rest/deps.ts';

/** A fee as the officer sees it: who pays what, and the calculation with its clauses. */
export function feeView(
  policies: RestDeps['policies'],
  { period, assessment }: { readonly period: string; readonly assessment: MoneyAssessment },
) {
  return {
    period,
    billed: true,
    personFen: assessment.byPayer.person ?? 0,
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
