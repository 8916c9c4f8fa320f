import {
  type BatchView,
  batchRowsView,
  batchView,
  problemView,
  registerFindingsView,
  taskView,
  worklistView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { verifyBooks } from '@gongji/server/verify';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser } from './testing/browser.ts';

/** Graduates whose time has run out are ended by one list: checked, agreed to by a second person, written, taken back. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const KEPT_UNTIL = addDays(today, -20);
const SCHOOL = '8000001';
let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let reviewer: Browser;
let school: Browser;
/** Two graduates; the first has a bill of today. */
let graduates: readonly string[] = [];
let batchId = '';

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putTestUsers(db.owner);
  const { rows } = await db.owner.query<{ id: string }>(
    `update coverage c set person_status = 'student', benefit_to = null, covered_to = null where c.scheme = 'resident' and (person_id, covered_from) in (
       select person_id, covered_from from coverage x join person p using (person_id)
        where x.scheme = 'resident' and x.status = '1' and x.covered_from <= $1 and x.benefit_from <= $1
          and coalesce(x.benefit_to, $2) >= $2 and p.status = 'active' and p.merged_into is null
          and not exists (select from coverage e where e.person_id = x.person_id and e.scheme = 'employee')
          and not exists (select from settlement s where s.person_id = x.person_id)
          and (select count(*) from coverage y where y.person_id = x.person_id) = 1
        order by 1 limit 2) returning c.person_id as id`,
    [KEPT_UNTIL, today],
  );
  graduates = rows.map(({ id }) => id).toSorted((a, b) => Number(a) - Number(b));
  await db.owner.query(
    `insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, keep_until, offered_unit, offered_by, offered_at, state, decided_by, decided_at)
     select region_code, person_id, person_id + 500000, 'leaving-school', $3, 990101001001, $2::date - 90, $2, $3, 'school', now(), 'accepted', 'community', now()
       from person where person_id = any($1::bigint[])`,
    [graduates, KEPT_UNTIL, SCHOOL],
  );
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  [clerk, reviewer, school] = (await Promise.all(
    ['demo.clerk', 'demo.reviewer', 'demo.school'].map(async (account) => {
      const browser = new Browser(server.url);
      await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
      return browser;
    }),
  )) as [Browser, Browser, Browser];
  const item = await db.owner.query<{ code: string }>(
    "select list_code as code from catalogue_item where item_class = 'A' and not restricted and valid_to is null and kind = 'drug' order by 1 limit 1",
  );
  const number = await db.owner.query<{ no: string }>(
    'select psn_no as no from person where person_id = $1',
    [graduates[0]],
  );
  const settled = await clerk.ask(
    'POST',
    '/api/settlements',
    {
      ...{ psnNo: number.rows[0]?.no, insutype: '390', institutionCode: 'H99010100001', medType: '11' },
      ...{ totalFen: 50_000, startedOn: today, endedOn: today },
      lines: [{ id: '1', listCode: item.rows[0]?.code, quantity: '1', amountFen: 50_000 }],
    },
    { 'idempotency-key': 'graduate' },
  );
  expect(settled.status, JSON.stringify(settled.body)).toBe(200);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

/** The batch after its task has ended. */
const ended = (): Promise<BatchView> =>
  vi.waitFor(
    async () => {
      const batch = await clerk.ok(batchView, 'GET', `/api/lists/${batchId}`);
      const task = await clerk.ok(taskView, 'GET', `/api/tasks/${batch.taskId}`);
      expect(['done', 'failed']).toContain(task.state);
      return clerk.ok(batchView, 'GET', `/api/lists/${batchId}`);
    },
    { timeout: 120_000, interval: 50 },
  );
const covers = async () =>
  (
    await db.owner.query(
      "select covered_to as to, status, end_reason as why from coverage where person_id = any($1::bigint[]) and scheme = 'resident' order by person_id",
      [graduates],
    )
  ).rows;
const bills = async () =>
  (
    await db.owner.query('select kind, cause from settlement where person_id = $1 order by sequence', [
      graduates[0],
    ])
  ).rows.map(({ kind, cause }) => `${kind} ${cause}`);
const clean = async () => expect((await verifyBooks(db.owner, { outcomes: true })).differences).toEqual([]);
const codes = (answer: { readonly body: unknown }) =>
  problemView.parse(answer.body).errors.map(({ code }) => code);

