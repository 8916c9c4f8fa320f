import type { WaiverBody, WaiversQuery, WaiversView, WaiverView } from '@gongji/contract';
import type { PoolClient } from '@gongji/store';
import {
  countWaivers,
  insertLateFee,
  insertWaiver,
  listWaivers,
  lockAllocating,
  lockBills,
  lockWaiver,
  openFees,
  readBill,
  type WaiverRow,
  decideWaiver as writeDecision,
} from '@gongji/store/contribution';
import type { AllocateContext } from '../contribution/allocate.ts';
import { WITH_LATE_FEE } from '../contribution/late-fee-rules.ts';
import { lessenFee } from '../contribution/late-fees.ts';
import { allocating } from '../contribution/receipts.ts';
import { setOff } from '../contribution/set-off.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';
import { payerOf } from './payer-of.ts';

/** 申请减免: of what the late payment of one bill costs or has cost; nothing happens before another has agreed. */
export async function requestWaiver(
  deps: RestDeps,
  caller: Caller,
  billId: string,
  body: WaiverBody,
): Promise<Answer<WaiverView>> {
  const bill = await readBill(deps.pool, caller, billId);
  if (bill === undefined) return problemAnswer('not-found');
  if (!WITH_LATE_FEE.has(bill.kind) || bill.amountFen < 0) return problemAnswer('refused', [noFee()]);
  const waiverId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'waiver.request',
    subject: `waiver:${waiverId}`,
    detail: { billId, amountFen: body.amountFen ?? null },
  };
  const row = await audited(deps, deed, async (tx) => {
    const { regionCode, personId } = bill;
    const made = await insertWaiver(tx, {
      ...{ regionCode, personId, waiverId, billId, amountFen: body.amountFen ?? null },
      ...{ reason: body.reason, proofNo: body.proofNo, requestedBy: caller.actor, requestedAt: deps.now() },
    });
    return made ? lockWaiver(tx, caller, waiverId) : undefined;
  });
  return row === undefined ? problemAnswer('conflict', [waiting()]) : ok(waiverView(row, caller));
}

export async function waivers(
  { pool }: RestDeps,
  caller: Caller,
  query: WaiversQuery,
): Promise<Answer<WaiversView>> {
  const [rows, total] = await Promise.all([
    listWaivers(pool, caller, query),
    countWaivers(pool, caller, query),
  ]);
  return ok({
    items: rows.map((row) => waiverView(row, caller)),
    ...pagePlace(query.after, rows.length, total),
  });
}

/** 复核减免: never by who asked. Fees that are billed and not paid become less at once, later ones when they are made. */
export async function decideWaiver(
  deps: RestDeps,
  caller: Caller,
  waiverId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<WaiverView>> {
  let open: WaiverRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'waiver.approve' : 'waiver.refuse',
    subject: `waiver:${waiverId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    await lockAllocating(tx);
    open = await lockWaiver(tx, caller, waiverId);
    if (open === undefined || open.state !== 'open' || open.requestedBy === caller.actor) return undefined;
    await writeDecision(tx, waiverId, { approved, note, by: caller.actor, at: deps.now() });
    if (approved) await lessenBilled(tx, { ...allocating(deps, caller.actor), how: 'correction' }, open);
    return lockWaiver(tx, caller, waiverId);
  });
  if (row !== undefined) return ok(waiverView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'waiver', waiverId)) ?? problemAnswer('conflict');
}

async function lessenBilled(
  tx: PoolClient,
  context: AllocateContext,
  { billId, amountFen, regionCode, personId }: WaiverRow,
): Promise<void> {
  const [bill] = await lockBills(tx, [billId]);
  if (bill === undefined) throw new Error(`no bill ${billId}`);
  let leftFen = amountFen ?? Number.MAX_SAFE_INTEGER;
  for (const fee of await openFees(tx, billId)) {
    const lessFen = Math.min(leftFen, fee.openFen);
    if (lessFen <= 0) continue;
    const feeBillId = await lessenFee(tx, context, { allocationId: fee.allocationId, lessFen, bill });
    if (feeBillId === undefined) continue;
    const { allocationId, dueOn, paidOn } = fee;
    const row = {
      regionCode,
      personId,
      feeId: context.newId(),
      billId,
      allocationId,
      dueOn,
      paidOn,
      feeBillId,
    };
    await insertLateFee(tx, { ...row, principalFen: 0, computedFen: 0, waivedFen: lessFen }, context.at);
    if (!(await setOff(tx, context, feeBillId)))
      throw new Error(`fee bill ${feeBillId} could not be set off`);
    leftFen -= lessFen;
  }
}

export function waiverView(row: WaiverRow, caller: Pick<Caller, 'actor'>): WaiverView {
  const { waiverId, billId, billNo, period, amountFen, reason, proofNo, state, requestedBy, note } = row;
  return {
    ...payerOf(row),
    ...{ waiverId, billId, billNo, period, reason, proofNo, state, requestedBy, note },
    ...(amountFen === null ? {} : { amountFen }),
    requestedAt: row.requestedAt.toISOString(),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    mine: requestedBy === caller.actor,
  };
}

function noFee() {
  return {
    ...{ code: 'no-late-fee', field: 'id' },
    message: { zh: '该缴费单不产生滞纳金', en: 'this bill grows no late fee' },
    remedy: { zh: '请在逾期的原缴费单上申请减免', en: 'ask on the bill that is overdue' },
  };
}

function waiting() {
  return {
    ...{ code: 'waiver-open', field: 'id' },
    message: { zh: '该缴费单已有待复核的减免申请', en: 'a waiver of this bill waits for a decision' },
    remedy: { zh: '请等待复核', en: 'wait for the decision' },
  };
}
