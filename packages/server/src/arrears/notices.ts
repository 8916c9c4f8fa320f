import type {
  DunningNoticesFileQuery,
  DunningNoticesQuery,
  DunningNoticesView,
  DunningNoticeView,
} from '@gongji/contract';
import { listNotices, type NamedNotice, noticeTotals, readNotice } from '@gongji/store/contribution';
import { personRef } from '../identity/person-ref.ts';
import type { ListSheet } from '../list-file/list-file.ts';
import { handOut, MOST_EXPORTED } from '../list-file/whole-list.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';

/** 催缴通知, the latest first unless asked otherwise. */
export async function notices(
  { pool }: RestDeps,
  caller: Caller,
  query: DunningNoticesQuery,
): Promise<Answer<DunningNoticesView>> {
  const [rows, { total, openFen }] = await Promise.all([
    listNotices(pool, caller, query),
    noticeTotals(pool, caller, query),
  ]);
  return ok({ items: rows.map(noticeView), openFen, ...pagePlace(query.after, rows.length, total) });
}

export async function notice(
  { pool }: RestDeps,
  caller: Caller,
  noticeId: string,
): Promise<Answer<DunningNoticeView>> {
  const row = await readNotice(pool, caller, noticeId);
  return row === undefined ? problemAnswer('not-found') : ok(noticeView(row));
}

const NOTICES: ListSheet<NamedNotice> = {
  name: 'notices',
  columns: [
    { head: { zh: '通知编号', en: 'Notice' }, width: 22, text: ({ noticeNo }) => noticeNo },
    { head: { zh: '级别', en: 'Level' }, width: 8, text: ({ level }) => String(level) },
    { head: { zh: '欠费主体', en: 'Debtor' }, width: 30, text: nameOf },
    {
      head: { zh: '所属期', en: 'Periods' },
      width: 24,
      text: ({ bills }) => [...new Set(bills.map(({ period }) => period))].join('、'),
    },
    { head: { zh: '欠费（元）', en: 'Owed (yuan)' }, width: 14, fen: ({ openFen }) => openFen },
    { head: { zh: '滞纳金（元）', en: 'Late fee (yuan)' }, width: 14, fen: ({ feeFen }) => feeFen },
    { head: { zh: '缴清期限', en: 'Pay by' }, width: 14, text: ({ payBy }) => payBy },
    { head: { zh: '通知内容', en: 'Text' }, width: 80, text: (row, lang) => textOf(row, row.body[lang]) },
    { head: { zh: '生成时间', en: 'Made at' }, width: 22, text: ({ madeAt }) => beijingTime(madeAt) },
  ],
};

/** The list as a file, for whoever delivers the notices. */
export async function noticesFile(
  deps: RestDeps,
  caller: Caller,
  { format, lang, ...filter }: DunningNoticesFileQuery,
): Promise<FileAnswer> {
  const rows = await listNotices(deps.pool, caller, { ...filter, after: 0, limit: MOST_EXPORTED + 1 });
  return handOut(deps, caller, { sheet: NOTICES, rows, form: { format, lang } });
}

/** The name of a person is masked, in the text as well. */
function nameOf({ unitId, name }: NamedNotice): string {
  return unitId === null ? maskName(name) : name;
}

function textOf({ unitId, name }: NamedNotice, text: string): string {
  return unitId === null && name !== '' ? text.replaceAll(name, maskName(name)) : text;
}

export function noticeView(row: NamedNotice): DunningNoticeView {
  const { noticeId, noticeNo, unitId, level, oldestDueOn, payBy, openFen, feeFen, title, body, madeBy } = row;
  return {
    ...{ noticeId, noticeNo, level, oldestDueOn, payBy, openFen, feeFen, title, madeBy },
    ...(unitId === null ? { person: personRef(row.personId) } : { unitId }),
    payerName: nameOf(row),
    body: { zh: textOf(row, body.zh), en: textOf(row, body.en) },
    bills: [...row.bills],
    madeAt: row.madeAt.toISOString(),
  };
}