test('the findings of a school become a list that says which bills it affects, and saves nothing', async () => {
  await clerk.ask('POST', '/api/findings/search', {});
  const found = await clerk.ok(
    registerFindingsView,
    'GET',
    `/api/findings?kind=studentOver&schoolId=${SCHOOL}`,
  );
  expect(found.items.map(({ person }) => person)).toEqual(graduates.map((id) => `~${id}`));
  expect(found.schools).toMatchObject([{ unitId: SCHOOL, count: 2 }]);
  const ask = { kind: 'studentOver', schoolId: SCHOOL };
  expect((await reviewer.ask('POST', '/api/findings/list', ask)).status).toBe(403);
  expect(codes(await clerk.ask('POST', '/api/findings/list', { ...ask, schoolId: '1' }))).toEqual([
    'findings-none',
  ]);
  batchId = (await clerk.ok(batchView, 'POST', '/api/findings/list', ask)).batchId;
  expect(await ended()).toMatchObject({ state: 'checked', kind: 'endings', rows: 2, good: 2, hints: 1 });
  const { items } = await clerk.ok(batchRowsView, 'GET', `/api/lists/${batchId}/rows`);
  expect(items.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['bills-settled-again']]);
  expect(items[0]?.problems[0]?.message.zh).toMatch(/有 1 笔已结算的费用，将追溯重算，本人应退 \d+\.\d\d 元/);
  expect((await covers()).map(({ to }) => to)).toEqual([null, null]);
  expect(await bills()).toEqual(['settlement provider']);
  // A list of the agency is none of a unit’s.
  expect((await school.ask('GET', `/api/lists/${batchId}`)).status).toBe(404);
});

test('who asked does not decide; a second person does, covers end, the bill is settled again, findings are worked off', async () => {
  const path = `/api/lists/${batchId}/decision`;
  expect((await reviewer.ask('POST', path, { approved: true })).status).toBe(404);
  const asked = await clerk.ok(batchView, 'POST', `/api/lists/${batchId}/run`, { mode: 'all' });
  expect(asked).toMatchObject({ state: 'checked', asked: { what: 'run', by: 'demo.clerk', mine: true } });
  expect((await clerk.ask('POST', path, { approved: true })).status).toBe(403);
  expect(codes(await clerk.ask('POST', `/api/lists/${batchId}/run`, { mode: 'all' }))).toContain(
    'batch-not-ready',
  );
  const waits = await reviewer.ok(worklistView, 'GET', '/api/worklist');
  expect(waits.items).toContainEqual({ kind: 'listDecisions', count: 1, late: 0 });
  await expect(
    db.owner.query('update import_batch set approved = true, decided_by = asked_by, decided_at = now()'),
  ).rejects.toThrow(/check/);
  await reviewer.ok(batchView, 'POST', path, { approved: true, note: '属实' });
  expect(await ended()).toMatchObject({
    ...{ state: 'done', done: 2, ranBy: 'demo.reviewer' },
    asked: { decision: { approved: true, by: 'demo.reviewer', note: '属实' } },
  });
  expect(await covers()).toEqual([
    { to: KEPT_UNTIL, status: '4', why: 'graduated' },
    { to: KEPT_UNTIL, status: '4', why: 'graduated' },
  ]);
  expect(await bills()).toEqual(['settlement provider', 'reversal recompute']);
  const done = await clerk.ok(registerFindingsView, 'GET', '/api/findings?state=done&kind=studentOver');
  expect(done.items.map((one) => one.batchId)).toEqual([batchId, batchId]);
  expect((await reviewer.ask('POST', path, { approved: true })).status).toBe(409);
  await clean();
});

test('taking it back needs a second person too, and restores covers, bill and findings', async () => {
  const undo = `/api/lists/${batchId}/undo`;
  const path = `/api/lists/${batchId}/decision`;
  await clerk.ok(batchView, 'POST', undo, { reason: '名单有误' });
  await reviewer.ok(batchView, 'POST', path, { approved: false, note: '名单无误' });
  expect(await ended()).toMatchObject({ state: 'done', asked: { decision: { approved: false } } });
  await clerk.ok(batchView, 'POST', undo, { reason: '学校更正' });
  await reviewer.ok(batchView, 'POST', path, { approved: true });
  expect(await ended()).toMatchObject({ state: 'undone', undoneBy: 'demo.reviewer' });
  expect(await covers()).toEqual([
    { to: null, status: '1', why: null },
    { to: null, status: '1', why: null },
  ]);
  expect(await bills()).toEqual(['settlement provider', 'reversal recompute', 'settlement recompute']);
  const open = await clerk.ok(registerFindingsView, 'GET', '/api/findings?kind=studentOver');
  expect(open.items).toHaveLength(2);
  await clean();
});

test('a chosen finding that must not end on the day is a bad row with its reason', async () => {
  const { items } = await clerk.ok(registerFindingsView, 'GET', '/api/findings?kind=studentOver');
  const [one] = items;
  const chosen = [{ person: one?.person, findingId: one?.findingId }];
  const body = { kind: 'studentOver', chosen, on: '1990-01-01' };
  batchId = (await clerk.ok(batchView, 'POST', '/api/findings/list', body)).batchId;
  expect(await ended()).toMatchObject({ state: 'checked', rows: 1, good: 0, bad: 1 });
  const { items: rows } = await clerk.ok(batchRowsView, 'GET', `/api/lists/${batchId}/rows`);
  expect(rows[0]?.problems.map(({ code }) => code)).toEqual(['end-before-start']);
});
