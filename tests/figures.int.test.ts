import {
  behindView,
  entryDelaysView,
  levyBillsView,
  levyFiguresView,
  levyMonthsView,
  levyPlacesView,
  levyUnitsView,
  placeFiguresView,
  problemView,
  splitView,
  targetsView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
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
  await putTestUsers(db.owner);
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
  // How far it is met, and what was set before.
  const [set] = (await leader.ok(targetsView, 'GET', `/api/targets?year=${year}`)).items;
  expect(set).toMatchObject({
    value: 1_200,
    done: total.residents,
    setBy: expect.stringContaining('demo.leader'),
  });
  expect(set?.metPpm).toBe(Math.round((total.residents * 1_000_000) / 1_200));
  expect(set?.earlier.map(({ value }) => value)).toEqual([1_000]);
  const wrong = await leader.ask('POST', '/api/targets', { ...body, place: '123456' });
  expect(problemView.parse(wrong.body).errors?.[0]?.code).toBe('place-unknown');
  const clerk = await signedIn('demo.clerk');
  expect((await clerk.ask('POST', '/api/targets', body)).status).toBe(403);
});

test('the rate has a target of its own, and stands for each scheme beside the rate in all', async () => {
  const leader = await signedIn('demo.leader');
  const body = { year, place: '', metric: 'ratePpm', value: 950_000, responsible: '' };
  const { items } = await leader.ok(targetsView, 'POST', '/api/targets', body);
  const { total } = await leader.ok(placeFiguresView, 'GET', '/api/enrolment-figures');
  const eligible = total.eligible ?? 0;
  expect(total.targetRatePpm).toBe(950_000);
  expect(total.employeeRatePpm).toBe(Math.round((total.employees * 1_000_000) / eligible));
  expect(total.residentRatePpm).toBe(Math.round((total.residents * 1_000_000) / eligible));
  const rate = items.find(({ metric }) => metric === 'ratePpm');
  expect(rate?.done).toBe(total.ratePpm);
  // A rate is no number of persons: the target of those is what it was.
  expect(total.target).toBe(1_200);
  expect((await leader.ask('POST', '/api/targets', { ...body, value: 1_000_001 })).status).toBe(400);
});

