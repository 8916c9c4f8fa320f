import { earlyUseView, registerFindingsView } from '@gongji/contract';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../../../tests/testing/browser.ts';
import { type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import { type RunningServer, startServer } from '../main.ts';
import { searchEverywhere } from './search.ts';

/** 6 is a resident who also works; 7 is insured elsewhere by the census; 8 was a student until June; 1 and 9 are one person. */
let city: SmallCity;
let server: RunningServer;
const users = new Map<string, Browser>();
beforeAll(async () => {
  city = await smallCity();
  await city.db.owner.query(
    "insert into institution (institution_code, region_code, name, kind, level, clearing_office) values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')",
  );
  await city.db.owner.query(`
    insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学');
    update person set name = name || person_id, born_on = born_on + person_id::int;
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on) select region_code, 9, 'P9', name, 'C9', sex, born_on from person where person_id = 1;
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind) values
      ('990100', 6, 'employee', '310', '2026-05-01', '2026-05-01', '1101', 'active', 'none', 1, 'employer'),
      ('990100', 8, 'resident', '390', '2020-01-01', '2020-01-01', '1404', 'universityStudent', 'tier1', 8000001, 'resident'),
      ('990100', 9, 'employee', '310', '2026-06-01', '2026-06-01', '1103', 'flexible', 'none', null, 'flexible');
    delete from coverage where person_id = 8 and scheme = 'employee';
    insert into census (region_code, person_id, unit_id, as_of, exempt, exempt_proof, source) values ('990100', 7, 990101001001, '2026-10-01', 'insuredElsewhere', 'AL-7', '公安户籍');
    insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, keep_until, offered_unit, offered_by, offered_at, state, decided_by, decided_at)
    values ('990100', 8, 5, 'leaving-school', 8000001, 990101001001, '2026-06-30', '2026-10-31', 8000001, 'school', now(), 'accepted', 'community', now())`);
  await putTestUsers(city.db.owner);
  server = await startServer({ connectionString: city.db.connectionString, port: 0 });
  for (const role of ['clerk', 'reviewer', 'leader', 'community']) {
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
const night = () =>
  searchEverywhere({ pool: city.db.pool, newId: city.db.newId, now: () => new Date('2026-11-27T19:10:00Z') });
const list = async (state = 'open') =>
  as('clerk').ok(registerFindingsView, 'GET', `/api/findings?state=${state}`);

test('a night finds each of them once, in a sentence', async () => {
  await night();
  await night();
  const { items, open } = await list();
  expect(items.map(({ person, kind, sentence }) => [person, kind, sentence.zh])).toEqual([
    ['~1', 'duplicatePerson', '与另一人姓名、性别、出生日期相同'],
    ['~6', 'doubleCover', '职工医保自 2026-05-01、居民医保自 2026-01-01 同时有效'],
    ['~7', 'coverElsewhere', '底册注明在外地参保（AL-7），本地自 2026-01-01 参保'],
    ['~8', 'studentOver', '毕业生待遇保留至 2026-10-31，仍以学生身份参保'],
  ]);
  expect(open).toEqual({ duplicatePerson: 1, doubleCover: 1, coverElsewhere: 1, studentOver: 1 });
});

test('a page may end between two findings of one person; the list has an order and says how many there are', async () => {
  await city.db.owner.query(`
    insert into register_finding (region_code, person_id, finding_id, kind, key, detail, found_on)
    select region_code, 6, 77, 'coverElsewhere', 'x', '{"coveredFrom": "2026-01-01"}', date '2026-11-01' from person where person_id = 6`);
  const walked: (readonly [string, string])[] = [];
  for (const after of [0, 1, 2, 3, 4]) {
    const path = `/api/findings?limit=1&after=${after}&sort=foundOn&order=asc`;
    const { items, total, next } = await as('clerk').ok(registerFindingsView, 'GET', path);
    expect([total, items.length, next]).toEqual([5, 1, after === 4 ? undefined : after + 1]);
    for (const { person, kind } of items) walked.push([person, kind]);
  }
  expect(walked).toEqual([
    // Found weeks before the others.
    ['~6', 'coverElsewhere'],
    ['~1', 'duplicatePerson'],
    ['~6', 'doubleCover'],
    ['~7', 'coverElsewhere'],
    ['~8', 'studentOver'],
  ]);
  await city.db.owner.query('delete from register_finding where finding_id = 77');
});

test('a clerk works one off, what is dismissed is not found again, and what is mended goes by itself', async () => {
  const { items } = await list();
  const [twins, double] = items;
  const decision = (one: typeof twins, state: string) => ({
    person: one?.person,
    kind: one?.kind,
    state,
    note: '已核对',
  });
  const path = (one: typeof twins) => `/api/findings/${one?.findingId}/decision`;
  expect((await as('reviewer').ask('POST', path(twins), decision(twins, 'dismissed'))).status).toBe(403);
  await as('clerk').ok(registerFindingsView, 'POST', path(twins), decision(twins, 'dismissed'));
  const again = await as('clerk').ask('POST', path(twins), decision(twins, 'done'));
  expect([again.status, JSON.stringify(again.body)]).toEqual([
    409,
    expect.stringContaining('已由演示经办于'),
  ]);
  const none = await as('clerk').ask('POST', '/api/findings/1/decision', decision(twins, 'done'));
  expect([none.status, JSON.stringify(none.body)]).toEqual([
    404,
    expect.stringContaining('finding-not-open'),
  ]);
  await city.db.owner.query(
    "update coverage set covered_to = '2026-04-30' where person_id = 6 and scheme = 'resident'",
  );
  await night();
  expect((await list()).items.map(({ person }) => person)).toEqual(['~7', '~8']);
  expect((await list('gone')).items.map(({ findingId }) => findingId)).toEqual([double?.findingId]);
  expect((await list('dismissed')).items).toMatchObject([{ person: '~1', note: '已核对' }]);
  // Said to be done and it is not: the next night finds it again.
  const [elsewhere] = (await list()).items;
  await as('clerk').ok(registerFindingsView, 'POST', path(elsewhere), decision(elsewhere, 'done'));
  expect((await as('clerk').ask('POST', '/api/findings/search', {})).body).toMatchObject({
    found: { coverElsewhere: 1, doubleCover: 0, duplicatePerson: 0 },
  });
});

test('who joins is counted, and who was covered until the day before is not', async () => {
  const figure = async () =>
    as('leader').ok(earlyUseView, 'GET', '/api/early-use?from=2026-05-01&to=2026-06-30&days=30');
  // 6 had a cover until the day before, so he did not join; 9 did.
  expect(await figure()).toMatchObject({ joiners: 1, users: 0, fundFen: 0 });
});

test('findings are the agency’s', async () => {
  expect((await as('community').ask('GET', '/api/findings')).status).toBe(403);
  expect((await as('leader').ask('GET', '/api/findings')).status).toBe(403);
});
