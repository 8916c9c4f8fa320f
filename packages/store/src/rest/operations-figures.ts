import { idFloor } from '../ids.ts';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from './scope.ts';

/** What was settled in one minute. */
export interface MinuteRow {
  readonly minute: Date;
  readonly settlements: string;
  readonly reversals: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Minutes of the last hour in which anything was settled. Rows are found by their ids, which grow with time. */
export async function settledPerMinute(
  db: Queryable,
  scope: Scope,
  now: Date,
): Promise<readonly MinuteRow[]> {
  const { rows } = await db.query<MinuteRow>(
    `select date_trunc('minute', settled_at) as minute, count(*) filter (where kind = 'settlement') as settlements,
            count(*) filter (where kind = 'reversal') as reversals
       from settlement
      where settlement_id >= $1 and settled_at > $2 and region_code like $3 and ($4::text is null or institution_code = $4)
      group by 1 order by 1`,
    [
      idFloor(new Date(now.getTime() - HOUR_MS - DAY_MS)),
      new Date(now.getTime() - HOUR_MS),
      regionPattern(scope),
      scope.institutionCode,
    ],
  );
  return rows;
}

export interface RefusalRow {
  readonly code: string;
  readonly messages: string;
  /** How many reasons there are in all. */
  readonly reasons: number;
}

/** The most frequent reasons for which messages were refused today; one with several reasons counts for each. The code stands in brackets in err_msg. */
export async function refusalsToday(
  db: Queryable,
  scope: Scope,
  most: number,
): Promise<readonly RefusalRow[]> {
  const { rows } = await db.query<RefusalRow>(
    `select code, count(distinct m.log_id) as messages, (count(*) over ())::int as reasons
       from message_log m join institution i on i.institution_code = m.institution_code and i.region_code like $1,
            lateral (select r[1] as code from regexp_matches(coalesce(m.err_msg, ''), '\\[([a-z][a-z0-9.-]*)\\]', 'g') r
                      union all select 'fault' where m.err_msg is null or m.err_msg !~ '\\[[a-z]') c
      where m.received_at >= current_date and m.infcode <> 0 and ($2::text is null or m.institution_code = $2)
      group by 1 order by 2 desc, 1 limit $3`,
    [regionPattern(scope), scope.institutionCode, most],
  );
  return rows;
}

export interface QueueRow {
  readonly topic: string;
  readonly pending: string;
  readonly oldestAt: Date | null;
}

/** Work that waits 待办队列, by topic. */
export async function waitingWork(db: Queryable): Promise<readonly QueueRow[]> {
  const { rows } = await db.query<QueueRow>(
    `select topic, count(*) as pending, min(created_at) as "oldestAt" from outbox where done_at is null group by 1 order by 1`,
  );
  return rows;
}

/** Bytes of the database on its disk. */
export async function databaseBytes(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ bytes: string }>('select pg_database_size(current_database()) as bytes');
  return Number(rows[0]?.bytes ?? 0);
}
