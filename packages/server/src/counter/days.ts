import type {
  CounterCountBody,
  CounterDayDetail,
  CounterDaysQuery,
  CounterDaysView,
  CounterDayView,
  CounterDepositBody,
  SignOffBody,
} from '@gongji/contract';
import { addDays, type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { leaveCounterPostings } from '@gongji/ledger';
import {
  type CounterDayRow,
  counterPaymentsOfDay,
  insertClosing,
  insertCount,
  insertDeposit,
  insertWithdrawal,
  listCounterDays,
  listDeposits,
  lockCounterDay,
  lockReceipts,
  lockSource,
  readCounterDay,
  receiptBySerial,
  sumCounterDays,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { today } from '../contribution/bills.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import { paymentView } from './payment-view.ts';
import { METHODS } from './reference.ts';

interface DayOf {
  readonly clerk: string;
  readonly day: CalendarDate;
}

/** 柜面日结: the days of the last weeks, and every older one that nobody has signed; or those of the days asked for. */
export async function counterDays(
  deps: RestDeps,
  caller: Caller,
  query: CounterDaysQuery,
): Promise<Answer<CounterDaysView>> {
  const filter = { ...lastWeeks(today(deps), query), older: query.from === undefined };
  const [rows, sums] = await Promise.all([
    listCounterDays(deps.pool, caller, { ...query, ...filter, limit: query.limit + 1 }),
    sumCounterDays(deps.pool, caller, filter),
  ]);
  return ok({ ...pageAfter(rows.map(dayView), query), ...sums });
}

/** Days that must be signed for, as they are asked for: of the last month while no first day is said. */
export function lastWeeks(
  now: CalendarDate,
  { from, to, state }: Pick<CounterDaysQuery, 'from' | 'to' | 'state'>,
) {
  const last = to ?? now;
  return { from: from ?? addDays(last, -31), to: last, state };
}

/** A clerk's day: sums by method from the ledger, what was counted, and what differs. */
export async function counterDay(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
): Promise<Answer<CounterDayDetail>> {
  const row = await readCounterDay(deps.pool, caller, of);
  if (row === undefined) return problemAnswer('not-found');
  const [payments, deposits] = await Promise.all([
    counterPaymentsOfDay(deps.pool, caller, of),
    listDeposits(deps.pool, row),
  ]);
  return ok({
    ...dayView(row),
    payments: payments.map((one) => paymentView(one, caller, today(deps))),
    differences: [...differencesOf(row)],
    deposits: deposits.map(({ method, serial, amountFen, paidOn, by }) => ({
      ...{ method, serial, amountFen, paidOn, by },
    })),
    mine: row.clerk === caller.actor,
  });
}

/** 清点: the clerk says what lies in the drawer; counting again takes the place of what was counted. */
export async function countDay(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
  { cashFen, posSlipsFen, cheques, note }: CounterCountBody,
): Promise<Answer<CounterDayDetail>> {
  if (of.clerk !== caller.actor) return problemAnswer('not-allowed');
  const countId = deps.newId();
  let found: CounterDayRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'counter.count',
    subject: `counter-day:${of.clerk}/${of.day}`,
    detail: { countId, cashFen, posSlipsFen, cheques },
  };
  const done = await audited(deps, deed, async (tx) => {
    await lockCounterDay(tx, { ...of, regionCode: caller.regionCode });
    found = await readCounterDay(tx, caller, of);
    if (found === undefined || found.signedBy !== null) return undefined;
    await insertCount(tx, found, { countId, cashFen, posSlipsFen, cheques, note, at: deps.now() });
    return true;
  });
  if (done !== undefined) return counterDay(deps, caller, of);
  if (found === undefined) return problemAnswer('not-found');
  return (await signedAlready(deps, caller, of)) ?? problemAnswer('conflict', [closed(of)]);
}

/** 日结签字: by another, after a count that still holds; what differs only with a word about it. */
export async function signDay(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
  { note }: SignOffBody,
): Promise<Answer<CounterDayDetail>> {
  if (of.clerk === caller.actor) return problemAnswer('not-allowed');
  let found: CounterDayRow | undefined;
  let problem: Rejection | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'counter.sign',
    subject: `counter-day:${of.clerk}/${of.day}`,
    detail: { note },
  };
  const done = await audited(deps, deed, async (tx) => {
    await lockCounterDay(tx, { ...of, regionCode: caller.regionCode });
    found = await readCounterDay(tx, caller, of);
    if (found === undefined) return undefined;
    problem = signProblem(found, note);
    if (problem !== undefined) return undefined;
    return (await insertClosing(tx, found, { by: caller.actor, at: deps.now(), note })) ? true : undefined;
  });
  if (done !== undefined) return counterDay(deps, caller, of);
  if (found === undefined) return problemAnswer('not-found');
  const signed = found.signedBy === null ? undefined : await signedAlready(deps, caller, of);
  return signed ?? problemAnswer('conflict', [problem ?? closed(of)]);
}

