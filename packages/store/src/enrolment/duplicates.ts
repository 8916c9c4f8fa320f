import type { Queryable } from '../pool.ts';
import type { ListOrder } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { RegisterRow } from './register-rows.ts';

/** Two persons who look like one 疑似重复登记, and why. */
export interface DuplicatePair {
  readonly cause: 'certificate' | 'nameBirthSex';
  readonly personIds: readonly [string, string];
}

/**
 * Pairs with the same certificate in any of its forms, or the same name, birthday and sex, that nobody has looked at. All of
 * the region at once: two groupings over indexes, a second or two for a million persons.
 */
const PAIRS = `with known as (
    select person_id, region_code, certificate_key(cert_no) as key from person where status <> 'merged'
    union select c.person_id, c.region_code, certificate_key(c.cert_no) from person_certificate c
      join person p on p.person_id = c.person_id where p.status <> 'merged'
  ), pairs as (
    select 'certificate' as cause, min(person_id) as a, max(person_id) as b from known
     where region_code like $1 group by key having count(distinct person_id) > 1
    union all
    select 'nameBirthSex', min(person_id), max(person_id) from person
     where region_code like $1 and status <> 'merged' group by name_key(name), born_on, sex having count(*) > 1
  )
  select distinct on (a, b) cause, a, b from pairs
   where not exists (select from not_duplicate n where n.person_id = a and n.other_id = b)`;

/** Pairs by the numbers of their persons, each once. */
export async function duplicatePairs(
  db: Queryable,
  scope: Scope,
  { after, limit }: Pick<ListOrder, 'after' | 'limit'>,
): Promise<readonly DuplicatePair[]> {
  const { rows } = await db.query<{ cause: DuplicatePair['cause']; a: string; b: string }>(
    `${PAIRS} order by a, b, cause offset $2 limit $3`,
    [regionPattern(scope), after, limit],
  );
  return rows.map(({ cause, a, b }) => ({ cause, personIds: [a, b] }));
}

export async function countDuplicatePairs(db: Queryable, scope: Scope): Promise<number> {
  const { rows } = await db.query<{ total: number }>(`select count(*)::int as total from (${PAIRS}) t`, [
    regionPattern(scope),
  ]);
  return rows[0]?.total ?? 0;
}

/** What makes it easy to choose which of two to keep. */
export interface DuplicatePerson {
  readonly personId: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly bornOn: string;
  readonly bills: number;
  readonly covers: number;
}

export async function duplicatePersons(
  db: Queryable,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, DuplicatePerson>> {
  const { rows } = await db.query<DuplicatePerson>(
    `select person_id as "personId", psn_no as "psnNo", name, cert_type as "certType", cert_no as "certNo",
            born_on as "bornOn", (select count(*)::int from settlement s where s.person_id = p.person_id) as bills,
            (select count(*)::int from coverage c where c.person_id = p.person_id) as covers
       from person p where person_id = any($1::bigint[])`,
    [personIds],
  );
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function insertNotDuplicate(
  tx: Queryable,
  pair: {
    readonly a: string;
    readonly b: string;
    readonly regionCode: string;
    readonly by: string;
    readonly reason: string;
  },
): Promise<void> {
  const [low, high] = [pair.a, pair.b].toSorted((x, y) => (BigInt(x) < BigInt(y) ? -1 : 1));
  await tx.query(
    `insert into not_duplicate (region_code, person_id, other_id, checked_by, checked_at, reason)
     values ($1, $2, $3, $4, now(), $5) on conflict do nothing`,
    [pair.regionCode, low, high, pair.by, pair.reason],
  );
}

/** A paper that somebody holds: an approval 备案, or a consent to share an account. */
export interface HeldPaper {
  readonly register: 'filing' | 'account_sharing';
  readonly row: RegisterRow;
  /** What it is about: two papers about the same are one. */
  readonly about: readonly (string | null)[];
}

/** Papers of a person that hold on a day or later. */
export async function heldPapers(tx: Queryable, personId: string, on: string): Promise<readonly HeldPaper[]> {
  const filings = await tx.query<HeldPaper>(
    `select 'filing' as register, exact_row(to_jsonb(f)) as row,
            array[f.kind, f.disease_code, f.institution_code, f.out_kind, f.insutype] as about
       from filing f where f.person_id = $1 and f.withdrawn_at is null and (f.valid_to is null or f.valid_to >= $2)
      order by f.filing_id`,
    [personId, on],
  );
  const consents = await tx.query<HeldPaper>(
    `select 'account_sharing' as register, exact_row(to_jsonb(s)) as row,
            case when s.person_id = $1 then array['uses', s.owner_person_id::text] else array['owns', s.person_id::text] end as about
       from account_sharing s where (s.person_id = $1 or s.owner_person_id = $1) and s.revoked_at is null
        and (s.valid_to is null or s.valid_to >= $2) order by s.person_id, s.owner_person_id`,
    [personId, on],
  );
  return [...filings.rows, ...consents.rows];
}
