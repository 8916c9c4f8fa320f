import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** A message of the log 报文日志, as lists show it. Personal data in request and reply was masked before it was kept. */
export interface MessageRow {
  readonly logId: string;
  readonly institutionCode: string;
  readonly institutionName: string;
  readonly msgid: string;
  readonly infno: string;
  readonly psnNo: string | null;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly infcode: number;
  readonly errMsg: string | null;
  readonly durationMs: number;
  readonly receivedAt: Date;
}

export interface MessageDetailRow extends MessageRow {
  readonly request: unknown;
  readonly reply: unknown;
  readonly settlementId: string | null;
}

export interface MessageFilter {
  readonly psnNo?: string | undefined;
  readonly msgid?: string | undefined;
  readonly infno?: string | undefined;
  readonly institutionCode?: string | undefined;
  readonly failed?: boolean | undefined;
  /** Behind this settlement: of its visit, or the one that made it. With `psnNo`, whose messages alone are read. */
  readonly behind?: { readonly settlementId: string; readonly visitId: string | null } | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface MessagePlace {
  readonly order: 'asc' | 'desc';
  /** The last message of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

const COLUMNS = `m.log_id as "logId", m.institution_code as "institutionCode", i.name as "institutionName", m.msgid, m.infno,
  m.psn_no as "psnNo", p.person_id as "personId", p.name as "personName", m.infcode, m.err_msg as "errMsg",
  m.duration_ms as "durationMs", m.received_at as "receivedAt"`;
/** A message belongs to the region of the institution that sent it. */
const FROM = `from message_log m join institution i on i.institution_code = m.institution_code and i.region_code like $1
  left join person p on p.psn_no = m.psn_no and p.region_code like $1`;
/** Parameters 1 to 11. */
const MATCHES = `($2::text is null or m.institution_code = $2) and ($3::text is null or m.psn_no = $3)
  and ($4::text is null or m.msgid = $4) and ($5::text is null or m.infno = $5) and ($6::text is null or m.institution_code = $6)
  and ($7::boolean is null or (m.infcode <> 0) = $7)
  and ($8::timestamptz is null or m.received_at >= $8) and ($9::timestamptz is null or m.received_at <= $9)
  and ($10::bigint is null or exists (select from message_effect e
         where e.institution_code = m.institution_code and e.msgid = m.msgid and e.settlement_id = $10)
       or strpos(m.request::text, $11) > 0 or strpos(m.reply::text, $11) > 0)`;
const valuesOf = (scope: Scope, filter: MessageFilter) => [
  regionPattern(scope),
  scope.institutionCode,
  filter.psnNo ?? null,
  filter.msgid ?? null,
  filter.infno ?? null,
  filter.institutionCode ?? null,
  filter.failed ?? null,
  filter.from ?? null,
  filter.to ?? null,
  filter.behind?.settlementId ?? null,
  filter.behind?.visitId ?? null,
];

/** A page of the log: it grows in the order of its ids. */
export async function listMessages(
  db: Queryable,
  scope: Scope,
  { before, limit, order, ...filter }: MessageFilter & MessagePlace,
): Promise<readonly MessageRow[]> {
  const [way, beyond] = order === 'asc' ? ['asc', '>'] : ['desc', '<'];
  const { rows } = await db.query<MessageRow>(
    `select ${COLUMNS} ${FROM} where ${MATCHES} and ($12::bigint is null or m.log_id ${beyond} $12)
      order by m.log_id ${way} limit $13`,
    [...valuesOf(scope, filter), before ?? null, limit],
  );
  return rows;
}

/** How many messages match, counted up to a bound; of a log of any length no more than {@link MOST_READ} are read for it. */
export async function countMessages(
  db: Queryable,
  scope: Scope,
  filter: MessageFilter,
  most: number,
): Promise<{ readonly total: number; readonly more: boolean }> {
  const { rows } = await db.query<{ read: number; found: number }>(
    `select count(*)::int as read, count(*) filter (where found)::int as found from (
       select (${MATCHES}) as found ${FROM}
        where ($2::text is null or m.institution_code = $2) and ($3::text is null or m.psn_no = $3)
          and ($4::text is null or m.msgid = $4)
          and ($8::timestamptz is null or m.received_at >= $8) and ($9::timestamptz is null or m.received_at <= $9)
        limit $12) t`,
    [...valuesOf(scope, filter), MOST_READ],
  );
  const { read = 0, found = 0 } = rows[0] ?? {};
  return { total: Math.min(found, most), more: found > most || read === MOST_READ };
}

const MOST_READ = 100_000;

/** One message with what was sent and answered, and the settlement it made; undefined when it is not in scope. */
export async function messageDetail(
  db: Queryable,
  scope: Scope,
  logId: string,
): Promise<MessageDetailRow | undefined> {
  const { rows } = await db.query<MessageDetailRow>(
    `select ${COLUMNS}, m.request, m.reply,
            (select e.settlement_id from message_effect e
              where e.institution_code = m.institution_code and e.msgid = m.msgid) as "settlementId"
       ${FROM} where ($2::text is null or m.institution_code = $2) and m.log_id = $3`,
    [regionPattern(scope), scope.institutionCode, logId],
  );
  return rows[0];
}
