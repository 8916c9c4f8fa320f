import { readFileSync } from 'node:fs';
import { loadPolicy } from '@gongji/engine';
import { rollUpFunds } from '@gongji/store/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, callerOfClient } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { createWorld, TODAY, type World } from '../settlement/testing/world.ts';
import { verifyBooks } from '../verify/index.ts';
import { accountRunTask, startAccountRun } from './runs.ts';

let world: World;
const source = readFileSync(
  new URL('../../../../policies/showcase/employee/2026.yaml', import.meta.url),
  'utf8',
);

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function run(kind: 'interest' | 'retired-credit', period: string, at = TODAY) {
  const { policy } = loadPolicy(source, '2026.yaml');
  if (policy === undefined) throw new Error('the policy does not load');
  const task = {
    taskId: world.db.newId(),
    regionCode: '990100',
    unitId: null,
    kind: 'account-run',
    title: '',
    input: { kind, period, regionCode: '990100' },
    createdBy: 'test',
    at,
    attempt: 1,
  };
  const { pool, newId } = world.db;
  return accountRunTask([{ model: policy }])({
    pool,
    newId,
    now: () => at,
    task,
    progress: async () => undefined,
  });
}
const movements = async (personId: string) =>
  (
    await world.db.pool.query(
      'select kind, amount_fen::int as fen from account_movement where person_id = $1 order by movement_id',
      [personId],
    )
  ).rows;
const verified = async () => {
  await rollUpFunds(world.db.pool);
  return (await verifyBooks(world.db.owner)).differences;
};

test('the retired get the amount of their age once a month, however often it is run', async () => {
  // Fixed credit of 2026: below 70 90.00, 70 to 79 100.00, from 80 115.00; on 31 May 2026 they are 60, 70 and 80.
  const ages = [
    ['1966-05-01', 9_000],
    ['1956-05-31', 10_000],
    ['1946-05-31', 11_500],
  ] as const;
  const persons = await Promise.all(ages.map(([bornOn]) => world.person({ bornOn })));
  const working = await world.person({ bornOn: '1966-05-01' });
  await world.db.owner.query(`update coverage set person_status = 'retired' where person_id = any($1)`, [
    persons,
  ]);
  expect(await run('retired-credit', '2026-05')).toEqual({ accounts: 3, credited: 3, amountFen: 30_500 });
  expect(await run('retired-credit', '2026-05')).toEqual({ accounts: 0, credited: 0, amountFen: 0 });
  for (const [index, personId] of persons.entries())
    expect(await movements(personId)).toEqual([{ kind: 'pooled-credit', fen: ages[index]?.[1] }]);
  expect(await movements(working)).toEqual([]);
  expect(await verified()).toEqual([]);
});

test('interest of a year goes by the balance of each day, once', async () => {
  const personId = await world.person({ account: 10_000 });
  const after = new Date('2027-01-05T09:00:00+08:00');
  await world.db.owner.query(`update personal_account set opened_on = '2026-01-01' where person_id = $1`, [
    personId,
  ]);
  // Opened with 10 000.00 on 1 January 2026, this year's money at 0.35 %: 365 days: 10 000.00 × 0.35 % × 365 / 360 = 35.486…
  await run('interest', '2026', after);
  await run('interest', '2026', after);
  expect(await movements(personId)).toEqual([
    { kind: 'opening', fen: 1_000_000 },
    { kind: 'interest', fen: 3_549 },
  ]);
  expect(await verified()).toEqual([]);
});

test('a year that is not over has no interest', async () => {
  const client = {
    clientId: 'f',
    name: 'f',
    role: 'finance',
    regionCode: '990100',
    institutionCode: null,
    unitId: null,
  };
  const caller = callerOfClient(client, 'account.run') as Caller;
  const deps = { ...world.db, now: () => TODAY } as unknown as RestDeps;
  const answer = await startAccountRun(deps, caller, { kind: 'interest', period: '2026' });
  expect(answer.kind === 'problem' && answer.errors.map((e) => e.code)).toEqual(['account-run-early']);
});
