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

/** Writes many rows at once. The log may lose its last moments in a crash; no money depends on it. */
export async function insertMessageLog(db: Queryable, rows: readonly MessageLogRow[]): Promise<void> {
  await db.query(
    `with relaxed as (select set_config('synchronous_commit', 'off', true))
     insert into message_log (institution_code, msgid, infno, psn_no, infcode, err_msg, request, reply, duration_ms, received_at)
     select r.* from relaxed, jsonb_to_recordset($1::jsonb) as r (institution_code text, msgid text, infno text, psn_no text,
            infcode int, err_msg text, request jsonb, reply jsonb, duration_ms real, received_at timestamptz)`,
    [
      JSON.stringify(
        rows.map((r) => ({
          institution_code: r.institutionCode,
          msgid: r.msgid,
          infno: r.infno,
          psn_no: r.psnNo,
          infcode: r.infcode,
          err_msg: r.errMsg,
          request: r.request,
          reply: r.reply,
          duration_ms: r.durationMs,
          received_at: r.receivedAt,
        })),
      ),
    ],
  );
}
