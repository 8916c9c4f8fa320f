import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  actedView,
  actsView,
  enrolmentRequestView,
  enrolPreview,
  groupPapersView,
  problemView,
  registerFileView,
  registerHistoryView,
  registerPersonsView,
  unitsView,
  unitView,
} from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { addDays, type CalendarDate, idCheckDigit } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from './testing/browser.ts';

/** The register of persons through the REST interface, as a clerk and as a unit. */
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
let db: TestDatabase;
let server: RunningServer;
let clerk: Browser;
let employer: Browser;
let reviewer: Browser;
let keys = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 60, asOf: today });
  await putTestUsers(db.owner);
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  clerk = await signedIn('demo.clerk');
  employer = await signedIn('demo.employer');
  reviewer = await signedIn('demo.reviewer');
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function signedIn(account: string, url = server.url): Promise<Browser> {
  const browser = new Browser(url);
  expect((await browser.ask('POST', '/api/session', { account, password: DEMO_PASSWORD })).status).toBe(200);
  return browser;
}

const nextKey = () => {
  keys += 1;
  return `k${keys}`;
};

async function post(browser: Browser, path: string, body: unknown, key = nextKey()) {
  return browser.ask('POST', path, body, { 'idempotency-key': key });
}

async function done(browser: Browser, path: string, body: unknown, key?: string) {
  const answer = await post(browser, path, body, key);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return actedView.parse(answer.body);
}

/** What waits for a second person, agreed to by one; the id of the act. */
async function agreed(path: string, body: unknown): Promise<string> {
  const { state, requestId } = await done(clerk, path, body);
  expect(state).toBe('waiting');
  const decision = { approved: true, note: '属实' };
  const own = await post(clerk, `/api/enrolment/requests/${requestId}/decision`, decision);
  expect(own.status).toBe(403);
  const view = await reviewer.ok(
    enrolmentRequestView,
    'POST',
    `/api/enrolment/requests/${requestId}/decision`,
    decision,
  );
  return view.decision?.actId ?? '';
}

async function refusals(browser: Browser, path: string, body: unknown): Promise<readonly string[]> {
  const answer = await post(browser, path, body);
  expect([409, 422]).toContain(answer.status);
  return problemView.parse(answer.body).errors.map((one) => one.code);
}

const REASON = '窗口登记';
const fileOf = (ref: string, query = '') =>
  clerk.ok(registerFileView, 'GET', `/api/register/persons/${ref}${query}`);
const personRow = async (ref: string, query = '') =>
  (await fileOf(ref, query)).rows.find(({ register }) => register === 'person')?.row;

test('an old number of 15 digits finds the same person as the one of 18, and rare names stay whole', async () => {
  const body = { name: '𠮷田•买买提', certType: '01', certNo: '110105491231002', reason: REASON };
  const { person = '' } = await done(clerk, '/api/register/persons', body);
  // 110105491231002 → 11010519491231002X: a woman born on 31 December 1949.
  expect(await personRow(person)).toMatchObject({ born_on: '1949-12-31', sex: '2', name: '𠮷*****' });
  const again = { ...body, certNo: '１１０１０５１９４９１２３１００２ｘ', name: '𠮷田·买买提' };
  expect(await refusals(clerk, '/api/register/persons', again)).toEqual(['certificate-taken']);
  const found = await clerk.ok(registerPersonsView, 'GET', '/api/register/persons?q=110105491231002');
  expect(found.items.map((one) => one.ref)).toEqual([person]);
});

