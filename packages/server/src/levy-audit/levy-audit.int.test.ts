import type { CalendarDate } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import {
  decideResult,
  insertLevyAudit,
  insertLevyEvidence,
  insertNotice,
  listFindings,
  proposeResult,
  readLevyAudit,
  readLevyNotice,
} from '@gongji/store/levy-audit';
import { wholeRegion } from '@gongji/store/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, REGION, type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { TaskContext } from '../task/runner.ts';
import { levyResult } from './findings.ts';
import { runAudit } from './run-audit.ts';
import { checkSet } from './task.ts';

let city: SmallCity;
const AUDIT = '77';
const USCC = '91990100MA00000001';

beforeAll(async () => {
  city = await smallCity();
  await city.assess('employee', '2026-10');
  await insertLevyAudit(city.db.pool, {
    auditId: AUDIT,
    regionCode: REGION,
    name: '专项稽核',
    unitId: '1',
    fromMonth: '2026-10-01' as CalendarDate,
    toMonth: '2026-10-01' as CalendarDate,
    createdBy: 'supervisor',
    at: NOW,
  });
});
afterAll(() => city.db.drop());

let files = 0;
async function handIn(kind: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  files += 1;
  await insertLevyEvidence(city.db.pool, {
    evidenceId: String(files),
    auditId: AUDIT,
    kind,
    fileName: `${kind}.xlsx`,
    fileHash: Buffer.alloc(32),
    uploadedBy: 'supervisor',
    at: new Date(NOW.getTime() + files),
    rows: rows.map((cells, i) => ({ rowNo: i + 2, cells })),
  });
}

let runs = 0;
async function compare(): Promise<unknown> {
  runs += 1;
  const at = new Date(NOW.getTime() + runs * 1_000);
  const task = {
    taskId: '1',
    regionCode: REGION,
    unitId: null,
    kind: 'levy-audit',
    title: '',
    input: { auditId: AUDIT },
  };
  const context: TaskContext = {
    pool: city.db.pool,
    newId: city.db.newId,
    now: () => at,
    task: { ...task, createdBy: 'supervisor', at: NOW, attempt: 1 },
    progress: async () => {},
  };
  return runAudit(context, city.policies, checkSet());
}

const PAGE = { sort: 'amountFen', order: 'desc', after: 0, limit: 50 } as const;
const found = async () =>
  (await listFindings(city.db.pool, AUDIT, PAGE)).rows.map((row) => ({
    check: row.checkId,
    who: row.subjectKey,
    sides: [row.registered, row.evidenced],
    fen: row.amountFen,
    state: row.state,
  }));

const payrollRow = (certNo: string, wageFen: number) => ({ name: '甲', certNo, month: '2026-10', wageFen });

test('a wage of 12 000 where 10 000 was declared is short by the rates on 2 000', async () => {
  await handIn('payroll', [
    payrollRow('C1', 1_200_000),
    payrollRow('C2', 300_000),
    payrollRow('C3', 9_000_000),
  ]);
  expect(await compare()).toMatchObject({ checks: 1 });
  // Employer 7 % + maternity 0.5 % + own 2 % = 9.5 % of 2 000.00 = 190.00; the flat premium of 8.00 is paid already.
  // C2: 3 000.00 and C3: 90 000.00 come to the same base as what was declared: floor and ceiling.
  expect(await found()).toEqual([
    { check: 'wageBase', who: 'C1', sides: ['1000000', '1200000'], fen: 19_000, state: 'open' },
  ]);
});

test('who is on the roster and not insured; a second run keeps one finding and drops what is put right', async () => {
  await handIn('roster', [
    { name: '甲', certNo: 'C1' },
    { name: '乙', certNo: 'C2' },
    { name: '新人', certNo: 'C9' },
  ]);
  await compare();
  await compare();
  const roster = (await found()).filter((one) => one.check === 'headCount');
  expect(roster.map((one) => one.who).sort()).toEqual(['C3', 'C9']);
  await handIn('roster', [
    { name: '甲', certNo: 'C1' },
    { name: '乙', certNo: 'C2' },
    { name: '丙', certNo: 'C3' },
    { name: '新人', certNo: 'C9' },
  ]);
  await compare();
  expect((await found()).filter((one) => one.check === 'headCount').map((one) => one.who)).toEqual(['C9']);
});

