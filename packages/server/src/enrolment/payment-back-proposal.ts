import { type Bilingual, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { billsOnPayment, lockAllocating, lockAllocation } from '@gongji/store/contribution';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { stopped, type Who } from './enrol-proposal.ts';
import type { Proposal } from './proposal.ts';

const TITLE: Bilingual = {
  zh: '撤销恢复待遇的缴费',
  en: 'taking a payment back that had ended a suspension',
};
const READ: Bilingual = {
  zh: '缴费恢复待遇后已有结算',
  en: 'bills were settled since the payment ended the suspension',
};

/**
 * 撤销恢复待遇的缴费: the payment is taken back, benefits are suspended as before it, and the bills that were settled since are
 * settled again, of everybody for whom it was paid. A second person always agrees.
 */
export async function proposePaymentBack(
  { now }: Pick<RestDeps, 'now'>,
  who: Pick<Who, 'regionCode'>,
  tx: PoolClient,
  { allocationId, reason }: { readonly allocationId: string; readonly reason: string },
): Promise<Proposal> {
  await lockAllocating(tx);
  const payment = await lockAllocation(tx, allocationId);
  const ours = payment?.regionCode.slice(0, 4) === who.regionCode.slice(0, 4);
  const standing = payment === undefined || payment.reversed || !ours ? undefined : payment;
  const bills = standing === undefined ? [] : await billsOnPayment(tx, standing.billId);
  const [personId, ...others] = new Set(bills.map((bill) => bill.staysId));
  if (standing === undefined || personId === undefined)
    return stopped([rejection('payment-back-gone', {}, { field: 'id', value: allocationId })], TITLE);
  const { regionCode, scheme, amountFen } = standing;
  return {
    problems: [],
    causes: [READ],
    title: TITLE,
    shown: {},
    act: {
      ...{ kind: 'payment-back', regionCode, personId, effectiveOn: chinaDay(now()), changes: [], reason },
      // The numbers whose bills it reverses: they are found by it once the arrears are paid again.
      facts: { allocationId, amountFen, persons: [...new Set(bills.map((bill) => bill.personId))] },
      affects: scheme === 'resident' ? 'resident' : 'employee',
      paymentBack: { allocationId, amountFen, others },
    },
  };
}