test('all that is wrong is said at once', async () => {
  const body = { name: '王芳1', certType: '01', certNo: '110105194913310022', reason: REASON };
  expect(await refusals(clerk, '/api/register/persons', body)).toEqual([
    'name-invalid',
    'certificate-birthday',
    'certificate-check-digit',
  ]);
  const other = {
    name: '王芳',
    certType: '01',
    certNo: '11010519491231002X',
    sex: '1',
    bornOn: '1950-01-01',
    reason: REASON,
  };
  expect(await refusals(clerk, '/api/register/persons', other)).toEqual([
    'certificate-mismatch',
    'certificate-mismatch',
  ]);
  const passport = { name: 'Anna Lind', certType: '08', certNo: 'X1234567', reason: REASON };
  expect(await refusals(clerk, '/api/register/persons', passport)).toEqual(['fact-missing']);
  const unborn = { ...passport, bornOn: '2999-01-01', certNo: '?' };
  expect(await refusals(clerk, '/api/register/persons', unborn)).toEqual(['certificate-format']);
  expect(await refusals(clerk, '/api/register/persons', { ...unborn, certNo: 'X1234567' })).toEqual([
    'day-in-future',
  ]);
  const short = { ...body, name: '王芳', certNo: '11010519491231' };
  expect(await refusals(clerk, '/api/register/persons', short)).toEqual(['certificate-length']);
});

test('a repeat with the same key has one effect, another body with it is refused', async () => {
  const body = {
    name: '林岚',
    certType: '08',
    certNo: 'P7654321',
    bornOn: '1990-02-03',
    sex: '2',
    reason: REASON,
  };
  const first = await done(clerk, '/api/register/persons', body, 'same');
  expect(await done(clerk, '/api/register/persons', body, 'same')).toEqual(first);
  const other = await post(clerk, '/api/register/persons', { ...body, name: '林青' }, 'same');
  expect([other.status, problemView.parse(other.body).errors[0]?.code]).toEqual([409, 'key-reused']);
  const twin = { ...body, certNo: 'P7654322' };
  expect(await refusals(clerk, '/api/register/persons', twin)).toEqual(['person-twin']);
  expect((await done(clerk, '/api/register/persons', { ...twin, notTwin: true })).state).toBe('done');
});

test('what was known at an instant stays known, with who changed it and why', async () => {
  const before = new Date().toISOString();
  await new Promise((wait) => setTimeout(wait, 20));
  const change = { kind: 'change', values: { name: '陈建业', phone: '13800000000' }, reason: '更名' };
  // A name is key data: a second person agrees first.
  await agreed('/api/register/persons/~1/changes', change);
  expect(await refusals(clerk, '/api/register/persons/~1/changes', change)).toEqual(['nothing-changes']);
  const ahead = {
    kind: 'change',
    values: { phone: '13800000001' },
    effectiveOn: '2999-01-01',
    reason: '更名',
  };
  expect(await refusals(clerk, '/api/register/persons/~1/changes', ahead)).toEqual(['change-in-future']);
  expect((await personRow('~1', `?knownAt=${before}`))?.phone).not.toBe('138****0000');
  expect((await personRow('~1'))?.phone).toBe('138****0000');
  const { items } = await clerk.ok(registerHistoryView, 'GET', '/api/register/persons/~1/history');
  expect(items[0]).toMatchObject({
    register: 'person',
    kind: 'changed',
    by: 'demo.reviewer',
    reason: '更名',
  });
  expect(items[0]?.effectiveOn).toBe(today);
  expect(items[0]?.changes.map((one) => one.field).sort()).toEqual(['name', 'phone']);
});

test('a certificate that changes still finds the person, one that was wrong does not', async () => {
  const made = {
    name: '伊莲',
    certType: '08',
    certNo: 'E1000001',
    bornOn: '1985-05-05',
    sex: '2',
    reason: REASON,
  };
  const { person = '' } = await done(clerk, '/api/register/persons', made);
  const path = `/api/register/persons/${person}/changes`;
  await agreed(path, {
    kind: 'change',
    values: { certNo: 'E1000002', bornOn: '1985-05-05' },
    reason: '换发护照',
  });
  await agreed(path, {
    kind: 'correct',
    values: { certNo: 'E1000003', bornOn: '1985-05-05' },
    reason: '录入错误',
  });
  const found = async (no: string) =>
    await refusals(clerk, '/api/register/persons', { ...made, certNo: no, notTwin: true });
  expect(await found('E1000001')).toEqual(['certificate-taken']);
  expect(await found('E1000003')).toEqual(['certificate-taken']);
  expect(
    (await done(clerk, '/api/register/persons', { ...made, certNo: 'E1000002', notTwin: true })).state,
  ).toBe('done');
});

