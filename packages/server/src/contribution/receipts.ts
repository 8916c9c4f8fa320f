import { createHash } from 'node:crypto';
import type {
  PaymentFileBody,
  PaymentFilesQuery,
  PaymentFilesView,
  PaymentFileView,
  ReceiptBody,
  ReceiptDetail,
  ReceiptsQuery,
  ReceiptsView,
  ReceiptView,
} from '@gongji/contract';
import type { Rejection } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import {
  candidateBills,
  type FileRow,
  fileByDigest,
  fileTotals,
  insertFile,
  listAllocations,
  listFiles,
  listReceipts,
  listRefunds,
  matchableReceipts,
  type ReceiptRow,
  readBill,
  readFile,
  readReceipt,
  receiptTotals,
} from '@gongji/store/contribution';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter, pagePlace } from '../rest/paged.ts';
import type { TaskContext } from '../task/runner.ts';
import { allocate } from './allocate.ts';
import { allocationView, billView, today } from './bills.ts';
import { latePolicyMissing, latePolicyProblem } from './late-fee-rules.ts';
import { loadPaymentLayouts } from './payment-layout.ts';
import { readPaymentFile } from './read-payment-file.ts';
import { refundView } from './refunds.ts';
import { suggest } from './suggest.ts';
import { type TakeContext, type Taken, takeReceipts } from './take-receipts.ts';

/** Receipts matched in one transaction. */
const BATCH = 300;
const LAYOUTS = loadPaymentLayouts();
const SURE_LAYOUTS = LAYOUTS.filter(({ payerIsSure }) => payerIsSure).map(({ id }) => id);

export function layouts() {
  return ok({ items: LAYOUTS.map(({ id, name, source }) => ({ layout: id, name, source })) });
}

/**
 * 导入缴费文件: the whole file or nothing; the same bytes again do nothing. What names a bill by its number is allocated at
 * once, the rest waits for somebody to say what it is for.
 */
export async function takeFile(
  deps: RestDeps,
  caller: Caller,
  { layout: id, name, content }: PaymentFileBody,
  progress?: TaskContext['progress'],
): Promise<Answer<PaymentFileView>> {
  const layout = LAYOUTS.find((one) => one.id === id);
  if (layout === undefined) return problemAnswer('refused', [noLayout(id)]);
  const bytes = Buffer.from(content, 'base64');
  const digest = createHash('sha256').update(bytes).digest();
  const known = await fileByDigest(deps.pool, caller.regionCode, digest);
  if (known !== undefined) return fileAnswer(deps, caller, known, true);
  const read = readPaymentFile(layout, bytes);
  if (read.kind === 'refused') return problemAnswer('refused', read.rejections);
  const { length: lines } = read.lines;
  await progress?.(0, lines);
  const fileId = deps.newId();
  const at = deps.now();
  let refused: readonly Rejection[] = [];
  const deed: Deed = {
    actor: caller.actor,
    action: 'receipt.file',
    subject: `file:${fileId}`,
    detail: { layout: layout.name, lines, totalFen: read.totalFen },
  };
  const done = await audited(deps, deed, async (tx) => {
    // The row of the file first: of two uploads at once the second waits here and finds it.
    const { source } = layout;
    const file = {
      fileId,
      regionCode: caller.regionCode,
      layout: id,
      source,
      name,
      digest,
      lines,
    };
    const given = { ...file, totalFen: read.totalFen, uploadedBy: caller.actor, uploadedAt: at };
    if (!(await insertFile(tx, given))) return undefined;
    const taken = await takeReceipts(tx, contextOf(deps, caller, layout.source, fileId), read.lines);
    if (taken.kind === 'refused') refused = taken.rejections;
    return taken.kind === 'taken' ? taken : undefined;
  });
  if (refused.length > 0) return problemAnswer('refused', refused);
  if (done === undefined) return takeFile(deps, caller, { layout: id, name, content });
  await matchByNumber(deps, caller, progress);
  return fileAnswer(deps, caller, fileId, false);
}