test('a notice takes what is open; a result holds when another one agrees', async () => {
  const { pool } = city.db;
  const notice = {
    noticeId: '1',
    noticeNo: 'JH1',
    auditId: AUDIT,
    regionCode: REGION,
    uscc: USCC,
    unitName: '同心',
    unitId: '1',
    issuedBy: 'supervisor',
    at: NOW,
    dueOn: '2026-12-15' as CalendarDate,
  };
  // The short base, and the new one by the check of the roster and by the comparison of the roster.
  // Two at the same moment: one has them all, the other finds nothing open.
  const twice = [notice, { ...notice, noticeId: '2', noticeNo: 'JH2' }].map((one) =>
    inTransaction(pool, (tx) => insertNotice(tx, one)),
  );
  const [one, two] = await Promise.all(twice);
  expect([one, two].sort()).toEqual([3, undefined]);
  const [first] = (await listFindings(pool, AUDIT, { checkId: 'wageBase', ...PAGE })).rows;
  const findingId = first?.findingId ?? '';
  await proposeResult(pool, findingId, {
    state: 'rectified',
    result: '已补缴',
    madeUpFen: 19_000,
    by: 'supervisor',
    at: NOW,
  });
  await expect(decideResult(pool, findingId, { agreed: true, by: 'supervisor', at: NOW })).rejects.toThrow(
    /check/,
  );
  await decideResult(pool, findingId, { agreed: true, by: 'reviewer', at: NOW });
  const audit = await readLevyAudit(pool, wholeRegion(REGION), AUDIT);
  expect(audit).toMatchObject({ findings: 3, open: 2, shortFen: '19000', madeUpFen: '19000' });
  // The notice keeps what it said, whatever becomes of its findings.
  const told = await readLevyNotice(pool, wholeRegion(REGION), one === 3 ? '1' : '2');
  expect(told?.lines.map((line) => [line.checkId, line.amountFen])).toEqual([
    ['wageBase', 19_000],
    ['headCount', null],
    ['rosterAndInsured', null],
  ]);
  expect(told?.outcomes.map((one) => [one.state, one.madeUpFen, one.decidedBy])).toEqual([
    ['rectified', 19_000, 'reviewer'],
    ['noticed', null, null],
    ['noticed', null, null],
  ]);
  expect(await readLevyNotice(pool, wholeRegion('990200'), '1')).toBeUndefined();
  await expect(pool.query(`update levy_notice set due_on = '2027-01-01'`)).rejects.toThrow(/permission/);
  // What was decided stays decided, whatever the files say later.
  await compare();
  expect((await found()).find((one) => one.check === 'wageBase')).toMatchObject({ state: 'rectified' });
});

test('years that the policy asks for are taken from the policy: 28 of 30 for a man, 25 of 25 for a woman', async () => {
  await handIn('retirees', [
    { name: '男', certNo: '990100196601010014', retiredOn: '2026-10-01', paidYears: 28 },
    { name: '女', certNo: '990100197101010022', retiredOn: '2026-10-01', paidYears: 25 },
  ]);
  await compare();
  const years = (await found()).filter((one) => one.check === 'paidYears');
  expect(years.map((one) => [one.who, ...one.sides])).toEqual([['990100196601010014', '28', '30']]);
});

test('over a result that waits nobody else proposes another: he is told whose it is; his own may be bettered', async () => {
  const { pool } = city.db;
  await city.db.owner.query(`
    insert into user_account (user_id, account, name, region_code, password_hash, password_set_at, created_at, created_by)
    values (1, 'zhang', '张稽核', '${REGION}', '', now(), now(), 'x')`);
  const filter = { checkId: 'paidYears', ...PAGE };
  const finding = async () => (await listFindings(pool, AUDIT, filter)).rows[0];
  const findingId = (await finding())?.findingId ?? '';
  const say = (actor: string, result: string) =>
    levyResult({ ...city.db, now: () => NOW } as unknown as RestDeps, caller(actor), findingId, {
      state: 'dismissed',
      result,
    });
  expect(await say('zhang', '年限已补录')).toEqual({ kind: 'ok', body: { done: true } });
  expect(await say('zhang', '年限已补录，见档案')).toMatchObject({ kind: 'ok' });
  // 02:00 UTC is 10:00 in Beijing.
  expect(await say('wang', '另一说法')).toMatchObject({
    kind: 'problem',
    errors: [
      {
        code: 'already-decided',
        message: {
          zh: '已由张稽核于 2026-11-26 10:00 先行办理',
          en: '张稽核 dealt with it at 2026-11-26 10:00',
        },
      },
    ],
  });
  expect(await finding()).toMatchObject({ proposedBy: 'zhang', result: '年限已补录，见档案' });
  // Sent back, it is open to everybody.
  await decideResult(pool, findingId, { agreed: false, by: 'reviewer', at: NOW });
  expect(await say('wang', '另一说法')).toMatchObject({ kind: 'ok' });
});

function caller(actor: string): Caller {
  const scope = wholeRegion(REGION);
  const who = { actor, name: actor, userId: '', roles: [], permissions: {}, session: undefined };
  return { ...who, ...scope, home: scope };
}
