import type {
  AcceptanceBody,
  AuditDetail,
  OwnBillListBody,
  ReconciliationDaysQuery,
  ReconciliationDaysView,
  ReconciliationDayView,
  StoredReplyView,
} from '@gongji/contract';
import { type AuditAction, addDays, type CalendarDate, type Rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  acceptDifferences,
  type BookedBill,
  booksOfDay,
  dayResults,
  daysInBooks,
  insertDayResult,
  insertOwnBillList,
  replyOfSettlement,
} from '@gongji/store/office';
import type { ProblemDetail } from '../http/problem.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { isFromDesk } from '../office/own-message.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { madeAlready } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { shown } from '../sheet/columns.ts';
import { readSheet } from '../sheet/sheet.ts';
import { reconcileDay, stateOfDay } from './day.ts';
import { type OwnBill, readOwnBills } from './own-bill.ts';

const placeOf = ({ institutionCode }: Caller): string => institutionCode ?? '';

/** Days, latest first, each with what stands in our books and how it was reconciled. */
export async function reconciliationDays(
  deps: RestDeps,
  caller: Caller,
  { to, days }: ReconciliationDaysQuery,
): Promise<Answer<ReconciliationDaysView>> {
  const last = to ?? (beijingDay(deps.now()) as CalendarDate);
  const period = { from: addDays(last, 1 - days), to: last };
  const [books, results] = await Promise.all([
    daysInBooks(deps.pool, placeOf(caller), period),
    dayResults(deps.pool, placeOf(caller), period),
  ]);
  const items = Array.from({ length: days }, (_, i) => {
    const day = addDays(last, -i);
    const ours = books.find((one) => one.day === day) ?? { count: 0, totalFen: 0, fundFen: 0 };
    const kept = results.find((one) => one.day === day);
    return {
      day,
      state: stateOfDay(ours, kept),
      count: ours.count,
      totalFen: ours.totalFen,
      fundFen: ours.fundFen,
      open: kept?.open ?? 0,
      ...(kept === undefined ? {} : { by: kept.by, at: kept.at.toISOString() }),
    };
  });
  return ok({ items });
}

export async function reconciliationDay(
  deps: RestDeps,
  caller: Caller,
  day: CalendarDate,
): Promise<Answer<ReconciliationDayView>> {
  return ok((await reconcileDay(deps.pool, placeOf(caller), day)).view);
}

/** Takes the institution's list of a day, or what was settled at our desk, and compares: one transaction. */
export async function giveOwnBills(
  deps: RestDeps,
  caller: Caller,
  day: CalendarDate,
  body: OwnBillListBody,
): Promise<Answer<ReconciliationDayView>> {
  if (day > beijingDay(deps.now())) return problemAnswer('refused', [IN_FUTURE]);
  const read = await billsOf(deps, caller, day, body);
  if (read.kind === 'invalid') return problemAnswer('refused', shown(read.problems));
  const place = { institutionCode: placeOf(caller), day };
  const list = {
    ...place,
    listId: deps.newId(),
    source: body.source,
    filename: body.source === 'file' ? body.filename : '',
    bills: read.bills,
    givenBy: caller.name,
    givenAt: deps.now(),
  };
  const detail = { day, source: body.source, bills: read.bills.length, listId: list.listId };
  return reconciling(deps, caller, { day, action: 'reconciliation.list', detail }, (tx) =>
    insertOwnBillList(tx, list),
  );
}

/** 重新核对: compares again, as after a reversal, and keeps the result. */
export async function checkDay(
  deps: RestDeps,
  caller: Caller,
  day: CalendarDate,
): Promise<Answer<ReconciliationDayView>> {
  return reconciling(deps, caller, { day, action: 'reconciliation.check', detail: { day } }, async () => {});
}

/** 确认差异: only lines that are open now can be accepted; when one of them is not, nothing is. */
export async function acceptOpenDifferences(
  deps: RestDeps,
  caller: Caller,
  day: CalendarDate,
  { keys, reason }: AcceptanceBody,
): Promise<Answer<ReconciliationDayView>> {
  const { view } = await reconcileDay(deps.pool, placeOf(caller), day);
  const open = new Set(view.differences.flatMap((d) => (d.solved === undefined ? [d.key] : [])));
  if (keys.some((key) => !open.has(key)))
    return problemAnswer('conflict', [...solvedAlready(view, keys, caller), GONE]);
  const place = { institutionCode: placeOf(caller), day };
  const at = deps.now();
  const accepted = keys.map((key) => ({ key, reason, by: caller.name, at }));
  return reconciling(
    deps,
    caller,
    { day, action: 'reconciliation.accept', detail: { day, keys, reason } },
    (tx) => acceptDifferences(tx, place, accepted),
  );
}

