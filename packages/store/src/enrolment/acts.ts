import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderByIndex } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { RowEffect } from './register-rows.ts';

/** Enrolment act 参保业务 as it is kept. */
export interface ActRow {
  readonly actId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly kind: string;
  readonly scheme: 'employee' | 'resident' | null;
  readonly unitId: string | null;
  readonly effectiveOn: CalendarDate;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly decision: Readonly<Record<string, unknown>>;
  readonly effects: readonly RowEffect[];
  readonly reason: string;
  readonly undoesId: string | null;
  readonly requestId: string | null;
  readonly actedBy: string;
  readonly actedAt: Date;
  readonly undoneBy: string | null;
}

export type NewAct = Omit<ActRow, 'actedAt' | 'undoneBy'>;

/** The moment of an act is that of its transaction, the same as in the history of the rows it changed. */
export async function insertAct(tx: Queryable, act: NewAct): Promise<void> {
  await tx.query(
    `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, unit_id, effective_on, facts, decision, effects,
       reason, undoes_id, request_id, acted_by, acted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now())`,
    [
      act.regionCode,
      act.personId,
      act.actId,
      act.kind,
      act.scheme,
      act.unitId,
      act.effectiveOn,
      JSON.stringify(act.facts),
      JSON.stringify(act.decision),
      JSON.stringify(act.effects),
      act.reason,
      act.undoesId,
      act.requestId,
      act.actedBy,
    ],
  );
}

const COLUMNS = `a.act_id as "actId", a.region_code as "regionCode", a.person_id as "personId", a.kind, a.scheme,
  a.unit_id as "unitId", a.effective_on as "effectiveOn", a.facts, a.decision, a.effects, a.reason,
  a.undoes_id as "undoesId", a.request_id as "requestId", a.acted_by as "actedBy", a.acted_at as "actedAt",
  (select u.act_id from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id) as "undoneBy"`;

/** An act in the reader's scope; a unit sees its own. */
export async function readAct(db: Queryable, scope: Scope, actId: string): Promise<ActRow | undefined> {
  const { rows } = await db.query<ActRow>(
    `select ${COLUMNS} from enrolment_act a where a.act_id = $1 and a.region_code like $2
        and ($3::bigint is null or a.unit_id = $3)`,
    [actId, regionPattern(scope), scope.unitId],
  );
  return rows[0];
}

/** An act whose person is known. */
export async function actOfPerson(
  db: Queryable,
  { personId, actId }: { readonly personId: string; readonly actId: string },
): Promise<ActRow | undefined> {
  const { rows } = await db.query<ActRow>(
    `select ${COLUMNS} from enrolment_act a where a.person_id = $1 and a.act_id = $2`,
    [personId, actId],
  );
  return rows[0];
}

const NOT_UNDONE =
  'not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)';

/** What the payment of a make-up did to the cover, while it stands. */
export async function repairedAct(
  db: Queryable,
  { personId, makeUp }: { readonly personId: string; readonly makeUp: string },
): Promise<ActRow | undefined> {
  const { rows } = await db.query<ActRow>(
    `select ${COLUMNS} from enrolment_act a
      where a.person_id = $1 and a.kind = 'repaired' and a.facts ->> 'makeUp' = $2 and ${NOT_UNDONE}`,
    [personId, makeUp],
  );
  return rows[0];
}

/** Acts that begin a cover 参保, as an SQL list. */
export const BEGINNING_ACTS = `('join', 'resume', 'flexible', 'newborn', 'student')`;

/** Day and year that were asked for when the present cover of a scheme began; undefined: it came with the data. */
export async function beganWith(
  db: Queryable,
  personId: string,
  scheme: string,
): Promise<{ readonly on: CalendarDate; readonly year: string | null } | undefined> {
  const { rows } = await db.query<{ on: CalendarDate; year: string | null }>(
    `select a.effective_on as "on", a.facts ->> 'year' as year from enrolment_act a
      where a.person_id = $1 and a.scheme = $2 and a.kind in ${BEGINNING_ACTS} and ${NOT_UNDONE}
      order by a.act_id desc limit 1`,
    [personId, scheme],
  );
  return rows[0];
}

