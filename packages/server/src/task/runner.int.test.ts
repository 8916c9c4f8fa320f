import { wholeRegion } from '@gongji/store/rest';
import { readTask } from '@gongji/store/task';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { cutOff, startTasks, type TaskHandler, TaskRefused } from './runner.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query("insert into region values ('990100', '共济市')");
});
afterAll(() => db.drop());

const refusal = { zh: '不行', en: 'no', remedyZh: '算了', remedyEn: 'leave it' };
const asked = (kind: string, input: unknown = {}) => ({
  regionCode: '990100',
  unitId: null,
  kind,
  title: kind,
  input,
  createdBy: 'clerk',
});

function running(handlers: Readonly<Record<string, TaskHandler>>, onFault = (_fault: unknown) => {}) {
  return startTasks({
    pool: db.pool,
    newId: db.newId,
    now: () => new Date(),
    handlers,
    onFault,
    lookEveryMs: 10,
  });
}

const read = (taskId: string) => readTask(db.pool, wholeRegion('990100'), taskId);
const ended = (taskId: string) =>
  vi.waitFor(
    async () => {
      const row = await read(taskId);
      expect(row?.finishedAt).not.toBeNull();
      return row;
    },
    { timeout: 120_000 },
  );

test('a task is done once, with progress and a result', async () => {
  let times = 0;
  const tasks = running({
    count: async ({ task, progress }) => {
      times += 1;
      await progress(0, 3);
      await progress(3, 3);
      return { counted: (task.input as { to: number }).to };
    },
  });
  const taskId = await tasks.add(db.pool, asked('count', { to: 3 }));
  expect(await ended(taskId)).toMatchObject({
    state: 'done',
    doneCount: 3,
    totalCount: 3,
    result: { counted: 3 },
  });
  expect(times).toBe(1);
  await tasks.stop();
});

test('a refusal is told in both languages, a fault says nothing of itself', async () => {
  const faults: unknown[] = [];
  const tasks = running(
    {
      refuse: () => Promise.reject(new TaskRefused(refusal)),
      fail: () => Promise.reject(new Error('secret of the machine room')),
    },
    (fault) => faults.push(fault),
  );
  const refused = await ended(await tasks.add(db.pool, asked('refuse')));
  expect(refused).toMatchObject({ state: 'failed', error: refusal });
  const failed = await ended(await tasks.add(db.pool, asked('fail')));
  expect(failed?.state).toBe('failed');
  expect(JSON.stringify(failed)).not.toContain('secret');
  expect(faults).toHaveLength(1);
  await tasks.stop();
});

test('what a program left when it ended is taken up by the next, and what its holder keeps alive is not', async () => {
  const first = running({ long: async ({ progress }) => wait(progress) });
  const taskId = await first.add(db.pool, asked('long'));
  await vi.waitFor(async () => expect((await read(taskId))?.state).toBe('running'));
  await first.stop();
  expect((await read(taskId))?.state).toBe('waiting');
  const second = running({ long: async ({ task }) => ({ attempt: task.attempt }) });
  expect(await ended(taskId)).toMatchObject({ state: 'done', result: { attempt: 2 } });
  await second.stop();
});

test('a holder that was killed is found out by its silence', async () => {
  const taskId = db.newId();
  await db.owner.query(
    `insert into task (task_id, region_code, kind, title, input, state, created_by, held_by, beat_at)
     values ($1, '990100', 'left', 'left', '{}', 'running', 'clerk', 'dead', now() - interval '1 minute')`,
    [taskId],
  );
  const tasks = running({ left: async () => 'taken' });
  expect(await ended(taskId)).toMatchObject({ state: 'done', result: 'taken' });
  await tasks.stop();
});

test('what its caller waits for is a task too, under way, done or failed; cut off by a kill it says so', async () => {
  const tasks = running({ file: cutOff });
  const seen: (string | undefined)[] = [];
  const taskOf = async () =>
    (await db.owner.query<{ id: string }>("select max(task_id)::text as id from task where kind = 'file'"))
      .rows[0]?.id ?? '';
  const answer = await tasks.track(asked('file'), async (progress) => {
    await progress(1, 2);
    const row = await read(await taskOf());
    seen.push(`${row?.state} ${row?.doneCount}/${row?.totalCount}`);
    return { answer: 42, end: { state: 'done', result: { lines: 2 } } };
  });
  expect([answer, seen]).toEqual([42, ['running 1/2']]);
  expect(await read(await taskOf())).toMatchObject({ state: 'done', result: { lines: 2 } });
  const broken = tasks.track(asked('file'), () => Promise.reject(new Error('secret')));
  await expect(broken).rejects.toThrow('secret');
  expect((await read(await taskOf()))?.state).toBe('failed');
  await db.owner.query(
    `insert into task (task_id, region_code, kind, title, input, state, created_by, held_by, beat_at)
     values ($1, '990100', 'file', 'file', '{}', 'running', 'clerk', 'dead', now() - interval '1 minute')`,
    [db.newId()],
  );
  const cut = await ended(await taskOf());
  expect([cut?.state, cut?.error?.zh]).toEqual(['failed', '处理时程序中断，没有生效的部分已全部撤回。']);
  await tasks.stop();
});

/** Works until it is stopped. */
async function wait(progress: (done: number, total?: number) => Promise<void>): Promise<never> {
  for (let done = 0; ; done += 1) {
    await progress(done, 1_000_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
