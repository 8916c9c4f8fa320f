import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';

/**
 * One community: 1 to 5 and 8 are employees without an end, 6 and 7 residents of 2026; 31 to 36 have no cover. All 14 of them
 * stand in the census. Today is 26 November 2026.
 */
let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'leader', 'community']);
  await city.rows(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '990100', n, 'P' || n, '新参保' || n, 'N' || n, '1', date '1990-05-01', 990101001001 from generate_series(31, 36) n`);
  await city.rows(`
    insert into census (region_code, person_id, unit_id, as_of, living_here, exempt, source, known_from)
    select region_code, person_id, community_id, '2026-10-01', true, 'none', '公安户籍', '2026-10-01' from person`);
  await city.rows(`
    update coverage set covered_to = '2026-12-31' where scheme = 'resident';
    delete from register_history`);
});
afterAll(() => city.stop());

let keys = 0;
/** Somebody enrols for the next year at the counter. */
const join = async (n: number): Promise<string> => {
  keys += 1;
  const body = { person: `~${n}`, scheme: 'resident', act: 'join', on: '2026-11-26', year: '2027' };
  const more = { tier: 'tier1', reason: '窗口参保' };
  const answer = await city.ask('clerk', 'POST', '/api/enrolment/acts', { ...body, ...more }, `join-${keys}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.actId;
};
/** What was entered just now was entered on this day. */
const enteredOn = async (day: string, actId: string, n: number): Promise<void> => {
  await city.rows(`update enrolment_act set acted_at = '${day} 10:00+08' where act_id = ${actId}`);
  await city.rows(`update coverage set known_from = '${day} 10:00+08' where person_id = ${n}`);
};
const figures = async (query = ''): Promise<Body> =>
  (await city.ask('leader', 'GET', `/api/enrolment-figures?level=community${query}`)).body;
const ofDay = async (query: string): Promise<readonly unknown[]> => {
  const { year, total } = await figures(query);
  const { employees, residents, newToday, missing, ratePpm } = total;
  return [year, employees, residents, newToday, missing, ratePpm];
};

test('who enrols for the next year is new that day and in the rate of that year, not of this one', async () => {
  // 6 employees and 2 residents of 14: 57.142 9 %; 6 are missing.
  expect(await ofDay('')).toEqual(['2026', 6, 2, 0, 6, 571_429]);
  // Nobody has enrolled for 2027: the 6 employees go on, 6 of 14 are 42.857 1 %.
  expect(await ofDay('&year=2027')).toEqual(['2027', 6, 0, 0, 8, 428_571]);
  await enteredOn('2026-11-25', await join(31), 31);
  expect(await ofDay('&year=2027&on=2026-11-25')).toEqual(['2027', 6, 1, 1, 7, 500_000]);
  expect(await ofDay('&on=2026-11-25')).toEqual(['2026', 6, 2, 0, 6, 571_429]);
  expect(await ofDay('&year=2027&on=2026-11-24')).toEqual(['2027', 6, 0, 0, 8, 428_571]);
  // On the day itself nobody yet; who enrolled the day before is in the rate.
  expect(await ofDay('&year=2027')).toEqual(['2027', 6, 1, 0, 7, 500_000]);
});

test('a day that is over stays what it was, whatever is corrected, moved or ended since; no correction is new', async () => {
  const was = await figures('&year=2027&on=2026-11-25');
  const before = await figures('&on=2026-11-25');
  await city.rows(`
    insert into unit (unit_id, region_code, kind, code, name, area_code)
    values (990101001002, '990100', 'community', '990101001002', '桂花社区', '990101001')`);
  await city.rows(`update coverage set tier = 'tier2' where person_id = 31`);
  await city.rows(`update coverage set status = '4', covered_to = '2026-11-24' where person_id = 6`);
  await city.rows('delete from coverage where person_id = 7');
  await city.rows('update person set community_id = 990101001002 where person_id = 31');
  await city.rows(`update person set status = 'dead', died_on = '2026-11-20' where person_id = 8`);
  await city.rows(`update census set exempt = 'abroad' where person_id = 32`);
  const leader = { year: 2027, place: '', metric: 'residents', value: 5, responsible: '' };
  await city.ask('leader', 'POST', '/api/targets', leader);
  await enteredOn('2026-11-26', await join(33), 33);
  expect(await figures('&year=2027&on=2026-11-25')).toEqual(was);
  expect(await figures('&on=2026-11-25')).toEqual(before);
  // Today: 33 alone is new. 5 employees and 31 and 33 of 12 who count (14 less the dead and the one abroad): 58.333 3 %.
  expect(await ofDay('&year=2027')).toEqual(['2027', 5, 2, 1, 5, 583_333]);
  const undone = { reason: '办错人' };
  const [{ id }] = await city.rows('select max(act_id)::text as id from enrolment_act where person_id = 33');
  await city.ask('clerk', 'POST', `/api/register/acts/${id}/undo`, undone, 'undo-33');
  await city.rows(`update enrolment_act set acted_at = '2026-11-26 11:00+08' where undoes_id = ${id}`);
  // Undone the same day: nobody is new.
  expect(await ofDay('&year=2027')).toEqual(['2027', 5, 1, 0, 6, 500_000]);
});

