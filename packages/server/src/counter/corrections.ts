import type { ChequeOutcomeBody, CounterPaymentView } from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import { leaveCounterPostings } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import {
  askReversalRow,
  type CounterPaymentRow,
  decideReversalRow,
  insertWithdrawal,
  lockAllocating,
  lockCounterDay,
  lockCounterPayment,
  lockSource,
  receiptBySerial,
  settleChequeRow,
  standingAllocations,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { allocate } from '../contribution/allocate.ts';
import { today } from '../contribution/bills.ts';
import { allocating } from '../contribution/receipts.ts';
import { type Stands, standsAnswer, takeAllocationBack } from '../contribution/reverse-allocation.ts';
import { takeReceipts } from '../contribution/take-receipts.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { counterPayment } from './payments.ts';
import { BANK_SERIAL, METHODS, numberWrong } from './reference.ts';

/** 申请冲正: the clerk has taken a payment by mistake today, and says why; another decides. */
export async function askReversal(
  deps: RestDeps,
  caller: Caller,
  paymentId: string,
  reason: string,
): Promise<Answer<CounterPaymentView>> {
  const why: { problem: 'not-found' | 'not-allowed' | 'late' } = { problem: 'not-found' };
  const deed: Deed = {
    actor: caller.actor,
    action: 'counter.reversal.ask',
    subject: `counter-payment:${paymentId}`,
    detail: { reason },
  };
  const done = await audited(deps, deed, async (tx) => {
    const row = await lockCounterPayment(tx, caller, paymentId);
    if (row === undefined) return undefined;
    why.problem = row.clerk === caller.actor ? 'late' : 'not-allowed';
    if (why.problem === 'not-allowed' || !canBeTakenBack(deps, row)) return undefined;
    await lockCounterDay(tx, row);
    await askReversalRow(tx, row, { reason, at: deps.now() });
    return true;
  });
  if (done !== undefined) return counterPayment(deps, caller, paymentId);
  return why.problem === 'late' ? tooLate(deps, caller, paymentId) : problemAnswer(why.problem);
}

/** Of today, booked, and its day is not signed. */
function canBeTakenBack(deps: RestDeps, row: CounterPaymentRow): boolean {
  return row.state === 'booked' && row.day === today(deps) && !row.closed;
}

/** Another has decided on it meanwhile, or its day is over. */
async function tooLate(deps: RestDeps, caller: Caller, paymentId: string): Promise<Answer<never>> {
  const decided = await alreadyDecided(deps, caller, 'counter-reversal', paymentId);
  return decided ?? problemAnswer('conflict', [NOT_TODAY()]);
}

const NOT_TODAY = () => rejection('counter-not-today', {}, { field: 'paymentId' });

/**
 * 复核冲正: never by the clerk. Each allocation goes back by an opposite entry. Cash and card money leaves the books of the
 * counter; what is at the bank stays there as money not allocated.
 */
export async function decideReversal(
  deps: RestDeps,
  caller: Caller,
  paymentId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<CounterPaymentView>> {
  const why: { problem: 'not-found' | 'not-allowed' | 'late' | Stands } = { problem: 'not-found' };
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'counter.reversal.approve' : 'counter.reversal.refuse',
    subject: `counter-payment:${paymentId}`,
  };
  const done = await audited(deps, deed, async (tx) => {
    const row = await lockCounterPayment(tx, caller, paymentId);
    if (row === undefined) return undefined;
    why.problem = row.clerk === caller.actor ? 'not-allowed' : 'late';
    if (why.problem === 'not-allowed') return undefined;
    await lockCounterDay(tx, row);
    const waits = row.reversalReason !== null && row.decidedBy === null;
    if (!waits || !canBeTakenBack(deps, row) || row.receiptId === null) return undefined;
    if (approved) {
      const stands = await takeBack(tx, deps, caller, { ...row, receiptId: row.receiptId });
      if (stands !== undefined) why.problem = stands;
      if (stands !== undefined) return undefined;
    }
    await decideReversalRow(tx, row, { approved, note, by: caller.actor, at: deps.now() });
    return true;
  });
  if (done !== undefined) return counterPayment(deps, caller, paymentId);
  if (why.problem === 'late') return tooLate(deps, caller, paymentId);
  return typeof why.problem === 'string' ? problemAnswer(why.problem) : standsAnswer(why.problem);
}

async function takeBack(
  tx: PoolClient,
  deps: RestDeps,
  caller: Caller,
  row: CounterPaymentRow & { readonly receiptId: string },
): Promise<Stands | undefined> {
  const booking = allocating(deps, caller.actor);
  const { receiptId, regionCode, amountFen } = row;
  await lockAllocating(tx);
  for (const allocationId of await standingAllocations(tx, receiptId)) {
    const back = await takeAllocationBack(tx, booking, { allocationId, regionCode: caller.regionCode });
    if (back.kind === 'stands') return back;
  }
  if (row.method !== 'cash' && row.method !== 'pos') return undefined;
  const { at, by, bookedOn } = booking;
  const entryId = deps.newId();
  await bookEntries(tx, [
    {
      ...{ regionCode, personId: '0', entryId, entryKind: 'counter-reversal', bookedOn, bookedAt: at },
      postings: leaveCounterPostings(regionCode, amountFen, 'unallocated'),
    },
  ]);
  const withdrawalId = deps.newId();
  await insertWithdrawal(tx, {
    ...{ withdrawalId, regionCode, receiptId, amountFen, why: 'reversed', entryId, by, at },
  });
  return undefined;
}

/** 支票到账或退票: finance sees it at the bank; only then it is money, and pays the bills in their order. */
export async function settleCheque(
  deps: RestDeps,
  caller: Caller,
  paymentId: string,
  body: ChequeOutcomeBody,
): Promise<Answer<CounterPaymentView>> {
  const why: { problem: 'not-found' | 'not-allowed' | 'refused' } = { problem: 'not-found' };
  let rejections: readonly Rejection[] = [];
  const deed: Deed = {
    actor: caller.actor,
    action: body.cleared ? 'counter.cheque.cleared' : 'counter.cheque.bounced',
    subject: `counter-payment:${paymentId}`,
    detail: { bankSerial: body.bankSerial },
  };
  const done = await audited(deps, deed, async (tx) => {
    const row = await lockCounterPayment(tx, caller, paymentId);
    if (row === undefined) return undefined;
    why.problem = row.clerk === caller.actor ? 'not-allowed' : 'refused';
    if (why.problem === 'not-allowed') return undefined;
    await lockSource(tx, row.regionCode, 'bank');
    rejections = await chequeProblems(tx, deps, row, body);
    if (rejections.length > 0) return undefined;
    const { note, on } = body;
    const settled = { paidOn: on ?? row.paidOn, by: caller.actor, at: deps.now(), note };
    const receiptId = body.cleared ? await clearedReceipt(tx, deps, caller, { row, body }) : null;
    await settleChequeRow(tx, row, { ...settled, receiptId });
    if (receiptId !== null)
      await allocate(
        tx,
        { ...allocating(deps, caller.actor), how: 'confirmed' },
        row.billIds.map((billId) => ({ receiptId, billId })),
      );
    return true;
  });
  if (done !== undefined) return counterPayment(deps, caller, paymentId);
  if (why.problem !== 'refused') return problemAnswer(why.problem);
  const settled = rejections.some(({ code }) => code === 'counter-cheque-settled');
  const by = settled ? await alreadyDecided(deps, caller, 'counter-cheque', paymentId) : undefined;
  return by ?? problemAnswer('refused', rejections);
}

async function chequeProblems(
  tx: PoolClient,
  deps: RestDeps,
  row: CounterPaymentRow,
  { cleared, bankSerial, on, note }: ChequeOutcomeBody,
): Promise<readonly Rejection[]> {
  if (row.state !== 'held') return [rejection('counter-cheque-settled', {}, { field: 'paymentId' })];
  if (!cleared) return note === '' ? [rejection('counter-bounce-note-missing', {}, { field: 'note' })] : [];
  const found: Rejection[] = [];
  if (bankSerial === '')
    found.push(numberWrong({ name: METHODS.cheque.name, rule: BANK_SERIAL, reference: '' }, 'bankSerial'));
  if (on === undefined || on > today(deps) || on < row.day)
    found.push(rejection('counter-paid-on-invalid', { day: on ?? '' }, { field: 'on', value: on ?? '' }));
  const receipt = await receiptBySerial(tx, row.regionCode, 'bank', bankSerial);
  if (receipt !== undefined && (receipt.amountFen !== row.amountFen || receipt.freeFen !== row.amountFen))
    found.push(
      rejection(
        'counter-transfer-differs',
        {
          ...{ serial: bankSerial, known: yuan(receipt.amountFen), free: yuan(receipt.freeFen) },
          amount: yuan(row.amountFen),
        },
        { field: 'bankSerial', value: bankSerial },
      ),
    );
  return found;
}

async function clearedReceipt(
  tx: PoolClient,
  deps: RestDeps,
  caller: Caller,
  { row, body }: { readonly row: CounterPaymentRow; readonly body: ChequeOutcomeBody },
): Promise<string> {
  const known = await receiptBySerial(tx, row.regionCode, 'bank', body.bankSerial);
  if (known !== undefined) return known.receiptId;
  const { amountFen, payerName, reference } = row;
  const context = { ...allocating(deps, caller.actor), regionCode: row.regionCode, source: 'bank' };
  const line = { lineNo: 1, serial: body.bankSerial, amountFen, paidOn: body.on ?? row.paidOn, payerName };
  const made = await takeReceipts(tx, { ...context, fileId: null }, [
    { ...line, payerCode: '', payerAccount: '', billNo: '', purpose: `cheque ${reference}` },
  ]);
  const [receiptId] = made.kind === 'taken' ? made.receiptIds : [];
  if (receiptId === undefined) throw new Error(`receipt of cheque ${reference} was not taken`);
  return receiptId;
}
