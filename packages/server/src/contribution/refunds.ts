import type { RefundBody, RefundsQuery, RefundsView, RefundView } from '@gongji/contract';
import { refundPaidPostings, refundPostings } from '@gongji/ledger';
import {
  insertRefund,
  listRefunds,
  lockReceipts,
  lockRefund,
  type RefundRow,
  readReceipt,
  refundTotals,
  decideRefund as writeDecision,
  payRefund as writePayment,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskNumber } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import { today } from './bills.ts';

/** 申请退费: of money that is not allocated; it is set aside until somebody else has decided. */
export async function requestRefund(
  deps: RestDeps,
  caller: Caller,
  receiptId: string,
  body: RefundBody,
): Promise<Answer<RefundView>> {
  if ((await readReceipt(deps.pool, caller, receiptId)) === undefined) return problemAnswer('not-found');
  const refundId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'refund.request',
    subject: `refund:${refundId}`,
    detail: { receiptId, amountFen: body.amountFen },
  };
  const row = await audited(deps, deed, async (tx) => {
    const [receipt] = await lockReceipts(tx, [receiptId]);
    if (receipt === undefined || receipt.freeFen < body.amountFen) return undefined;
    const { regionCode } = receipt;
    await insertRefund(tx, {
      ...body,
      refundId,
      receiptId,
      regionCode,
      requestedBy: caller.actor,
      requestedAt: deps.now(),
    });
    return lockRefund(tx, caller, refundId);
  });
  return row === undefined ? problemAnswer('conflict', [tooMuch()]) : ok(refundView(row, caller));
}

/** 审批退费: never by who asked. What is agreed is owed to the payer from then on. */
export async function decideRefund(
  deps: RestDeps,
  caller: Caller,
  refundId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<RefundView>> {
  let open: RefundRow | undefined;
  const at = deps.now();
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'refund.approve' : 'refund.refuse',
    subject: `refund:${refundId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockRefund(tx, caller, refundId);
    if (open === undefined || open.state !== 'open' || open.requestedBy === caller.actor) return undefined;
    await writeDecision(tx, refundId, { approved, note, by: caller.actor, at });
    if (approved) await book(deps, tx, open, 'refund', refundPostings(open.regionCode, open.amountFen));
    return lockRefund(tx, caller, refundId);
  });
  if (row !== undefined) return ok(refundView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'refund', refundId)) ?? problemAnswer('conflict');
}

/** 支付退费: finance has paid what was agreed. */
export async function payRefund(
  deps: RestDeps,
  caller: Caller,
  refundId: string,
  { bankSerial }: { readonly bankSerial: string },
): Promise<Answer<RefundView>> {
  let open: RefundRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'refund.pay',
    subject: `refund:${refundId}`,
    detail: { bankSerial },
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockRefund(tx, caller, refundId);
    if (open === undefined || open.state !== 'approved') return undefined;
    await writePayment(tx, refundId, { by: caller.actor, at: deps.now(), bankSerial });
    await book(deps, tx, open, 'refund-paid', refundPaidPostings(open.regionCode, open.amountFen));
    return lockRefund(tx, caller, refundId);
  });
  if (row !== undefined) return ok(refundView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  const kind = open.state === 'paid' ? 'refund-payment' : 'refund';
  return (await alreadyDecided(deps, caller, kind, refundId)) ?? problemAnswer('conflict', [NOT_AGREED]);
}

export async function refunds(
  { pool }: RestDeps,
  caller: Caller,
  query: RefundsQuery,
): Promise<Answer<RefundsView>> {
  const [rows, totals] = await Promise.all([
    listRefunds(pool, caller, { ...query, limit: query.limit + 1 }),
    refundTotals(pool, caller, query),
  ]);
  const items = rows.map((row) => refundView(row, caller));
  return ok({ ...pageAfter(items, query), ...totals });
}

export function refundView(row: RefundRow, caller: Pick<Caller, 'actor'>): RefundView {
  const {
    refundId,
    receiptId,
    amountFen,
    reason,
    payeeName,
    payeeAccount,
    state,
    requestedBy,
    decidedBy,
    note,
  } = row;
  return {
    ...{
      refundId,
      receiptId,
      amountFen,
      reason,
      payeeName,
      payeeAccount: maskNumber(payeeAccount),
      state,
      requestedBy,
      note,
    },
    requestedAt: row.requestedAt.toISOString(),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...(row.paidAt === null ? {} : { paidAt: row.paidAt.toISOString() }),
    ...(row.bankSerial === null ? {} : { bankSerial: row.bankSerial }),
    mine: requestedBy === caller.actor,
  };
}

type Tx = Parameters<typeof bookEntries>[0];

async function book(
  deps: RestDeps,
  tx: Tx,
  { regionCode }: RefundRow,
  entryKind: string,
  postings: ReturnType<typeof refundPostings>,
): Promise<void> {
  const entryId = deps.newId();
  await bookEntries(tx, [
    { regionCode, personId: '0', entryId, entryKind, bookedOn: today(deps), bookedAt: deps.now(), postings },
  ]);
}

function tooMuch() {
  return {
    ...{ code: 'refund-too-large', field: 'amountFen' },
    message: { zh: '退费超过该到账的未分配余款', en: 'the refund is more than is free of the receipt' },
    remedy: { zh: '请先撤销入账，或减少退费金额', en: 'take an allocation back first, or ask for less' },
  };
}

const NOT_AGREED = {
  ...{ code: 'refund-not-agreed', field: 'state' },
  message: { zh: '该退费尚未审批', en: 'the refund has not been agreed to' },
  remedy: { zh: '请先由复核人员审批', en: 'have a reviewer decide first' },
};
