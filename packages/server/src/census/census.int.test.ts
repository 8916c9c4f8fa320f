import {
  censusPeopleView,
  censusProgressView,
  renewalsView,
  unitPeopleView,
  visitsView,
  worklistView,
} from '@gongji/contract';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { openSheet } from '@gongji/sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../../../tests/testing/browser.ts';
import { type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import { type RunningServer, startServer } from '../main.ts';

/**
 * The census of two communities. 和平社区: persons 1 to 8 are covered; 11 and 12 are missing, 13 only is registered there,
 * 14 is in the army. Another community has 15, who is missing.
 */
let city: SmallCity;
let server: RunningServer;
const users = new Map<string, Browser>();
const PEACE = '990101001001';
beforeAll(async () => {
  city = await smallCity();
  await city.db.owner.query(
    "insert into institution (institution_code, region_code, name, kind, level, clearing_office) values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')",
  );
  await city.db.owner.query(`
    insert into unit (unit_id, region_code, kind, code, name, area_code) values (8000001, '990100', 'school', 'S1', '实验小学', null),
      (990101001002, '990100', 'community', '990101001002', '桂花社区', '990101001');
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, phone, address, community_id)
    select '990100', n, 'P' || n, '缺某' || n, '9901001980010100' || n, '1', date '1980-01-01', '13800000' || n, '和平路' || n || '号',
           case when n = 15 then 990101001002 else ${PEACE} end from generate_series(11, 15) n;
    insert into census (region_code, person_id, unit_id, as_of, living_here, exempt, source)
    select '990100', p.person_id, p.community_id, '2026-10-01', p.person_id <> 13, case p.person_id when 14 then 'military' else 'none' end, '公安户籍'
      from person p;
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, psn_type, person_status, tier, unit_id, payer_kind, status)
    values ('990100', 12, 'resident', '390', '2024-01-01', '2024-12-31', '2024-01-01', '15', 'adult', 'tier1', ${PEACE}, 'resident', '4')`);
  await putTestUsers(city.db.owner);
  server = await startServer({ connectionString: city.db.connectionString, port: 0 });
  for (const role of ['clerk', 'community', 'school', 'employer', 'insured', 'leader']) {
    const browser = new Browser(server.url);
    users.set(role, browser);
    await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  }
});
afterAll(async () => {
  await server.stop();
  await city.db.drop();
});

const as = (who: string): Browser => {
  const browser = users.get(who);
  if (browser === undefined) throw new Error(who);
  return browser;
};
const people = async (who: string, query: string) =>
  as(who).ok(censusPeopleView, 'GET', `/api/census/people?${query}`);
const refs = async (who: string, query: string) =>
  (await people(who, query)).items.map(({ person }) => person);
const codes = (body: unknown) =>
  (body as { errors: { code: string; field: string }[] }).errors.map((e) => `${e.code} ${e.field}`);

test('the missing, the registered only and those who do not count stand apart, and add up to the census', async () => {
  expect(await refs('community', 'state=missing')).toEqual(['~11', '~12']);
  expect(await refs('community', 'state=away')).toEqual(['~13']);
  const [soldier] = (await people('community', 'state=exempt')).items;
  expect(soldier).toMatchObject({ person: '~14', exempt: 'military', name: '缺***' });
  expect(await refs('clerk', 'state=missing')).toEqual(['~11', '~12', '~15']);
  expect(await refs('clerk', 'state=missing&unitId=990101001002')).toEqual(['~15']);
  // Covered before: asked first.
  expect((await people('community', 'state=missing')).items[1]?.lastCoveredTo).toBe('2024-12-31');
  const view = await as('clerk').ok(censusProgressView, 'GET', '/api/census/progress');
  // 12 of 和平社区: 8 covered, 2 missing, 1 registered only, 1 in the army. 8 of 11 who count: 72.7273 %; of 10: 80 %.
  expect(view.items[0]).toMatchObject({
    key: PEACE,
    people: 12,
    covered: 8,
    missing: 2,
    away: 1,
    exempt: 1,
    ratePpm: 727_273,
    ratePpmWithoutAway: 800_000,
  });
  for (const one of [...view.items, view.total])
    expect(one.covered + one.missing + one.away + one.exempt).toBe(one.people);
  expect(view.total.people).toBe(13);
});

test('collectors get their people, and nobody is given twice', async () => {
  const made = await as('community').ask('POST', '/api/census/collectors', { name: '林网格', role: 'grid' });
  const collectorId = (made.body as { items: { collectorId: string }[] }).items[0]?.collectorId ?? '';
  const give = { collectorId, persons: ['~11', '~12'] };
  expect((await as('community').ask('POST', '/api/census/assignments', give)).body).toEqual({ assigned: 2 });
  expect((await as('community').ask('POST', '/api/census/assignments', give)).body).toEqual({ assigned: 0 });
  const wrong = { collectorId: '1', persons: ['~11', '~15'] };
  const refused = await as('community').ask('POST', '/api/census/assignments', wrong);
  expect([refused.status, codes(refused.body)]).toEqual([
    422,
    ['collector-unfit collectorId', 'census-person-unknown persons'],
  ]);
  const employers = { unitId: '1', name: '某人', role: 'grid' };
  expect(codes((await as('clerk').ask('POST', '/api/census/collectors', employers)).body)).toEqual([
    'collector-unit-unfit unitId',
  ]);
  expect(await refs('community', `state=missing&collectorId=${collectorId}`)).toEqual(['~11', '~12']);
  expect(await refs('clerk', 'state=missing&collectorId=0')).toEqual(['~15']);
});

test('a visit is kept, and says in the census why somebody is not counted', async () => {
  const visit = { person: '~11', visitedOn: '2026-11-20', result: 'promised', promisedBy: '2026-11-30' };
  const made = await as('community').ok(visitsView, 'POST', '/api/census/visits', {
    ...visit,
    note: '月底缴',
  });
  expect(made.items).toMatchObject([{ result: 'promised', promisedBy: '2026-11-30', note: '月底缴' }]);
  expect(await refs('community', 'state=missing&result=promised')).toEqual(['~11']);
  expect(await refs('community', 'state=missing&result=none')).toEqual(['~12']);
  const bad = {
    person: '~11',
    visitedOn: '2199-01-01',
    result: 'refused',
    promisedBy: '2199-01-02',
    exempt: 'abroad',
  };
  const refused = await as('community').ask('POST', '/api/census/visits', bad);
  expect(codes(refused.body)).toEqual([
    'visit-in-future visitedOn',
    'promise-misplaced promisedBy',
    'exempt-misplaced exempt',
  ]);
  const unproved = { person: '~12', visitedOn: '2026-11-20', result: 'elsewhere' };
  expect(codes((await as('community').ask('POST', '/api/census/visits', unproved)).body)).toEqual([
    'exempt-misplaced exempt',
  ]);
  const proved = { ...unproved, exempt: 'insuredElsewhere', proof: 'AL-7' };
  await as('community').ok(visitsView, 'POST', '/api/census/visits', proved);
  expect(await refs('community', 'state=missing')).toEqual(['~11']);
  const { rows } = await city.db.owner.query(
    "select s.exempt, s.exempt_proof as proof, h.row ->> 'exempt' as was, h.changed_by as by, a.kind from census s join register_history h on h.person_id = s.person_id and h.register = 'census' join enrolment_act a on a.person_id = s.person_id where s.person_id = 12",
  );
  expect(rows).toEqual([
    {
      exempt: 'insuredElsewhere',
      proof: 'AL-7',
      was: 'none',
      by: expect.stringContaining('demo.community'),
      kind: 'census',
    },
  ]);
  // Does not live here: registered only from now on.
  await as('community').ok(visitsView, 'POST', '/api/census/visits', {
    ...unproved,
    person: '~11',
    result: 'away',
  });
  expect(await refs('community', 'state=away')).toEqual(['~11', '~13']);
});

test('who was covered last year and has not paid this one is on the renewal list until he pays', async () => {
  const list = async (who: string, query = '') =>
    (await as(who).ok(renewalsView, 'GET', `/api/census/renewals?year=2027${query}`)).items;
  // 6 and 7 are residents of this year; nobody is assessed for 2027 yet.
  expect((await list('community')).map(({ person, billId }) => [person, billId])).toEqual([
    ['~6', undefined],
    ['~7', undefined],
  ]);
  await city.assess('resident', '2027');
  const due = await list('community');
  // First tier 420.00; of low income 7 pays what the group's subsidy leaves of it.
  expect(due[0]).toMatchObject({ person: '~6', dueFen: 42_000, openFen: 42_000, unitName: '同心区和平社区' });
  const { rows } = await city.db.owner.query<{ id: string; fen: string; no: string }>(
    "select bill_id as id, amount_fen as fen, bill_no as no from contribution_bill where payer = 'person' and person_id = 6 and period = '2027'",
  );
  await city.db.owner.query(
    "insert into journal_entry (region_code, person_id, entry_id, settlement_id, entry_kind, booked_on, booked_at) values ('990100', 6, 77, 0, 'test', '2026-11-20', now())",
  );
  await city.db.owner.query(
    "insert into receipt (receipt_id, region_code, source, serial, amount_fen, paid_on, entry_id, taken_by, taken_at) values (7, '990100', 'counter', 'R7', 42000, '2026-11-20', 77, 'x', now())",
  );
  await city.db.owner.query(
    "insert into allocation (region_code, person_id, allocation_id, receipt_id, bill_id, amount_fen, how, lines, entry_id, allocated_by, allocated_at) values ('990100', 6, 7, 7, $1, 42000, 'confirmed', '[]', 77, 'x', now())",
    [rows[0]?.id],
  );
  expect((await list('community')).map(({ person }) => person)).not.toContain('~6');
  expect(await list('school')).toEqual([]);
});

test('the list for the collectors has names in full for their own people, masked numbers, and is on record', async () => {
  const bytes = await as('community').file('/api/census/export?list=away');
  let cells = '';
  for await (const page of (await openSheet(bytes)).rows) cells += JSON.stringify(page);
  for (const words of ['空挂户名单', '缺某13', '1380000013', '和平路13号', '990***********0013'])
    expect(cells).toContain(words);
  expect(cells).not.toContain('99010019800101');
  const { rows } = await city.db.owner.query(
    "select detail from audit_entry where action = 'census.export' and actor like '%demo.community'",
  );
  expect(JSON.stringify(rows)).toContain('"list":"away"');
});

test('the list is searched, filtered, ordered and counted, and its file has the same people', async () => {
  await city.db.owner.query(`
    insert into person (region_code, person_id, psn_no, name, name_initials, cert_no, sex, born_on, community_id)
    values ('990100', 16, 'P16', '林望', 'LW', '990100195001010016', '2', '1950-01-01', ${PEACE}),
           ('990100', 17, 'P17', '林舒', 'LS', '990100197001010017', '2', '1970-01-01', ${PEACE});
    insert into person_group (region_code, person_id, group_name, idet_type, valid_from) values
      ('990100', 16, 'severelyDisabled', '41', '2020-01-01'), ('990100', 17, 'lowIncome', '02', '2020-01-01');
    insert into census (region_code, person_id, unit_id, as_of, living_here, exempt, source)
    values ('990100', 16, ${PEACE}, '2026-10-01', true, 'none', '公安户籍'), ('990100', 17, ${PEACE}, '2026-10-01', true, 'none', '公安户籍')`);
  expect(await refs('community', 'group=any')).toEqual(['~16', '~17']);
  expect(await refs('community', 'group=severelyDisabled')).toEqual(['~16']);
  expect(await refs('community', 'q=林')).toEqual(['~16', '~17']);
  expect(await refs('community', 'q=ls')).toEqual(['~17']);
  expect(await refs('community', 'q=990100195001010016')).toEqual(['~16']);
  expect(await refs('community', 'q=林&sort=age&order=desc')).toEqual(['~16', '~17']);
  expect(await refs('community', 'q=林&sort=age')).toEqual(['~17', '~16']);
  const first = await people('community', 'q=林&limit=1');
  expect([first.total, first.next, first.items[0]?.person]).toEqual([2, 1, '~16']);
  expect(await refs('community', 'q=林&after=1')).toEqual(['~17']);
  const csv = new TextDecoder().decode(
    await as('community').file('/api/census/export?list=missing&format=csv&group=lowIncome'),
  );
  expect([csv.includes('林舒'), csv.includes('林望'), csv.includes('低保对象')]).toEqual([true, false, true]);
  expect(
    (await as('clerk').ok(renewalsView, 'GET', '/api/census/renewals?year=2027&group=lowIncome')).total,
  ).toBe(1);
});

test('why people are not covered, and who they are: each stands in one row, and a number opens to its list', async () => {
  const by = async (what: string) => {
    const path = `/api/census/progress?by=${what}&on=2026-11-26`;
    const { items, total } = await as('community').ok(censusProgressView, 'GET', path);
    expect(items.reduce((sum, one) => sum + one.people, 0)).toBe(total.people);
    return items.map(({ key, people }) => [key, people]);
  };
  // 1 to 8 are covered, 11 and 13 live elsewhere, 12 is insured elsewhere, 14 is in the army, nobody has been to 16 and 17.
  expect((await by('reason')).sort()).toEqual([
    ['away', 2],
    ['covered', 8],
    ['exempt.insuredElsewhere', 1],
    ['exempt.military', 1],
    ['missing.none', 2],
  ]);
  // Born in 1980 and 1970: 46 and 56; 16 is 76.
  expect(await by('age')).toEqual([
    ['3', 13],
    ['4', 1],
  ]);
  expect(await by('residence')).toEqual([['local', 14]]);
  // 7 and 17 are of low income, 16 is severely disabled.
  expect((await by('group')).sort()).toEqual([
    ['', 11],
    ['lowIncome', 2],
    ['severelyDisabled', 1],
  ]);
  expect(await refs('community', 'on=2026-11-26&age=4')).toEqual(['~16']);
  expect(await refs('community', 'residence=foreign')).toEqual([]);
});

test('a promise whose day has come waits for the community and the agency until the person is covered', async () => {
  const waits = async (who: string) =>
    (await as(who).ok(worklistView, 'GET', '/api/worklist')).items.find(
      ({ kind }) => kind === 'censusPromises',
    );
  expect(await waits('community')).toBeUndefined();
  const promise = { person: '~17', visitedOn: '2026-11-01', result: 'promised', promisedBy: '2026-11-10' };
  await as('community').ok(visitsView, 'POST', '/api/census/visits', promise);
  const later = { ...promise, person: '~16', promisedBy: '2199-01-01' };
  await as('community').ok(visitsView, 'POST', '/api/census/visits', later);
  expect(await refs('community', 'due=true')).toEqual(['~17']);
  expect(await waits('community')).toEqual({ kind: 'censusPromises', count: 1, late: 1 });
  expect(await waits('clerk')).toMatchObject({ count: 1 });
  expect(await waits('leader')).toBeUndefined();
  await city.db.owner.query(`
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
    values ('990100', 17, 'resident', '390', '2026-11-02', '2026-11-02', '15', 'adult', 'tier1', ${PEACE}, 'resident')`);
  expect(await waits('community')).toBeUndefined();
});

test('everybody keeps to his own people', async () => {
  expect(await refs('school', 'state=missing')).toEqual([]);
  const stranger = { person: '~15', visitedOn: '2026-11-20', result: 'refused' };
  expect((await as('community').ask('POST', '/api/census/visits', stranger)).status).toBe(404);
  expect((await as('school').ask('GET', '/api/census/visits?person=~11')).status).toBe(404);
  for (const who of ['employer', 'insured', 'leader'])
    expect((await as(who).ask('GET', '/api/census/people')).status, who).toBe(403);
  expect((await as('clerk').ask('GET', '/api/census/visits?person=~11')).status).toBe(200);
});

test('a unit sees since when its people are covered, and who joined or ended in a month', async () => {
  await city.db.owner.query(
    "update coverage set covered_to = '2026-11-15' where person_id = 2 and scheme = 'employee'; update coverage set covered_from = '2026-11-01', benefit_from = '2026-11-01' where person_id = 3 and scheme = 'employee'",
  );
  const view = await as('employer').ok(unitPeopleView, 'GET', '/api/units/1/people?month=2026-11');
  expect([view.joined, view.ended, view.total]).toEqual([1, 1, 3]);
  const moved = await as('employer').ok(
    unitPeopleView,
    'GET',
    '/api/units/1/people?month=2026-11&moved=yes&limit=1',
  );
  expect([moved.total, moved.items[0]?.person, moved.next, moved.joined]).toEqual([2, '~2', 1, 1]);
  expect(
    view.items.map(({ person, joined, ended, coveredFrom }) => [person, joined, ended, coveredFrom]),
  ).toEqual([
    ['~2', false, true, '2020-01-01'],
    ['~3', true, false, '2026-11-01'],
    ['~1', false, false, '2020-01-01'],
  ]);
  expect((await as('employer').ask('GET', '/api/units/2/people')).status).toBe(404);
  expect(
    (await as('clerk').ok(unitPeopleView, 'GET', '/api/units/1/people?month=2026-12')).items,
  ).toHaveLength(2);
});
