import type { CalendarDate } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import type { NewId, PoolClient } from '@gongji/store';
import { makeUpsOfBill } from '@gongji/store/contribution';
import {
  actOfPerson,
  billsSince,
  changeRows,
  insertAct,
  type RowChange,
  readRow,
  repairedAct,
  undoChanges,
} from '@gongji/store/enrolment';
import { contributionPolicy } from '../contribution/period.ts';
import { type BreakCase, repairedOn } from './decide-repair.ts';

interface Context {
  readonly newId: NewId;
  readonly policies: readonly { readonly model: PolicyModel }[];
  readonly by: string;
}

/**
 * A break that is paid for in full 断缴补缴到账: in the transaction of the payment the cover begins as the rules of cover say for the
 * day of the payment. Paid too late for them, the months count and nothing begins sooner.
 */
export async function repairBreaks(
  tx: PoolClient,
  { newId, policies, by }: Context,
  paid: { readonly billId: string; readonly paidOn: CalendarDate },
): Promise<void> {
  for (const { why, personId, actId, regionCode, scheme } of await makeUpsOfBill(tx, paid.billId)) {
    const act = why === 'break' ? await actOfPerson(tx, { personId, actId }) : undefined;
    // Only proposeEnrolment writes decisions of acts of this kind.
    const broken = act?.decision.broken as BreakCase | undefined;
    const policy = broken && contributionPolicy(policies, regionCode, scheme, paid.paidOn);
    const start = policy && broken && repairedOn(policy, broken, paid.paidOn);
    if (broken === undefined || start === undefined) continue;
    const key = { person_id: personId, scheme, covered_from: broken.coveredFrom };
    const now = await readRow(tx, 'coverage', key);
    // Changed since by another act: what that says holds.
    if (now === undefined || now.benefit_from !== broken.benefitFrom) continue;
    const effects = await changeRows(tx, [{ register: 'coverage', key, to: columnsOf(broken, start) }]);
    await insertAct(tx, {
      ...{ actId: newId(), regionCode, personId, kind: 'repaired', scheme, unitId: act?.unitId ?? null },
      ...{ effectiveOn: start, facts: { makeUp: actId, paidOn: paid.paidOn }, decision: {}, effects },
      ...{ reason: act?.reason ?? '', undoesId: null, requestId: null, actedBy: by },
    });
  }
}

/** Months that are paid make the cover one with that before; years shorten the waiting alone. */
function columnsOf({ years, unbrokenYears }: BreakCase, start: CalendarDate): NonNullable<RowChange['to']> {
  if (years > 0) return { benefit_from: start };
  return {
    covered_from: start,
    benefit_from: start,
    ...(unbrokenYears === null ? {} : { unbroken_years: unbrokenYears }),
  };
}

/**
 * The payment is taken back, and with it what it made good. Not done where another act has changed the cover since, or where bills
 * have read it, unless whoever takes it back has them settled again.
 */
export async function takeRepairBack(
  tx: PoolClient,
  { newId, by }: Context,
  { billId, settledAgain }: { readonly billId: string; readonly settledAgain: boolean },
): Promise<'done' | 'repaired' | 'repair-changed'> {
  for (const { why, personId, actId, regionCode, scheme } of await makeUpsOfBill(tx, billId)) {
    const repaired = why === 'break' ? await repairedAct(tx, { personId, makeUp: actId }) : undefined;
    if (repaired === undefined) continue;
    if (!settledAgain && (await billsSince(tx, personId, repaired.actedAt)).length > 0) return 'repaired';
    const undo = await undoChanges(tx, repaired.effects);
    if ('changedSince' in undo) return 'repair-changed';
    const effects = await changeRows(tx, undo.changes);
    await insertAct(tx, {
      ...{ actId: newId(), regionCode, personId, kind: 'undo', scheme, unitId: repaired.unitId },
      ...{ effectiveOn: repaired.effectiveOn, facts: { undoes: 'repaired' }, decision: {}, effects },
      ...{ reason: repaired.reason, undoesId: repaired.actId, requestId: null, actedBy: by },
    });
  }
  return 'done';
}
