import type { ContributionBillDetail } from '@gongji/contract';
import type { PoolClient } from '@gongji/store';
import { readBill } from '@gongji/store/contribution';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { bill } from './bills.ts';
import { allocating } from './receipts.ts';
import { useCredit } from './set-off.ts';

/** 抵扣 by hand: for a bill of less than nothing that was left over, after what it may be set off against has come. */
export async function setOffBill(
  deps: RestDeps,
  caller: Caller,
  billId: string,
): Promise<Answer<ContributionBillDetail>> {
  if ((await readBill(deps.pool, caller, billId)) === undefined) return problemAnswer('not-found');
  const deed: Deed = { actor: caller.actor, action: 'bill.set-off', subject: `bill:${billId}` };
  const done = await audited(deps, deed, async (tx) =>
    (await usedNow(tx, allocating(deps, caller.actor), billId)) ? true : undefined,
  );
  return done === undefined ? problemAnswer('refused', [nothing()]) : bill(deps, caller, billId);
}

async function usedNow(
  tx: PoolClient,
  context: Parameters<typeof useCredit>[1],
  billId: string,
): Promise<boolean> {
  const { setOffFen, freedFen } = await useCredit(tx, context, billId);
  return setOffFen + freedFen > 0;
}

function nothing() {
  return {
    ...{ code: 'nothing-to-set-off', field: 'id' },
    message: {
      zh: '该缴费单不是负数，或同期没有可抵扣的未缴款项',
      en: 'the bill is not below nothing, or nothing is owed for the same period that it fits',
    },
    remedy: { zh: '已缴的请走退费', en: 'what was paid already is refunded' },
  };
}
