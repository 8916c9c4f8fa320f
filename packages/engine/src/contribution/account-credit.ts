import { type Fen, inPrecedence } from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import type { PolicyModel } from '../model.ts';
import { type ContributionRequest, payInputs, periodOf } from './assess-contribution.ts';
import { assessMoney, sumOf } from './money.ts';
import type { PaymentLine, Refused } from './run-rule.ts';

/** AccountCredit 个人账户划入: what comes into a personal account for a period, and what is withheld from it. */
export interface AccountCredit {
  readonly kind: 'assessed';
  /** Lines into the account: of the contribution (own part, part of the employer's) and from funds. */
  readonly credits: readonly PaymentLine[];
  /** Lines that the account itself pays, such as a large-amount premium of the retired. */
  readonly withheld: readonly PaymentLine[];
  readonly creditFen: Fen;
  readonly withheldFen: Fen;
  readonly netFen: Fen;
  readonly trace: readonly ExplainedStep[];
}

export interface AccountCreditRequest extends ContributionRequest {
  /** Whether the contribution of the period is paid: its part of the credit comes only then. */
  readonly contributionPaid: boolean;
}

/**
 * The credit of one person for a month: the lines of the contribution that go into the account, and those of the rules
 * of section `account`. Refuses as {@link assessContribution} does; that only one of both has a rule is no refusal.
 */
export function accountCredit(policy: PolicyModel, request: AccountCreditRequest): AccountCredit | Refused {
  const { on, period, month } = periodOf(policy, request.period);
  const inputs = payInputs(request, on, month);
  const outcomes = (['contribution', 'account'] as const).map((section) =>
    assessMoney(policy, { section, period, on, subject: { facts: request.facts, inputs } }),
  );
  const refused = outcomes.flatMap((o) => (o.kind === 'refused' ? o.rejections : []));
  const absent = refused.filter((r) => r.code === 'rule-not-found');
  if (refused.length > absent.length)
    return { kind: 'refused', rejections: inPrecedence(refused.filter((r) => !absent.includes(r))) };
  if (absent.length === outcomes.length) return { kind: 'refused', rejections: absent.slice(1) };
  const due = outcomes.flatMap((o, i) =>
    o.kind === 'assessed' && (i > 0 || request.contributionPaid) ? [o] : [],
  );
  const lines = due.flatMap((o) => o.lines);
  const credits = lines.filter((line) => line.fund === 'account');
  const withheld = lines.filter((line) => line.payer === 'account');
  return {
    kind: 'assessed',
    credits,
    withheld,
    creditFen: sumOf(credits),
    withheldFen: sumOf(withheld),
    netFen: (sumOf(credits) - sumOf(withheld)) as Fen,
    trace: due.flatMap((o) => o.trace),
  };
}
