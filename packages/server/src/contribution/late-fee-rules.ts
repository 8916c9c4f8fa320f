import type { CalendarDate, Fen, Rejection } from '@gongji/domain';
import { bilingualRejection, lateFee, type MoneyAssessment, type PolicyModel } from '@gongji/engine';
import type { BillPayer, FeeSubject } from '@gongji/store/contribution';
import { daysDeferred } from './deferral.ts';
import { contributionPolicy } from './period.ts';

/** Kinds of bills that grow a late fee: no fee on a fee, and none on an acknowledged debt. */
export const WITH_LATE_FEE: ReadonlySet<string> = new Set(['regular', 'correction', 'enrolment']);

export interface Overdue {
  readonly regionCode: string;
  readonly scheme: string;
  readonly payer: BillPayer;
  readonly kind: string;
  readonly dueOn: CalendarDate;
}

/**
 * Nobody can say what the late fee of a payment is: no policy of the scheme is in force on its day. Such a bill is not paid
 * until there is one, so that no fee is lost in silence.
 */
export function latePolicyMissing(
  policies: readonly { readonly model: PolicyModel }[],
  bill: Overdue,
  paidOn: CalendarDate,
): boolean {
  return (
    growsFee(bill) &&
    paidOn > bill.dueOn &&
    contributionPolicy(policies, bill.regionCode, bill.scheme, paidOn) === undefined
  );
}

export function latePolicyProblem({ scheme }: Pick<Overdue, 'scheme'>, paidOn: CalendarDate): Rejection {
  const names = { employee: ['职工医保', 'employee'], resident: ['居民医保', 'resident'] } as const;
  const [zh, en] = scheme === 'resident' ? names.resident : names.employee;
  return bilingualRejection(
    'late-fee-no-policy',
    { zh: { scheme: zh, day: paidOn }, en: { scheme: en, day: paidOn } },
    { field: 'paidOn', value: paidOn },
  );
}

function growsFee({ kind, payer }: Pick<Overdue, 'kind' | 'payer'>): boolean {
  return WITH_LATE_FEE.has(kind) && ['unit', 'person'].includes(payer);
}

/**
 * What the policy charges for an amount that is paid on a day, or would be; undefined: nothing. The policy is the one in
 * force on the day of payment.
 */
export function lateFeeOf(
  policies: readonly { readonly model: PolicyModel }[],
  bill: Overdue,
  {
    amountFen,
    paidOn,
    facts,
    deferral,
  }: { readonly amountFen: number; readonly paidOn: CalendarDate } & Pick<FeeSubject, 'facts' | 'deferral'>,
): (MoneyAssessment & { readonly policy: PolicyModel }) | undefined {
  if (!growsFee(bill) || paidOn <= bill.dueOn || amountFen <= 0) return undefined;
  const policy = contributionPolicy(policies, bill.regionCode, bill.scheme, paidOn);
  if (policy === undefined) return undefined;
  const known = Object.fromEntries(Object.entries(facts).filter(([name]) => policy.attributes.has(name)));
  const days = daysDeferred(deferral, { dueOn: bill.dueOn, paidOn });
  const late = { overdueFen: amountFen as Fen, dueOn: bill.dueOn, paidOn, daysDeferred: days };
  const outcome = lateFee(policy, { ...late, facts: known });
  // A policy without a rule for this payer charges nothing; there is no other reason to refuse a fee.
  if (outcome.kind === 'refused' || outcome.totalFen === 0) return undefined;
  return { ...outcome, trace: [], policy };
}

/** What is due of a fee after its waiver. */
export function afterWaiver(
  computedFen: number,
  { waiverLeftFen }: Pick<FeeSubject, 'waiverLeftFen'>,
): number {
  return waiverLeftFen === null ? 0 : Math.max(0, computedFen - waiverLeftFen);
}
