import type { CalendarDate } from '@gongji/domain';
import { WHY_NOT_CARRIED } from '../account/account-state.ts';
import type { PoolClient, Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/**
 * What the nightly search finds 登记疑点: covers of both schemes on one day; a cover here of who stands in the census as
 * insured elsewhere; two who may be one person; a student's cover beyond the day until which a graduate keeps it; money in the
 * account of a merged number, which has not gone on to who stays.
 */
export type FindingKind =
  | 'doubleCover'
  | 'coverElsewhere'
  | 'duplicatePerson'
  | 'studentOver'
  | 'mergedMoney';
export type FindingState = 'open' | 'done' | 'dismissed' | 'gone';

const LIVE = `c.status <> '4' and c.covered_from <= $2::date and (c.covered_to is null or c.covered_to >= $2::date)`;

/** Each search: person, key and detail of what is there on the day. Parameters: region pattern, day. */
const SEARCHES: Readonly<Record<Exclude<FindingKind, 'duplicatePerson'>, string>> = {
  doubleCover: `select c.region_code, c.person_id, c.covered_from || '/' || d.covered_from as key,
      json_build_object('employeeFrom', c.covered_from, 'residentFrom', d.covered_from) as detail
    from coverage c join coverage d on d.person_id = c.person_id and d.scheme = 'resident' and d.status <> '4'
      and d.covered_from <= $2::date and (d.covered_to is null or d.covered_to >= $2::date)
   where c.region_code like $1 and c.scheme = 'employee' and ${LIVE}`,
  coverElsewhere: `select c.region_code, c.person_id, c.scheme || '/' || c.covered_from as key,
      json_build_object('scheme', c.scheme, 'coveredFrom', c.covered_from, 'proof', s.exempt_proof) as detail
    from census s join coverage c on c.person_id = s.person_id
   where s.region_code like $1 and s.exempt = 'insuredElsewhere' and ${LIVE}`,
  studentOver: `select c.region_code, c.person_id, h.handover_id::text as key,
      json_build_object('keptUntil', h.keep_until, 'coveredFrom', c.covered_from, 'schoolId', h.school_id::text) as detail
    from handover h join coverage c on c.person_id = h.person_id and c.scheme = 'resident'
      and c.person_status in ('student','universityStudent')
   where h.region_code like $1 and h.kind = 'leaving-school' and h.state = 'accepted' and h.keep_until < $2::date and ${LIVE}
  union all
  select c.region_code, c.person_id, 'graduated/' || s.unit_id || '/' || s.valid_to,
      json_build_object('keptUntil', make_date(extract(year from s.valid_to)::int, 12, 31), 'coveredFrom', c.covered_from,
        'schoolId', s.unit_id::text)
    from schooling s join coverage c on c.person_id = s.person_id and c.scheme = 'resident'
      and c.person_status in ('student','universityStudent') and c.covered_from <= s.valid_to
   where s.region_code like $1 and s.end_reason = 'graduated' and make_date(extract(year from s.valid_to)::int, 12, 31) < $2::date
     and ${LIVE} and not exists (select from schooling o where o.person_id = s.person_id and o.valid_to is null)
     and not exists (select from handover h where h.person_id = s.person_id and h.kind = 'leaving-school' and h.state = 'accepted')`,
  mergedMoney: `select k.region_code, k.person_id, p.person_id::text as key,
      json_build_object('amountFen', number.balance_fen::text, 'why', ${WHY_NOT_CARRIED}) as detail
    from person p join personal_account number using (person_id) join person k on k.person_id = p.merged_into
    left join personal_account stays on stays.person_id = k.person_id
   where k.region_code like $1 and number.balance_fen > 0`,
};

const DUPLICATES = `select p.region_code, a.person_id, a.other::text as key,
    json_build_object('other', '~' || a.other, 'cause', a.cause) as detail
  from unnest($3::bigint[], $4::bigint[], $5::text[]) as a (person_id, other, cause) join person p using (person_id)
 where $1::text is not null and $2::date is not null`;

export interface FoundPair {
  readonly personIds: readonly [string, string];
  readonly cause: string;
}

/**
 * Searches the registers of a region: what is new is kept, what an open finding said and is not so any more has gone.
 * What somebody has dismissed is not found again. Safe to repeat.
 */
export async function searchRegisters(
  tx: PoolClient,
  regionCode: string,
  {
    on,
    pairs,
    newId,
  }: { readonly on: CalendarDate; readonly pairs: readonly FoundPair[]; readonly newId: () => string },
): Promise<Readonly<Record<FindingKind, number>>> {
  const region = `${regionCode.slice(0, 4)}%`;
  const found = { doubleCover: 0, coverElsewhere: 0, duplicatePerson: 0, studentOver: 0, mergedMoney: 0 };
  for (const kind of Object.keys(found) as FindingKind[]) {
    const search = kind === 'duplicatePerson' ? DUPLICATES : SEARCHES[kind];
    const given =
      kind === 'duplicatePerson'
        ? [pairs.map((p) => p.personIds[0]), pairs.map((p) => p.personIds[1]), pairs.map((p) => p.cause)]
        : [];
    const n = given.length + 3;
    const { rows } = await tx.query<{ added: number }>(
      `with now as materialized (${search}),
            gone as (update register_finding f set state = 'gone'
              where f.region_code like $1 and f.kind = $${n} and f.state = 'open'
                and not exists (select from now where now.person_id = f.person_id and now.key = f.key)),
            added as (insert into register_finding (region_code, person_id, finding_id, kind, key, detail, found_on)
              select now.region_code, now.person_id, $${n + 1}::bigint, $${n}, now.key, now.detail, $2::date from now
               where not exists (select from register_finding f where f.person_id = now.person_id and f.kind = $${n}
                 and f.key = now.key and f.state in ('open', 'dismissed')) returning 1)
       select count(*)::int as added from added`,
      [region, on, ...given, kind, newId()],
    );
    found[kind] = rows[0]?.added ?? 0;
  }
  return found;
}

export interface FindingRow {
  readonly findingId: string;
  readonly personId: string;
  readonly name: string;
  readonly psnNo: string;
  readonly kind: FindingKind;
  readonly detail: Readonly<Record<string, string | null>>;
  readonly foundOn: CalendarDate;
  readonly state: FindingState;
  readonly decidedBy: string | null;
  readonly batchId: string | null;
  readonly note: string;
}

const COLUMNS = `f.finding_id as "findingId", f.person_id as "personId", p.name, p.psn_no as "psnNo", f.kind, f.detail,
  f.found_on as "foundOn", f.state, f.decided_by as "decidedBy", f.batch_id as "batchId", f.note`;

/** The school of a graduate whose time has run out; older findings name the hand-over alone. */
const SCHOOL = `coalesce((f.detail ->> 'schoolId')::bigint,
  (select h.school_id from handover h where f.kind = 'studentOver' and h.person_id = f.person_id and h.handover_id::text = f.key))`;

const FINDING_ORDERS = { foundOn: 'f.found_on', name: 'p.name', kind: 'f.kind' };

export interface FindingFilter {
  readonly state: FindingState;
  readonly kind?: string | undefined;
  readonly schoolId?: string | undefined;
}

/** Parameters 1 to 4. */
const FOUND = `from register_finding f join person p using (person_id)
  where f.region_code like $1 and f.state = $2 and ($3::text is null or f.kind = $3) and ($4::bigint is null or ${SCHOOL} = $4::bigint)`;
const asked = (scope: Scope, { state, kind, schoolId }: FindingFilter) => [
  ...[regionPattern(scope), state, kind ?? null, schoolId ?? null],
];

export async function listFindings(
  db: Queryable,
  scope: Scope,
  filter: FindingFilter & ListOrder,
): Promise<readonly FindingRow[]> {
  const { rows } = await db.query<FindingRow>(
    `select ${COLUMNS} ${FOUND}
      order by ${orderBy(FINDING_ORDERS, filter, 'f.person_id, f.finding_id')} offset $5 limit $6`,
    [...asked(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function countFindings(db: Queryable, scope: Scope, filter: FindingFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total ${FOUND}`,
    asked(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

/** How many are open, by kind. */
export async function openFindings(
  db: Queryable,
  scope: Scope,
): Promise<Readonly<Partial<Record<FindingKind, number>>>> {
  const { rows } = await db.query<{ kind: FindingKind; n: number }>(
    `select kind, count(*)::int as n from register_finding where region_code like $1 and state = 'open' group by kind`,
    [regionPattern(scope)],
  );
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

/** Decides an open finding; false: there is none, or somebody was quicker. */
export async function decideFinding(
  tx: Queryable,
  scope: Scope,
  decision: {
    readonly personId: string;
    readonly findingId: string;
    readonly kind: FindingKind;
    readonly state: 'done' | 'dismissed';
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { personId, findingId, kind, state, note, by, at } = decision;
  const { rowCount } = await tx.query(
    `update register_finding set state = $5, note = $6, decided_by = $7, decided_at = $8
      where region_code like $1 and person_id = $2 and finding_id = $3 and kind = $4 and state = 'open'`,
    [regionPattern(scope), personId, findingId, kind, state, note, by, at],
  );
  return (rowCount ?? 0) > 0;
}

/** Works findings off by a list that ends the covers; those that are not open any more are left alone. */
export async function finishFindings(
  tx: Queryable,
  regionCode: string,
  found: readonly { readonly personId: string; readonly findingId: string }[],
  { batchId, by, at }: { readonly batchId: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `update register_finding f set state = 'done', decided_by = $4, decided_at = $5, batch_id = $6
       from unnest($2::bigint[], $3::bigint[]) as a (person_id, finding_id)
      where f.region_code like $1 and f.person_id = a.person_id and f.finding_id = a.finding_id and f.state = 'open'`,
    [
      `${regionCode.slice(0, 4)}%`,
      found.map((one) => one.personId),
      found.map((one) => one.findingId),
      ...[by, at, batchId],
    ],
  );
}

/** The list was taken back: what it worked off is open again, unless it was found anew in between. */
export async function reopenFindings(tx: Queryable, batchId: string): Promise<void> {
  await tx.query(
    `update register_finding f set state = 'open', decided_by = null, decided_at = null, batch_id = null
      where f.batch_id = $1 and f.state = 'done' and not exists (select from register_finding x
        where x.person_id = f.person_id and x.kind = f.kind and x.key = f.key and x.state in ('open', 'dismissed'))`,
    [batchId],
  );
}

/** What a list of covers to end needs of a finding. */
export interface FindingToEnd {
  readonly personId: string;
  readonly findingId: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly detail: Readonly<Record<string, string | null>>;
}

/** Open findings of a kind: those chosen, or all, or all of one school. */
export async function findingsToEnd(
  db: Queryable,
  scope: Scope,
  {
    kind,
    chosen,
    schoolId,
    limit,
  }: {
    readonly kind: FindingKind;
    readonly chosen?: readonly { readonly personId: string; readonly findingId: string }[] | undefined;
    readonly schoolId?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly FindingToEnd[]> {
  const { rows } = await db.query<FindingToEnd>(
    `select f.person_id as "personId", f.finding_id as "findingId", p.name, p.cert_type as "certType", p.cert_no as "certNo", p.sex,
            p.born_on as "bornOn", f.detail
       from register_finding f join person p using (person_id)
      where f.region_code like $1 and f.state = 'open' and f.kind = $2
        and ($3::bigint[] is null or (f.person_id, f.finding_id) in (select * from unnest($3::bigint[], $4::bigint[])))
        and ($5::bigint is null or ${SCHOOL} = $5::bigint)
      order by f.person_id, f.finding_id limit $6`,
    [
      ...[regionPattern(scope), kind],
      chosen?.map((one) => one.personId) ?? null,
      chosen?.map((one) => one.findingId) ?? null,
      ...[schoolId ?? null, limit],
    ],
  );
  return rows;
}

/** Schools with graduates whose time has run out, with how many. */
export async function schoolsWithFindings(
  db: Queryable,
  scope: Scope,
): Promise<readonly { readonly unitId: string; readonly name: string; readonly count: number }[]> {
  const { rows } = await db.query<{ unitId: string; name: string; count: number }>(
    `select u.unit_id as "unitId", u.name, count(*)::int as count from register_finding f join unit u on u.unit_id = ${SCHOOL}
      where f.region_code like $1 and f.state = 'open' and f.kind = 'studentOver' group by 1, 2 order by 3 desc, 1`,
    [regionPattern(scope)],
  );
  return rows;
}
