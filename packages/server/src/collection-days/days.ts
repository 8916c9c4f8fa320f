import type {
  CollectionDayDetail,
  CollectionDaysQuery,
  CollectionDaysView,
  CollectionDayView,
  DayStatementBody,
  SignOffBody,
} from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  bothSides,
  type CollectionDayRow,
  insertSignOff,
  insertStatement,
  listCollectionDays,
  readCollectionDay,
  sumCollectionDays,
} from '@gongji/store/contribution';
import { today } from '../contribution/bills.ts';
import { loadPaymentLayouts } from '../contribution/payment-layout.ts';
import { readPaymentFile } from '../contribution/read-payment-file.ts';
import { lastWeeks } from '../counter/days.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import { compareDay } from './compare.ts';

const LAYOUTS = loadPaymentLayouts();
/** Who reports days by a file; what the counter takes is closed at the counter. */
const SOURCES = [...new Set(LAYOUTS.map(({ source }) => source))];

/** 日对账: the days of the last weeks, or those asked for; those that nobody has signed first. */
export async function days(
  deps: RestDeps,
  caller: Caller,
  query: CollectionDaysQuery,
): Promise<Answer<CollectionDaysView>> {
  const filter = { ...lastWeeks(today(deps), query), sources: SOURCES };
  const [rows, sums] = await Promise.all([
    listCollectionDays(deps.pool, caller, { ...query, ...filter, limit: query.limit + 1 }),
    sumCollectionDays(deps.pool, caller, filter),
  ]);
  return ok({ ...pageAfter(rows.map(dayView), query), ...sums });
}

interface DayOf {
  readonly source: string;
  readonly day: CalendarDate;
}

/** One day with each line that differs, and what to do about it. */
export async function day(deps: RestDeps, caller: Caller, of: DayOf): Promise<Answer<CollectionDayDetail>> {
  const row = await readCollectionDay(deps.pool, caller, of);
  if (row === undefined) return problemAnswer('not-found');
  const { statementId } = row;
  const sides = statementId === null ? undefined : await bothSides(deps.pool, caller, { ...of, statementId });
  return ok({
    ...dayView(row),
    differing: sides === undefined ? [] : [...compareDay(sides.lines, sides.receipts, of.day)],
    mine: row.uploadedBy === caller.actor,
  });
}

/** 导入对账单: what the bank or the tax authority says of a day; nothing is taken from it. A later one takes its place. */
export async function takeStatement(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
  { layout: id, name, content }: DayStatementBody,
): Promise<Answer<CollectionDayDetail>> {
  const layout = LAYOUTS.find((one) => one.id === id && one.source === of.source);
  if (layout === undefined || of.day > today(deps)) return problemAnswer('refused', [noLayout(id)]);
  const read = readPaymentFile(layout, Buffer.from(content, 'base64'));
  if (read.kind === 'refused') return problemAnswer('refused', read.rejections);
  const elsewhere = read.lines.filter((line) => line.paidOn !== of.day);
  if (elsewhere.length > 0)
    return problemAnswer(
      'refused',
      elsewhere.slice(0, 50).map((line) => otherDay(line.lineNo, line.paidOn, of.day)),
    );
  const statementId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'statement.take',
    subject: `statement:${statementId}`,
    detail: { layout: layout.name, day: of.day, lines: read.lines.length },
  };
  await audited(deps, deed, async (tx) => {
    await insertStatement(tx, {
      ...{ statementId, regionCode: caller.regionCode, ...of, layout: id, name },
      ...{ uploadedBy: caller.actor, uploadedAt: deps.now(), lines: read.lines },
    });
    return true;
  });
  return day(deps, caller, of);
}

/** 签字: by another than who took the statement; with differences only with a word about them. */
export async function signOff(
  deps: RestDeps,
  caller: Caller,
  of: DayOf,
  { note }: SignOffBody,
): Promise<Answer<CollectionDayDetail>> {
  const row = await readCollectionDay(deps.pool, caller, of);
  if (row === undefined || row.statementId === null || row.differences === null)
    return problemAnswer('not-found');
  if (row.uploadedBy === caller.actor) return problemAnswer('not-allowed');
  if (row.differences > 0 && note === '') return problemAnswer('refused', [noteMissing(row.differences)]);
  const { statementId, receipts, receiptsFen, differences } = row;
  const deed: Deed = {
    actor: caller.actor,
    action: 'statement.sign',
    subject: `statement:${statementId}`,
    detail: { differences, receiptsFen },
  };
  const done = await audited(deps, deed, async (tx) => {
    const signed = await insertSignOff(tx, {
      ...{ regionCode: caller.regionCode, ...of, statementId, receipts, receiptsFen, differences, note },
      ...{ by: caller.actor, at: deps.now() },
    });
    return signed ? true : undefined;
  });
  if (done !== undefined) return day(deps, caller, of);
  return (await alreadyDecided(deps, caller, 'day-statement', statementId)) ?? problemAnswer('conflict');
}

function dayView(row: CollectionDayRow): CollectionDayView {
  const { source, day: on, receipts, receiptsFen, bookedFen, lines, totalFen, differences } = row;
  return {
    ...{ source, day: on, receipts, receiptsFen, bookedFen, state: stateOf(row) },
    ...(lines === null || totalFen === null ? {} : { lines, totalFen }),
    ...(differences === null ? {} : { differences }),
    ...(row.uploadedBy === null ? {} : { uploadedBy: row.uploadedBy }),
    ...(row.signedBy === null ? {} : { signedBy: row.signedBy, note: row.note ?? '' }),
    ...(row.signedAt === null ? {} : { signedAt: row.signedAt.toISOString() }),
  };
}

function stateOf({
  statementId,
  signedBy,
  changed,
  differences,
}: CollectionDayRow): CollectionDayView['state'] {
  if (statementId === null) return 'no-statement';
  if (signedBy !== null) return changed ? 'changed' : 'signed';
  return differences === 0 ? 'to-sign' : 'differs';
}

function noLayout(value: string) {
  return {
    ...{ code: 'layout-unknown', field: 'layout', value },
    message: {
      zh: '该来源没有这种文件格式，或日期在今天之后',
      en: 'the source has no such layout, or the day lies ahead',
    },
    remedy: { zh: '请从列表中选择', en: 'choose one of the list' },
  };
}

function otherDay(lineNo: number, value: string, day: string) {
  return {
    ...{ code: 'statement-other-day', field: `lines[${lineNo}].paidOn`, value },
    message: {
      zh: `第${lineNo}行日期 ${value} 不是 ${day}`,
      en: `line ${lineNo} is of ${value}, not of ${day}`,
    },
    remedy: { zh: '请上传当日的对账单', en: 'upload the statement of the day' },
  };
}

function noteMissing(differences: number) {
  return {
    ...{ code: 'sign-off-note-missing', field: 'note' },
    message: {
      zh: `有 ${differences} 行不符，须写明情况`,
      en: `${differences} lines differ: say why the day is signed`,
    },
    remedy: { zh: '请填写说明', en: 'write a note' },
  };
}
