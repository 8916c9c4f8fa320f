import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { batchView, taskView } from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { cellsOf, goodRow, HOUSEHOLD_HEADINGS } from '@gongji/server/group-enrolment/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { verifyBooks } from '@gongji/server/verify';
import { xlsxFile } from '@gongji/sheets';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../testing/browser.ts';

const PROGRAM = fileURLToPath(new URL('./server-main.ts', import.meta.url));
const ROWS = 3_000;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

let db: TestDatabase;
let server: ChildProcess | undefined;
beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putTestUsers(db.owner);
});
afterAll(async () => {
  server?.kill('SIGKILL');
  await db.drop();
});

/** A server of its own, and the officer of a community before it. */
async function started(): Promise<Browser> {
  const child = spawn(process.execPath, [PROGRAM, db.connectionString], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server = child;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(line.toString('utf8').trim()));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it served`)));
  });
  const officer = new Browser(url);
  const session = { account: 'demo.community', password: DEMO_PASSWORD };
  expect((await officer.ask('POST', '/api/session', session)).status).toBe(200);
  return officer;
}

async function killed(): Promise<void> {
  const ended = new Promise<void>((resolve) => server?.once('exit', () => resolve()));
  server?.kill('SIGKILL');
  await ended;
  // The database notices by itself that nobody holds the transaction any more.
  await expect.poll(openTransactions).toBe(0);
  // As if the time had passed after which a silent holder of a task is taken for dead.
  await db.owner.query("update task set beat_at = beat_at - interval '1 minute' where state = 'running'");
}

async function openTransactions(): Promise<number> {
  const { rows } = await db.owner.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return rows[0]?.n ?? 0;
}

const count = async (sql: string) => {
  const { rows } = await db.owner.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
  return rows[0]?.n ?? 0;
};
/** Everything that a row of a list makes. */
const made = async () => [await count('person'), await count('coverage'), await count('enrolment_act')];

/** Waits until a transaction has begun to write acts, which it has not committed. */
async function writing(): Promise<void> {
  const locks = `pg_locks l join pg_class c on c.oid = l.relation
                  where c.relname = 'enrolment_act' and l.mode = 'RowExclusiveLock' and l.granted`;
  while ((await count(locks)) === 0) await sleep(5);
}

async function taskOf(officer: Browser, batchId: string) {
  const { taskId } = await officer.ok(batchView, 'GET', `/api/lists/${batchId}`);
  return officer.ok(taskView, 'GET', `/api/tasks/${taskId}`);
}

/** Waits until so many steps are done; throws when the task ends before. */
async function under(officer: Browser, batchId: string, steps: number): Promise<void> {
  for (;;) {
    const { state, done } = await taskOf(officer, batchId);
    if (done >= steps) return;
    expect(['waiting', 'running']).toContain(state);
    await sleep(10);
  }
}

async function ended(officer: Browser, batchId: string) {
  for (;;) {
    const { state } = await taskOf(officer, batchId);
    if (state === 'done') return officer.ok(batchView, 'GET', `/api/lists/${batchId}`);
    expect(['waiting', 'running']).toContain(state);
    await sleep(50);
  }
}

const upload = async (officer: Browser, file: Uint8Array) =>
  batchView.parse((await officer.send('/api/lists?kind=household&fileName=list.xlsx', file)).body).batchId;

test('kill -9 in the middle of an import: nothing half done, nothing twice, and the task goes on to its end', async () => {
  const rows = Array.from({ length: ROWS }, (_, n) => cellsOf(goodRow(n)));
  const file = xlsxFile([{ name: '数据', columns: [], rows: [HOUSEHOLD_HEADINGS, ...rows] }]);
  let officer = await started();
  const batchId = await upload(officer, file);
  expect(await ended(officer, batchId)).toMatchObject({ state: 'checked', good: ROWS, bad: 0 });
  const before = await made();
  // In the middle of the enrolment: while rows are decided, and while they are written.
  await officer.ok(batchView, 'POST', `/api/lists/${batchId}/run`, { mode: 'good' });
  for (const inTheMiddle of [() => under(officer, batchId, ROWS / 4), writing]) {
    await inTheMiddle();
    await killed();
    expect(await made()).toEqual(before);
    expect(await count("import_batch where state <> 'checked'")).toBe(0);
    officer = await started();
  }
  expect(await ended(officer, batchId)).toMatchObject({ state: 'done', done: ROWS, bad: 0 });
  const after = await made();
  const [persons = 0, covers = 0, acts = 0] = before;
  // Each row became a person with a cover by two acts: registration and joining.
  expect(after).toEqual([persons + ROWS, covers + ROWS, acts + 2 * ROWS]);
  const refs = `select unnest(act_refs) as ref from import_row where batch_id = ${batchId}`;
  expect(await count(`(select distinct ref from (${refs}) r) d`)).toBe(2 * ROWS);
  expect(await count('(select cert_no from person group by 1 having count(*) > 1) p')).toBe(0);
  // The same list once more makes nothing.
  const again = await upload(officer, file);
  await ended(officer, again);
  await officer.ok(batchView, 'POST', `/api/lists/${again}/run`, { mode: 'good' });
  expect(await ended(officer, again)).toMatchObject({ state: 'done', done: 0, bad: 0 });
  expect(await made()).toEqual(after);
  expect((await verifyBooks(db.owner)).differences).toEqual([]);
}, 240_000);
