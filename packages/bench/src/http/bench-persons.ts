import type { Pool } from '@gongji/store';

/** An employee of the model city in active service, at most one of a family. */
export interface BenchPerson {
  readonly personId: string;
  readonly familyId: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly psnType: string;
}

/** Money in every account that the bench uses, so that all bills of a run draw on it. */
const BALANCE_FEN = 10_000_000_000;

/** Persons whose bills look alike: same scheme, same status, so that both sides of the contest do the same work. */
export async function benchPersons(owner: Pool): Promise<readonly BenchPerson[]> {
  const { rows } = await owner.query<BenchPerson>(`
    select distinct on (p.family_id) p.person_id as "personId", p.family_id as "familyId", p.psn_no as "psnNo", p.name,
           p.cert_type as "certType", p.cert_no as "certNo", c.psn_type as "psnType"
      from person p join coverage c using (person_id)
     where p.person_id > 20 and c.insutype = '310' and c.status = '1' and c.covered_to is null and c.benefit_to is null
       and c.benefit_from <= current_date and c.person_status = 'active' and not c.civil_servant
       and not exists (select from person_group g where g.person_id = p.person_id)
     order by p.family_id, p.person_id`);
  return rows;
}

/** Gives everybody an account with money. */
export async function fillAccounts(owner: Pool, persons: readonly BenchPerson[]): Promise<void> {
  await owner.query(
    `insert into personal_account (region_code, person_id, balance_fen)
     select region_code, person_id, $2 from person where person_id = any($1::bigint[])
     on conflict (person_id) do update set balance_fen = excluded.balance_fen`,
    [persons.map((p) => p.personId), BALANCE_FEN],
  );
}

/** Puts everybody and their family's head where `counters` stand: the deductible of the year is paid. */
export async function primeCounters(
  owner: Pool,
  persons: readonly BenchPerson[],
  counters: unknown,
): Promise<void> {
  const owners = [...new Set(persons.flatMap((p) => [p.personId, p.familyId]))];
  await owner.query(
    `insert into counter_state (region_code, person_id, scheme, version, counters)
     select region_code, person_id, 'employee', 0, $2 from person where person_id = any($1::bigint[])
     on conflict do nothing`,
    [owners, JSON.stringify(counters)],
  );
}