test('the bulletin, the split and the census say the same of the year that is asked for', async () => {
  const file = await city.bytes('leader', '/api/enrolment-bulletin.xlsx?lang=zh&year=2027&on=2026-11-25');
  const sheet = strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  expect(sheet).toContain('50.00%');
  const { body } = await city.ask('leader', 'GET', '/api/enrolment-figures/split?by=tier&year=2027');
  const persons = (scheme: string) =>
    body.items
      .filter((one: Body) => one.scheme === scheme)
      .reduce((n: number, one: Body) => n + one.persons, 0);
  expect([persons('employee'), persons('resident')]).toEqual([5, 1]);
  const missing = async (query: string) =>
    (await city.ask('clerk', 'GET', `/api/census/people?${query}`)).body.items.map((one: Body) => one.person);
  // 6 and 7 are not covered any more, this year or the next; 31 is enrolled for the next alone.
  expect(await missing('')).toEqual(['~6', '~7', '~31', '~33', '~34', '~35', '~36']);
  expect(await missing('year=2027')).toEqual(['~6', '~7', '~33', '~34', '~35', '~36']);
  const progress = (await city.ask('clerk', 'GET', '/api/census/progress?year=2027')).body;
  expect([progress.total.covered, progress.total.missing]).toEqual([6, 6]);
});

test('a community is reminded of its own targets that are not reached', async () => {
  const set = async (metric: string, value: number): Promise<void> => {
    const target = { year: 2026, place: '990101001001', metric, value, responsible: '' };
    expect((await city.ask('leader', 'POST', '/api/targets', target)).status).toBe(200);
  };
  const behind = async (who: string): Promise<unknown> =>
    (await city.ask(who, 'GET', '/api/worklist')).body.items.find(
      (one: Body) => one.kind === 'targetsBehind',
    );
  expect(await behind('community')).toBeUndefined();
  // 5 employees of 11 who count here (14 less the dead, the one abroad and the one who moved), and no resident: 45.454 5 %.
  await set('employees', 5);
  await set('ratePpm', 454_545);
  expect(await behind('community')).toBeUndefined();
  await set('ratePpm', 454_546);
  await set('residents', 1);
  expect(await behind('community')).toEqual({ kind: 'targetsBehind', count: 2, late: 0 });
  expect(await behind('clerk')).toBeUndefined();
  await set('residents', 0);
  await set('ratePpm', 400_000);
  expect(await behind('community')).toBeUndefined();
});

test('somebody registered at the counter belongs to a community of the region, and is counted there', async () => {
  const person = {
    name: '安居',
    certType: '99',
    certNo: 'PLACE1',
    bornOn: '1990-01-01',
    sex: '1',
    reason: '窗口登记',
  };
  const register = async (communityId: string) =>
    city.ask('clerk', 'POST', '/api/register/persons', { ...person, communityId }, `place-${communityId}`);
  const codes = async (communityId: string) =>
    (await register(communityId)).body.errors.map((one: Body) => `${one.code} ${one.field}`);
  expect(await codes('1')).toEqual(['unit-not-fit communityId']);
  expect(await codes('77')).toEqual(['unit-unknown communityId']);
  expect((await register('990101001002')).status).toBe(200);
  const rows = await city.rows(`select community_id::text as id from person where cert_no = 'PLACE1'`);
  expect(rows).toEqual([{ id: '990101001002' }]);
});
