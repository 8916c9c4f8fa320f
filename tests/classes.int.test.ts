import {
  actedView,
  type BatchView,
  batchRowsView,
  batchView,
  enrolPreview,
  problemView,
  registerFindingsView,
  registerHistoryView,
  taskView,
  unitView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { verifyBooks } from '@gongji/server/verify';
import { csvFile, openSheet } from '@gongji/sheets';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Browser } from './testing/browser.ts';

/** Classes of a school: registered, changed, moved up by a list and taken back; who left and is still covered is found. */
const NOW = new Date('2026-11-27T02:00:00Z');
const asOf = '2026-11-27' as CalendarDate;
const SCHOOL = '8000001';
const ON = '2026-11-01';
let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let school: Browser;
let batchId = '';
let keys = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf });
  await putTestUsers(db.owner);
  // Four pupils of three classes, whatever the seed has put there.
  await db.owner.query('delete from schooling; delete from school_class where unit_id = 8000001');
  await db.owner.query(
    `with four as (select region_code, person_id, row_number() over (order by person_id) as n from person p
        where status = 'active' and merged_into is null and cert_type = '01' order by person_id limit 4)
     insert into schooling (region_code, person_id, unit_id, class_name, student_no, valid_from)
     select region_code, person_id, 8000001, (array['一年级1班','一年级1班','二年级1班','六年级1班'])[n], 'N' || n, '2026-09-01' from four`,
  );
  server = await startServer({ connectionString: db.connectionString, port: 0, now: () => NOW });
  [clerk, school] = (await Promise.all(
    ['demo.clerk', 'demo.school'].map(async (account) => {
      const browser = new Browser(server.url);
      await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD });
      return browser;
    }),
  )) as [Browser, Browser];
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const ended = (browser: Browser): Promise<BatchView> =>
  vi.waitFor(
    async () => {
      const batch = await browser.ok(batchView, 'GET', `/api/lists/${batchId}`);
      const task = await browser.ok(taskView, 'GET', `/api/tasks/${batch.taskId}`);
      expect(['done', 'failed']).toContain(task.state);
      return browser.ok(batchView, 'GET', `/api/lists/${batchId}`);
    },
    { timeout: 120_000, interval: 50 },
  );
