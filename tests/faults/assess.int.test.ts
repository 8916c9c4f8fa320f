import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { loadDemo } from '@gongji/demo';
import { date } from '@gongji/domain';
import { loadPolicyFiles, recordPolicyVersions } from '@gongji/server/policy';
import { verifyBooks } from '@gongji/server/verify';
import { inTransaction } from '@gongji/store';
import { insertRun, readRun } from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROGRAM = fileURLToPath(new URL('./assess-main.ts', import.meta.url));
const POLICIES = fileURLToPath(new URL('../../policies/showcase/', import.meta.url));

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 600, asOf: date('2026-11-26') });
  await recordPolicyVersions(db.owner, loadPolicyFiles(POLICIES));
});
afterAll(() => db.drop());

/** Runs the program; `lines`: SIGKILL once it has printed so many. Answers whether it ended by itself. */
function runProgram(runId: string, lines = Number.POSITIVE_INFINITY): Promise<boolean> {
  const child = spawn(process.execPath, [PROGRAM, db.connectionString, runId], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = 0;
  child.stdout.on('data', (text: Buffer) => {
    printed += text.toString('utf8').split('\n').length - 1;
    if (printed >= lines) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

test('kill -9 in the middle of a run: parts are whole or not there, and the run goes on to the same end', async () => {
  const runId = db.newId();
  const run = {
    runId,
    regionCode: '990100',
    scheme: 'employee',
    period: '2026-11',
    kind: 'regular',
  } as const;
  const rest = { unitId: null, dueOn: date('2026-11-30'), createdBy: 'test', createdAt: new Date() };
  await inTransaction(db.pool, (tx) => insertRun(tx, { ...run, ...rest }));
  const seen: number[] = [];
  for (const lines of [2, 4, 3]) {
    expect(await runProgram(runId, lines)).toBe(false);
    const { rows } = await db.owner.query<{ parts: number; charged: number; said: number }>(
      `select count(*) filter (where done_at is not null)::int as parts, coalesce(sum(charges), 0)::int as said,
              (select count(*)::int from charge) as charged from assessment_part where run_id = $1`,
      [runId],
    );
    // What is charged is what the finished parts say, and nothing of the one that was killed.
    expect(rows[0]?.charged).toBe(rows[0]?.said);
    seen.push(rows[0]?.parts ?? 0);
  }
  expect(seen.at(-1)).toBeGreaterThan(0);
  expect(await runProgram(runId)).toBe(true);
  const done = await readRun(db.pool, wholeRegion('990100'), runId);
  expect(done).toMatchObject({ state: 'done' });
  const { rows } = await db.owner.query(
    `select (select count(*)::int from coverage where scheme = 'employee' and status = '1' and covered_from <= '2026-11-30'
              and (covered_to is null or covered_to >= '2026-11-30')) as due,
            (select count(distinct person_id)::int from charge) as charged, (select count(*)::int from charge) as charges,
            (select count(*)::int from assessment_problem) as problems`,
  );
  const { due, charged, charges, problems } = rows[0] as Record<string, number>;
  expect([charges, Number(charges) + Number(problems)]).toEqual([charged, due]);
  expect((await verifyBooks(db.owner)).differences).toEqual([]);
}, 240_000);
