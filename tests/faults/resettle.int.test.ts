import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  bill,
  createWorld,
  expectKind,
  fundFen,
  loadTestPolicy,
  settleRequest,
  type World,
} from '@gongji/server/settlement/testing';
import { verifyBooks } from '@gongji/server/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./server-main.ts', import.meta.url));
const FAMILIES = 60;

let world: World;
let server: ChildProcess | undefined;
/** Heads of the families, and one relative each. */
const families: (readonly [string, string])[] = [];

beforeAll(async () => {
  world = await createWorld();
  const { db, person, service } = world;
  const policy = '../../packages/server/src/settlement/testing/family.yaml';
  await loadTestPolicy(db, fileURLToPath(new URL(policy, import.meta.url)));
  for (let i = 0; i < FAMILIES; i++) {
    const head = await person({ scheme: 'resident' });
    families.push([head, await person({ scheme: 'resident', familyId: head })]);
  }
  const settle = async (personId: string) => {
    const request = settleRequest(bill(personId, 500, { insutype: '390' }));
    return fundFen(expectKind(await service.settle(request), 'settled').settled);
  };
  // 500 − 300 of the family's deductible, 80 %: 160; then 500 × 80 % = 400.
  expect(new Set(await Promise.all(families.map(([head]) => settle(head))))).toEqual(new Set([16_000]));
  expect(new Set(await Promise.all(families.map(([, child]) => settle(child))))).toEqual(new Set([40_000]));
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await world.close();
});

async function startServer(): Promise<void> {
  const child = spawn(process.execPath, [PROGRAM, world.db.connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served`)));
  });
}

async function killServer(): Promise<void> {
  const ended = new Promise<void>((resolve) => server?.once('exit', () => resolve()));
  server?.kill('SIGKILL');
  await ended;
  // As if the time had passed after which a silent holder of a task is taken for dead.
  await world.db.owner.query(
    "update task set beat_at = beat_at - interval '1 minute' where state = 'running'",
  );
}

/** A list that ended a cover of each head and is on the books: what is left of its task is to settle their bills again. */
async function listOfHeads(): Promise<void> {
  const { owner, newId } = world.db;
  const batchId = newId();
  await owner.query(
    `insert into import_batch (batch_id, region_code, kind, file_name, file_hash, file_bytes, state, created_by, created_at,
                               ran_at, undone_at)
     values ($1, '990100', 'endings', 'list.xlsx', '', 0, 'undone', 'reviewer', now(), now(), now())`,
    [batchId],
  );
  for (const [index, [personId]] of families.entries()) {
    const actId = newId();
    await owner.query(
      `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, effective_on, facts, decision, effects, reason,
                                  acted_by, acted_at)
       values ('990100', $1, $2, 'stop', 'resident', '2026-06-12', '{}', '{}', '[]', 'list', 'reviewer', now())`,
      [personId, actId],
    );
    await owner.query(
      `insert into import_row (batch_id, row_no, state, cells, act_refs) values ($1, $2, 'good', '{}', array[$3])`,
      [batchId, index + 2, `${personId}/${actId}`],
    );
  }
  await owner.query(
    `insert into task (task_id, kind, title, input, region_code, created_by, created_at)
     values ($1, 'group-enrolment-undo', 'list.xlsx', $2, '990100', 'reviewer', now())`,
    [newId(), JSON.stringify({ batchId, reason: 'list' })],
  );
}

async function isDone(): Promise<boolean> {
  const { rows } = await world.db.owner.query("select from task where state = 'done'");
  return rows.length > 0;
}

/** How many families are settled again; throws when one is so in part. */
async function settledAgain(): Promise<number> {
  const { rows } = await world.db.owner.query<{ head: string; heads: number; childs: number }>(
    `select f.head, (select count(*)::int from settlement where person_id = f.head) as heads,
            (select count(*)::int from settlement where person_id = f.child) as childs
       from unnest($1::bigint[], $2::bigint[]) as f (head, child)`,
    [families.map(([head]) => head), families.map(([, child]) => child)],
  );
  // The head's bill gets its reversal, the child's a reversal and a settlement in its place: all three or none.
  for (const { heads, childs } of rows)
    expect([
      [1, 1],
      [2, 3],
    ]).toContainEqual([heads, childs]);
  return rows.filter(({ heads }) => heads === 2).length;
}

test('kill -9 while bills of families are settled again: each family wholly or not at all, and the task goes on', async () => {
  const { owner } = world.db;
  await owner.query("update coverage set benefit_from = '2026-06-12' where person_id = any($1)", [
    families.map(([head]) => head),
  ]);
  await listOfHeads();
  const least = 12;
  await startServer();
  while ((await settledAgain()) < least) await sleep(5);
  await killServer();
  const done = await settledAgain();
  expect(done).toBeGreaterThanOrEqual(least);
  expect(done).toBeLessThan(FAMILIES);
  expect((await verifyBooks(owner, { outcomes: true })).differences).toEqual([]);
  await startServer();
  while (!(await isDone())) await sleep(20);
  expect(await settledAgain()).toBe(FAMILIES);
  // The deductible falls on the child: (500 − 300) × 80 % = 160. He owes the 240 that he had more, the head his 160.
  const { rows } = await owner.query(
    `select sum(amount_fen)::int as fen, count(*)::int as n from posting
      where debit_account = '990100/payable/persons' group by amount_fen order by 1`,
  );
  expect(rows).toEqual([
    { fen: 16_000 * FAMILIES, n: FAMILIES },
    { fen: 24_000 * FAMILIES, n: FAMILIES },
  ]);
  expect((await verifyBooks(owner, { outcomes: true })).differences).toEqual([]);
});