const classes = async () => {
  const { classes: found = [] } = await clerk.ok(unitView, 'GET', `/api/units/${SCHOOL}`);
  return found.map((one) => [one.name, one.grade ?? 0, one.years ?? 0, one.headName ?? '', one.people]);
};
const act = (body: unknown) => {
  keys += 1;
  return clerk.ask('POST', '/api/units', body, { 'idempotency-key': `c${keys}` });
};
const done = async (body: unknown) => {
  const answer = await act(body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return actedView.parse(answer.body);
};
const codes = ({ body }: { readonly body: unknown }) =>
  problemView.parse(body).errors.map(({ code }) => code);

test('a class is registered with grade and head teacher, changed from a day on, and its history says both times', async () => {
  const reason = '新学年';
  const of = { unitId: SCHOOL, on: '2026-09-01', reason };
  expect((await classes()).map(([name, grade]) => [name, grade])).toEqual([
    ['一年级1班', 0],
    ['二年级1班', 0],
    ['六年级1班', 0],
  ]);
  for (const [className, grade] of [
    ['一年级1班', '1'],
    ['二年级1班', '2'],
    ['六年级1班', '6'],
  ] as const)
    await done({ act: 'openClass', ...of, className, grade, years: '6', headName: `${className}主任` });
  const again = { act: 'openClass', ...of, className: '一年级1班', grade: 7, years: 6 };
  expect(codes(await act(again))).toEqual(['class-taken', 'class-grade-beyond']);
  const change = { act: 'changeClass', unitId: SCHOOL, className: '二年级1班', on: '2026-10-08', reason };
  const shown = await clerk.ok(enrolPreview, 'POST', '/api/units/preview', { ...change, headName: '新主任' });
  expect(shown.problems).toEqual([]);
  await done({ ...change, headName: '新主任', headPhone: '100000 20099' });
  expect(await classes()).toEqual([
    ['一年级1班', 1, 6, '一年级1班主任', 2],
    ['二年级1班', 2, 6, '新主任', 1],
    ['六年级1班', 6, 6, '六年级1班主任', 1],
  ]);
  const { rows } = await db.owner.query(
    "select head_name, valid_from, valid_to from school_class where unit_id = 8000001 and class_name = '二年级1班' order by valid_from",
  );
  expect(rows).toEqual([
    { head_name: '二年级1班主任', valid_from: '2026-09-01', valid_to: '2026-10-07' },
    { head_name: '新主任', valid_from: '2026-10-08', valid_to: null },
  ]);
  const history = await clerk.ok(registerHistoryView, 'GET', `/api/units/${SCHOOL}/history`);
  expect(history.items.filter(({ register }) => register === 'school_class').length).toBeGreaterThanOrEqual(
    5,
  );
});

test('a class renamed or merged from a day on: where each pupil was before stays known, and is taken back exactly', async () => {
  const rows = async () => {
    const found = await db.owner.query<Record<string, unknown>>(
      `select class_name, valid_from, valid_to, end_reason from schooling
        where unit_id = 8000001 and student_no in ('N1', 'N3') order by student_no, valid_from`,
    );
    return found.rows.map((row) => Object.values(row));
  };
  const before = await rows();
  expect(before).toEqual([
    ['一年级1班', '2026-09-01', null, null],
    ['二年级1班', '2026-09-01', null, null],
  ]);
  const rename = { act: 'renameClass', unitId: SCHOOL, on: '2026-10-12', reason: '更名' };
  const { actId } = await done({ ...rename, className: '一年级1班', newName: '一年级甲班' });
  // The second class joins the first on a later day.
  const merged = await done({ ...rename, on: '2026-11-09', className: '二年级1班', newName: '一年级甲班' });
  expect(await rows()).toEqual([
    ['一年级1班', '2026-09-01', '2026-10-11', 'renamed'],
    ['一年级甲班', '2026-10-12', null, null],
    ['二年级1班', '2026-09-01', '2026-11-08', 'merged'],
    ['一年级甲班', '2026-11-09', null, null],
  ]);
  // What was known before stands in the history with who changed it and when.
  const { rows: known } = await db.owner.query<{ before: string; by: string }>(
    `select row->>'valid_to' as before, changed_by as by from register_history
      where register = 'schooling' and row->>'student_no' = 'N1' order by known_to desc limit 1`,
  );
  expect(known).toEqual([{ before: null, by: 'demo.clerk' }]);
  expect((await verifyBooks(db.owner)).differences.filter(({ check }) => check === 'class')).toEqual([]);
  // A name from the first day of a row puts that row right.
  await done({ ...rename, on: '2026-09-01', className: '六年级1班', newName: '毕业班' });
  const { rows: last } = await db.owner.query(
    "select valid_from, valid_to from schooling where class_name = '毕业班'",
  );
  expect(last).toEqual([{ valid_from: '2026-09-01', valid_to: null }]);
  await done({ ...rename, on: '2026-09-01', className: '毕业班', newName: '六年级1班' });
  for (const id of [merged.actId, actId]) {
    keys += 1;
    const undo = await clerk.ask(
      'POST',
      `/api/register/acts/${id}/undo`,
      { reason: '更名有误' },
      { 'idempotency-key': `c${keys}` },
    );
    expect(undo.status, JSON.stringify(undo.body)).toBe(200);
  }
  expect(await rows()).toEqual(before);
});

test('the template of the school offers its classes; a name that is not registered is a hint', async () => {
  const { bytes } = await school.bytes('/api/lists/kinds/students/template');
  const notes: string[] = [];
  for await (const part of (await openSheet(bytes, { sheetName: '说明' })).rows)
    for (const { cells } of part) notes.push(cells.join(' '));
  expect(notes.join('\n')).toContain('一年级1班、二年级1班、六年级1班');
});

test('the school moves all its classes up: the last year leaves, classes keep their number and head teacher', async () => {
  expect(codes(await clerk.ask('POST', '/api/lists/promotion', { unitId: '1', on: ON }))).toEqual([
    'list-unit-unfit',
  ]);
  batchId = (await school.ok(batchView, 'POST', '/api/lists/promotion', { on: '2027-09-01' })).batchId;
  expect(await ended(school)).toMatchObject({ kind: 'promotion', rows: 4, good: 0, bad: 4 });
  const wrong = await school.ok(batchRowsView, 'GET', `/api/lists/${batchId}/rows`);
  expect(wrong.items[0]?.problems.map(({ code }) => code)).toEqual(['promotion-in-future']);
  batchId = (await school.ok(batchView, 'POST', '/api/lists/promotion', { on: ON })).batchId;
  expect(await ended(school)).toMatchObject({
    state: 'checked',
    rows: 4,
    good: 4,
    bad: 0,
    secondPerson: false,
  });
  // The whole list can be taken, to be changed where a pupil goes elsewhere.
  const { bytes } = await school.bytes(`/api/lists/${batchId}/errors?format=csv&rows=all`);
  expect(new TextDecoder().decode(bytes).match(/年级1班/g)).toHaveLength(7); // four classes now, three new ones
  await school.ok(batchView, 'POST', `/api/lists/${batchId}/run`, { mode: 'all' });
  expect(await ended(school)).toMatchObject({ state: 'done', done: 4 });
  expect(await classes()).toEqual([
    ['二年级1班', 2, 6, '一年级1班主任', 2],
    ['三年级1班', 3, 6, '新主任', 1],
  ]);
  const { rows } = await db.owner.query(
    'select class_name, valid_from, valid_to, end_reason from schooling order by person_id, valid_from',
  );
  expect(rows.map((row) => Object.values(row))).toEqual([
    ['一年级1班', '2026-09-01', '2026-10-31', 'promoted'],
    ['二年级1班', ON, null, null],
    ['一年级1班', '2026-09-01', '2026-10-31', 'promoted'],
    ['二年级1班', ON, null, null],
    ['二年级1班', '2026-09-01', '2026-10-31', 'promoted'],
    ['三年级1班', ON, null, null],
    ['六年级1班', '2026-09-01', '2026-10-31', 'graduated'],
  ]);
});

test('taken back, every class and pupil stands as before', async () => {
  await school.ok(batchView, 'POST', `/api/lists/${batchId}/undo`, { reason: '日期有误' });
  expect(await ended(school)).toMatchObject({ state: 'undone' });
  expect(await classes()).toEqual([
    ['一年级1班', 1, 6, '一年级1班主任', 2],
    ['二年级1班', 2, 6, '新主任', 1],
    ['六年级1班', 6, 6, '六年级1班主任', 1],
  ]);
  const { rows } = await db.owner.query('select count(*)::int as n from schooling where valid_to is null');
  expect(rows[0]?.n).toBe(4);
});

test('single pupils go elsewhere: one repeats, one is not in the class, one has no new class', async () => {
  const { rows } = await db.owner.query<{ name: string; no: string; of: string }>(
    'select p.name, p.cert_no as no, s.class_name as of from schooling s join person p using (person_id) order by person_id',
  );
  const [a, b, c, d] = rows;
  const head = ['现班级', '姓名', '证件号码', '去向', '新班级', '新学年第一天'];
  const file = csvFile([
    head,
    [a?.of ?? '', a?.name ?? '', a?.no ?? '', '升级', '二年级1班', ON],
    [b?.of ?? '', b?.name ?? '', b?.no ?? '', '留级', '一年级1班', ON],
    ['五年级9班', c?.name ?? '', c?.no ?? '', '升级', '六年级9班', ON],
    [d?.of ?? '', d?.name ?? '', d?.no ?? '', '升级', '', '2026-09-01'],
  ]);
  const sent = await school.send('/api/lists?kind=promotion&fileName=up.csv', file);
  batchId = batchView.parse(sent.body).batchId;
  expect(await ended(school)).toMatchObject({ rows: 4, good: 2, bad: 2 });
  const { items } = await school.ok(batchRowsView, 'GET', `/api/lists/${batchId}/rows`);
  expect(items.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
    ['pupil-not-in-class'],
    ['cell-missing', 'promotion-too-early'],
  ]);
});