export interface ActFilter {
  readonly personId?: string | undefined;
  readonly actedBy?: string | undefined;
}

const IN_LIST = `a.region_code like $1 and ($2::bigint is null or a.unit_id = $2)
  and ($3::bigint is null or a.person_id = $3) and ($4::text is null or a.acted_by = $4)`;
const ORDERS = { actedAt: 'a.acted_at', effectiveOn: 'a.effective_on' };

const valuesOf = (scope: Scope, { personId, actedBy }: ActFilter) => [
  ...[regionPattern(scope), scope.unitId, personId ?? null, actedBy ?? null],
];

/** Acts in scope in the order asked for: of one person, of one user, or all. */
export async function listActs(
  db: Queryable,
  scope: Scope,
  filter: ActFilter & ListOrder,
): Promise<readonly ActRow[]> {
  const order = orderByIndex(ORDERS, filter, 'a.act_id');
  // What undid an act is looked up for the page alone, not for the rows before it.
  const { rows } = await db.query<ActRow>(
    `select ${COLUMNS} from (select * from enrolment_act a where ${IN_LIST} order by ${order} offset $5 limit $6) a
      order by ${order}`,
    [...valuesOf(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many there are, counted so far. */
export async function countActs(
  db: Queryable,
  scope: Scope,
  filter: ActFilter,
  most: number,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from (select from enrolment_act a where ${IN_LIST} limit $5) t`,
    [...valuesOf(scope, filter), most],
  );
  return rows[0]?.n ?? 0;
}

export interface EffectKey {
  readonly sender: string;
  readonly key: string;
  readonly bodyHash: Buffer;
}

/** What a key of this sender did before: its answer, `conflict` when it came with another body, undefined when it is new. */
export async function earlierAnswer(db: Queryable, { sender, key, bodyHash }: EffectKey): Promise<unknown> {
  const { rows } = await db.query<{ same: boolean; answer: unknown }>(
    'select body_hash = $3 as same, answer from register_effect where sender = $1 and idempotency_key = $2',
    [sender, key, bodyHash],
  );
  const row = rows[0];
  return row === undefined ? undefined : row.same ? row.answer : 'conflict';
}

/** Keeps the answer of a key. False: the same key was used in the meantime, so nothing of this transaction may stay. */
export async function keepAnswer(
  tx: Queryable,
  { sender, key, bodyHash }: EffectKey,
  answer: unknown,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into register_effect (sender, idempotency_key, body_hash, answer, made_at) values ($1, $2, $3, $4, now())
     on conflict do nothing`,
    [sender, key, bodyHash, JSON.stringify(answer)],
  );
  return rowCount === 1;
}

/** Live settlements of a person made since an instant, latest first. */
export async function billsSince(db: Queryable, personId: string, since: Date): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select s.settlement_id as id from settlement s where s.person_id = $1 and s.kind = 'settlement' and s.settled_at >= $2
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
      order by s.settlement_id desc limit 20`,
    [personId, since],
  );
  return rows.map((row) => row.id);
}

/** Bills of persons that came after an act and stand, latest first; not those settled again in the place of an earlier one. Ids grow with time. */
export async function billsAfterAct(
  db: Queryable,
  personIds: readonly string[],
  actId: string,
): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with recursive since as (
       select s.person_id, s.settlement_id as id, s.settlement_id as first_id, s.replaces_id from settlement s
        where s.person_id = any($1::bigint[]) and s.kind = 'settlement' and s.settlement_id > $2
          and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)
       union all
       select s.person_id, since.id, s.settlement_id, s.replaces_id
         from since join settlement s on s.person_id = since.person_id and s.settlement_id = since.replaces_id
     )
     select id from since where replaces_id is null and first_id > $2 order by id desc limit 20`,
    [personIds, actId],
  );
  return rows.map((row) => row.id);
}

/** Acts on the same person that came later and stand, latest first. */
export async function actsSince(db: Queryable, { personId, actId }: ActRow): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select a.act_id as id from enrolment_act a where a.person_id = $1 and a.act_id > $2 and a.undoes_id is null
        and not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)
      order by a.act_id desc limit 20`,
    [personId, actId],
  );
  return rows.map((row) => row.id);
}
