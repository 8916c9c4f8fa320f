import type { Queryable } from '../pool.ts';

/** One row of the message log 报文日志; request and reply are already masked. */
export interface MessageLogRow {
  readonly institutionCode: string;
  readonly msgid: string;
  readonly infno: string;
  readonly psnNo: string | null;
  readonly infcode: number;
  readonly errMsg: string | null;
  readonly request: unknown;
  readonly reply: unknown;
  readonly durationMs: number;
  readonly receivedAt: Date;
}

/** Stands in no JSON text: the documents travel as one text, whose quotation marks need no escape then. */
const SEPARATOR = '\u001e';

/** Writes many rows at once. The log may lose its last moments in a crash; no money depends on it. */
export async function insertMessageLog(db: Queryable, rows: readonly MessageLogRow[]): Promise<void> {
  await db.query({
    name: 'interface-insert-message-log',
    text: `with relaxed as (select set_config('synchronous_commit', 'off', true))
     insert into message_log (institution_code, msgid, infno, psn_no, infcode, err_msg, request, reply, duration_ms, received_at)
     select r.* from relaxed, unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
            string_to_array($7, chr(30), '')::json[], string_to_array($8, chr(30), '')::json[], $9::real[], $10::timestamptz[]) r`,
    values: [
      rows.map((r) => r.institutionCode),
      rows.map((r) => r.msgid),
      rows.map((r) => r.infno),
      rows.map((r) => r.psnNo),
      rows.map((r) => r.infcode),
      rows.map((r) => r.errMsg),
      documents(rows.map((r) => r.request)),
      documents(rows.map((r) => r.reply)),
      rows.map((r) => r.durationMs),
      rows.map((r) => r.receivedAt),
    ],
  });
}

/** Absent documents are empty texts, which the statement reads as null. */
function documents(values: readonly unknown[]): string {
  return values
    .map((value) => (value === null || value === undefined ? '' : JSON.stringify(value)))
    .join(SEPARATOR);
}