/** 取回应答: the reply that a settlement was answered with, for a hospital that lost it. Who fetched it is in the audit. */
export async function storedReply(
  deps: RestDeps,
  caller: Caller,
  settlementId: string,
): Promise<Answer<StoredReplyView>> {
  const institutionCode = placeOf(caller);
  const deed: Deed = { actor: caller.actor, action: 'reconciliation.reply', subject: settlementId };
  const found = await audited(deps, { ...deed, detail: { institutionCode } }, (tx) =>
    replyOfSettlement(tx, { institutionCode, settlementId }),
  );
  return found === undefined ? problemAnswer('not-found', [NO_REPLY]) : ok(found);
}

interface DayDeed {
  readonly day: CalendarDate;
  readonly action: AuditAction;
  readonly detail: AuditDetail;
}

/** Does the work, compares, and keeps the result with its audit entry: all or nothing. */
async function reconciling(
  deps: RestDeps,
  caller: Caller,
  { day, action, detail }: DayDeed,
  work: (tx: PoolClient) => Promise<void>,
): Promise<Answer<ReconciliationDayView>> {
  const institutionCode = placeOf(caller);
  const deed: Deed = { actor: caller.actor, action, subject: `${institutionCode}/${day}`, detail };
  const view = await audited(deps, deed, async (tx) => {
    await work(tx);
    const {
      view: compared,
      listId,
      count,
      totalFen,
      onlyCentre,
    } = await reconcileDay(tx, institutionCode, day);
    if (listId !== undefined) {
      const result = {
        day,
        open: compared.open,
        count,
        totalFen,
        onlyCentre,
        by: caller.name,
        at: deps.now(),
      };
      await insertDayResult(tx, institutionCode, { ...result, listId });
    }
    return compared;
  });
  if (view === undefined) throw new Error('a day was not compared');
  return ok(view);
}

type BillsRead =
  | { readonly kind: 'read'; readonly bills: readonly OwnBill[] }
  | { readonly kind: 'invalid'; readonly problems: readonly ProblemDetail[] };

async function billsOf(
  deps: RestDeps,
  caller: Caller,
  day: CalendarDate,
  body: OwnBillListBody,
): Promise<BillsRead> {
  if (body.source === 'desk') {
    const books = await booksOfDay(deps.pool, placeOf(caller), day);
    return {
      kind: 'read',
      bills: books.filter(({ msgid, cause }) => cause === 'provider' && isFromDesk(msgid)).map(deskBill),
    };
  }
  const sheet = await readSheet(Buffer.from(body.content, 'base64'));
  if (sheet.kind === 'invalid') return { kind: 'invalid', problems: [unreadable(sheet.why)] };
  return readOwnBills(sheet.rows);
}

/** A bill of our desk as the institution's own: what was collected there is what was settled. */
function deskBill(bill: BookedBill, index: number): OwnBill {
  const { settlementId, msgid, kind, clrType, totalFen, fundFen, accountFen, cashFen } = bill;
  const amounts = { totalFen, fundFen, accountFen, cashFen };
  return {
    row: index + 1,
    settlementId,
    receiptNo: msgid,
    reversal: kind === 'reversal',
    clrType,
    ...amounts,
    funds: {},
  };
}

function unreadable(message: ProblemDetail['message']): ProblemDetail {
  return {
    code: 'file-invalid',
    field: 'content',
    message,
    remedy: { zh: '换一个文件', en: 'choose another file' },
  };
}

const IN_FUTURE: ProblemDetail = {
  code: 'day-in-future',
  field: 'day',
  message: { zh: '这一天还没有到', en: 'that day has not come yet' },
  remedy: { zh: '选今天或以前的日期', en: 'choose today or an earlier day' },
};
/** Who accepted one of these differences meanwhile. */
function solvedAlready(
  { differences }: ReconciliationDayView,
  keys: readonly string[],
  caller: Caller,
): readonly Rejection[] {
  return differences
    .flatMap(({ key, solved }) =>
      keys.includes(key) && solved?.how === 'accepted'
        ? [madeAlready({ ...caller.home, by: solved.by, name: null, at: new Date(solved.at) }, caller, key)]
        : [],
    )
    .slice(0, 1);
}

const GONE: ProblemDetail = {
  code: 'difference-gone',
  field: 'keys',
  message: { zh: '差异已有变化或已处理', en: 'a difference has changed or is dealt with already' },
  remedy: { zh: '重新核对后再确认', en: 'compare again, then accept' },
};
const NO_REPLY: ProblemDetail = {
  code: 'reply-unknown',
  field: 'settlementId',
  message: { zh: '这笔结算没有留存应答', en: 'no reply was kept for this settlement' },
  remedy: {
    zh: '重算或经办机构办理的结算没有报文应答',
    en: 'what was recomputed or done by the agency has none',
  },
};
