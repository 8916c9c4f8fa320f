import {
  behindView,
  levyFiguresView,
  placeFiguresView,
  problemView,
  splitView,
  targetsView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putDemoUsers } from '@gongji/server/identity';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const year = Number(today.slice(0, 4));
let db: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putDemoUsers(db.owner);
  // A census of everybody: two live elsewhere, one is insured in another region.
  await db.owner.query(`delete from census; delete from target`);
  await db.owner.query(`insert into census (region_code, person_id, unit_id, as_of, living_here, exempt, source)
    select region_code, person_id, community_id, '2026-03-31', person_id not in (11, 12),
           case person_id when 13 then 'insuredElsewhere' else 'none' end, '公安户籍'
      from person where community_id is not null`);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(account: string): Promise<Browser> {
  const browser = new Browser(server.url);
  expect((await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD })).status).toBe(200);
  return browser;
}

async function counted(sql: string): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int as n from (${sql}) t`);
  return rows[0]?.n ?? -1;
}

const COVERED = `select distinct person_id, scheme from coverage where status <> '4' and covered_from <= '${today}'
  and (covered_to is null or covered_to >= '${today}')`;

test('the places add up to the registers, and the rate has its denominator', async () => {
  const leader = await signedIn('demo.leader');
  const figures = await leader.ok(placeFiguresView, 'GET', '/api/enrolment-figures?level=county');
  const { total, places, census } = figures;
  expect(total.employees + total.residents).toBe(await counted(COVERED));
  expect(places.reduce((sum, one) => sum + one.residents, 0)).toBe(total.residents);
  expect(census).toEqual({ asOf: '2026-03-31', source: '公安户籍' });
  const eligible = await counted('select 1 from person where community_id is not null and person_id <> 13');
  expect([total.eligible, total.away]).toEqual([eligible, 2]);
  expect(total.ratePpm).toBe(Math.round(((total.employees + total.residents) * 1_000_000) / eligible));
  const [county] = places;
  const inside = await leader.ok(
    placeFiguresView,
    'GET',
    `/api/enrolment-figures?level=street&within=${county?.key}`,
  );
  expect(inside.total.residents).toBe(county?.residents);
});

test('a number opens down to its persons, masked, for those who may', async () => {
  const clerk = await signedIn('demo.clerk');
  const { items } = await clerk.ok(splitView, 'GET', '/api/enrolment-figures/split?by=personStatus');
  const retired = items.find((one) => one.key === 'retired');
  const path = '/api/enrolment-figures/persons?by=personStatus&key=retired&scheme=employee';
  const persons = (await clerk.ok(behindView, 'GET', path)).items;
  expect(persons).toHaveLength(retired?.persons ?? -1);
  expect(persons.every((one) => one.name.includes('*') && one.certNo.includes('*'))).toBe(true);
  const leader = await signedIn('demo.leader');
  expect((await leader.ask('GET', path)).status).toBe(403);
});

test('a unit sees its own people alone', async () => {
  const community = await signedIn('demo.community');
  const figures = await community.ok(placeFiguresView, 'GET', '/api/enrolment-figures?level=community');
  expect(figures.places.map((one) => one.key)).toEqual(['990101001001']);
});

test('a target is set by the leader and shows the gap; a place that is not there is refused', async () => {
  const leader = await signedIn('demo.leader');
  const body = { year, place: '', metric: 'residents', value: 1_000, responsible: '王局' };
  const { items } = await leader.ok(targetsView, 'POST', '/api/targets', body);
  expect(items).toMatchObject([{ place: '', metric: 'residents', value: 1_000 }]);
  await leader.ok(targetsView, 'POST', '/api/targets', { ...body, value: 1_200 });
  const { total } = await leader.ok(placeFiguresView, 'GET', '/api/enrolment-figures');
  expect([total.target, total.gap]).toEqual([1_200, 1_200 - total.employees - total.residents]);
  const wrong = await leader.ask('POST', '/api/targets', { ...body, place: '123456' });
  expect(problemView.parse(wrong.body).errors?.[0]?.code).toBe('place-unknown');
  const clerk = await signedIn('demo.clerk');
  expect((await clerk.ask('POST', '/api/targets', body)).status).toBe(403);
});

const yearSoFar = `from=${year}-01-01&to=${today}`;

test('collection equals the ledger', async () => {
  const finance = await signedIn('demo.finance');
  const levy = await finance.ok(levyFiguresView, 'GET', `/api/levy-figures?${yearSoFar}`);
  expect(levy.equal).toBe(true);
  expect(levy.paidFen).toBe(levy.ledgerIncomeFen);
});

async function file(browser: Browser, path: string): Promise<Uint8Array> {
  const answer = await browser.bytes(path);
  expect(answer.status, path).toBe(200);
  return answer.bytes;
}

test('the reports come as Word and Excel with the numbers of the figures', async () => {
  const leader = await signedIn('demo.leader');
  const { total } = await leader.ok(placeFiguresView, 'GET', `/api/enrolment-figures?on=${today}`);
  const docx = await file(leader, `/api/reports/half-year?${yearSoFar}&format=docx&lang=zh`);
  const text = strFromU8(unzipSync(docx)['word/document.xml'] ?? new Uint8Array());
  expect(text).toContain('街道（社区）居民医保工作汇报');
  expect(text).toContain((total.employees + total.residents).toLocaleString('en'));
  const xlsx = await file(leader, `/api/reports/annual?${yearSoFar}&format=xlsx&lang=en`);
  const sheet = strFromU8(unzipSync(xlsx)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('insured in all');
  const bulletin = await file(leader, '/api/enrolment-bulletin.xlsx?lang=zh');
  expect(strFromU8(unzipSync(bulletin)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(
    '和平社区',
  );
});

test('a report whose collected sum differs from the ledger is not made; the number is named', async () => {
  await db.owner.query(`
    insert into journal_entry (region_code, person_id, entry_id, entry_kind, booked_on, booked_at)
      values ('990100', 0, 1, 'contribution', '${today}', now());
    insert into posting (region_code, person_id, entry_id, line_no, debit_account, credit_account, amount_fen)
      values ('990100', 0, 1, 1, '990100/collection/unallocated', '990100/resident/fund/pooledFund/income/person', 12300)`);
  const leader = await signedIn('demo.leader');
  const answer = await leader.ask('GET', `/api/reports/half-year?${yearSoFar}`);
  expect(answer.status).toBe(422);
  expect(problemView.parse(answer.body).errors?.[0]).toMatchObject({
    code: 'report-differs',
    field: 'ledgerIncome',
  });
});