/** Who signed the day, and when. */
function signedAlready(deps: RestDeps, caller: Caller, { clerk, day }: DayOf) {
  return alreadyDecided(deps, caller, 'counter-day', `${clerk}/${day}`);
}

function signProblem(row: CounterDayRow, note: string): Rejection | undefined {
  if (row.signedBy !== null) return closed(row);
  if (row.waiting > 0) return rejection('counter-reversal-waits', { n: String(row.waiting) });
  if (row.countId === null || row.changed) return rejection('counter-not-counted', {});
  if (differencesOf(row).length > 0 && note === '')
    return rejection('counter-difference-note-missing', {}, { field: 'note' });
  return undefined;
}

/** 缴存: finance has seen the money of a signed day at the bank, as the bank's own line or before it comes. */
export async function deposit(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
  body: CounterDepositBody,
): Promise<Answer<CounterDayDetail>> {
  let found: CounterDayRow | undefined;
  let problem: Rejection | undefined;
  /** What another has paid in already: the line of the bank, or all of the day's money. */
  let earlier: string | undefined;
  const { method, serial, amountFen, paidOn } = body;
  const { regionCode } = caller;
  const deed: Deed = {
    actor: caller.actor,
    action: 'counter.deposit',
    subject: `counter-day:${of.clerk}/${of.day}`,
    detail: { method, serial, amountFen },
  };
  const done = await audited(deps, deed, async (tx) => {
    await lockSource(tx, regionCode, 'bank');
    await lockCounterDay(tx, { ...of, regionCode });
    found = await readCounterDay(tx, caller, of);
    if (found === undefined) return undefined;
    const before = (await listDeposits(tx, found)).filter((one) => one.method === method);
    const receipt = await receiptBySerial(tx, regionCode, 'bank', serial);
    problem = depositProblem(found, before, body, receipt);
    if (problem?.code === 'counter-deposit-known') earlier = serial;
    else if (leftToDeposit(found, before, method) === 0) earlier = `${of.clerk}/${of.day}/${method}`;
    if (paidOn > today(deps) || paidOn < of.day)
      problem ??= rejection('counter-paid-on-invalid', { day: paidOn }, { field: 'paidOn', value: paidOn });
    if (problem !== undefined) return undefined;
    const [entryId, at, by] = [deps.newId(), deps.now(), caller.actor];
    await bookEntries(tx, [
      {
        ...{ regionCode, personId: '0', entryId, entryKind: 'counter-deposit' },
        ...{ bookedOn: today(deps), bookedAt: at },
        postings: leaveCounterPostings(regionCode, amountFen, receipt === undefined ? 'bank' : 'unallocated'),
      },
    ]);
    const receiptId = receipt?.receiptId ?? null;
    if (receiptId !== null) {
      await lockReceipts(tx, [receiptId]);
      const withdrawalId = deps.newId();
      await insertWithdrawal(tx, {
        ...{ withdrawalId, regionCode, receiptId, amountFen, why: 'deposit', entryId, by, at },
      });
    }
    const row = { depositId: deps.newId(), regionCode, ...of, method, serial, amountFen, paidOn };
    const inserted = await insertDeposit(tx, { ...row, receiptId, entryId, by, at });
    if (!inserted) earlier = serial;
    return inserted ? true : undefined;
  });
  if (done !== undefined) return counterDay(deps, caller, of);
  if (found === undefined) return problemAnswer('not-found');
  const by =
    earlier === undefined ? undefined : await alreadyDecided(deps, caller, 'counter-deposit', earlier);
  return by ?? problemAnswer('refused', [problem ?? depositKnown(serial)]);
}

