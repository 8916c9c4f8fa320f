import type {
  CounterMethod,
  CounterPayerQuery,
  CounterPayerView,
  CounterPaymentBody,
  CounterPaymentsQuery,
  CounterPaymentsView,
  CounterPaymentView,
} from '@gongji/contract';
import { type CalendarDate, inPrecedence, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient, Queryable } from '@gongji/store';
import {
  type CounterPayment,
  counterDayClosed,
  counterPaymentTotals,
  counterReferenceTaken,
  type Debtor,
  debtorName,
  heldCheques,
  insertCounterPayment,
  listCounterPayments,
  lockCounterDay,
  lockSource,
  openBills,
  readCounterPayment,
  receiptBySerial,
} from '@gongji/store/contribution';
import { debtorOf } from '../arrears/debtors.ts';
import { withFees } from '../arrears/overdue.ts';
import { allocate } from '../contribution/allocate.ts';
import { today } from '../contribution/bills.ts';
import { latePolicyProblem } from '../contribution/late-fee-rules.ts';
import { allocating } from '../contribution/receipts.ts';
import { takeReceipts } from '../contribution/take-receipts.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { paymentView } from './payment-view.ts';
import { METHODS, referenceProblems } from './reference.ts';

/** Who stands at the counter: every bill of his that has something open, with the late fee of paying it today. */
export async function counterPayer(
  deps: RestDeps,
  caller: Caller,
  query: CounterPayerQuery,
): Promise<Answer<CounterPayerView>> {
  const of = debtorOf(caller, query);
  const named = of === undefined ? undefined : await debtorName(deps.pool, caller, of);
  if (of === undefined || named === undefined) return problemAnswer('not-found');
  const on = today(deps);
  const [bills, heldFen, closed] = await Promise.all([
    billsOf(deps, caller, of, on),
    heldCheques(deps.pool, caller, of),
    counterDayClosed(deps.pool, { regionCode: caller.regionCode, clerk: caller.actor, day: on }),
  ]);
  return ok({
    payerName: 'unitId' in of ? named.name : maskName(named.name),
    ...('unitId' in of ? { unitId: of.unitId } : { person: `~${of.personId}` }),
    ...{ on, bills, openFen: sum(bills, 'openFen'), feeFen: sum(bills, 'feeFen'), heldFen, closed },
  });
}

async function billsOf(
  deps: { readonly pool: Queryable; readonly policies: RestDeps['policies'] },
  caller: Caller,
  of: Debtor,
  on: CalendarDate,
): Promise<CounterPayerView['bills']> {
  const rows = await withFees(deps, await openBills(deps.pool, caller, of), on);
  return rows.map(
    ({ billId, billNo, scheme, period, kind, amountFen, openFen, feeFen, dueOn, failure, noPolicy }) => ({
      ...{
        billId,
        billNo,
        scheme,
        period,
        kind,
        amountFen,
        openFen,
        feeFen,
        dueOn,
        overdue: dueOn < on,
        noPolicy,
      },
      ...(failure === undefined ? {} : { failure }),
    }),
  );
}

const sum = (bills: CounterPayerView['bills'], field: 'openFen' | 'feeFen'): number =>
  bills.reduce((total, bill) => total + bill[field], 0);

/** 柜面收款: the money is booked at once and pays the bills in their order; a cheque waits until it is cleared. */
export async function takeCounterPayment(
  deps: RestDeps,
  caller: Caller,
  body: CounterPaymentBody,
): Promise<Answer<CounterPaymentView>> {
  const of = debtorOf(caller, body);
  const named = of === undefined ? undefined : await debtorName(deps.pool, caller, of);
  if (of === undefined || named === undefined) return problemAnswer('not-found');
  const day = today(deps);
  const paymentId = deps.newId();
  let rejections: readonly Rejection[] = [];
  const deed: Deed = {
    actor: caller.actor,
    action: 'counter.take',
    subject: `counter-payment:${paymentId}`,
    detail: { method: body.method, amountFen: body.amountFen },
  };
  const done = await audited(deps, deed, async (tx) => {
    const payment: CounterPayment = {
      ...{ regionCode: caller.regionCode, paymentId, clerk: caller.actor, day, takenAt: deps.now() },
      ...('unitId' in of ? { personId: '0', unitId: of.unitId } : { personId: of.personId, unitId: null }),
      ...{ method: body.method, amountFen: body.amountFen, billIds: body.billIds, receiptId: null },
      // Cash has no number but ours.
      reference:
        body.method === 'cash' ? `XJ${BigInt(paymentId).toString(36).toUpperCase()}` : body.reference,
      chequeBank: body.method === 'cheque' ? body.chequeBank : '',
      paidOn: body.method === 'transfer' ? (body.paidOn ?? day) : day,
      payerName: named.name,
    };
    await lockCounterDay(tx, payment);
    rejections = await problemsOf(tx, deps, caller, { of, body, payment });
    if (rejections.length > 0) return undefined;
    if (payment.method === 'cheque') return insertCounterPayment(tx, payment).then(() => paymentId);
    const receiptId = await receiptOf(tx, deps, caller, payment);
    await insertCounterPayment(tx, { ...payment, receiptId });
    const pairs = payment.billIds.map((billId) => ({ receiptId, billId }));
    await allocate(tx, { ...allocating(deps, caller.actor), how: 'confirmed' }, pairs);
    return paymentId;
  });
  if (done === undefined) return problemAnswer('refused', inPrecedence(rejections));
  return counterPayment(deps, caller, done);
}