test('death ends every cover on its day, and undoing it restores exactly what stood', async () => {
  const rows = async () => (await fileOf('~2')).rows.map(({ register, row }) => ({ register, row }));
  const before = await rows();
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: '2999-01-01',
      reason: '死亡证明',
    }),
  ).toEqual(['day-in-future']);
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: '1900-01-01',
      reason: '死亡证明',
    }),
  ).toEqual(['day-before-birth']);
  const { actId } = await done(clerk, '/api/register/persons/~2/changes', {
    kind: 'death',
    diedOn: today,
    reason: '死亡证明',
  });
  const cover = (await fileOf('~2')).rows.find(({ register }) => register === 'coverage')?.row;
  expect(cover).toMatchObject({ covered_to: today, benefit_to: today, status: '4', end_reason: 'death' });
  expect(
    await refusals(clerk, '/api/register/persons/~2/changes', {
      kind: 'death',
      diedOn: today,
      reason: '死亡证明',
    }),
  ).toEqual(['person-not-active']);
  const undone = await done(clerk, `/api/register/acts/${actId}/undo`, { reason: '登记有误' });
  expect(await rows()).toEqual(before);
  expect(await refusals(clerk, `/api/register/acts/${actId}/undo`, { reason: '登记有误' })).toEqual([
    'act-undone',
  ]);
  expect(await refusals(clerk, `/api/register/acts/${undone.actId}/undo`, { reason: '登记有误' })).toEqual([
    'act-not-undoable',
  ]);
});

test('an act on which something was built is not undone', async () => {
  const made = {
    name: '邱实',
    certType: '08',
    certNo: 'Q1000001',
    bornOn: '1985-05-05',
    sex: '1',
    reason: REASON,
  };
  const { person, actId } = await done(clerk, '/api/register/persons', made);
  await done(clerk, `/api/register/persons/${person}/changes`, {
    kind: 'change',
    values: { phone: '13900000000' },
    reason: '补录',
  });
  expect(await refusals(clerk, `/api/register/acts/${actId}/undo`, { reason: '撤回' })).toEqual([
    'act-built-on',
  ]);
  const { items } = await clerk.ok(actsView, 'GET', `/api/register/acts?person=${person}`);
  expect(items.map((one) => one.kind)).toEqual(['change', 'register']);
  await done(clerk, `/api/register/acts/${items[0]?.actId}/undo`, { reason: '撤回' });
  await done(clerk, `/api/register/acts/${actId}/undo`, { reason: '撤回' });
  expect((await clerk.ask('GET', `/api/register/persons/${person}`)).status).toBe(404);
});

test('a unit sees its own people and nobody else', async () => {
  const { items } = await employer.ok(registerPersonsView, 'GET', '/api/register/persons?limit=200');
  expect(items.length).toBeGreaterThan(0);
  for (const { ref } of items)
    expect((await employer.ask('GET', `/api/register/persons/${ref}`)).status).toBe(200);
  const all = await clerk.ok(registerPersonsView, 'GET', '/api/register/persons?limit=200');
  const other = all.items.find((one) => !items.some((own) => own.ref === one.ref));
  expect((await employer.ask('GET', `/api/register/persons/${other?.ref}`)).status).toBe(404);
  expect((await employer.ask('GET', `/api/register/persons/${other?.ref}/history`)).status).toBe(404);
});

const changesOf = (ref: string) => `/api/register/persons/${ref}/changes`;
const passport = async (name: string, certNo: string, bornOn: string) =>
  (
    await done(clerk, '/api/register/persons', {
      ...{ name, certType: '08', certNo, bornOn, sex: '2', reason: REASON },
    })
  ).person ?? '';

