import type { MessagesFileQuery, MessagesPage, MessagesQuery, MessageView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import {
  countMessages,
  listMessages,
  type MessageFilter,
  type MessageRow,
  messageDetail,
  personFile,
  settlementDetail,
  wholeRegion,
} from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import { handOut } from '../list-file/whole-list.ts';
import { type Answer, type FileAnswer, ok, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { maskName, maskPersonNumber } from './mask.ts';
import { MESSAGE_SHEET } from './message-sheet.ts';
import { MOST_COUNTED, paged } from './paged.ts';
import { reasonTexts } from './reason-texts.ts';

/** 报文日志, latest first unless asked otherwise. */
export async function messages(
  deps: RestDeps,
  caller: Caller,
  { limit, before, sort: _one, order, ...query }: MessagesQuery,
): Promise<Answer<MessagesPage>> {
  const filter = await filterOf(deps, caller, query);
  if (filter === undefined) return ok({ items: [], total: 0, more: false });
  const [rows, count] = await Promise.all([
    listMessages(deps.pool, caller, { ...filter, order, before, limit: limit + 1 }),
    countMessages(deps.pool, caller, filter, MOST_COUNTED),
  ]);
  return ok({ ...paged(rows.map(messageSummary), limit, (one) => one.logId), ...count });
}

/** Most rows of an export; beyond that the time is to be narrowed, and the file says so. */
const MOST_MESSAGES = 20_000;
const ONLY_FIRST = {
  zh: '只含前面的这些，其余请缩小时间范围后再导出',
  en: 'Only the first of them; narrow the time for the others',
};

/** The same list as a file: masked as on the page, and no text is a formula. */
export async function messagesFile(
  deps: RestDeps,
  caller: Caller,
  { format, lang, sort: _one, order, ...query }: MessagesFileQuery,
): Promise<FileAnswer> {
  const filter = await filterOf(deps, caller, query);
  const rows =
    filter === undefined
      ? []
      : await listMessages(deps.pool, caller, { ...filter, order, limit: MOST_MESSAGES + 1 });
  const shown = rows.slice(0, MOST_MESSAGES).map(messageSummary);
  const note = rows.length > MOST_MESSAGES ? ONLY_FIRST : undefined;
  return handOut(deps, caller, { sheet: MESSAGE_SHEET, rows: shown, form: { format, lang }, note });
}

type Asked = Omit<MessagesQuery, 'limit' | 'before' | 'sort' | 'order'>;

/** Undefined when the person or the settlement asked for is not there for this caller: then nothing matches. */
async function filterOf(
  deps: RestDeps,
  caller: Caller,
  { person, settlementId, from, to, ...query }: Asked,
): Promise<MessageFilter | undefined> {
  const bill =
    settlementId === undefined ? undefined : await settlementDetail(deps.pool, caller, settlementId);
  if (settlementId !== undefined && bill === undefined) return undefined;
  const psnNo = bill?.psnNo ?? (person === undefined ? undefined : await numberOf(deps.pool, caller, person));
  if (person !== undefined && psnNo === undefined) return undefined;
  return {
    ...query,
    psnNo,
    behind: bill && { settlementId: bill.settlementId, visitId: bill.visitId },
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

/** A message names a person by number; a page may ask by reference. A number that no register knows is searched as it is. */
async function numberOf(pool: RestDeps['pool'], caller: Caller, ref: string): Promise<string | undefined> {
  if (!ref.startsWith('~')) return ref;
  return (await personFile(pool, wholeRegion(caller.regionCode), ref))?.psnNo;
}

export async function message({ pool }: RestDeps, caller: Caller, id: string): Promise<Answer<MessageView>> {
  const row = await messageDetail(pool, caller, id);
  if (row === undefined) return problemAnswer('not-found');
  return ok({
    ...messageSummary(row),
    ...(row.settlementId === null ? {} : { settlementId: row.settlementId }),
    request: row.request ?? null,
    reply: row.reply ?? null,
    reasons: codesIn(row.errMsg ?? '').map((code) => ({ code, ...reasonTexts(code) })),
  });
}

function messageSummary(row: MessageRow): MessagesPage['items'][number] {
  const { psnNo, personId, personName, errMsg } = row;
  return {
    logId: row.logId,
    receivedAt: row.receivedAt.toISOString(),
    institutionCode: row.institutionCode,
    institutionName: row.institutionName,
    infno: row.infno,
    msgid: row.msgid,
    ...(psnNo === null
      ? {}
      : {
          person: {
            psnNo: maskPersonNumber(psnNo),
            ...(personId === null ? {} : { ref: personRef(personId) }),
            ...(personName === null ? {} : { name: maskName(personName) }),
          },
        }),
    ok: row.infcode === 0,
    infcode: row.infcode,
    ...(errMsg === null || errMsg === '' ? {} : { error: bothLanguages(errMsg) }),
    durationMs: row.durationMs,
  };
}

/** err_msg holds the Chinese text, ` || `, and the same in English. */
function bothLanguages(text: string): Bilingual {
  const [zh = '', en = zh] = text.split(' || ');
  return { zh, en };
}

function codesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\[([a-z][a-z0-9.-]*)\]/g)].map((match) => match[1] ?? ''))];
}