/** The money of the payment: what the bank has brought already, or a receipt of its own. */
async function receiptOf(
  tx: PoolClient,
  deps: RestDeps,
  caller: Caller,
  payment: CounterPayment,
): Promise<string> {
  const { source, place } = METHODS[payment.method];
  const known =
    payment.method === 'transfer'
      ? await receiptBySerial(tx, caller.regionCode, source, payment.reference)
      : undefined;
  if (known !== undefined) return known.receiptId;
  // A slip that was taken back can be taken again, as a payment of its own.
  const { paymentId, reference, amountFen, paidOn, payerName, method } = payment;
  const taken = (await receiptBySerial(tx, caller.regionCode, source, reference)) !== undefined;
  const serial = taken ? `${reference}-${paymentId}` : reference;
  const context = { ...allocating(deps, caller.actor), regionCode: caller.regionCode, source, place };
  const purpose = `counter ${method}`;
  const line = { lineNo: 1, serial, amountFen, paidOn, payerName, payerCode: '', payerAccount: '' };
  const made = await takeReceipts(tx, { ...context, fileId: null }, [{ ...line, billNo: '', purpose }]);
  const [receiptId] = made.kind === 'taken' ? made.receiptIds : [];
  if (receiptId === undefined) throw new Error(`receipt of ${source} ${serial} was not taken`);
  return receiptId;
}

interface Asked {
  readonly of: Debtor;
  readonly body: CounterPaymentBody;
  readonly payment: CounterPayment;
}

/** Everything that stops the payment, all at once. */
async function problemsOf(
  tx: PoolClient,
  deps: RestDeps,
  caller: Caller,
  { of, body, payment }: Asked,
): Promise<readonly Rejection[]> {
  const { day, method, amountFen, reference, regionCode } = payment;
  await lockSource(tx, regionCode, METHODS[method].source);
  const found: Rejection[] = [...referenceProblems(body, day)];
  if (await counterDayClosed(tx, payment))
    found.push(rejection('counter-day-closed', { clerk: payment.clerk, day }, { field: 'day', value: day }));
  const open = new Map(
    (await billsOf({ policies: deps.policies, pool: tx }, caller, of, day)).map((b) => [b.billId, b]),
  );
  for (const bill of body.billIds.filter((billId) => !open.has(billId)))
    found.push(rejection('counter-bill-not-open', { bill }, { field: 'billIds', value: bill }));
  const chosen = [...new Set(body.billIds)].flatMap((billId) => open.get(billId) ?? []);
  const dueFen = sum(chosen, 'openFen') + sum(chosen, 'feeFen');
  const unruled = chosen.find((bill) => bill.noPolicy);
  if (unruled !== undefined) found.push(latePolicyProblem(unruled, day));
  // Money that is at the bank already may be more: the rest stays unallocated.
  const exact = method === 'cash' || method === 'pos';
  if (exact && amountFen > dueFen && chosen.length === body.billIds.length)
    found.push(
      rejection(
        'counter-amount-too-large',
        { amount: yuan(amountFen), due: yuan(dueFen) },
        { field: 'amountFen', value: yuan(amountFen) },
      ),
    );
  if (method !== 'cash' && (await counterReferenceTaken(tx, payment))) found.push(known(method, reference));
  if (method === 'transfer') {
    const receipt = await receiptBySerial(tx, regionCode, METHODS.transfer.source, reference);
    if (receipt !== undefined && (receipt.amountFen !== amountFen || receipt.freeFen !== amountFen))
      found.push(
        rejection(
          'counter-transfer-differs',
          {
            ...{ serial: reference, known: yuan(receipt.amountFen), free: yuan(receipt.freeFen) },
            amount: yuan(amountFen),
          },
          { field: 'reference', value: reference },
        ),
      );
  }
  return found;
}

function known(method: CounterMethod, reference: string): Rejection {
  const { zh, en } = METHODS[method].name;
  return bilingualRejection(
    'counter-reference-known',
    { zh: { method: zh, reference }, en: { method: en, reference } },
    { field: 'reference', value: reference },
  );
}

export async function counterPayments(
  deps: RestDeps,
  caller: Caller,
  query: CounterPaymentsQuery,
): Promise<Answer<CounterPaymentsView>> {
  const [rows, { total, amountFen }] = await Promise.all([
    listCounterPayments(deps.pool, caller, query),
    counterPaymentTotals(deps.pool, caller, query),
  ]);
  return ok({
    items: rows.map((row) => paymentView(row, caller, today(deps))),
    amountFen,
    ...pagePlace(query.after, rows.length, total),
  });
}

export async function counterPayment(
  deps: RestDeps,
  caller: Caller,
  paymentId: string,
): Promise<Answer<CounterPaymentView>> {
  const row = await readCounterPayment(deps.pool, caller, paymentId);
  return row === undefined ? problemAnswer('not-found') : ok(paymentView(row, caller, today(deps)));
}
