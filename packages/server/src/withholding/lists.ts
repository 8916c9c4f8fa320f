import type {
  CollectionListBody,
  CollectionListDetail,
  CollectionListsQuery,
  CollectionListsView,
  CollectionListView,
} from '@gongji/contract';
import { fen, type Rejection, rejection } from '@gongji/domain';
import {
  type CollectionList,
  type CollectionListRow,
  insertList,
  type ListedPerson,
  listCandidates,
  listedPersons,
  listLists,
  listResults,
  lockList,
  lockListMaking,
  type ResultRow,
  readList,
  sumLists,
  withdrawList,
} from '@gongji/store/contribution';
import { type ClassRow, classesOf, readUnit } from '@gongji/store/enrolment';
import { today } from '../contribution/bills.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { personRef } from '../identity/person-ref.ts';
import { nameFor } from '../print/contribution-paper.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import { layoutOf } from './layout.ts';
import { listFile } from './list-file.ts';

export async function lists(
  { pool }: RestDeps,
  caller: Caller,
  query: CollectionListsQuery,
): Promise<Answer<CollectionListsView>> {
  const [rows, sums] = await Promise.all([
    listLists(pool, caller, { ...query, limit: query.limit + 1 }),
    sumLists(pool, caller, query),
  ]);
  return ok({ ...pageAfter(rows.map(listView), query), ...sums });
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
  const deed: Deed = {
    actor,
    action: 'collection-list.make',
    subject: `list:${listId}`,
    detail: { kind, period },
  };
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
  const [persons, results, classes] = await Promise.all([
    listedPersons(deps.pool, listId),
    listResults(deps.pool, listId),
    row.unitId === null ? [] : classesOf(deps.pool, row.unitId),
  ]);
  return ok({
    ...listView(row),
    rows: persons.map((one) => ({
      ...{ rowNo: one.rowNo, name: one.unitId === null ? nameFor(caller, one.name) : one.name },
      ...(one.unitId === null ? { person: personRef(one.personId) } : { unitId: one.unitId }),
      ...{ className: one.className, billId: one.billId, billNo: one.billNo, amountFen: one.amountFen },
      outcome: one.paid === null ? 'waiting' : one.paid ? 'paid' : 'failed',
      reason: one.reason,
    })),
    classes: unpaidByClass(persons, classes),
    results: results.map(resultView),
    again,
  });
}

/** Who has not paid, or has not come back yet, by class. */
function unpaidByClass(
  persons: readonly ListedPerson[],
  classes: readonly ClassRow[],
): CollectionListDetail['classes'] {
  const open = persons.filter(({ paid, className }) => paid !== true && className !== '');
  return [...Map.groupBy(open, ({ className }) => className)].map(([name, rows]) => {
    const of = classes.find((one) => one.name === name);
    return {
      name,
      ...(of?.headName == null ? {} : { headName: of.headName }),
      ...(of?.headPhone == null ? {} : { headPhone: of.headPhone }),
      unpaid: new Set(rows.map(({ personId }) => personId)).size,
      unpaidFen: fen(rows.reduce((sum, { amountFen }) => sum + amountFen, 0)),
    };
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
  const deed: Deed = { actor: caller.actor, action: 'collection-list.file', subject: `list:${listId}` };
  const persons = await audited(deps, deed, (tx) => listedPersons(tx, listId));
  const content = listFile(layout, row, persons ?? []);
  const type = TYPES[layout.file];
  const name = `${row.listNo}.${layout.file}`;
  return { kind: 'file', file: { type, name, disposition: 'attachment', content } };
}

/** 作废: only while nothing of it has come back. */
export async function withdraw(
  deps: RestDeps,
  caller: Caller,
  listId: string,
  reason: string,
): Promise<Answer<CollectionListView>> {
  let problem: Rejection | undefined;
  const deed: Deed = {
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