test('a birthday that is corrected says what it does to the account credit, and waits', async () => {
  const year = Number(today.slice(0, 4));
  const { rows } = await db.owner.query<{ id: string }>(
    `update person set cert_type = '08', cert_no = 'R5550001', born_on = $1 where person_id =
      (select person_id from coverage where person_status = 'retired' and covered_to is null order by 1 limit 1) returning person_id as id`,
    [`${year - 68}-01-01`],
  );
  const ref = `~${rows[0]?.id}`;
  const body = { kind: 'correct', values: { bornOn: `${year - 75}-01-01` }, reason: '档案记载' };
  const shown = await clerk.ok(enrolPreview, 'POST', `${changesOf(ref)}/preview`, body);
  // D2 第六条: 90 yuan a month below 70, 100 from 70 to 79.
  expect(shown.effects.map(({ zh }) => zh).join()).toContain('由 90.00 元变为 100.00 元');
  expect(shown.changes).toEqual([
    { field: 'born_on', before: `${year - 68}-01-01`, after: `${year - 75}-01-01` },
  ]);
  expect(shown.causes).toHaveLength(1);
  await agreed(changesOf(ref), body);
  expect((await personRow(ref))?.born_on).toBe(`${year - 75}-01-01`);
});

test('a certificate that goes and comes back is kept with its days', async () => {
  const ref = await passport('安娜', 'A7770001', '1988-08-08');
  const renewed = { kind: 'change', values: { certNo: 'A7770002', bornOn: '1988-08-08' }, reason: '换发' };
  await agreed(changesOf(ref), { ...renewed, values: { ...renewed.values, certValidTo: '2031-01-01' } });
  const others = async () =>
    (await fileOf(ref)).rows
      .filter(({ register }) => register === 'person_certificate')
      .map(({ row }) => row.valid_to);
  expect((await personRow(ref))?.cert_valid_to).toBe('2031-01-01');
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  expect(await others()).toEqual([yesterday]);
  await agreed(changesOf(ref), { ...renewed, values: { ...renewed.values, certNo: 'A7770001' } });
  expect(await others()).toEqual([yesterday]);
});

test('a family takes members in and lets them go; whose number it has goes last', async () => {
  const [mother, child] = [
    await passport('丽莎', 'F1110001', '1985-01-01'),
    await passport('米娅', 'F1110002', '2015-01-01'),
  ];
  const join = (familyRole: string) => ({
    ...{ kind: 'change', values: { familyOf: mother, familyRole }, reason: '户口簿' },
  });
  await done(clerk, changesOf(child), join('child'));
  await done(clerk, changesOf(mother), join('head'));
  const family = async (ref: string) =>
    (await fileOf(ref)).family.map((one) => [one.ref, one.role, one.self]);
  expect(await family(child)).toEqual([
    [mother, 'head', false],
    [child, 'child', true],
  ]);
  const leave = { kind: 'leave', reason: '分户' };
  expect(await refusals(clerk, changesOf(mother), leave)).toEqual(['family-kept-by']);
  await done(clerk, changesOf(child), join('head'));
  expect(await family(mother)).toEqual([
    [child, 'head', false],
    [mother, 'other', true],
  ]);
  await done(clerk, changesOf(child), leave);
  expect(await family(child)).toEqual([[child, 'head', true]]);
  expect(await refusals(clerk, changesOf(child), leave)).toEqual(['family-alone']);
});