test('verify names pupils of a class that is gone, and a class that is two on one day', async () => {
  const found = async () =>
    (await verifyBooks(db.owner)).differences
      .filter(({ check }) => check === 'class')
      .map(({ subject, expected, found: is }) => [subject, expected, is]);
  expect(await found()).toEqual([]);
  await db.owner.query(
    `insert into school_class (region_code, unit_id, class_id, class_name, valid_from)
     values ('990100', 8000001, 77, '七彩班', '2026-09-01')`,
  );
  await db.owner.query(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from)
     select region_code, person_id, 8000001, '七彩班', '2026-09-01' from person p
      where status = 'active' and not exists (select from schooling s where s.person_id = p.person_id) order by person_id limit 2`,
  );
  expect(await found()).toEqual([]);
  await db.owner.query(
    "update school_class set valid_to = '2026-10-31', end_reason = 'classClosed' where class_id = 77",
  );
  expect(await found()).toEqual([
    ['class 七彩班 of school 8000001', 'no pupils after 2026-10-31', '2 pupils'],
  ]);
  await db.owner.query("update schooling set valid_to = '2026-10-31' where class_name = '七彩班'");
  expect(await found()).toEqual([]);
  await db.owner.query(
    `insert into school_class (region_code, unit_id, class_id, class_name, valid_from, valid_to)
     values ('990100', 8000001, 77, '七彩班', '2026-10-01', '2026-10-02')`,
  );
  expect(await found()).toEqual([['class 77 of school 8000001', 'one row on 2026-10-01', 'two']]);
  await db.owner.query('delete from school_class where class_id = 77');
  // A pupil of two classes at the same time; one after the other is as it should be.
  const {
    rows: [pupil],
  } = await db.owner.query<{ id: string }>(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from)
     select '990100', min(person_id), 8000002, '二班', '2026-10-31' from schooling where class_name = '七彩班'
     returning person_id as id`,
  );
  expect(await found()).toEqual([[`person ${pupil?.id}`, 'one class on 2026-10-31', 'two']]);
  await db.owner.query("update schooling set valid_from = '2026-11-01' where class_name = '二班'");
  expect(await found()).toEqual([]);
  await db.owner.query("delete from schooling where class_name in ('七彩班', '二班')");
});

