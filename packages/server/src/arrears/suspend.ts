import type { CalendarDate, Fen } from '@gongji/domain';
import { addDays } from '@gongji/domain';
import { type PolicyModel, suspensionStart } from '@gongji/engine';
import { inTransaction, type NewId, type Pool } from '@gongji/store';
import {
  deferralsOf,
  insertSuspensions,
  type OverduePerson,
  overduePersons,
  type SuspensionRow,
} from '@gongji/store/contribution';
import { brokenOn } from '../contribution/deferral.ts';
import { contributionPolicy } from '../contribution/period.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';

type Policies = readonly { readonly model: PolicyModel }[];

/** Persons looked at in one transaction. */
const BATCH = 1_000;

export interface SuspendDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly policies: Policies;
  readonly progress?: (done: number) => Promise<void>;
}

/**
 * Writes the suspension 暂停待遇 of everybody for whom something is overdue, with the first day that the policy gives; a day
 * that is past already becomes today, so that a late run takes nothing back. Safe to repeat.
 */
export async function suspendOverdue(
  deps: SuspendDeps,
  { regionCode, by }: { readonly regionCode: string; readonly by: string },
): Promise<{ readonly persons: number; readonly suspended: number }> {
  const at = deps.now();
  const on = beijingDay(at) as CalendarDate;
  let [persons, suspended, after] = [0, 0, '0'];
  for (;;) {
    const rows = await overduePersons(deps.pool, { regionCode, on, after, limit: BATCH });
    const last = rows.at(-1);
    if (last === undefined) return { persons, suspended };
    const deferrals = await deferralsOf(deps.pool, [...new Set(rows.flatMap(({ billIds }) => billIds))]);
    const isKept = (billId: string): boolean => {
      const deferral = deferrals.get(billId);
      return deferral !== undefined && brokenOn(deferral, on) === undefined;
    };
    const made = rows.flatMap(
      (row) => suspensionOf(deps.policies, { ...row, deferred: row.billIds.every(isKept) }, on) ?? [],
    );
    suspended += await inTransaction(deps.pool, (tx) =>
      insertSuspensions(
        tx,
        made.map((row) => ({ ...row, suspensionId: deps.newId(), madeBy: by, madeAt: at })),
      ),
    );
    persons += rows.length;
    after = last.personId;
    await deps.progress?.(persons);
  }
}

/** Pure: what the policy says of one person; undefined: it suspends nothing, or not by arrears. */
function suspensionOf(
  policies: Policies,
  row: OverduePerson & { readonly deferred: boolean },
  today: CalendarDate,
): Omit<SuspensionRow, 'suspensionId' | 'madeBy' | 'madeAt'> | undefined {
  const on = addDays(row.dueOn, 1);
  const policy = contributionPolicy(policies, row.regionCode, row.scheme, on);
  if (policy === undefined) return undefined;
  const facts = Object.fromEntries(Object.entries(row.facts).filter(([name]) => policy.attributes.has(name)));
  const found = suspensionStart(policy, {
    ...{ on, facts, dueOn: row.dueOn, overduePeriods: row.periods.length, overdueFen: row.overdueFen as Fen },
    deferred: row.deferred,
  });
  if (found.kind !== 'suspended') return undefined;
  const { regionCode, personId, scheme, unitId } = row;
  return {
    ...{ regionCode, personId, scheme, unitId, periods: row.periods.join(', ') },
    ...{
      fromOn: found.from < today ? today : found.from,
      clause: found.clause,
      policyVersion: policy.version,
    },
  };
}