describe('a unit', () => {
  const school = async (name: string, code: string) => {
    const body = { act: 'register', kind: 'school', code, name, on: today, reason: '设立' };
    await done(clerk, '/api/units', body);
    const { items } = await clerk.ok(unitsView, 'GET', `/api/units?q=${code}`);
    return items[0]?.unitId ?? '';
  };
  const get = (id: string) => clerk.ok(unitView, 'GET', `/api/units/${id}`);

  test('has a bank account that two change, masked, with its history', async () => {
    const unitId = await school('共济市第九小学', 'S990009');
    const values = { bankName: '共济银行', bankAccount: '6222000011112222' };
    await agreed('/api/units', { act: 'change', unitId, values, reason: '开户许可证' });
    expect(await get(unitId)).toMatchObject({ bankName: '共济银行' });
    expect((await get(unitId)).bankAccount).not.toContain('0000111');
    const contact = { act: 'change', unitId, values: { contactPhone: '13800000009' }, reason: '换人' };
    expect((await done(clerk, '/api/units', contact)).state).toBe('done');
    expect(await refusals(clerk, '/api/units', contact)).toEqual(['nothing-changes']);
    const { items } = await clerk.ok(registerHistoryView, 'GET', `/api/units/${unitId}/history`);
    expect(items.map(({ act, by }) => [act, by])).toEqual([
      ['unit-change', 'demo.clerk'],
      ['unit-change', 'demo.reviewer'],
      ['unit-register', 'demo.clerk'],
    ]);
    expect(JSON.stringify(items)).not.toContain('6222000011112222');
  });

  test('renames and merges classes, and goes into another with its pupils; undoing brings them back', async () => {
    const [from, into] = [await school('共济市东小学', 'S990010'), await school('共济市西小学', 'S990011')];
    const pupils = [
      await passport('甲一', 'P2220001', '2016-01-01'),
      await passport('乙二', 'P2220002', '2016-01-02'),
    ];
    for (const [index, ref] of pupils.entries())
      await db.owner.query(
        `insert into schooling (region_code, person_id, unit_id, class_name, valid_from) values ('990100', $1, $2, $3, '2024-09-01')`,
        [ref.slice(1), from, `${index + 1}班`],
      );
    const rename = {
      act: 'renameClass',
      unitId: from,
      className: '2班',
      newName: '1班',
      on: today,
      reason: '并班',
    };
    await done(clerk, '/api/units', rename);
    expect((await get(from)).classes).toEqual([{ name: '1班', people: 2 }]);
    expect(await refusals(clerk, '/api/units', rename)).toEqual(['class-unknown']);
    const merge = { act: 'merge', unitId: from, into, on: today, reason: '撤并' };
    expect(await refusals(clerk, '/api/units', { ...merge, into: from })).toEqual(['unit-not-fit']);
    const shown = await clerk.ok(enrolPreview, 'POST', '/api/units/preview', merge);
    expect(shown.effects[0]?.zh).toContain('2 名学生');
    const actId = await agreed('/api/units', merge);
    expect(await get(from)).toMatchObject({ status: 'cancelled', mergedInto: { unitId: into } });
    expect((await get(into)).classes).toEqual([{ name: '1班', people: 2 }]);
    await agreed(`/api/register/acts/${actId}/undo`, { reason: '撤并取消' });
    expect(await get(from)).toMatchObject({ status: 'active', classes: [{ name: '1班', people: 2 }] });
    const early = { act: 'closeClass', unitId: from, className: '1班', on: '2024-08-31', reason: '误办' };
    expect(await refusals(clerk, '/api/units', early)).toEqual(['class-begins-later']);
    const close = { act: 'closeClass', unitId: from, className: '1班', on: today, reason: '毕业' };
    await done(clerk, '/api/units', close);
    expect((await get(from)).classes).toEqual([]);
  });
});

