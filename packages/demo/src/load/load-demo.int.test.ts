import { createHash } from 'node:crypto';
import { date, idCheckDigit } from '@gongji/domain';
import { duplicatePairs } from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from './load-demo.ts';

const options = { persons: 2_000, seed: 1, asOf: date('2026-11-22') };
const open: TestDatabase[] = [];
let db: TestDatabase;

async function database(): Promise<TestDatabase> {
  const fresh = await createTestDatabase();
  open.push(fresh);
  return fresh;
}
beforeAll(async () => {
  db = await database();
  await loadDemo(db.owner, options);
});
afterAll(async () => {
  for (const one of open) await one.drop();
});

async function rows<T>(sql: string, from: TestDatabase = db): Promise<readonly T[]> {
  const result = await from.owner.query(sql);
  return result.rows as T[];
}

const TABLES = [
  'person',
  'coverage',
  'base_declaration',
  'declared_base',
  'schooling',
  'census',
  'collector',
  'collector_assignment',
  'census_visit',
  'target',
  'person_group',
  'personal_account',
  'account_sharing',
  'filing',
  'journal_entry',
  'posting',
  'account_movement',
  'transfer',
  'transfer_event',
  'handover',
  'institution',
  'area',
  'unit',
  'department',
  'practitioner',
  'catalogue_item',
  'catalogue_price_limit',
  'catalogue_first_pay',
  'disease',
  'institution_item',
  'catalogue_mapping',
];

async function fingerprint(of: TestDatabase): Promise<Record<string, string>> {
  const result: Record<string, string> = {};
  for (const table of TABLES) {
    const lines = await rows<{ line: string }>(`select t::text as line from ${table} t order by 1`, of);
    expect(lines.length).toBeGreaterThan(0);
    result[table] = createHash('sha256')
      .update(lines.map((row) => row.line).join('\n'))
      .digest('hex');
  }
  return result;
}

test('the same seed gives the same data, another seed other people', async () => {
  const [again, other] = [await database(), await database()];
  await loadDemo(again.owner, options);
  await loadDemo(other.owner, { ...options, seed: 2 });
  const first = await fingerprint(db);
  expect(await fingerprint(again)).toEqual(first);
  const different = await fingerprint(other);
  expect(different.person).not.toBe(first.person);
  expect(different.catalogue_item).toBe(first.catalogue_item);
});

test('a second load changes nothing', async () => {
  expect(await loadDemo(db.owner, options)).toEqual({ kind: 'already-loaded', persons: 2_000 });
});

test('identity numbers are unique, end in their check digit and belong to no division', async () => {
  const people = await rows<{ cert_no: string; born_on: string; sex: string }>(
    'select cert_no, born_on, sex from person',
  );
  expect(new Set(people.map((one) => one.cert_no)).size).toBe(2_000);
  // One person was registered a second time with her old number of 15 digits: see docs/demo.md.
  expect(people.filter((one) => one.cert_no.length === 15).map((one) => one.cert_no)).toEqual([
    '990100741105000',
  ]);
  for (const one of people.filter(({ cert_no }) => cert_no.length === 18)) {
    expect(one.cert_no.slice(0, 6)).toBe('990100');
    expect(one.cert_no.slice(6, 14)).toBe(one.born_on.replaceAll('-', ''));
    expect(one.cert_no.at(-1)).toBe(idCheckDigit(one.cert_no.slice(0, 17)));
    expect(Number(one.cert_no[16]) % 2).toBe(one.sex === '1' ? 1 : 0);
  }
});

test('two persons are registered twice, and found', async () => {
  const pairs = await duplicatePairs(db.pool, wholeRegion('990100'), { after: 0, limit: 100 });
  expect(pairs).toContainEqual({ cause: 'certificate', personIds: ['5', '1999'] });
  expect(pairs).toContainEqual({ cause: 'nameBirthSex', personIds: ['8', '2000'] });
});

test('every account balance is the sum of its movements, and all of them are the control account', async () => {
  expect(
    await rows(`select a.person_id from personal_account a left join account_movement m using (person_id)
                 group by a.person_id, a.balance_fen having a.balance_fen <> coalesce(sum(m.amount_fen), 0)`),
  ).toEqual([]);
  expect(
    await rows(`select (select sum(balance_fen) from personal_account)
                     = (select sum(amount_fen) from posting where credit_account = '990100/accounts') as equal`),
  ).toEqual([{ equal: true }]);
});

test('references that are no foreign keys hold too', async () => {
  const broken = await rows(`
    select 'family' from person p where not exists (select 1 from person h where h.person_id = p.family_id)
    union all select 'unit of the cover' from coverage c where (c.scheme = 'resident' or c.person_status = 'active')
      and not exists (select 1 from unit u where u.unit_id = c.unit_id
                        and (u.kind = 'employer') = (c.scheme = 'employee'))
    union all select 'school of the cover' from coverage c join unit u on u.unit_id = c.unit_id and u.kind = 'school'
      where not exists (select 1 from schooling s where s.person_id = c.person_id and s.unit_id = c.unit_id)
    union all select 'census' from person p where not exists (select 1 from census s where s.person_id = p.person_id and s.unit_id = p.community_id)
    union all select 'community' from person p where not exists
      (select 1 from unit u where u.unit_id = p.community_id and u.kind = 'community')
    union all select 'institution' from filing f where institution_code is not null
      and not exists (select 1 from institution i where i.institution_code = f.institution_code)
    union all select 'disease' from filing f where disease_code is not null
      and not exists (select 1 from disease d where d.disease_code = f.disease_code and d.disease_kind = 'chronic')
    union all select 'born after cover' from coverage c join person p using (person_id) where c.covered_from < p.born_on
    union all select 'born in the future' from person where born_on > '2026-11-22'`);
  expect(broken).toEqual([]);
});

test('the city has people of every kind', async () => {
  const [kinds] = await rows<Record<string, string>>(`
    select count(*) filter (where scheme = 'employee') employee, count(*) filter (where scheme = 'resident') resident,
           count(*) filter (where status = '2') suspended, count(*) filter (where benefit_from > '2026-11-22') waiting,
           count(*) filter (where status = '4') ended from coverage`);
  for (const [kind, count] of Object.entries(kinds ?? {}))
    expect([kind, Number(count) > 0]).toEqual([kind, true]);
  const uncovered = await rows(
    `select 1 from person p where not exists (select 1 from coverage c where c.person_id = p.person_id)`,
  );
  expect(uncovered.length).toBeGreaterThan(1);
});

test('codes of the catalogue have the national shapes', async () => {
  const wrong = await rows(`select list_code, list_type from catalogue_item where not (case list_type
     when '101' then list_code ~ '^X[A-Z0-9]{22}$' or list_code ~ '^Z[A-Z0-9]{19}$'
     when '102' then list_code ~ '^T[0-9]{9}$' when '201' then list_code ~ '^00[0-9]{13}$'
     when '301' then list_code ~ '^C[0-9]{19}$' else true end)`);
  expect(wrong).toEqual([]);
});

test('made-up people never come beside those of another region', async () => {
  const other = await database();
  await other.owner.query(`insert into region values ('110100', '某市');
    insert into person (region_code, person_id, psn_no, name, cert_no, born_on) values ('110100', 1, '1', '某人', '1', '1990-01-01')`);
  await expect(loadDemo(other.owner, options)).rejects.toThrow(/110100/);
  expect(await rows('select person_id from person', other)).toHaveLength(1);
});
