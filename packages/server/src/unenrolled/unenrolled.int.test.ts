import type { CalendarDate } from '@gongji/domain';
import { insertLevyAudit, insertLevyEvidence } from '@gongji/store/levy-audit';
import { readWorklist, wholeRegion } from '@gongji/store/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOW, REGION, type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import { runAudit } from '../levy-audit/run-audit.ts';
import { checkSet } from '../levy-audit/task.ts';
import type { Answer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { correctEmployer } from './correct.ts';
import { unenrolled, unenrolledOne } from './list.ts';
import { addUnenrolled, takeUnenrolled, uploadUnenrolled } from './register.ts';
import { assignEmployers, escalateEmployer, visitEmployer } from './work.ts';

/** NOW is 2026-11-26 in Beijing. */
const [FIRST, SECOND, THIRD] = ['91990100MA0000010E', '92990100MA0000020C', '91990100MA0000030G'] as const;
const AUDIT = '77';
const COMMUNITY = '990101001001';
const QUERY = { sort: 'addedAt', order: 'desc', after: 0, limit: 50 } as const;

let city: SmallCity;
let deps: RestDeps;
const supervisor = caller('wang', wholeRegion(REGION));

beforeAll(async () => {
  city = await smallCity();
  deps = { ...city.db, now: () => NOW } as unknown as RestDeps;
  await city.db.owner.query(`
    insert into collector (collector_id, region_code, unit_id, name, role, added_by, added_at)
    values (5, '${REGION}', ${COMMUNITY}, '赵网格', 'grid', 'x', now())`);
});
afterAll(() => city.db.drop());

function caller(actor: string, scope: ReturnType<typeof wholeRegion>, reads = false): Caller {
  const permissions = reads ? {} : { 'unenrolled.work': 'region' as const };
  return {
    actor,
    name: actor,
    userId: '',
    roles: [],
    permissions,
    session: undefined,
    ...scope,
    home: scope,
  };
}

function bodyOf<T>(answer: Answer<T>): T {
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.body;
}
const codesOf = (answer: Answer<unknown>) =>
  answer.kind === 'problem' ? answer.errors.map(({ code }) => code) : [];
const list = async (more: object = {}, who = supervisor) =>
  bodyOf(await unenrolled(deps, who, { ...QUERY, ...more }));
const waiting = (unitId: string) =>
  readWorklist(city.db.pool, { actor: 'x', userId: '', today: '2026-11-26' as CalendarDate }, [
    { kind: 'unenrolled', scope: { ...wholeRegion(REGION), unitId } },
  ]);
const idOf = async (uscc: string) => (await list({ q: uscc })).items[0]?.entryId ?? '';
const states = async () => Object.fromEntries((await list()).items.map(({ uscc, state }) => [uscc, state]));

test('findings of an audit come with what their file says; twice is harmless, and who has enrolled stays out', async () => {
  const month = '2026-10-01' as CalendarDate;
  const audit = {
    auditId: AUDIT,
    regionCode: REGION,
    name: '普查',
    unitId: null,
    createdBy: 'wang',
    at: NOW,
  };
  await insertLevyAudit(city.db.pool, { ...audit, fromMonth: month, toMonth: month });
  const file = { auditId: AUDIT, kind: 'taxRegister', fileName: '税务.xlsx', fileHash: Buffer.alloc(32) };
  // The second row has its people insured; the first and the third are unknown to the registers.
  const rows = [
    {
      uscc: FIRST,
      name: '甲公司',
      headcount: 12,
      street: '和平街道 1 号',
      contact: '孙甲',
      phone: '13800000001',
    },
    { uscc: '91990100MA00000001', name: '同心机械' },
    { uscc: SECOND, name: '乙面馆' },
  ].map((cells, at) => ({ rowNo: at + 2, cells }));
  await insertLevyEvidence(city.db.pool, { ...file, evidenceId: '1', uploadedBy: 'wang', at: NOW, rows });
  const task = {
    taskId: '1',
    regionCode: REGION,
    unitId: null,
    kind: '',
    title: '',
    input: { auditId: AUDIT },
  };
  await runAudit(
    {
      ...{ pool: city.db.pool, newId: city.db.newId, now: () => NOW, progress: async () => {} },
      task: { ...task, createdBy: 'wang', at: NOW, attempt: 1 },
    },
    city.policies,
    checkSet(),
  );
  const take = (more: object = {}) => takeUnenrolled(deps, supervisor, { auditId: AUDIT, ...more });
  const { rows: found } = await city.db.pool.query(
    `select finding_id as id from levy_finding where kind = 'unitsMissing' and uscc = $1`,
    [FIRST],
  );
  expect(bodyOf(await take({ findingId: found[0].id }))).toEqual({ added: 1, listed: 0, enrolled: 0 });
  expect(bodyOf(await take())).toEqual({ added: 1, listed: 1, enrolled: 0 });
  const { items, total, counts } = await list({ sort: 'headcount' });
  expect(items).toMatchObject([
    {
      ...{ uscc: FIRST, kind: 'enterprise', street: '和平街道 1 号', contact: '孙甲', headcount: 12 },
      ...{ source: 'audit', sourceName: '税务.xlsx', sourceOn: '2026-11-26', state: 'toVisit' },
    },
    // 92 is the code of an individually-owned business.
    { uscc: SECOND, kind: 'individual', state: 'toVisit' },
  ]);
  expect([total, counts.toVisit, counts.visited]).toEqual([2, 2, 0]);
  expect((await take({ findingId: '1' })).kind).toBe('problem');
});

test('by hand and by file: wrong codes, doubles, who is listed and who has enrolled are told', async () => {
  const hand = {
    name: '丙公司',
    kind: 'private',
    street: '',
    contact: '',
    phone: '',
    sourceName: '举报',
  } as const;
  const add = (uscc: string) => addUnenrolled(deps, supervisor, { ...hand, uscc });
  expect(codesOf(await add('91990100MA0000010X'))).toEqual(['credit-code-wrong']);
  expect(codesOf(await add(FIRST))).toEqual(['unenrolled-listed']);
  // The demo employer under a real code: one person is insured by it, of whom there is one.
  await city.db.owner.query(`update unit set code = '92990100MA0000040E' where unit_id = 2`);
  const refused = await add('92990100MA0000040E');
  expect(codesOf(refused)).toEqual(['unenrolled-enrolled']);
  expect(JSON.stringify(refused)).toContain('已有 1 人参保');
  const upload = (rows: readonly string[]) =>
    uploadUnenrolled(deps, supervisor, {
      filename: '市监名单.csv',
      content: Buffer.from(['统一社会信用代码,单位名称,单位类型,从业人数', ...rows].join('\r\n')).toString(
        'base64',
      ),
    });
  const wrong = await upload([`${THIRD},丙公司,私企,三`, `${FIRST}1,丁公司,,`]);
  expect(codesOf(wrong)).toEqual(['cell-invalid', 'cell-invalid']);
  expect(codesOf(await upload([`${THIRD},丙公司,,`, `${THIRD},丙公司,,`, '123,丁,,']))).toEqual([
    ...['row-twice', 'credit-code-wrong'],
  ]);
  expect(
    bodyOf(await upload([`${THIRD},丙公司,私营企业,30`, `${FIRST},甲公司,,`, '92990100MA0000040E,望舒,,'])),
  ).toEqual({ added: 1, listed: 1, enrolled: 1 });
  expect(await states()).toEqual({ [FIRST]: 'toVisit', [SECOND]: 'toVisit', [THIRD]: 'toVisit' });
});

test('facts are corrected with a reason; what stood before stays, and nobody corrects what he has not seen', async () => {
  const [second, third] = [await idOf(SECOND), await idOf(THIRD)];
  const one = async (who = supervisor) => bodyOf(await unenrolledOne(deps, who, third));
  const { knownFrom: seen } = await one();
  const correct = (more: object, from = seen, who = supervisor) =>
    correctEmployer(deps, who, third, { reason: '营业执照已变更', seen: from, ...more });
  expect(codesOf(await correct({}))).toEqual(['nothing-changes']);
  expect(codesOf(await correct({ name: '丙公司', headcount: 30 }))).toEqual(['nothing-changes']);
  expect(codesOf(await correct({ uscc: `${THIRD}1` }))).toEqual(['credit-code-wrong']);
  expect(codesOf(await correct({ uscc: SECOND }))).toEqual(['unenrolled-listed']);
  const first = bodyOf(await correct({ name: '丙实业公司', contact: '周丙', headcount: null }));
  expect(first).toMatchObject({ name: '丙实业公司', contact: '周丙', uscc: THIRD, kind: 'private' });
  expect(first.headcount).toBeUndefined();
  // Somebody else had the page open.
  const late = await correct({ phone: '13900000009' }, seen, caller('zhao', wholeRegion(REGION)));
  expect(late).toMatchObject({ kind: 'problem' });
  expect(codesOf(late)).toEqual(['unenrolled-changed']);
  const zhao = caller('zhao', wholeRegion(REGION));
  bodyOf(await correct({ kind: 'enterprise', reason: '核对执照' }, first.knownFrom, zhao));
  expect((await one()).corrections).toMatchObject([
    {
      ...{ correctedBy: 'zhao', reason: '核对执照' },
      changes: [{ fact: 'kind', before: 'private', after: 'enterprise' }],
    },
    {
      ...{ correctedBy: 'wang', reason: '营业执照已变更' },
      changes: [
        { fact: 'name', before: '丙公司', after: '丙实业公司' },
        { fact: 'contact', before: '', after: '周丙' },
        { fact: 'headcount', before: '30', after: '' },
      ],
    },
  ]);
  // Who only reads sees whom to ask for masked, here too; another region sees nothing.
  const reader = await one(caller('x', wholeRegion(REGION), true));
  expect(reader.corrections[1]?.changes[1]).toEqual({ fact: 'contact', before: '', after: '周*' });
  expect((await correct({ name: '丁' }, seen, caller('x', wholeRegion('990200')))).kind).toBe('problem');
  expect(bodyOf(await unenrolledOne(deps, supervisor, second)).corrections).toEqual([]);
  const { rows } = await city.db.pool.query(
    `select actor from audit_entry where action = 'unenrolled.correct' and subject = $1 order by actor`,
    [`unenrolled:${third}`],
  );
  expect(rows.map(({ actor }) => actor)).toEqual(['wang', 'zhao']);
});

test('a visit says where things stand; an escalation needs a refusal, with its paper and the next step', async () => {
  const [first, second, third] = [await idOf(FIRST), await idOf(SECOND), await idOf(THIRD)];
  const unfit = await assignEmployers(deps, supervisor, { collectorId: '6', entries: [first] });
  expect(codesOf(unfit)).toEqual(['collector-unfit']);
  const given = { collectorId: '5', entries: [first, second] };
  expect(bodyOf(await assignEmployers(deps, supervisor, given))).toEqual({ assigned: 2 });
  expect(bodyOf(await assignEmployers(deps, supervisor, given))).toEqual({ assigned: 0 });
  // Its community sees the two of its collector and may visit them; another unit sees none.
  const community = caller('li', { ...wholeRegion(REGION), unitId: COMMUNITY });
  expect((await list({}, community)).total).toBe(2);
  expect((await list({}, caller('x', { ...wholeRegion(REGION), unitId: '1' }))).total).toBe(0);
  expect((await list({}, caller('x', wholeRegion('990200')))).total).toBe(0);
  expect((await unenrolledOne(deps, community, third)).kind).toBe('problem');
  expect((await list({ q: FIRST }, caller('x', wholeRegion(REGION), true))).items[0]?.contact).toBe('孙*');

  const visit = (id: string, body: object, who = community) =>
    visitEmployer(deps, who, id, {
      ...{ visitedOn: '2026-11-20' as CalendarDate, result: 'promised', reason: '' },
      ...body,
    });
  expect(codesOf(await visit(first, {}))).toEqual(['promise-day-missing']);
  expect(
    codesOf(await visit(first, { visitedOn: '2026-11-27', result: 'refused', promisedBy: '2026-12-01' })),
  ).toEqual(['visit-in-future', 'promise-misplaced', 'visit-reason-missing']);
  expect(bodyOf(await visit(first, { promisedBy: '2026-11-25' }))).toMatchObject({
    state: 'promised',
    overdue: true,
  });
  expect(bodyOf(await visit(second, { promisedBy: '2026-11-26' }))).toMatchObject({ overdue: false });
  expect((await list({ overdue: true })).items.map(({ uscc }) => uscc)).toEqual([FIRST]);
  // Both days have come; one has passed. Another unit has nothing to do.
  expect(await waiting(COMMUNITY)).toEqual([{ kind: 'unenrolled', count: 2, late: 1 }]);
  expect(await waiting('1')).toEqual([]);
  expect((await list({ q: '和平街道' })).items.map(({ uscc }) => uscc)).toEqual([FIRST]);
  expect((await visit(third, { result: 'notFound' })).kind).toBe('problem');
  expect(bodyOf(await visit(third, { result: 'closed', reason: '已注销' }, supervisor)).state).toBe(
    'notApplicable',
  );

  const step = {
    ...{ kind: 'interview' as const, paperNo: '约〔2026〕3 号', takenOn: '2026-11-26' as CalendarDate },
    ...{ nextStep: '移送劳动监察', nextOn: '2026-12-10' as CalendarDate },
  } as const;
  const escalate = (more: object = {}) => escalateEmployer(deps, supervisor, first, { ...step, ...more });
  expect(codesOf(await escalate({ nextOn: '2026-11-01' }))).toEqual(['escalation-unfit', 'step-days-wrong']);
  await visit(first, { visitedOn: '2026-11-26', result: 'refused', reason: '称员工已参加居民医保' });
  expect(bodyOf(await escalate())).toMatchObject({
    ...{ state: 'refused', step: 'interview', nextOn: '2026-12-10', visits: 2 },
    visitList: [{ result: 'refused', collectorName: '赵网格' }, { result: 'promised' }],
    steps: [{ paperNo: '约〔2026〕3 号', takenBy: 'wang' }],
  });
  await expect(city.db.pool.query(`update unenrolled_visit set reason = ''`)).rejects.toThrow(/permission/);
  expect((await list()).counts).toEqual({
    ...{ toVisit: 0, promised: 1, refused: 1, enrolled: 0, notApplicable: 1, overdue: 0 },
    ...{ visited: 3, enrolledAfterVisit: 0, newlyInsured: 0 },
  });
});

test('who registers with its code and insures people is enrolled by itself, and no visit can say otherwise', async () => {
  await city.db.owner.query(`
    insert into unit (unit_id, region_code, kind, code, name, area_code, employer_kind)
    values (9, '${REGION}', 'employer', '${FIRST}', '甲公司', '990101001', 'enterprise')`);
  // Registered, with nobody insured: as before.
  expect((await states())[FIRST]).toBe('refused');
  await city.db.owner.query(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '${REGION}', n, 'P' || n, '新人', 'C' || n, '1', '1990-01-01', ${COMMUNITY} from generate_series(21, 23) n;
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
    select '${REGION}', n, 'employee', '310', '2026-11-01', case n when 23 then date '2026-11-20' end, '2026-11-01', '1101', 'active', 'none', 9, 'employer'
      from generate_series(21, 23) n`);
  // Three joined and one left again before the 26th: two are insured.
  const { items, counts } = await list({ state: 'enrolled' });
  expect(items).toMatchObject([{ uscc: FIRST, insured: 2, overdue: false }]);
  expect([counts.enrolledAfterVisit, counts.newlyInsured]).toEqual([1, 2]);
  const again = await visitEmployer(deps, supervisor, await idOf(FIRST), {
    ...{ visitedOn: '2026-11-26' as CalendarDate, result: 'refused', reason: '不愿' },
  });
  expect(codesOf(again)).toEqual(['unenrolled-enrolled']);
});