test('papers of a special group are asked for once; without one of them a second person agrees', async () => {
  const first17 = '99019920150303019';
  const certNo = first17 + idCheckDigit(first17);
  const child = { name: '何孤', certType: '01', certNo, reason: REASON };
  const { person: ref = '' } = await done(clerk, '/api/register/persons', child);
  const path = `/api/enrolment/persons/${ref}/groups`;
  const list = async (on: string) => {
    const query = `/api/enrolment/persons/${ref}/group-papers?group=orphan&on=${on}`;
    return (await clerk.ok(groupPapersView, 'GET', query)).papers.map(({ paper, state, no }) =>
      no === undefined ? [paper, state] : [paper, state, no],
    );
  };
  const missing = ['guardianPaper', 'missing'];
  expect(await list(today)).toEqual([['orphanCertificate', 'missing'], missing]);
  const certificate = { paper: 'orphanCertificate', no: '99012026000123', issuedBy: '民政局' };
  const add = {
    ...{ act: 'add', group: 'orphan', validFrom: today, proofKind: 'certificate', provedBy: '民政局' },
    ...{ reason: '窗口认定', papers: [{ ...certificate, issuedOn: addDays(today, -10) }] },
  };
  const { causes, effects } = await clerk.ok(enrolPreview, 'POST', `${path}/preview`, add);
  expect([...causes, ...effects].map(({ zh }) => zh)).toEqual([
    '材料不全，先予认定：缺监护关系证明（共济市医疗保险特殊人群身份认定经办规程第十条）',
    '孤儿、事实无人抚养儿童认定表：本次提交',
  ]);
  await agreed(path, add);
  // The number is masked; the one that was missing is brought later, by its own act.
  const onFile = ['orphanCertificate', 'valid', '990*******0123'];
  expect(await list(today)).toEqual([onFile, missing]);
  const later = { act: 'papers', group: 'orphan', reason: '补交材料' };
  const guardian = { paper: 'guardianPaper', issuedBy: '社区居委会', issuedOn: addDays(today, -3) };
  const foreign = { ...later, papers: [{ ...guardian, paper: 'disabledCard' }] };
  expect(await refusals(clerk, path, foreign)).toEqual(['group-paper-unknown']);
  const month = { ...later, papers: [{ ...guardian, validTo: addDays(today, 30) }] };
  const { actId } = await done(clerk, path, month);
  expect(await list(addDays(today, 30))).toEqual([onFile, ['guardianPaper', 'valid']]);
  expect(await list(addDays(today, 31))).toEqual([onFile, ['guardianPaper', 'expired']]);
  // Ended and recognised anew: nothing is asked for again, so nobody else has to agree.
  await done(clerk, path, { act: 'end', group: 'orphan', validFrom: today, validTo: today, reason: '误登' });
  expect((await done(clerk, path, { ...add, validFrom: addDays(today, 1), papers: [] })).state).toBe('done');
  // Recorded by mistake, a paper is taken back with its act.
  await done(clerk, `/api/register/acts/${actId}/undo`, { reason: '登错' });
  expect(await list(today)).toEqual([onFile, missing]);
});

test('kinds of papers that an agency has added are called by its own names', async () => {
  const shipped = new URL('../packages/server/group-papers/templates.yaml', import.meta.url);
  const kind = '  villageOpinion: {name: {zh: 村民评议意见, en: opinion of the village}}';
  const dataDir = await mkdtemp(join(tmpdir(), 'gongji-papers-'));
  const own = (await readFile(shipped, 'utf8')).replace(/^papers:.*$/m, `$&\n${kind}`);
  await writeFile(join(dataDir, 'group-papers.yaml'), own);
  await db.owner.query(
    `insert into person_proof (region_code, person_id, proof_id, paper, issued_by, issued_on)
     values ('990100', 2, 7001, 'villageOpinion', '和平村', '2026-01-05')`,
  );
  const agency = await startServer({ connectionString: db.connectionString, port: 0, dataDir });
  try {
    const reader = await signedIn('demo.clerk', agency.url);
    const path = '/api/register/persons/~2';
    const file = await reader.ok(registerFileView, 'GET', path);
    const paper = file.rows.find(({ register }) => register === 'person_proof')?.row.paper;
    expect(file.papers[String(paper)]).toEqual({ zh: '村民评议意见', en: 'opinion of the village' });
    const { papers } = await reader.ok(registerHistoryView, 'GET', `${path}/history`);
    expect(papers).toEqual(file.papers);
  } finally {
    await agency.stop();
    await rm(dataDir, { recursive: true });
  }
});
