import { createHash } from 'node:crypto';
import type {
  CollectionListBody,
  CollectionListDetail,
  CollectionListsQuery,
  CollectionListView,
  ListBookingBody,
  ListResultBody,
} from '@gongji/contract';
import { type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  type CollectionList,
  type CollectionListRow,
  insertBooking,
  insertList,
  insertResult,
  listCandidates,
  listedPersons,
  listLists,
  listResults,
  lockList,
  lockListMaking,
  lockSource,
  paidBills,
  type ResultRow,
  readList,
  receiptBySerial,
  resultByDigest,
  withdrawList,
} from '@gongji/store/contribution';
import { readUnit } from '@gongji/store/enrolment';
import { allocate } from '../contribution/allocate.ts';
import { today } from '../contribution/bills.ts';
import { allocating } from '../contribution/receipts.ts';
import { takeReceipts } from '../contribution/take-receipts.ts';
import { yuan } from '../contribution/yuan.ts';
import { audited } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { nameFor } from '../print/contribution-paper.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { readSheet } from '../sheet/sheet.ts';
import { loadWithholdingLayouts, type WithholdingLayout } from './layout.ts';
import { listFile, readResult } from './list-file.ts';

const LAYOUTS = loadWithholdingLayouts();

function layoutOf(of: { readonly kind: string; readonly layout?: string }): WithholdingLayout {
  const found = LAYOUTS.find((one) => one.id === of.layout) ?? LAYOUTS.find((one) => one.kind === of.kind);
  if (found === undefined) throw new Error(`no layout for lists of kind ${of.kind}`);
  return found;
}

export async function lists(
  { pool }: RestDeps,
  caller: Caller,
  { kind }: CollectionListsQuery,
): Promise<Answer<{ items: CollectionListView[] }>> {
  return ok({ items: (await listLists(pool, caller, kind)).map(listView) });
}

/** 生成名单: everybody with something open who is on no list that is out. A school makes its own alone. */
export async function makeList(
  deps: RestDeps,
  caller: Caller,
  body: CollectionListBody,
): Promise<Answer<CollectionListView>> {
  if (caller.unitId !== null && body.kind !== 'school') return problemAnswer('not-allowed');
  const unitId = caller.unitId ?? (body.kind === 'school' ? (body.unitId ?? null) : null);
  const unit = unitId === null ? undefined : await readUnit(deps.pool, caller, unitId);
  if (body.kind === 'school' && unit?.kind !== 'school') return problemAnswer('not-found');
  const listId = deps.newId();
  const { kind, scheme, period, className } = body;
  const { regionCode, actor } = caller;
  const list: CollectionList = {
    ...{ listId, regionCode, kind, scheme, period, unitId, className: kind === 'school' ? className : '' },
    listNo: `DS${regionCode}${period.replace('-', '')}${BigInt(listId).toString(36).toUpperCase()}`,
    ...{ layout: layoutOf(body).id, madeBy: actor, madeAt: deps.now() },
  };
  const deed = { actor, action: 'collection-list.make', subject: `list:${listId}`, detail: { kind, period } };
  const made = await audited(deps, deed, async (tx) => {
    await lockListMaking(tx, regionCode);
    const rows = await listCandidates(tx, list, today(deps));
    if (rows.length === 0) return undefined;
    await insertList(tx, list, rows);
    return readList(tx, caller, listId);
  });
  return made === undefined ? problemAnswer('conflict', [rejection('list-nobody', {})]) : ok(listView(made));
}

export async function list(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  again = false,
): Promise<Answer<CollectionListDetail>> {
  const row = await readList(deps.pool, caller, listId);
  if (row === undefined) return problemAnswer('not-found');
  const [persons, results] = await Promise.all([
    listedPersons(deps.pool, listId),
    listResults(deps.pool, listId),
  ]);
  return ok({
    ...listView(row),
    rows: persons.map((one) => ({
      ...{ rowNo: one.rowNo, person: personRef(one.personId), name: nameFor(caller, one.name) },
      ...{ className: one.className, billId: one.billId, billNo: one.billNo, amountFen: one.amountFen },
      outcome: one.paid === null ? 'waiting' : one.paid ? 'paid' : 'failed',
      reason: one.reason,
    })),
    results: results.map(resultView),
    again,
  });
}

function resultView(row: ResultRow): CollectionListDetail['results'][number] {
  const { resultId, name, paid, failed, paidFen, takenBy, takenAt, receiptId, bookedBy } = row;
  return {
    ...{ resultId, name, paid, failed, paidFen, takenBy, takenAt: takenAt.toISOString() },
    ...(receiptId === null ? {} : { receiptId }),
    ...(bookedBy === null ? {} : { bookedBy }),
  };
}

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const;

/** The file to hand on. It carries names and numbers in clear: who takes it stands in the audit log. */
export async function file(deps: RestDeps, caller: Caller, listId: string): Promise<FileAnswer> {
  const row = await readList(deps.pool, caller, listId);
  if (row === undefined) return { kind: 'problem', code: 'not-found', errors: [] };
  const layout = layoutOf(row);
  const deed = { actor: caller.actor, action: 'collection-list.file', subject: `list:${listId}` };
  const persons = await audited(deps, deed, (tx) => listedPersons(tx, listId));
  const content = listFile(layout, row, persons ?? []);
  const type = TYPES[layout.file];
  const name = `${row.listNo}.${layout.file}`;
  return { kind: 'file', file: { type, name, disposition: 'attachment', content } };
}

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
  const deed = {
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
  const deed = {
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

/** 作废: only while nothing of it has come back. */
export async function withdraw(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  reason: string,
): Promise<Answer<CollectionListView>> {
  let problem: Rejection | undefined;
  const deed = {
    actor: caller.actor,
    action: 'collection-list.withdraw',
    subject: `list:${listId}`,
    detail: { reason },
  };
  const row = await audited(deps, deed, async (tx) => {
    const found = await lockList(tx, caller, listId);
    if (found === undefined) return undefined;
    const { listNo } = found;
    if (found.withdrawn) problem = rejection('list-withdrawn', { list: listNo });
    else if (found.paid + found.failed > 0) problem = rejection('list-has-results', { list: listNo });
    if (problem !== undefined) return undefined;
    await withdrawList(tx, listId, { by: caller.actor, at: deps.now() });
    return readList(tx, caller, listId);
  });
  if (row !== undefined) return ok(listView(row));
  return problem === undefined ? problemAnswer('not-found') : problemAnswer('conflict', [problem]);
}

function listView(row: CollectionListRow): CollectionListView {
  const { listId, listNo, kind, scheme, period, className, heads, amountFen, paid, failed, paidFen } = row;
  return {
    ...{ listId, listNo, kind, scheme, period, className, heads, amountFen, paid, failed, paidFen },
    ...(row.unitName === null ? {} : { unitName: row.unitName }),
    ...{ bookedFen: row.bookedFen, madeBy: row.madeBy, madeAt: row.madeAt.toISOString() },
    state: stateOf(row),
  };
}

function stateOf(row: CollectionListRow): CollectionListView['state'] {
  if (row.withdrawn) return 'withdrawn';
  if (row.paid + row.failed === 0) return 'out';
  if (row.bookedFen < row.paidFen) return 'reported';
  return row.paidFen === row.amountFen ? 'booked' : 'partly';
}