function depositProblem(
  row: CounterDayRow,
  before: readonly { readonly amountFen: number }[],
  { method, serial, amountFen }: CounterDepositBody,
  receipt: { readonly amountFen: number; readonly freeFen: number } | undefined,
): Rejection | undefined {
  const leftFen = leftToDeposit(row, before, method);
  const { zh, en } = METHODS[method].name;
  const sums = { amount: yuan(amountFen), left: yuan(leftFen) };
  if (row.signedBy === null || amountFen > leftFen)
    return bilingualRejection(
      'counter-deposit-invalid',
      { zh: { ...sums, method: zh }, en: { ...sums, method: en } },
      { field: 'amountFen', value: sums.amount },
    );
  const fits = receipt === undefined || (receipt.amountFen === amountFen && receipt.freeFen === amountFen);
  return fits ? undefined : depositKnown(serial);
}

function leftToDeposit(
  row: CounterDayRow,
  before: readonly { readonly amountFen: number }[],
  method: CounterDepositBody['method'],
): number {
  const tookFen = method === 'cash' ? row.cashFen : row.posFen;
  return tookFen - before.reduce((sum, one) => sum + one.amountFen, 0);
}

const depositKnown = (serial: string) =>
  rejection('counter-deposit-known', { serial }, { field: 'serial', value: serial });

const closed = ({ clerk, day }: DayOf) => rejection('counter-day-closed', { clerk, day });

/** What was counted and is not what the books say. */
export function differencesOf(row: CounterDayRow): CounterDayDetail['differences'] {
  const { countedCashFen, posSlipsFen, countedCheques } = row;
  if (countedCashFen === null || posSlipsFen === null || countedCheques === null) return [];
  const all = [
    { method: 'cash' as const, booked: row.cashFen, counted: countedCashFen },
    { method: 'pos' as const, booked: row.posFen, counted: posSlipsFen },
    { method: 'cheque' as const, booked: row.cheques, counted: countedCheques },
  ];
  return all.filter(({ booked, counted }) => booked !== counted);
}

export function dayView(row: CounterDayRow): CounterDayView {
  const { clerk, day, reversed, depositedFen, countedCashFen, posSlipsFen, countedCheques } = row;
  return {
    ...{ clerk, day, reversed, depositedFen },
    cash: { fen: row.cashFen, payments: row.cashPayments },
    pos: { fen: row.posFen, payments: row.posPayments },
    transfer: { fen: row.transferFen, payments: row.transferPayments },
    cheque: { fen: row.chequeFen, payments: row.cheques },
    ...(countedCashFen === null ? {} : { countedCashFen }),
    ...(posSlipsFen === null ? {} : { posSlipsFen }),
    ...(countedCheques === null ? {} : { countedCheques }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.signedBy === null ? {} : { signedBy: row.signedBy, signNote: row.signNote ?? '' }),
    ...(row.signedAt === null ? {} : { signedAt: row.signedAt.toISOString() }),
    state: stateOf(row),
  };
}

function stateOf(row: CounterDayRow): CounterDayView['state'] {
  if (row.signedBy !== null) return row.depositedFen === row.cashFen + row.posFen ? 'deposited' : 'signed';
  if (row.countId === null) return 'open';
  return row.changed ? 'recount' : 'counted';
}
