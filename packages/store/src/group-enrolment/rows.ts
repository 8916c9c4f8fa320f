import type { Bilingual, Rejection } from '@gongji/domain';
import type { ActRow } from '../enrolment/acts.ts';
import type { Queryable } from '../pool.ts';

export type BatchRowState = 'good' | 'hint' | 'bad';

/** A row of an uploaded list with what was found. */
export interface KeptRow {
  readonly rowNo: number;
  readonly state: BatchRowState;
  readonly cells: readonly string[];
  readonly problems: readonly Rejection[];
  /** The acts that it became, `person/act` each. */
  readonly refs?: readonly string[] | undefined;
}

/** Puts the rows of a batch in place of what was found before. */
export async function keepRows(tx: Queryable, batchId: string, rows: readonly KeptRow[]): Promise<void> {
  await tx.query('delete from import_row where batch_id = $1', [batchId]);
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK).map(({ rowNo, state, cells, problems, refs }) => ({
      n: rowNo,
      s: state,
      c: cells.map((cell) => cell.replaceAll('\0', '')),
      ...(problems.length === 0 ? {} : { p: problems }),
      ...(refs === undefined ? {} : { a: refs.join(' ') }),
    }));
    await tx.query(
      `insert into import_row (batch_id, row_no, state, cells, problems, act_refs)
       select $1, r.n, r.s, array(select jsonb_array_elements_text(r.c)), r.p::json, string_to_array(r.a, ' ')
         from jsonb_to_recordset($2::jsonb) as r(n int, s text, c jsonb, p jsonb, a text)`,
      [batchId, JSON.stringify(part).replaceAll('\\u0000', '')],
    );
  }
}

const CHUNK = 2_000;

/** Rows of a batch in the order of the file; `faulty`: those with something to say about them. */
export async function batchRows(
  db: Queryable,
  batchId: string,
  ask: { readonly faulty: boolean; readonly after: number; readonly limit: number },
): Promise<readonly KeptRow[]> {
  const { rows } = await db.query<KeptRow>(
    `select row_no as "rowNo", state, cells, coalesce(problems, '[]') as problems from import_row
      where batch_id = $1 and (not $2 or state <> 'good') order by row_no offset $3 limit $4`,
    [batchId, ask.faulty, ask.after, ask.limit],
  );
  return rows;
}

export async function countBatchRows(db: Queryable, batchId: string, faulty: boolean): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total from import_row where batch_id = $1 and (not $2 or state <> 'good')`,
    [batchId, faulty],
  );
  return rows[0]?.total ?? 0;
}

/** Rows of a batch by the kind of problem, most frequent first, and how many have no more than a hint. */
export async function foundIn(db: Queryable, batchId: string) {
  const { rows } = await db.query<{ code: string; message: Bilingual; count: number; bad: boolean }>(
    `select p ->> 'code' as code, (array_agg(p -> 'message'))[1] as message, count(distinct r.row_no)::int as count, r.state = 'bad' as bad
       from import_row r, json_array_elements(r.problems) p where r.batch_id = $1 and r.state <> 'good'
      group by 1, 4 order by 4 desc, 3 desc, 1`,
    [batchId],
  );
  const hints = await db.query<{ n: number }>(
    "select count(*)::int as n from import_row where batch_id = $1 and state = 'hint'",
    [batchId],
  );
  return {
    counts: rows.map(({ code, message, count }) => ({ code, message, count })),
    hints: hints.rows[0]?.n ?? 0,
  };
}

/** An act that a row of a batch became. */
export interface BatchAct extends Omit<ActRow, 'actedAt' | 'undoneBy'> {
  readonly rowNo: number;
}

/** Acts of a batch in the order in which they were done, that stand. */
export async function batchActs(tx: Queryable, batchId: string): Promise<readonly BatchAct[]> {
  const { rows } = await tx.query<BatchAct>(
    `with refs as (
       select row_no, n, split_part(ref, '/', 1)::bigint as person_id, split_part(ref, '/', 2)::bigint as act_id
         from import_row, unnest(act_refs) with ordinality as x(ref, n) where batch_id = $1)
     select r.row_no as "rowNo", a.act_id as "actId", a.region_code as "regionCode", a.person_id as "personId", a.kind, a.scheme,
            a.unit_id as "unitId", a.effective_on as "effectiveOn", a.facts, a.decision, a.effects, a.reason,
            a.undoes_id as "undoesId", a.request_id as "requestId", a.acted_by as "actedBy"
       from refs r join enrolment_act a on a.person_id = r.person_id and a.act_id = r.act_id
      where not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)
      order by r.row_no, r.n`,
    [batchId],
  );
  return rows;
}

/** What was built on the persons of a batch since it ran: later acts and settled bills, by row. */
export async function builtOnBatch(
  tx: Queryable,
  batchId: string,
  ranAt: Date,
): Promise<readonly { readonly rowNo: number; readonly kind: 'act' | 'bill'; readonly id: string }[]> {
  const { rows } = await tx.query<{ rowNo: number; kind: 'act' | 'bill'; id: string }>(
    `with refs as (
       select row_no, split_part(ref, '/', 1)::bigint as person_id, max(split_part(ref, '/', 2)::bigint) as act_id
         from import_row, unnest(act_refs) as x(ref) where batch_id = $1 group by 1, 2)
     select r.row_no as "rowNo", 'act' as kind, a.act_id as id from refs r
       join enrolment_act a on a.person_id = r.person_id and a.act_id > r.act_id
      where r.person_id <> 0 and a.undoes_id is null
        and not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)
     union all
     select r.row_no, 'bill', s.settlement_id from refs r
       join settlement s on s.person_id = r.person_id and s.kind = 'settlement' and s.settled_at >= $2
      where not exists (select from settlement v where v.person_id = s.person_id and v.origin_id = s.settlement_id)
     order by 1 limit 20`,
    [batchId, ranAt],
  );
  return rows;
}

/** Whose cover in which scheme the acts of a batch changed, each once. */
export async function batchPersons(
  db: Queryable,
  batchId: string,
): Promise<readonly { readonly personId: string; readonly scheme: 'employee' | 'resident' }[]> {
  const { rows } = await db.query<{ personId: string; scheme: 'employee' | 'resident' }>(
    `select distinct a.person_id as "personId", a.scheme
       from import_row, unnest(act_refs) as x(ref)
       join enrolment_act a on a.person_id = split_part(ref, '/', 1)::bigint and a.act_id = split_part(ref, '/', 2)::bigint
      where batch_id = $1 and a.scheme is not null and a.kind = 'stop' order by 1, 2`,
    [batchId],
  );
  return rows;
}