/** Allocates every receipt of which it is sure what it is for; safe to repeat, so a killed program loses nothing. */
export async function matchByNumber(
  deps: RestDeps,
  caller: Pick<Caller, 'regionCode' | 'actor'>,
  progress?: TaskContext['progress'],
): Promise<number> {
  let after = '0';
  let matched = 0;
  for (;;) {
    const pairs = await matchableReceipts(deps.pool, caller.regionCode, SURE_LAYOUTS, after, BATCH);
    const last = pairs.at(-1);
    if (last === undefined) return matched;
    const done = await inTransaction(deps.pool, (tx) =>
      allocate(tx, { ...allocating(deps, caller.actor), how: 'number' }, pairs),
    );
    matched += done.length;
    await progress?.(matched);
    after = last.receiptId;
  }
}

export function allocating(deps: RestDeps, by: string) {
  return { newId: deps.newId, policies: deps.policies, by, at: deps.now(), bookedOn: today(deps) };
}

function contextOf(deps: RestDeps, caller: Caller, source: string, fileId: string | null): TakeContext {
  return { ...allocating(deps, caller.actor), regionCode: caller.regionCode, source, fileId };
}

/** One payment at the counter, by card, or handed in by a school or finance. */
export async function takeReceipt(
  deps: RestDeps,
  caller: Caller,
  body: ReceiptBody,
): Promise<Answer<ReceiptDetail>> {
  const { source, ...line } = body;
  let taken: Taken | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'receipt.take',
    subject: `receipt:${source}/${body.serial}`,
    detail: { amountFen: body.amountFen },
  };
  await audited(deps, deed, async (tx) => {
    const context = contextOf(deps, caller, source, null);
    taken = await takeReceipts(tx, context, [{ ...line, lineNo: 1, payerAccount: '' }]);
    return taken.kind === 'taken' && taken.receiptIds.length > 0 ? taken : undefined;
  });
  if (taken === undefined) throw new Error('nothing was decided');
  if (taken.kind === 'refused') return problemAnswer('refused', taken.rejections);
  const [receiptId] = taken.receiptIds;
  if (receiptId === undefined) return problemAnswer('conflict', [knownSerial(body.serial)]);
  if (body.billNo !== '') await matchByNumber(deps, caller);
  return receipt(deps, caller, receiptId);
}

const LATEST_REFUNDS = { sort: 'requestedAt', order: 'desc', after: 0, limit: 50 } as const;

export async function receipts(
  deps: RestDeps,
  caller: Caller,
  { state, q, ...page }: ReceiptsQuery,
): Promise<Answer<ReceiptsView>> {
  const filter = { free: state === 'free', text: q };
  const [rows, totals] = await Promise.all([
    listReceipts(deps.pool, caller, { ...filter, ...page, limit: page.limit + 1 }),
    receiptTotals(deps.pool, caller, filter),
  ]);
  return ok({ ...pageAfter(rows.map(receiptView), page), ...totals });
}

export async function receipt(
  deps: RestDeps,
  caller: Caller,
  receiptId: string,
): Promise<Answer<ReceiptDetail>> {
  const row = await readReceipt(deps.pool, caller, receiptId);
  if (row === undefined) return problemAnswer('not-found');
  const [allocations, refunds, candidates] = await Promise.all([
    listAllocations(deps.pool, { receiptId }),
    listRefunds(deps.pool, caller, { receiptId, ...LATEST_REFUNDS }),
    row.freeFen > 0 ? candidateBills(deps.pool, row, 50) : [],
  ]);
  const on = today(deps);
  const named = await Promise.all(allocations.map((one) => readBill(deps.pool, caller, one.billId)));
  return ok({
    ...receiptView(row),
    suggestions: suggest(row, candidates).map(({ bill, score, why }) => ({
      ...billView(bill, on),
      score,
      why: [...why],
    })),
    allocations: allocations.map((one, index) => {
      const bill = named[index];
      const payerName = bill === undefined ? '' : billView(bill, on).payerName;
      return { ...allocationView(one), billId: one.billId, billNo: one.billNo, payerName };
    }),
    refunds: refunds.map((one) => refundView(one, caller)),
  });
}