test('who left in an earlier year and is still covered as a student is found by the night', async () => {
  await db.owner.query(
    `update schooling set valid_from = '2020-09-01', valid_to = '2025-08-31', end_reason = 'graduated'
      where class_name = '六年级1班'`,
  );
  await db.owner.query(
    `update coverage set person_status = 'student', scheme = 'resident', insutype = '390', covered_from = '2020-01-01', covered_to = null, status = '1'
      where (person_id, covered_from) in (select person_id, min(covered_from) from coverage
        where person_id in (select person_id from schooling where class_name = '六年级1班') group by 1)`,
  );
  await clerk.ask('POST', '/api/findings/search', {});
  const found = await clerk.ok(
    registerFindingsView,
    'GET',
    `/api/findings?kind=studentOver&schoolId=${SCHOOL}`,
  );
  expect(found.items.map(({ sentence }) => sentence.zh)).toEqual([
    '毕业生待遇保留至 2025-12-31，仍以学生身份参保',
  ]);
});

test('a list of pupils: a day within schooling that has ended is refused; without a day it begins the day after', async () => {
  const { rows: children } = await db.owner.query<{ id: string; name: string; no: string }>(
    `insert into schooling (region_code, person_id, unit_id, class_name, valid_from, valid_to, end_reason)
     select region_code, person_id, 8000002, '二班', '2026-09-01', '2026-10-31', 'left' from person p
      where status = 'active' and cert_type = '01' and born_on between '2009-01-01' and '2019-12-31'
        and not exists (select from schooling s where s.person_id = p.person_id) order by person_id limit 1
     returning person_id as id, (select name from person p where p.person_id = schooling.person_id) as name,
       (select cert_no from person p where p.person_id = schooling.person_id) as no`,
  );
  const [child] = children;
  const send = async (from: string) => {
    const file = csvFile([
      ['班级', '姓名', '证件号码', '业务类型', '入学日期'],
      ['一年级1班', child?.name ?? '', child?.no ?? '', '仅登记学籍', from],
    ]);
    const sent = await school.send('/api/lists?kind=students&fileName=pupils.csv', file);
    batchId = batchView.parse(sent.body).batchId;
    return ended(school);
  };
  expect(await send('2026-10-31')).toMatchObject({ good: 0, bad: 1 });
  const refused = await school.ok(batchRowsView, 'GET', `/api/lists/${batchId}/rows`);
  expect(refused.items[0]?.problems.map(({ code, field }) => [code, field])).toEqual([
    ['schooling-not-over', 'from'],
  ]);
  // The school year began on 1 September; the schooling before lasts to 31 October.
  expect(await send('')).toMatchObject({ good: 1, bad: 0 });
  await school.ok(batchView, 'POST', `/api/lists/${batchId}/run`, { mode: 'all' });
  expect(await ended(school)).toMatchObject({ state: 'done', done: 1 });
  const { rows } = await db.owner.query(
    'select unit_id, valid_from, valid_to from schooling where person_id = $1 order by valid_from',
    [child?.id],
  );
  expect(rows.map((row) => Object.values(row).map(String))).toEqual([
    ['8000002', '2026-09-01', '2026-10-31'],
    [SCHOOL, '2026-11-01', 'null'],
  ]);
  const { differences } = await verifyBooks(db.owner);
  expect(differences.filter(({ check }) => check === 'class')).toEqual([]);
});
