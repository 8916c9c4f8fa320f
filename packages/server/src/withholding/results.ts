import { createHash } from 'node:crypto';
import type { CollectionListDetail, ListBookingBody, ListResultBody } from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type CollectionListRow,
  insertBooking,
  insertResult,
  listedPersons,
  listResults,
  lockList,
  lockSource,
  paidBills,
  readList,
  receiptBySerial,
  resultByDigest,
} from '@gongji/store/contribution';
import { allocate } from '../contribution/allocate.ts';
import { today } from '../contribution/bills.ts';
import { allocating } from '../contribution/receipts.ts';
import { takeReceipts } from '../contribution/take-receipts.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { readSheet } from '../sheet/sheet.ts';
import { layoutOf } from './layout.ts';
import { readResult } from './list-file.ts';
import { list } from './lists.ts';

/** 回盘: the whole file or nothing; the same bytes again do nothing. Failures stay open, with their reason. */
export async function takeResult(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  { name, content }: ListResultBody,
): Promise<Answer<CollectionListDetail>> {
  if ((await readList(deps.pool, caller, listId)) === undefined) return problemAnswer('not-found');
  const bytes = Buffer.from(content, 'base64');
  const digest = createHash('sha256').update(bytes).digest();
  const sheet = await readSheet(bytes);
  if (sheet.kind === 'invalid') {
    const { zh, en } = sheet.why;
    const unreadable = bilingualRejection('list-file-unreadable', { zh: { why: zh }, en: { why: en } });
    return problemAnswer('refused', [unreadable]);
  }
  const seen: { rejections: readonly Rejection[]; again: boolean } = { rejections: [], again: false };
  const resultId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'collection-list.result',
    subject: `list:${listId}`,
    detail: { resultId },
  };
  const done = await audited(deps, deed, async (tx) => {
    const row = await lockList(tx, caller, listId);
    if (row === undefined) return undefined;
    seen.again = await resultByDigest(tx, listId, digest);
    if (seen.again) return undefined;
    if (row.withdrawn) seen.rejections = [rejection('list-withdrawn', { list: row.listNo })];
    if (row.withdrawn) return undefined;
    const read = readResult(layoutOf(row), row, await listedPersons(tx, listId), sheet.rows);
    if (read.kind === 'refused') seen.rejections = read.rejections;
    if (read.kind === 'refused') return undefined;
    const { regionCode } = row;
    const { rows } = read;
    await insertResult(tx, {
      ...{ resultId, regionCode, listId, name, digest, rows, by: caller.actor, at: deps.now() },
    });
    return true;
  });
  if (done === undefined && !seen.again) return problemAnswer('refused', seen.rejections);
  return list(deps, caller, listId, seen.again);
}

/** 入账: one transfer pays all who are reported as paid, and nobody else. */
export async function bookResult(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  body: ListBookingBody,
): Promise<Answer<CollectionListDetail>> {
  let found: CollectionListRow | undefined;
  let problem: Rejection | undefined;
  const { resultId, serial } = body;
  const deed: Deed = {
    actor: caller.actor,
    action: 'collection-list.book',
    subject: `list:${listId}`,
    detail: { resultId, serial },
  };
  const done = await audited(deps, deed, async (tx) => {
    found = await lockList(tx, caller, listId);
    if (found === undefined) return undefined;
    const result = (await listResults(tx, listId)).find((one) => one.resultId === resultId);
    if (result === undefined || result.receiptId !== null || result.paidFen === 0) {
      problem = rejection('list-booked', {}, { field: 'resultId', value: resultId });
      return undefined;
    }
    const money = await moneyOf(tx, deps, caller, { list: found, amountFen: result.paidFen, body });
    if (typeof money !== 'string') {
      problem = money;
      return undefined;
    }
    const booking = allocating(deps, caller.actor);
    const { by, at } = booking;
    const { regionCode } = found;
    await insertBooking(tx, { resultId, regionCode, receiptId: money, amountFen: result.paidFen, by, at });
    const pairs = (await paidBills(tx, resultId)).map((billId) => ({ receiptId: money, billId }));
    await allocate(tx, { ...booking, how: 'confirmed' }, pairs);
    return true;
  });
  if (done !== undefined) return list(deps, caller, listId);
  if (found === undefined) return problemAnswer('not-found');
  return problemAnswer('conflict', [problem ?? rejection('list-booked', {})]);
}

/** The receipt of the transfer: what a file has brought already, or a new one; or why it does not fit. */
async function moneyOf(
  tx: PoolClient,
  deps: RestDeps,
  caller: Caller,
  {
    list: { regionCode, kind, layout, listNo, unitName },
    amountFen,
    body: { serial, paidOn },
  }: { readonly list: CollectionListRow; readonly amountFen: number; readonly body: ListBookingBody },
): Promise<string | Rejection> {
  if (paidOn > today(deps))
    return rejection('counter-paid-on-invalid', { day: paidOn }, { field: 'paidOn', value: paidOn });
  const { source, name } = layoutOf({ kind, layout });
  for (const one of new Set(['bank', source])) {
    await lockSource(tx, regionCode, one);
    const known = await receiptBySerial(tx, regionCode, one, serial);
    if (known === undefined) continue;
    if (known.amountFen === amountFen && known.freeFen === amountFen) return known.receiptId;
    const data = { serial, known: yuan(known.amountFen), free: yuan(known.freeFen), amount: yuan(amountFen) };
    return rejection('list-money-differs', data, { field: 'serial', value: serial });
  }
  const context = { ...allocating(deps, caller.actor), regionCode, source, fileId: null };
  const line = { lineNo: 1, serial, amountFen, paidOn, payerName: unitName ?? name.zh, payerCode: '' };
  const made = await takeReceipts(tx, context, [{ ...line, payerAccount: '', billNo: '', purpose: listNo }]);
  const [receiptId] = made.kind === 'taken' ? made.receiptIds : [];
  if (receiptId === undefined) throw new Error(`receipt ${serial} of ${source} was not taken`);
  return receiptId;
}
