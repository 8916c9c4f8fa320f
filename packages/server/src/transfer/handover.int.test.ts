import type { HandoverBody, Role } from '@gongji/contract';
import { date } from '@gongji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../rest/answer.ts';
import { type Caller, callerOfClient } from '../rest/caller.ts';
import { createWorld, TODAY, type World } from '../settlement/testing/world.ts';
import type { TransferDeps } from './deps.ts';
import { decideHandover, handovers, offerHandover } from './handover.ts';

let world: World;
let deps: TransferDeps;
let school: Caller;
let community: Caller;
let otherSchool: Caller;

beforeAll(async () => {
  world = await createWorld();
  deps = { pool: world.db.pool, newId: world.db.newId, now: () => TODAY };
  await world.db.owner.query(
    `insert into unit (unit_id, region_code, kind, code, name) values
       (1, '990100', 'school', 'S1', '共济大学'), (2, '990100', 'school', 'S2', '邻大学'), (3, '990100', 'community', 'C3', '和平社区')`,
  );
  school = caller('school-operator', '1');
  otherSchool = caller('school-operator', '2');
  community = caller('community-operator', '3');
});
afterAll(() => world.close());

function caller(role: Role, unitId: string): Caller {
  const client = {
    clientId: `${role}${unitId}`,
    name: role,
    role,
    regionCode: '990100',
    institutionCode: null,
    unitId,
  };
  const found = callerOfClient(client, 'handover.work');
  if (found === undefined) throw new Error(role);
  return found;
}
const WAITING = { state: 'offered', sort: 'offeredAt', order: 'desc', after: 0, limit: 50 } as const;
const codes = (answer: Answer<unknown>) =>
  answer.kind === 'problem' ? answer.errors.map((e) => e.code) : answer.kind;
const done = <T>(answer: Answer<T>): T => {
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.body;
};
const row = (number: string, change = {}) => ({
  number,
  name: '测试',
  className: '一班',
  unitCode: '',
  ...change,
});
const list = (kind: HandoverBody['kind'], rows: HandoverBody['rows']): HandoverBody => ({
  kind,
  onDay: date('2026-09-01'),
  rows,
});

/** A resident of the community, in a class of the school if asked for. */
async function student(inSchool: boolean): Promise<string> {
  const personId = await world.person({ scheme: 'resident', bornOn: '2005-01-01' });
  await world.db.owner.query('update person set community_id = 3 where person_id = $1', [personId]);
  if (inSchool)
    await world.db.owner.query(
      `insert into schooling (region_code, person_id, unit_id, class_name, valid_from) values ('990100', $1, 1, '一班', '2022-09-01')`,
      [personId],
    );
  return personId;
}
const registers = async (personId: string) =>
  (
    await world.db.pool.query(
      `select (select json_agg(json_build_array(unit_id, valid_from, valid_to, end_reason) order by valid_from) from schooling where person_id = $1) as schooling,
              (select json_agg(json_build_array(unit_id, covered_to, benefit_to)) from coverage where person_id = $1) as cover`,
      [personId],
    )
  ).rows[0];

test('who leaves the school is confirmed by his community, and stays covered to the end of the year', async () => {
  const personId = await student(true);
  const offered = done(await offerHandover(deps, school, list('leaving-school', [row(personId)])));
  expect(offered.items).toMatchObject([
    { state: 'offered', communityName: '和平社区', keepUntil: '2026-12-31', mayDecide: false },
  ]);
  const handoverId = offered.items[0]?.handoverId ?? '';
  expect(done(await handovers(deps, community, WAITING)).items).toMatchObject([
    { mayDecide: true, personName: '测*' },
  ]);
  expect(done(await handovers(deps, otherSchool, WAITING)).items).toEqual([]);
  const yes = { approved: true, note: '' };
  expect(codes(await decideHandover(deps, otherSchool, handoverId, yes))).toEqual([]);
  expect(codes(await decideHandover(deps, school, handoverId, yes))).toEqual(['own-request']);
  expect(done(await decideHandover(deps, community, handoverId, yes))).toMatchObject({ state: 'accepted' });
  expect(await registers(personId)).toEqual({
    schooling: [[1, '2022-09-01', '2026-08-31', 'left']],
    cover: [[3, null, null]],
  });
  const { rows } = await world.db.pool.query(
    `select register, changed_by as by from register_history where person_id = $1 and register in ('coverage', 'schooling') and changed_by like 'client:%' order by 1`,
    [personId],
  );
  const by = 'client:community-operator3';
  expect(rows).toEqual([
    { register: 'coverage', by },
    { register: 'schooling', by },
  ]);
});

test('who moves into the school is offered by either side and begins there without a gap', async () => {
  const personId = await student(false);
  const offered = done(
    await offerHandover(deps, community, list('into-school', [row(personId, { unitCode: 'S1' })])),
  );
  const handoverId = offered.items[0]?.handoverId ?? '';
  done(await decideHandover(deps, school, handoverId, { approved: true, note: '' }));
  expect(await registers(personId)).toEqual({
    schooling: [[1, '2026-09-01', null, null]],
    cover: [[1, null, null]],
  });
  const claimed = await student(false);
  const back = done(await offerHandover(deps, school, list('into-school', [row(claimed)])));
  const id = back.items.find((item) => item.ref === `~${claimed}`)?.handoverId ?? '';
  done(await decideHandover(deps, community, id, { approved: false, note: '查无此人' }));
  expect(await registers(claimed)).toEqual({ schooling: null, cover: [[null, null, null]] });
});

test('a list is taken whole or not at all, and each wrong row is told', async () => {
  const mine = await student(true);
  const notMine = await student(false);
  const twice = await student(true);
  done(await offerHandover(deps, school, list('leaving-school', [row(twice)])));
  const rows = [row(mine), row('no such'), row(notMine), row(twice), row(mine, { unitCode: 'C9' })];
  expect(codes(await offerHandover(deps, school, list('leaving-school', rows)))).toEqual([
    'handover-row',
    'handover-not-yours',
    'handover-open',
    'handover-unit',
  ]);
  expect(done(await handovers(deps, school, WAITING)).items.map((item) => item.ref)).toEqual([`~${twice}`]);
});
