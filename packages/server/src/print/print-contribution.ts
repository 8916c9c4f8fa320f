import type { NoticesQuery, NoticesView } from '@gongji/contract';
import { type CalendarDate, INSUTYPE } from '@gongji/domain';
import { noticeSums, readCounterPayment } from '@gongji/store/contribution';
import { readUnit } from '@gongji/store/enrolment';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { collectionListPaper, listPaper, moneyPaper } from './contribution-lists.ts';
import { type BillDocument, billPaper, type ContributionPaper, noticePapers } from './contribution-paper.ts';
import { closingPaper } from './counter-paper.ts';
import {
  ABOUT_NO_BILL,
  type Printed,
  type PrintJob,
  type PrintWish,
  printJob,
  printTogether,
} from './print-job.ts';

/** Notices in one file; more are further parts. */
export const NOTICES_A_PART = 300;

/** 缴费通知单 or 缴费凭证 of a bill. */
export async function printBill(
  deps: RestDeps,
  caller: Caller,
  billId: string,
  wish: PrintWish & { readonly document: BillDocument },
): Promise<Printed> {
  const paper = await billPaper(deps, caller, billId, wish.document);
  if (paper === undefined) return problemAnswer('not-found');
  if (paper.data.document === 'contribution-receipt' && paper.data.rows.payments.length === 0)
    return problemAnswer('conflict', [NOTHING_PAID]);
  return printJob(deps, caller, wish, jobOf(deps, paper));
}

/** 收款凭证 of money that came in. */
export async function printMoney(
  deps: RestDeps,
  caller: Caller,
  receiptId: string,
  wish: PrintWish,
): Promise<Printed> {
  const paper = await moneyPaper(deps, caller, receiptId);
  return paper === undefined ? problemAnswer('not-found') : printJob(deps, caller, wish, jobOf(deps, paper));
}

/** 收款凭证 of a payment at the counter; a cheque has one when it is cleared. */
export async function printCounterPayment(
  deps: RestDeps,
  caller: Caller,
  paymentId: string,
  wish: PrintWish,
): Promise<Printed> {
  const payment = await readCounterPayment(deps.pool, caller, paymentId);
  if (payment === undefined) return problemAnswer('not-found');
  if (payment.receiptId === null) return problemAnswer('conflict', [NOT_CLEARED]);
  return printMoney(deps, caller, payment.receiptId, wish);
}

/** 代收代扣名单, with what came of each row. */
export async function printCollectionList(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  wish: PrintWish,
): Promise<Printed> {
  const paper = await collectionListPaper(deps, caller, listId);
  return paper === undefined ? problemAnswer('not-found') : printJob(deps, caller, wish, jobOf(deps, paper));
}

/** 柜面日结单. */
export async function printCounterDay(
  deps: RestDeps,
  caller: Caller,
  { clerk, day, ...wish }: PrintWish & { readonly clerk: string; readonly day: CalendarDate },
): Promise<Printed> {
  const paper = await closingPaper(deps, caller, { clerk, day });
  return paper === undefined ? problemAnswer('not-found') : printJob(deps, caller, wish, jobOf(deps, paper));
}

/** What there is to print for a unit: how many notices, by scheme and period. */
export async function notices(
  { pool }: RestDeps,
  caller: Caller,
  unitId: string,
): Promise<Answer<NoticesView>> {
  const unit = await readUnit(pool, caller, unitId);
  if (unit === undefined) return problemAnswer('not-found');
  const sums = await noticeSums(pool, caller, unitId);
  return ok({
    unitId,
    unitName: unit.name,
    kind: unit.kind,
    aPart: NOTICES_A_PART,
    items: sums.map((one) => ({ ...one, scheme: one.scheme as 'employee' | 'resident' })),
  });
}

/** Notices of a unit and its list in one file, or the list itself. */
export async function printNotices(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  wish: PrintWish & NoticesQuery & { readonly document: 'notices' | 'notice-list' },
): Promise<Printed> {
  const { scheme, period, open, part } = wish;
  if ((await readUnit(deps.pool, caller, unitId)) === undefined) return problemAnswer('not-found');
  if (wish.document === 'notice-list') {
    const list = await listPaper(deps, caller, { unitId, scheme, period, open: false });
    return list === undefined ? problemAnswer('not-found') : printJob(deps, caller, wish, jobOf(deps, list));
  }
  const page = { from: (part - 1) * NOTICES_A_PART, most: NOTICES_A_PART };
  const papers = await noticePapers(deps, caller, { unitId, scheme, period, open }, page);
  if (papers.length === 0) return problemAnswer('conflict', [NO_NOTICES]);
  const jobs = papers.map((paper) => jobOf(deps, paper));
  return printTogether(deps, caller, wish, {
    jobs,
    subject: `notices:${unitId} ${scheme} ${period} ${part}`,
  });
}

function jobOf(deps: RestDeps, paper: ContributionPaper): PrintJob {
  const { data, variant, content, personId, regionCode, subject, scheme } = paper;
  const fields: Readonly<Record<string, unknown>> = data.fields;
  return {
    ...{ data, variant, content, personId, regionCode, subject },
    number: String(fields.billNo ?? fields.serial ?? fields.payerCode ?? subject),
    insutype: INSUTYPE[scheme],
    on: chinaDay(deps.now()),
    ...ABOUT_NO_BILL,
  };
}

const NOTHING_PAID = {
  code: 'nothing-paid',
  field: 'id',
  message: { zh: '这张缴费单还没有入账的款项', en: 'nothing has been paid on this bill' },
  remedy: {
    zh: '缴费入账后再打印凭证；现在可打印缴费通知单',
    en: 'print the notice; the proof of payment comes after the payment',
  },
};
const NOT_CLEARED = {
  code: 'cheque-not-cleared',
  field: 'id',
  message: {
    zh: '支票尚未到账，没有收款凭证',
    en: 'the cheque is not cleared: there is no proof of money yet',
  },
  remedy: { zh: '到账入账后再打印', en: 'print it when finance has booked the cheque' },
};
const NO_NOTICES = {
  code: 'no-notices',
  field: 'period',
  message: { zh: '没有需要打印的缴费通知单', en: 'there is no notice to print' },
  remedy: {
    zh: '请核对险种与期间；已缴清的单可选择一并打印',
    en: 'check scheme and period; those that are paid can be printed as well',
  },
};
