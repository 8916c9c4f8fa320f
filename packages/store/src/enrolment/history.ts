import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import { KNOWN_OF_A_PERSON } from './known.ts';
import type { RegisterName, RegisterRow } from './register-rows.ts';

/** One change 变动 of a row in the registers: as it stood before and after, and the act that made it. */
export interface ChangeRow {
  /** The first change is 1. */
  readonly no: number;
  readonly at: Date;
  readonly register: RegisterName;
  readonly key: string;
  readonly kind: 'made' | 'changed' | 'removed';
  /** Null: there was none. */
  readonly before: RegisterRow | null;
  /** Null: there is none any more. */
  readonly after: RegisterRow | null;
  readonly by: string | null;
  readonly actId: string | null;
  readonly act: string | null;
  readonly reason: string | null;
  readonly effectiveOn: CalendarDate | null;
}

/** Of whom the changes are: a person, or a unit with its classes. */
export type ChangesOf = { readonly personId: string } | { readonly unitId: string };

export interface ChangeFilter {
  readonly register: RegisterName | undefined;
}

/** A unit and its classes; `$1` is the unit. */
const KNOWN_OF_A_UNIT = `
  select 'unit' as register, t.unit_id::text as key, to_jsonb(t) as row, t.known_from,
         null::timestamptz as known_to, null as changed_by, false as removed from unit t where t.unit_id = $1
  union all
  select 'school_class', concat_ws('/', c.unit_id, c.class_id, c.valid_from), to_jsonb(c), c.known_from, null, null, false
    from school_class c where c.unit_id = $1
  union all
  select register, key, row, known_from, known_to, changed_by, removed from register_history
   where person_id = 0 and (register = 'unit' and key = $1::text or register = 'school_class' and key like $1::text || '/%')`;

/** What became of each row, from the rows as they stood one after the other; parameters 1 to 3. */
function changesOf(of: ChangesOf): string {
  const [known, acts] =
    'personId' in of
      ? [KNOWN_OF_A_PERSON, 'a.person_id = $1']
      : [KNOWN_OF_A_UNIT, 'a.person_id = 0 and a.unit_id = $1'];
  return `with known as (${known}),
  follows as (
    select known.*, lag(row) over one as was, lag(changed_by) over one as was_changed_by,
           lag(removed) over one is not distinct from false as goes_on
      from known window one as (partition by register, key order by known_from, known_to nulls last)
  ),
  changes as (
    select register, key, known_from as at, 1 as turn, case when goes_on then 'changed' else 'made' end as kind,
           case when goes_on then was end as before, row as after, case when goes_on then was_changed_by end as by
      from follows
    union all
    select register, key, known_to, 2, 'removed', row, null, changed_by from known where removed and known_to is not null
  ),
  numbered as (select *, (row_number() over (order by at, register, key, turn))::int as no from changes),
  acts as (
    select distinct on (a.acted_at) a.acted_at as at, a.act_id, a.kind as act, a.reason, a.effective_on, a.acted_by
      from enrolment_act a where ${acts} and a.region_code like $2 order by a.acted_at, a.act_id
  ),
  told as (select * from numbered where $3::text is null or register = $3)`;
}

const ORDERS = { at: 'at' };

const valuesOf = (scope: Scope, of: ChangesOf, { register }: ChangeFilter) => [
  'personId' in of ? of.personId : of.unitId,
  regionPattern(scope),
  register ?? null,
];

/** Changes of the rows of a person or a unit that is in scope, in the order asked for. */
export async function listChanges(
  db: Queryable,
  scope: Scope,
  of: ChangesOf,
  filter: ChangeFilter & ListOrder,
): Promise<readonly ChangeRow[]> {
  const way = filter.order === 'asc' ? 'no' : 'no desc';
  const { rows } = await db.query<ChangeRow>(
    `${changesOf(of)} select no, at, register, key, kind, exact_row(before) as before, exact_row(after) as after,
            coalesce(by, acted_by) as by, act_id as "actId", act, reason, effective_on as "effectiveOn"
       from told left join acts using (at) order by ${orderBy(ORDERS, filter, way)} offset $4 limit $5`,
    [...valuesOf(scope, of, filter), filter.after, filter.limit],
  );
  return rows;
}

/** How many there are. */
export async function countChanges(
  db: Queryable,
  scope: Scope,
  of: ChangesOf,
  filter: ChangeFilter,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `${changesOf(of)} select count(*)::int as n from told`,
    valuesOf(scope, of, filter),
  );
  return rows[0]?.n ?? 0;
}
