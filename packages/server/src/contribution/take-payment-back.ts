import type { AffectedBill, PaymentBackBody, ReceiptDetail } from '@gongji/contract';
import { paymentBackAsked } from '@gongji/store/contribution';
import { ask, preview } from '../enrolment/ask.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { receipt } from './receipts.ts';
import { LIFTED, reverseAllocation } from './reverse-allocation.ts';
import { yuan } from './yuan.ts';

/** Most bills that a message names one by one. */
const NAMED = 20;

/**
 * 撤销入账. Where bills were settled since the payment had ended a suspension it is not done at once: they are named with what the
 * person gives back, and with `settleAgain` it waits for a second person, who sees them with who pays before and after.
 */
export async function takePaymentBack(
  deps: RestDeps,
  caller: Caller,
  allocationId: string,
  { reason, settleAgain }: PaymentBackBody,
): Promise<Answer<ReceiptDetail>> {
  const alone = await reverseAllocation(deps, caller, allocationId, reason);
  const lifted =
    alone.kind === 'problem' && alone.errors.some(({ code }) => code === LIFTED.code) ? alone : undefined;
  if (lifted === undefined) return alone;
  const asked = { kind: 'paymentBack', allocationId, reason } as const;
  if (!settleAgain) {
    const shown = await preview(deps, caller, asked);
    if (shown.kind === 'problem') return shown;
    const { problems, bills } = shown.body;
    return problemAnswer('conflict', problems.length > 0 ? problems : [liftedProblem(bills)]);
  }
  const known = await paymentBackAsked(deps.pool, allocationId);
  if (known === undefined) throw new Error(`allocation ${allocationId} is gone`);
  if (known.requestId === null) {
    const request = { operation: `reverseAllocation/${allocationId}`, body: { reason } };
    const acted = await ask(deps, caller, { ...request, idempotencyKey: deps.newId() }, asked);
    if (acted.kind === 'problem') return acted;
  }
  return receipt(deps, caller, known.receiptId);
}

function liftedProblem(bills: readonly AffectedBill[]) {
  const named = bills.slice(0, NAMED);
  const more = bills.length - named.length;
  const total = bills.reduce((sum, bill) => sum + bill.personOwesFen, 0);
  const zh = named.map(
    (b) =>
      `${b.settlementId}（${b.startedOn}，${yuan(b.totalFen)} 元，个人应退 ${yuan(b.personOwesFen)} 元）`,
  );
  const en = named.map(
    (b) =>
      `${b.settlementId} (${b.startedOn}, ${yuan(b.totalFen)} yuan, the person gives back ${yuan(b.personOwesFen)})`,
  );
  return {
    ...LIFTED,
    message: {
      zh: `${LIFTED.message.zh}：${zh.join('、')}${more > 0 ? ` 等 ${bills.length} 笔` : ''}，合计个人应退 ${yuan(total)} 元`,
      en: `${LIFTED.message.en}: ${en.join(', ')}${more > 0 ? ` and ${more} more` : ''}; ${yuan(total)} yuan in all`,
    },
  };
}