test('a school and a community read the target set to them alone, an employer none', async () => {
  const leader = await signedIn('demo.leader');
  const body = { year, metric: 'residents', value: 700, responsible: '居委会主任' };
  for (const place of ['', '990101', '990101001001'])
    await leader.ok(targetsView, 'POST', '/api/targets', { ...body, place });
  const path = `/api/targets?year=${year}`;
  const all = await leader.ok(targetsView, 'GET', path);
  const persons = all.items.filter(({ metric }) => metric === 'residents');
  expect(persons.map(({ place }) => place)).toEqual(['', '990101', '990101001001']);
  const community = await signedIn('demo.community');
  const own = await community.ok(targetsView, 'GET', path);
  expect(own.items).toMatchObject([{ place: '990101001001', value: 700 }]);
  // Nor does what is aimed at elsewhere stand beside its own people.
  const figures = (level: string) =>
    community.ok(placeFiguresView, 'GET', `/api/enrolment-figures?level=${level}`);
  const [county] = (await figures('county')).places;
  expect([county?.key, county?.target]).toEqual(['990101', undefined]);
  expect((await figures('community')).places[0]?.target).toBe(700);
  const school = await signedIn('demo.school');
  expect((await school.ok(targetsView, 'GET', path)).items).toEqual([]);
  const employer = await signedIn('demo.employer');
  expect((await employer.ask('GET', path)).status).toBe(403);
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

/** A bill of so many fen, and what of it a receipt has paid: booked as the platform books it. */
async function bill(
  billId: number,
  { payer, person = 0, unit = null, area = null, scheme = 'resident' }: BillOf,
  [billedFen, paidFen]: readonly [number, number],
): Promise<void> {
  await db.owner.query(
    `insert into contribution_bill (region_code, person_id, bill_id, bill_no, run_id, scheme, period, kind, payer, unit_id,
        area_code, heads, amount_fen, lines, due_on, issued_at)
     values ('990100', $1, $2::bigint, 'T' || $2::bigint, 1, $3, '2026-01', 'contribution', $4, $5, $6, 1, $7, '[]', $8, now())`,
    [person, billId, scheme, payer, unit, area, billedFen, today],
  );
  if (paidFen === 0) return;
  await db.owner.query(
    `with r as (insert into receipt (receipt_id, region_code, source, serial, amount_fen, paid_on, entry_id, taken_by, taken_at)
        values ($1::bigint, '990100', 'test', $1::bigint::text, $3, $4, $1, 'demo.finance', now())),
     a as (insert into allocation (region_code, person_id, allocation_id, receipt_id, bill_id, amount_fen, how, lines, entry_id,
        allocated_by, allocated_at)
        values ('990100', $2, $1, $1, $1, $3, 'number', '[]', $1, 'demo.finance', now())),
     e as (insert into journal_entry (region_code, person_id, entry_id, entry_kind, booked_on, booked_at)
        values ('990100', $2, $1, 'contribution', $4, now()))
     insert into posting (region_code, person_id, entry_id, line_no, debit_account, credit_account, amount_fen)
        values ('990100', $2, $1, 1, '990100/collection/unallocated', '990100/x/fund/pooledFund/income/' || $5::text, $3)`,
    [billId, person, paidFen, today, payer],
  );
}
interface BillOf {
  readonly payer: string;
  readonly person?: number;
  readonly unit?: string | null;
  readonly area?: string | null;
  readonly scheme?: string;
}

test('collection by area: every bill at the place of its payer, those without one apart, equal to the ledger', async () => {
  const { rows } = await db.owner.query<{ id: string }>(
    `update unit set area_code = '990102001' where unit_id = (select min(unit_id) from unit where kind = 'employer') returning unit_id as id`,
  );
  const employer = rows[0]?.id ?? '';
  const { rows: last } = await db.owner.query<{ id: string }>(
    `select max(unit_id) as id from unit where kind = 'employer'`,
  );
  const other = last[0]?.id ?? '';
  await db.owner.query(
    `update person set community_id = case when person_id = 21 then 990101001001 end where person_id in (21, 22)`,
  );
  await bill(9001, { payer: 'unit', unit: employer, scheme: 'employee' }, [100_000, 60_000]);
  await bill(9002, { payer: 'person', person: 21 }, [40_000, 40_000]);
  await bill(9003, { payer: 'person', person: 22 }, [40_000, 0]); // No community, on nobody's list.
  await bill(9004, { payer: 'person', person: 22, unit: employer }, [5_000, 1_000]); // No community: by who keeps his list.
  await bill(9005, { payer: 'county', area: '990101' }, [30_000, 10_000]);
  await bill(9006, { payer: 'central' }, [70_000, 70_000]);
  const clerk = await signedIn('demo.clerk');
  const at = (level: string, more = '') =>
    clerk.ok(levyPlacesView, 'GET', `/api/levy-figures/places?${yearSoFar}&level=${level}${more}`);
  const numbers = ({ places }: Awaited<ReturnType<typeof at>>) =>
    places.map((one) => [one.key, one.billedFen, one.paidFen, one.ledgerFen, one.ratePpm]);
  const counties = await at('county');
  expect(numbers(counties)).toEqual([
    ['990101', 70_000, 50_000, 50_000, 714_286], // 400 + 300; 400 + 100; 5 ÷ 7
    ['990102', 105_000, 61_000, 61_000, 580_952], // 1 000 + 50; 600 + 10; 61 ÷ 105 = 0.580 952 3…
    ['', 40_000, 0, 0, 0],
    ['undivided', 70_000, 70_000, 70_000, 1_000_000],
  ]);
  // 1 000 + 400 + 400 + 50 + 300 + 700 assessed; 600 + 400 + 10 + 100 + 700 collected.
  expect(counties.total).toMatchObject({ billedFen: 285_000, paidFen: 181_000, employeePaidFen: 60_000 });
  expect(counties.equal).toBe(true);
  const levy = await clerk.ok(levyFiguresView, 'GET', `/api/levy-figures?${yearSoFar}`);
  expect([levy.billedFen, levy.paidFen, levy.ledgerIncomeFen]).toEqual([285_000, 181_000, 181_000]);
  expect(numbers(await at('street', '&within=990101'))).toEqual([
    ['990101001', 40_000, 40_000, 40_000, 1_000_000],
    ['undivided', 30_000, 10_000, 10_000, 333_333],
  ]);
  // The employer belongs to no community, the county budget neither: 1 050 + 300 + 700; 610 + 100 + 700; 141 ÷ 205 = 0.687 804 8…
  expect(numbers(await at('community'))).toEqual([
    ['990101001001', 40_000, 40_000, 40_000, 1_000_000],
    ['', 40_000, 0, 0, 0],
    ['undivided', 205_000, 141_000, 141_000, 687_805],
  ]);
  const path = `/api/levy-figures/bills?${yearSoFar}&level=county`;
  const behind = async (key: string) => (await clerk.ok(levyBillsView, 'GET', `${path}&key=${key}`)).items;
  expect((await behind('990102')).map((one) => [one.billNo, one.billedFen, one.paidFen])).toEqual([
    ['T9001', 100_000, 60_000],
    ['T9004', 5_000, 1_000],
  ]);
  const [person] = await behind('');
  expect([person?.billNo, person?.payerName?.includes('*')]).toEqual(['T9003', true]);
  const leader = await signedIn('demo.leader');
  // Who moves leaves its past where it was: the employer goes to the other county, the person to another community.
  await db.owner.query(`update unit set area_code = '990101001' where unit_id = $1`, [employer]);
  await db.owner.query(
    `update person set community_id = (select max(unit_id) from unit where kind = 'community') where person_id = 21`,
  );
  expect(numbers(await at('county'))).toEqual(numbers(counties));
  expect((await at('community')).places.find((one) => one.key === '990101001001')?.paidFen).toBe(40_000);
  await bill(9009, { payer: 'unit', unit: employer, scheme: 'employee' }, [1_000, 0]);
  // 700 + 10; the other county has what it had.
  expect((await at('county')).places.map((one) => one.billedFen)).toEqual([71_000, 105_000, 40_000, 70_000]);
  await db.owner.query('delete from contribution_bill where bill_id = 9009');
  // The employers alone, the lowest rate first: 0 of 400, then 600 of 1 000.
  await bill(9008, { payer: 'unit', unit: other, scheme: 'employee' }, [40_000, 0]);
  const units = (more: string) =>
    leader.ok(levyUnitsView, 'GET', `/api/levy-figures/units?${yearSoFar}${more}`);
  const all = await units('');
  expect(all.items.map((one) => [one.unitId, one.billedFen, one.paidFen, one.ratePpm])).toEqual([
    [other, 40_000, 0, 0],
    [employer, 100_000, 60_000, 600_000],
  ]);
  expect([all.total, all.billedFen, all.paidFen]).toEqual([2, 140_000, 60_000]);
  expect((await units('&sort=billedFen&order=desc&limit=1')).items.map((one) => one.unitId)).toEqual([
    employer,
  ]);
  // This month: everything above, 1 000 + 400 + 400 + 50 + 300 + 700 + 400 assessed, 600 + 400 + 10 + 100 + 700 collected.
  await bill(9010, { payer: 'person', person: 21 }, [70_000, 90_500]);
  await db.owner.query(
    `update contribution_bill set issued_at = issued_at - interval '1 year' where bill_id = 9010`,
  );
  await db.owner.query(
    `update allocation set allocated_at = allocated_at - interval '1 year' where bill_id = 9010`,
  );
  await db.owner.query(
    `update journal_entry set booked_at = booked_at - interval '1 year' where entry_id = 9010`,
  );
  const { months } = await leader.ok(levyMonthsView, 'GET', '/api/levy-figures/months');
  const empty = { billedFen: 0, paidFen: 0, paidBeforeFen: 0 };
  expect(months).toEqual(
    Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).map(
      (month) => ({
        month,
        ...(today.startsWith(month)
          ? { billedFen: 325_000, paidFen: 181_000, paidBeforeFen: 90_500 }
          : empty),
      }),
    ),
  );
  const found = await units(`&employer=${all.items[0]?.code}`);
  expect([found.total, found.billedFen]).toEqual([1, 40_000]);
  expect((await leader.ask('GET', `${path}&key=990102`)).status).toBe(403);
  // The annual report has the counties, with the rows of those without one.
  const annual = await file(leader, `/api/reports/annual?${yearSoFar}&format=docx&lang=zh`);
  const text = strFromU8(unzipSync(annual)['word/document.xml'] ?? new Uint8Array());
  for (const words of ['分片区征缴情况', '未登记片区', '不分到此级', '1,810.00'])
    expect(text).toContain(words);
});

test('how soon acts are entered: by who reports them, the desk apart, ahead of the day in time, undone ones left out', async () => {
  const { rows } = await db.owner.query<{ id: string }>(
    `select min(unit_id) as id from unit where kind = 'community'`,
  );
  const community = rows[0]?.id ?? '';
  const act = (actId: number, unit: string | null, days: number, undoes: number | null = null) =>
    db.owner.query(
      `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, unit_id, effective_on, facts, decision, effects, reason,
          undoes_id, acted_by, acted_at)
       values ('990100', 21, $1, case when $4::bigint is null then 'join' else 'undo' end, 'resident', $2, $5::date - $3::int, '{}', '{}',
          '[]', '参保', $4, 'demo.clerk', $5::date)`,
      [actId, unit, days, undoes, today],
    );
  await act(9701, community, -10);
  await act(9702, community, 5);
  await act(9703, community, 8);
  await act(9704, null, 6);
  await act(9705, community, 90);
  await act(9706, community, 0, 9705);
  const leader = await signedIn('demo.leader');
  const view = await leader.ok(
    entryDelaysView,
    'GET',
    `/api/enrolment-figures/entry-delays?from=${today}&to=${today}&sort=acts`,
  );
  // 0 + 5 + 8 days, one of them above 5: 13 ÷ 3 = 4.3; the desk: 6
  expect(view.items.map((one) => [one.unitId, one.acts, one.late, one.averageDays, one.mostDays])).toEqual([
    [community, 3, 1, 4.3, 8],
    [undefined, 1, 1, 6, 6],
  ]);
  expect([view.total, view.acts, view.late, view.lateAfterDays]).toEqual([2, 4, 2, 5]);
});

test('the target of collection of a county stands in its row, with how far it is met', async () => {
  const leader = await signedIn('demo.leader');
  const body = { year, place: '990101', metric: 'levyFen', value: 40_000, responsible: '' };
  await leader.ok(targetsView, 'POST', '/api/targets', body);
  const { places, total } = await leader.ok(levyPlacesView, 'GET', `/api/levy-figures/places?${yearSoFar}`);
  expect(places[0]).toMatchObject({ targetFen: 40_000, targetMetPpm: 1_250_000 }); // 500 ÷ 400
  expect(total.targetFen).toBeUndefined();
  // Of one scheme: 600 of 1 200 yuan collected from employees; both schemes set make the target of all.
  const scheme = { ...body, place: '', metric: 'employeeLevyFen', value: 120_000 };
  await leader.ok(targetsView, 'POST', '/api/targets', scheme);
  const residents = { ...scheme, metric: 'residentLevyFen', value: 30_000 };
  const { items } = await leader.ok(targetsView, 'POST', '/api/targets', residents);
  const met = (place: string, metric: string) =>
    items
      .filter((one) => one.place === place && one.metric === metric)
      .map(({ done, metPpm }) => [done, metPpm]);
  expect(met('990101', 'levyFen')).toEqual([[50_000, 1_250_000]]);
  expect(met('', 'employeeLevyFen')).toEqual([[60_000, 500_000]]);
  // 400 + 10 + 100 + 700 collected from and for residents, of 300.
  expect(met('', 'residentLevyFen')).toEqual([[121_000, 4_033_333]]);
  expect((await leader.ok(levyFiguresView, 'GET', `/api/levy-figures?${yearSoFar}`)).targetFen).toBe(150_000);
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
