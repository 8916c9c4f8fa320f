import { addDays, type CalendarDate, type Fen } from '@gongji/domain';
import { suspensionStart } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type Debtor,
  endSuspensions,
  openSuspensions,
  overdueBills,
  type PlanRow,
  type SuspensionEnd,
} from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';
import { contributionPolicy } from '../contribution/period.ts';
import type { RestDeps } from '../rest/deps.ts';

interface Agreed {
  readonly policies: RestDeps['policies'];
  readonly on: CalendarDate;
  readonly by: string;
  readonly at: Date;
}

/**
 * Ends the suspensions that an agreement on instalments lifts, in the transaction that agrees to it: where everything that
 * is overdue of the scheme is within it and the policy suspends nobody while it is kept, benefits go on from its day.
 */
export async function liftSuspensions(tx: PoolClient, plan: PlanRow, agreed: Agreed): Promise<void> {
  const { policies, on, by, at } = agreed;
  const debtor: Debtor = plan.unitId === null ? { personId: plan.personId } : { unitId: plan.unitId };
  const bills = await overdueBills(tx, wholeRegion(plan.regionCode), debtor, on);
  for (const scheme of ['employee', 'resident'] as const) {
    const owed = bills.filter((one) => one.scheme === scheme);
    const [oldest] = owed;
    if (oldest === undefined || owed.some(({ billId }) => !plan.billIds.includes(billId))) continue;
    const ends = (await openSuspensions(tx, scheme, debtor)).flatMap((one): readonly SuspensionEnd[] => {
      const policy = contributionPolicy(policies, one.regionCode, scheme, on);
      if (policy === undefined) return [];
      const facts = Object.fromEntries(
        Object.entries(one.facts).filter(([name]) => policy.attributes.has(name)),
      );
      const found = suspensionStart(policy, {
        ...{ on: addDays(oldest.dueOn, 1), facts, dueOn: oldest.dueOn, deferred: true },
        overduePeriods: new Set(owed.map(({ period }) => period)).size,
        overdueFen: owed.reduce((sum, { amountFen, paidFen }) => sum + amountFen - paidFen, 0) as Fen,
      });
      if (found.kind !== 'never') return [];
      const { personId, suspensionId } = one;
      return [{ personId, suspensionId, toOn: addDays(on, -1), how: 'deferred' }];
    });
    await endSuspensions(tx, ends, { planId: plan.planId, actor: by, at });
  }
}
