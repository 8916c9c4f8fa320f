import { statfs } from 'node:fs/promises';
import type { MessagesPage, MessagesQuery, MessageView, OperationsView } from '@gongji/contract';
import { type Bilingual, REJECTIONS } from '@gongji/domain';
import { lastVerifyRun } from '@gongji/store/ledger';
import {
  databaseBytes,
  listMessages,
  type MessageRow,
  type MinuteRow,
  messageDetail,
  personFile,
  refusalsToday,
  settledPerMinute,
  todayByFund,
  waitingWork,
  wholeRegion,
} from '@gongji/store/rest';
import { personRef } from '../identity/person-ref.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { maskName, maskPersonNumber } from './mask.ts';
import { paged } from './paged.ts';
import { payerName } from './payer-name.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** 运行情况: what happens now. The state of the system itself is shown only to who sees the whole region. */
export async function operations(deps: RestDeps, caller: Caller): Promise<Answer<OperationsView>> {
  const { pool, policies } = deps;
  const at = deps.now();
  const whole = caller.institutionCode === null;
  const [minutes, byFund, refusals, verify, system] = await Promise.all([
    settledPerMinute(pool, caller, at),
    todayByFund(pool, caller, at),
    refusalsToday(pool, caller),
    whole ? lastVerifyRun(pool) : undefined,
    whole ? systemState(deps, at) : undefined,
  ]);
  return ok({
    at: at.toISOString(),
    day: chinaDay(at),
    perMinute: everyMinute(minutes, at),
    byFund: byFund.map((one) => ({
      ...one,
      name: payerName(policies, one.payer, one.fundType),
      amountFen: Number(one.amountFen),
      bills: Number(one.bills),
    })),
    refusals: refusals.map(({ code, messages }) => ({ code, ...textsOf(code), messages: Number(messages) })),
    ...(verify === undefined
      ? {}
      : {
          verify: {
            at: verify.finishedAt.toISOString(),
            persons: verify.persons,
            settlements: verify.settlements,
            auditEntries: verify.auditEntries,
            differences: verify.differenceCount,
          },
        }),
    ...(system === undefined ? {} : { system }),
  });
}

/** The last sixty minutes, the empty ones too: a chart needs each. */
function everyMinute(rows: readonly MinuteRow[], at: Date): OperationsView['perMinute'] {
  const byMinute = new Map(rows.map((row) => [row.minute.getTime(), row]));
  const last = at.getTime() - (at.getTime() % MINUTE_MS);
  return Array.from({ length: MINUTES }, (_, i) => {
    const time = last - (MINUTES - 1 - i) * MINUTE_MS;
    const row = byMinute.get(time);
    return {
      minute: new Date(time).toISOString(),
      settlements: Number(row?.settlements ?? 0),
      reversals: Number(row?.reversals ?? 0),
    };
  });
}

async function systemState({ pool, dataDir }: RestDeps, at: Date): Promise<OperationsView['system']> {
  const [queues, bytes, disk] = await Promise.all([waitingWork(pool), databaseBytes(pool), diskOf(dataDir)]);
  return {
    queues: queues.map(({ topic, pending, oldestAt }) => ({
      topic,
      pending: Number(pending),
      oldestSeconds:
        oldestAt === null ? 0 : Math.max(0, Math.round((at.getTime() - oldestAt.getTime()) / 1000)),
    })),
    databaseBytes: bytes,
    ...(disk === undefined ? {} : { disk }),
  };
}

/** The disk of the data folder; undefined where the database stands elsewhere. */
async function diskOf(dataDir: string | undefined) {
  if (dataDir === undefined) return undefined;
  const { bsize, blocks, bavail } = await statfs(dataDir);
  return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
}

export async function messages(
  { pool }: RestDeps,
  caller: Caller,
  { person, from, to, ...query }: MessagesQuery,
): Promise<Answer<MessagesPage>> {
  const psnNo = person === undefined ? undefined : await numberOf(pool, caller, person);
  if (person !== undefined && psnNo === undefined) return ok({ items: [] });
  const rows = await listMessages(pool, caller, {
    ...query,
    psnNo,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
    limit: query.limit + 1,
  });
  return ok(paged(rows.map(messageSummary), query.limit, (one) => one.logId));
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
    reasons: codesIn(row.errMsg ?? '').map((code) => ({ code, ...textsOf(code) })),
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

/** What a reason says in general and what to do: the places of its data are left open. A policy's own reason has its code. */
function textsOf(code: string): { readonly title: Bilingual; readonly remedy: Bilingual } {
  const known = Object.hasOwn(REJECTIONS, code) ? REJECTIONS[code as keyof typeof REJECTIONS] : undefined;
  if (known === undefined)
    return { title: { zh: code, en: code }, remedy: { zh: '见应答原文', en: 'see the reply' } };
  const open = (text: string) => text.replaceAll(/\{\w+\}/g, '…');
  return {
    title: { zh: open(known.zh), en: open(known.en) },
    remedy: { zh: open(known.remedyZh), en: open(known.remedyEn) },
  };
}