/** A person says which bill a receipt pays; what is left over stays unallocated. */
export async function allocateReceipt(
  deps: RestDeps,
  caller: Caller,
  receiptId: string,
  billId: string,
): Promise<Answer<ReceiptDetail>> {
  const [row, bill] = await Promise.all([
    readReceipt(deps.pool, caller, receiptId),
    readBill(deps.pool, caller, billId),
  ]);
  if (row === undefined || bill === undefined) return problemAnswer('not-found');
  const deed: Deed = {
    actor: caller.actor,
    action: 'receipt.allocate',
    subject: `receipt:${receiptId}`,
    detail: { billId },
  };
  const done = await audited(deps, deed, async (tx) => {
    const made = await allocate(tx, { ...allocating(deps, caller.actor), how: 'confirmed' }, [
      { receiptId, billId },
    ]);
    return made.length > 0 ? made : undefined;
  });
  if (done !== undefined) return receipt(deps, caller, receiptId);
  const noPolicy = latePolicyMissing(deps.policies, bill, row.paidOn);
  return problemAnswer('conflict', [noPolicy ? latePolicyProblem(bill, row.paidOn) : nothingToPay()]);
}

export async function files(
  { pool }: RestDeps,
  caller: Caller,
  query: PaymentFilesQuery,
): Promise<Answer<PaymentFilesView>> {
  const [rows, { total, totalFen }] = await Promise.all([
    listFiles(pool, caller, query),
    fileTotals(pool, caller),
  ]);
  return ok({
    items: rows.map((row) => fileView(row, false)),
    totalFen,
    ...pagePlace(query.after, rows.length, total),
  });
}

async function fileAnswer(
  deps: RestDeps,
  caller: Caller,
  fileId: string,
  again: boolean,
): Promise<Answer<PaymentFileView>> {
  const row = await readFile(deps.pool, caller, fileId);
  return row === undefined ? problemAnswer('not-found') : ok(fileView(row, again));
}

function fileView(row: FileRow, again: boolean): PaymentFileView {
  return { ...row, again, uploadedAt: row.uploadedAt.toISOString() };
}

function receiptView(row: ReceiptRow): ReceiptView {
  const { receiptId, source, serial, amountFen, freeFen, paidOn, payerName, billNo, purpose, takenBy } = row;
  return {
    receiptId,
    source,
    serial,
    amountFen,
    freeFen,
    paidOn,
    payerName,
    billNo,
    purpose,
    takenBy,
    takenAt: row.takenAt.toISOString(),
  };
}

function noLayout(value: string) {
  return {
    ...{ code: 'layout-unknown', field: 'layout', value },
    message: { zh: '没有这种文件格式', en: 'there is no such layout' },
    remedy: { zh: '请从列表中选择', en: 'choose one of the list' },
  };
}

function knownSerial(value: string) {
  return {
    ...{ code: 'receipt-known', field: 'serial', value },
    message: { zh: `流水号 ${value} 已登记`, en: `serial ${value} is recorded already` },
    remedy: { zh: '请核对，不要重复登记', en: 'check it; do not record it twice' },
  };
}

function nothingToPay() {
  return {
    ...{ code: 'nothing-to-allocate', field: 'billId' },
    message: {
      zh: '该到账没有余款可入账，或缴费单已缴清、金额不足',
      en: 'nothing is free of the receipt, the bill is paid, or the money does not reach',
    },
    remedy: { zh: '请刷新后再看', en: 'look again' },
  };
}
