import type { DebtorAccount } from '@gongji/contract';
import { type CalendarDate, daysBetween } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import {
  collectionFailures,
  type Debtor,
  type FeeSubject,
  feeSubjects,
  type OverdueRow,
  overdueBills,
} from '@gongji/store/contribution';
import type { Scope } from '@gongji/store/rest';
import { afterWaiver, lateFeeOf, latePolicyMissing } from '../contribution/late-fee-rules.ts';
import type { RestDeps } from '../rest/deps.ts';

/** Overdue bills of a debtor, each with the late fee that paying all of it on the day makes. */
export async function overdueOf(
  deps: { readonly pool: RestDeps['pool']; readonly policies: Policies },
  scope: Scope,
  of: Debtor,
  on: CalendarDate,
): Promise<DebtorAccount['bills']> {
  return withFees(deps, await overdueBills(deps.pool, scope, of, on), on);
}

/** Bills with the late fee that paying all of each on the day makes. */
export async function withFees(
  deps: { readonly pool: Queryable; readonly policies: Policies },
  rows: readonly OverdueRow[],
  on: CalendarDate,
): Promise<DebtorAccount['bills']> {
  const billIds = rows.map((row) => row.billId);
  const subjects = await feeSubjects(deps.pool, billIds);
  const failures = await collectionFailures(deps.pool, billIds);
  return rows.map((row) => {
    const failure = failures.get(row.billId);
    return {
      ...overdueView(deps.policies, row, subjects.get(row.billId), on),
      ...(failure === undefined ? {} : { failure }),
    };
  });
}

type Policies = Parameters<typeof lateFeeOf>[0];

function overdueView(
  policies: Policies,
  row: OverdueRow,
  subject: FeeSubject | undefined,
  on: CalendarDate,
): DebtorAccount['bills'][number] {
  const { billId, billNo, scheme, period, kind, heads, amountFen, paidFen, dueOn } = row;
  const openFen = amountFen - paidFen;
  const fee =
    subject === undefined
      ? undefined
      : lateFeeOf(policies, row, { amountFen: openFen, paidOn: on, ...subject });
  const computedFen = fee?.totalFen ?? 0;
  const feeFen = subject === undefined ? 0 : afterWaiver(computedFen, subject);
  return {
    ...{ billId, billNo, scheme, period, kind, heads, amountFen, paidFen, openFen, dueOn },
    ...{ daysLate: daysBetween(dueOn, on), feeFen, waivedFen: computedFen - feeFen },
    noPolicy: latePolicyMissing(policies, row, on),
  };
}
