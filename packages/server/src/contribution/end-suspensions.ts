import { addDays, type CalendarDate } from '@gongji/domain';
import { benefitYearOf, type CoverStart, coverStart, type Refused } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type Debtor,
  debtorsSuspended,
  endSuspensions,
  nothingOwed,
  type OpenSuspension,
  openSuspensions,
  type SuspensionEnd,
} from '@gongji/store/contribution';
import type { AllocateContext, Allocated } from './allocate.ts';
import { WITH_LATE_FEE } from './late-fee-rules.ts';
import { contributionPolicy } from './period.ts';

type Policies = AllocateContext['policies'];

/**
 * Ends the suspensions that payments make good, in the transaction that books them: once nothing more is owed of the
 * scheme, each person is covered again from the day that the rules of cover give for a break whose months are paid.
 */
export async function endPaidSuspensions(
  tx: PoolClient,
  context: AllocateContext,
  done: readonly Allocated[],
): Promise<void> {
  const paid = done.flatMap(({ bill, full, paidOn }) => {
    if (!full || !WITH_LATE_FEE.has(bill.kind) || !['unit', 'person'].includes(bill.payer)) return [];
    const debtor: Debtor =
      bill.payer === 'unit' && bill.unitId !== null ? { unitId: bill.unitId } : { personId: bill.personId };
    return [{ bill, paidOn, debtor }];
  });
  if (paid.length === 0) return;
  const isSuspended = await debtorsSuspended(
    tx,
    paid.map(({ debtor }) => debtor),
  );
  for (const { bill, paidOn, debtor } of paid.filter(({ debtor }) => isSuspended(debtor))) {
    const open = await openSuspensions(tx, bill.scheme, debtor);
    if (open.length === 0 || !(await nothingOwed(tx, bill.scheme, debtor, context.bookedOn))) continue;
    const ends = open.flatMap((one) => endOf(context.policies, one, paidOn) ?? []);
    const by = { billId: bill.billId, paidOn, actor: context.by, at: context.at };
    await endSuspensions(tx, ends, by);
  }
}

/** Undefined: the rules of cover give no day, so that somebody has to enrol the person anew. */
function endOf(
  policies: Policies,
  suspension: OpenSuspension,
  paidOn: CalendarDate,
): SuspensionEnd | undefined {
  const { personId, suspensionId, fromOn } = suspension;
  const again = coveredAgain(policies, suspension, paidOn);
  if (again.kind === 'refused') return undefined;
  const toOn = addDays(again.on, -1);
  return { personId, suspensionId, toOn, how: toOn < fromOn ? 'repaired' : 'waiting' };
}

/** The first day with benefits again when everything is paid on a day; not before the suspension. */
export function coveredAgain(
  policies: Policies,
  { regionCode, scheme, fromOn, bornOn, facts }: Omit<OpenSuspension, 'personId' | 'suspensionId'>,
  paidOn: CalendarDate,
): { readonly kind: 'covered'; readonly on: CalendarDate; readonly cover?: CoverStart } | Refused {
  // Paid before it began: nothing was ever stopped.
  if (paidOn < fromOn) return { kind: 'covered', on: fromOn };
  const policy = contributionPolicy(policies, regionCode, scheme, paidOn);
  if (policy === undefined) return { kind: 'refused', rejections: [] };
  const known = Object.fromEntries(Object.entries(facts).filter(([name]) => policy.attributes.has(name)));
  const cover = coverStart(policy, {
    ...{
      year: benefitYearOf(paidOn, policy.benefitYearStart),
      facts: known,
      enrolledOn: paidOn,
      paidOn,
      bornOn,
    },
    ...{ previousEndOn: addDays(fromOn, -1), arrearsPaid: true },
  });
  if (cover.kind === 'refused') return cover;
  return { kind: 'covered', on: cover.firstCoveredOn < fromOn ? fromOn : cover.firstCoveredOn, cover };
}

/** The last day on which paying everything leaves no gap; undefined: there is none from today on. */
export function repairableUntil(
  policies: Policies,
  suspension: Omit<OpenSuspension, 'personId' | 'suspensionId'>,
  today: CalendarDate,
): CalendarDate | undefined {
  const whole = (paidOn: CalendarDate): boolean => {
    const again = coveredAgain(policies, suspension, paidOn);
    return again.kind === 'covered' && again.on <= suspension.fromOn;
  };
  if (!whole(today)) return undefined;
  // A policy asks for payment sooner, never later: the days without a gap come first, and are bisected.
  let [good, bad] = [0, 800];
  if (whole(addDays(today, bad))) return undefined;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (whole(addDays(today, middle))) good = middle;
    else bad = middle;
  }
  return addDays(today, good);
}
