import { date } from '@gongji/domain';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { inTransaction } from '@gongji/store';
import { type AssessmentRun, insertRun, insuredForAct } from '@gongji/store/contribution';
import { registerPersonBy } from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Browser } from '../../../../tests/testing/browser.ts';
import { type RunningServer, startServer } from '../main.ts';
import { loadPolicyFiles, type PolicyFile } from '../policy/load-policy-files.ts';
import { policyOfPeriod, spanOfPeriod, usualDueDay } from './period.ts';
import { runAssessment } from './run-assessment.ts';
import type { Body } from './testing/city-server.ts';

/**
 * A typical person of each policy that is not the model city's: what the desk shows (fee, first day) is what the bill asks and
 * what the assessment of the period comes to for somebody like him. Amounts and days typed by hand from the policies and
 * the clauses that they cite.
 */

let db: TestDatabase;
let server: RunningServer;
let files: readonly PolicyFile[];
let clerk: Browser;
let clock = new Date('2014-06-10T02:00:00Z');
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(REGIONS);
  await putTestUsers(db.owner);
  files = loadPolicyFiles(POLICIES);
  server = await startServer({ connectionString: db.connectionString, port: 0, now: () => clock });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const POLICIES = new URL('../../../../policies', import.meta.url).pathname;

/** A community, a school and an employer of each kind stand in each region. */
const REGIONS = `
  insert into region values ('990100', '共济市'), ('321000', '扬州市'), ('500000', '重庆市'), ('440100', '广州市'), ('990201', '某市甲'), ('530000', '云南省'),
    ('230100', '哈尔滨市'), ('370100', '济南市');
  insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学'), (990101001001, '990100', 'community', 'C1', '和平社区');
  insert into unit (unit_id, region_code, kind, code, name, employer_kind) values (1, '990100', 'employer', 'E1', '甲公司', 'enterprise');
  insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on) values ('990100', 1, 'P1', '甲', 'N1', '1', '1980-01-01');
  insert into institution (institution_code, region_code, name, kind, level, clearing_office) values
    ('H99010100001', '990100', '医院', 'general', 'tertiary', '990100'), ('P99010100001', '990100', '药店', 'pharmacy', 'primary', '990100');
  insert into area select r.region_code || '000', r.region_code, 'street', null, '街道' from region r where r.region_code <> '990100';
  insert into unit (unit_id, region_code, kind, code, name, area_code)
    select r.region_code::bigint * 100 + n, r.region_code, k, k || r.region_code, k, r.region_code || '000' from region r,
      (values (1, 'community'), (2, 'school')) v (n, k) where r.region_code <> '990100';
  insert into unit (unit_id, region_code, kind, code, name, area_code, employer_kind)
    select 99020110 + n, '990201', 'employer', 'A' || n, k, '990201000', k
      from unnest(array['government', 'institution', 'enterprise', 'selfEmployed', 'dispatch', 'other']) with ordinality e (k, n);
`;

let persons = 100;

/** Registers somebody; the columns are those of the case. */
async function person(region: string, columns: Readonly<Record<string, unknown>>): Promise<string> {
  persons += 1;
  const row = {
    ...{ region_code: region, person_id: persons, psn_no: `P${persons}`, name: `参保人${persons}` },
    ...{ cert_no: `N${persons}`, sex: '1', community_id: `${region}01`, ...columns },
  };
  const names = Object.keys(row);
  await db.owner.query(
    `insert into person (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
  return String(persons);
}

async function group(region: string, personId: string, name: string): Promise<void> {
  await db.owner.query(
    "insert into person_group (region_code, person_id, group_name, idet_type, valid_from) values ($1, $2, $3, '01', '2010-01-01')",
    [region, personId, name],
  );
}

/** The clerk of a region, on a day. */
async function atDesk(region: string, on: string): Promise<void> {
  clock = new Date(`${on}T02:00:00Z`);
  await db.owner.query("update user_account set region_code = $1 where account = 'demo.clerk'", [region]);
  clerk = new Browser(server.url);
  const who = { account: 'demo.clerk', password: DEMO_PASSWORD };
  expect((await clerk.ask('POST', '/api/session', who)).status).toBe(200);
}

const post = async (path: string, body: Body, key?: string): Promise<Body> =>
  (await clerk.ask('POST', path, body, key === undefined ? {} : { 'idempotency-key': key })).body;
const shown = (body: Body) => post('/api/enrolment/preview', { reason: '窗口参保', ...body });
const saidOf = (answer: Body) => answer.problems.map((p: Body) => [p.code, p.field]);

/** Assesses a period for whoever is not charged yet: problems of the run, and what each charge comes to by payer. */
async function assessed(region: string, scheme: 'employee' | 'resident', period: string) {
  const policy = policyOfPeriod(files, region, scheme, period);
  if (policy === undefined) throw new Error(`no policy of ${region} in ${period}`);
  const run: AssessmentRun = {
    ...{ runId: db.newId(), regionCode: region, scheme, period, kind: 'regular', unitId: null },
    dueOn: usualDueDay(spanOfPeriod(policy, period), period),
    ...{ createdBy: 'clerk', createdAt: clock },
  };
  await inTransaction(db.pool, (tx) => insertRun(tx, run));
  await runAssessment({ pool: db.pool, newId: db.newId, now: () => clock }, run, policy);
  const { rows: problems } = await db.owner.query(
    'select person_id as "personId", reasons from assessment_problem where run_id = $1',
    [run.runId],
  );
  return new Map(
    problems.map(({ personId, reasons }) => [personId, reasons.map((r: Body) => [r.code, r.message.zh])]),
  );
}

/** What stands on the charge of a person, by payer, and on whose bill; the facts that it was made from. */
async function chargeOf(personId: string) {
  const { rows } = await db.owner.query(
    `select l.line ->> 'payer' as payer, l.line ->> 'billTo' as bill, c.amounts[l.n]::int as fen, s.facts
       from charge c join assessment_basis s using (basis_id), json_array_elements(s.lines::json) with ordinality l (line, n)
      where c.person_id = $1 order by c.charge_id, l.n`,
    [personId],
  );
  return { lines: rows.map(({ payer, bill, fen }) => [payer, bill, fen]), facts: rows[0]?.facts };
}

/** Somebody with the same cover and groups, whom nothing has charged yet. */
async function twinOf(personId: string): Promise<string> {
  persons += 1;
  const copy = async (table: string) =>
    db.owner.query(
      `insert into ${table} select (jsonb_populate_record(t, jsonb_build_object('person_id', $2::bigint) ||
         case when '${table}' = 'person' then jsonb_build_object('psn_no', 'P' || $2::bigint, 'cert_no', 'N' || $2::bigint) else '{}' end)).*
       from ${table} t where person_id = $1`,
      [personId, persons],
    );
  for (const table of ['person', 'coverage', 'person_group', 'schooling']) await copy(table);
  return String(persons);
}

interface DeskCase {
  readonly name: string;
  readonly region: string;
  readonly on: string;
  readonly person: Readonly<Record<string, unknown>>;
  readonly group?: string;
  readonly asked: Body;
  readonly covered: readonly [from: string, to: string];
  readonly personFen: number;
  /** Payer, whose bill, fen. */
  readonly lines: readonly (readonly [string, string, number])[];
}

const ADULT = { born_on: '1980-01-01' };
const STUDENT = { born_on: '1995-05-01' };
const resident = (act: string, more: Body) => ({ scheme: 'resident', act, ...more });

const DESK: readonly DeskCase[] = [
  {
    // 缴费标准: adults 400; paid from April to 20 June, covered from 1 July
    ...{ name: 'Yangzhou: an adult at the community', region: '321000', on: '2014-06-10', person: ADULT },
    asked: resident('join', { year: '2014', unitId: '32100001' }),
    ...{ covered: ['2014-07-01', '2015-06-30'], personFen: 40_000, lines: [['person', 'person', 40_000]] },
  },
  {
    // nobody is named: the community of his household collects
    ...{ name: 'Yangzhou: an adult of a community', region: '321000', on: '2014-06-11', person: ADULT },
    asked: resident('join', { year: '2014', tier: 'tier1' }),
    ...{ covered: ['2014-07-01', '2015-06-30'], personFen: 40_000, lines: [['person', 'person', 40_000]] },
  },
  {
    // 学校参保: from 1 September to 15 October, for the school year; 80
    ...{ name: 'Yangzhou: a pupil at the school', region: '321000', on: '2014-10-15' },
    person: { born_on: '2004-05-01' },
    asked: resident('student', {
      ...{
        year: '2014',
        tier: 'tier1',
        personStatus: 'student',
        unitId: '32100002',
        termStartOn: '2014-09-01',
      },
    }),
    ...{ covered: ['2014-09-01', '2015-08-31'], personFen: 8_000, lines: [['person', 'person', 8_000]] },
  },
  {
    // 享受待遇时间: paid in February, from the first of March; tier 1 pays 140
    ...{ name: 'Chongqing: an adult in February', region: '500000', on: '2017-02-10', person: ADULT },
    asked: resident('join', { tier: 'tier1' }),
    ...{ covered: ['2017-03-01', '2017-12-31'], personFen: 14_000, lines: [['person', 'person', 14_000]] },
  },
  {
    // 5 March + 90 days = 3 June (26 left in March, 30, 31, 3); tier 2 pays 350
    ...{ name: 'Chongqing: an adult in March', region: '500000', on: '2017-03-05', person: ADULT },
    asked: resident('join', { tier: 'tier2' }),
    ...{ covered: ['2017-06-03', '2017-12-31'], personFen: 35_000, lines: [['person', 'person', 35_000]] },
  },
  {
    // 缴费标准: 120 of the student, 320 of the governments; debited in October, for the school year
    ...{ name: 'Guangzhou: a student in October', region: '440100', on: '2014-10-20', person: STUDENT },
    asked: resident('student', {
      personStatus: 'universityStudent',
      unitId: '44010002',
      termStartOn: '2014-09-01',
    }),
    ...{ covered: ['2014-09-01', '2015-08-31'], personFen: 12_000 },
    lines: [
      ['person', 'person', 12_000],
      ['government', 'government', 32_000],
    ],
  },
  {
    // 7个工作日交件: a student of civil affairs whose papers are in time pays nothing, 120 + 320 are the governments'
    ...{
      name: 'Guangzhou: of a low-income family, papers in time',
      region: '440100',
      on: '2014-10-21',
      person: STUDENT,
    },
    group: 'lowIncome',
    asked: resident('student', {
      ...{
        personStatus: 'universityStudent',
        unitId: '44010002',
        termStartOn: '2014-09-01',
        papersInTime: true,
      },
    }),
    ...{ covered: ['2014-09-01', '2015-08-31'], personFen: 0 },
    lines: [
      ['government', 'government', 12_000],
      ['government', 'government', 32_000],
    ],
  },
  {
    // papers late: like everybody
    ...{
      name: 'Guangzhou: of a low-income family, papers late',
      region: '440100',
      on: '2014-10-22',
      person: STUDENT,
    },
    group: 'lowIncome',
    asked: resident('student', {
      personStatus: 'universityStudent',
      unitId: '44010002',
      termStartOn: '2014-09-01',
    }),
    ...{ covered: ['2014-09-01', '2015-08-31'], personFen: 12_000 },
    lines: [
      ['person', 'person', 12_000],
      ['government', 'government', 32_000],
    ],
  },
];

let acts = 0;

describe.each(DESK)('$name', (one) => {
  test('the fee at the desk is the bill, and what the assessment asks of somebody like him', async () => {
    await atDesk(one.region, one.on);
    const personId = await person(one.region, one.person);
    if (one.group !== undefined) await group(one.region, personId, one.group);
    const body = { person: `~${personId}`, on: one.on, reason: '窗口参保', ...one.asked };
    const preview = await shown(body);
    expect(saidOf(preview)).toEqual([]);
    expect([preview.cover.benefitFrom, preview.cover.benefitTo]).toEqual(one.covered);
    const total = one.lines.reduce((sum, [, , fen]) => sum + fen, 0);
    expect([preview.fee.personFen, preview.fee.totalFen]).toEqual([one.personFen, total]);
    acts += 1;
    const { bills = [] } = await post('/api/enrolment/acts', body, `every-${acts}`);
    expect(bills.map((b: Body) => [b.payer, b.amountFen])).toEqual(
      one.personFen > 0 ? [['person', one.personFen]] : [],
    );
    const twin = await twinOf(personId);
    expect([...(await assessed(one.region, 'resident', preview.fee.period))]).toEqual([]);
    const [billed, later] = [await chargeOf(personId), await chargeOf(twin)];
    expect(billed.lines).toEqual(one.lines);
    expect(later).toEqual(billed);
  });
});

test('Yangzhou: who is of no community says through whom he enrols', async () => {
  await atDesk('321000', '2014-06-10');
  const personId = await person('321000', { ...ADULT, community_id: null });
  const asked = resident('join', { person: `~${personId}`, on: '2014-06-10', year: '2014', tier: 'tier1' });
  const { problems } = await shown(asked);
  expect(problems.map((p: Body) => [p.code, p.field, p.message.zh, p.remedy.zh])).toEqual([
    ['fact-missing', 'unitId', '缺少必填信息：参保单位', '请补充参保单位后重新提交'],
  ]);
});

test('Chongqing: from July on the fee is not printed, at the desk and for who has not paid', async () => {
  await atDesk('500000', '2017-07-01');
  const late = await person('500000', ADULT);
  const asked = resident('join', { person: `~${late}`, on: '2017-07-01', tier: 'tier1' });
  expect(saidOf(await shown(asked))).toEqual([['subsidy-not-printed', undefined]]);
  const unpaid = await person('500000', ADULT);
  await db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, benefit_to, psn_type, person_status, tier, unit_id, payer_kind)
     values ('500000', $1, 'resident', '390', '2017-01-01', '2017-12-31', '2017-01-01', '2017-12-31', '15', 'adult', 'tier1', 50000001, 'resident')`,
    [unpaid],
  );
  const problems = await assessed('500000', 'resident', '2017');
  expect(problems.get(unpaid)).toEqual([
    ['subsidy-not-printed', '7月以后缴费须加缴财政补助额，文件未载数额'],
  ]);
});

test('Chongqing: a year for which no policy is in force is said to have none', async () => {
  await atDesk('500000', '2017-11-10');
  const personId = await person('500000', ADULT);
  const asked = resident('join', { person: `~${personId}`, on: '2017-11-10', year: '2018', tier: 'tier1' });
  expect(saidOf(await shown(asked))).toEqual([['no-policy', 'scheme']]);
});

test('the form asks for what the policy reads and only the desk knows', async () => {
  await atDesk('440100', '2014-10-20');
  const student = await person('440100', STUDENT);
  const asked = {
    ...resident('student', { personStatus: 'universityStudent', unitId: '44010002' }),
    on: '2014-10-20',
  };
  expect((await shown({ ...asked, person: `~${student}`, termStartOn: '2014-09-01' })).asks).toEqual([
    'papersInTime',
  ]);
  await atDesk('500000', '2017-02-10');
  const adult = await person('500000', ADULT);
  expect(
    (await shown({ ...resident('join', { tier: 'tier1' }), person: `~${adult}`, on: '2017-02-10' })).asks,
  ).toEqual([]);
});

describe('Yunnan', () => {
  const covered = async (group_name: string | undefined) => {
    const personId = await person('530000', ADULT);
    if (group_name !== undefined) await group('530000', personId, group_name);
    await db.owner.query(
      `insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, benefit_to, psn_type, person_status, tier, unit_id, payer_kind)
       values ('530000', $1, 'resident', '390', '2012-01-01', '2012-12-31', '2012-01-01', '2012-12-31', '15', 'adult', 'none', 53000001, 'resident')`,
      [personId],
    );
    return personId;
  };
  const say = (personId: string, householdKind: string) => {
    const change = { kind: 'correct', values: { householdKind }, reason: '户籍核实' };
    return post(`/api/register/persons/~${personId}/changes`, change, `say-${personId}`);
  };

  test('a household of the country is financed with 290, of a town with 310; one that is not known is asked for', async () => {
    await atDesk('530000', '2012-05-10');
    const [country, town, unknown] = [
      await covered('extremelyPoor'),
      await covered('lowIncome'),
      await covered('lowIncome'),
    ];
    const shared = await covered(undefined);
    for (const personId of [country, shared]) await say(personId, 'rural');
    await say(town, 'urban');
    const problems = await assessed('530000', 'resident', '2012');
    // paid for in full: all of it is the governments'
    expect((await chargeOf(country)).lines).toEqual([['government', 'government', 29_000]]);
    expect((await chargeOf(town)).lines).toEqual([['government', 'government', 31_000]]);
    expect(Object.fromEntries(problems)).toEqual({
      [unknown]: [['fact-missing', '缺少必填信息：户籍性质']],
      // the plan does not print the person's part
      [shared]: [
        ['policy-value-missing', '政策文件未给出该待遇的数值：缴费中“个人与政府（比例未载）”各自承担的数额'],
      ],
    });
  });
});

test.each([
  ['230100', '居民缴费标准未载（非本地户籍另加20元）'],
  ['370100', '缴费标准未载'],
])('%s: a fee that the documents do not print is said to be missing', async (region, what) => {
  await atDesk(region, '2014-05-10');
  const personId = await person(region, ADULT);
  const asked = resident('join', { person: `~${personId}`, on: '2014-05-10', tier: 'tier1' });
  expect((await shown(asked)).problems.map((p: Body) => p.message.zh)).toEqual(['政策没有适用的规则：参保']);
  await db.owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     values ($1, $2, 'resident', '390', '2014-01-01', '2014-01-01', '15', 'adult', 'none', $3, 'resident')`,
    [region, personId, `${region}01`],
  );
  const problems = await assessed(region, 'resident', '2014');
  expect(problems.get(personId)).toEqual([['policy-value-missing', `政策文件未给出该待遇的数值：${what}`]]);
});

test('Harbin: who graduated while insured as a university student is known as a graduate', async () => {
  const ends = async (status: string) => {
    const personId = await person('230100', STUDENT);
    await db.owner.query(
      `insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, benefit_to, psn_type, person_status, tier, unit_id, payer_kind)
       values ('230100', $1, 'resident', '390', '2013-01-01', '2013-12-31', '2013-01-01', '2013-12-31', '1404', $2, 'none', 23010002, 'resident')`,
      [personId, status],
    );
    await db.owner.query(
      "insert into schooling (region_code, person_id, unit_id, valid_from, valid_to, end_reason) values ('230100', $1, 23010002, '2009-09-01', '2013-07-10', 'graduated')",
      [personId],
    );
    return personId;
  };
  const both = [await ends('universityStudent'), await ends('student')];
  const of = { regionCode: '230100', scheme: 'resident', period: '2014' };
  const year = { from: date('2014-01-01'), to: date('2014-12-31') };
  const rows = await insuredForAct(db.pool, of, year, both);
  expect(rows.map((row) => row.graduatedOn)).toEqual(['2013-07-10', null]);
  const known = await registerPersonBy(db.pool, wholeRegion('230100'), `~${both[0]}`);
  expect(known?.graduatedOn).toBe('2013-07-10');
});

describe('city A', () => {
  const covered = async (
    unitId: number | null,
    status: string,
    more: Readonly<Record<string, unknown>> = {},
  ) => {
    const personId = await person('990201', { born_on: '1968-01-01' });
    const payer = unitId === null ? 'flexible' : 'employer';
    await db.owner.query(
      `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind, with_account)
       values ('990201', $1, 'employee', '310', '2012-01-01', '2012-01-01', '1101', $2, 'none', $3, $4, $5)`,
      [personId, status, unitId, payer, more.with_account ?? true],
    );
    persons += 1;
    await db.owner.query(
      `insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at)
       values ($1, '990201', $2, '2012-01-01', 1, 'approved', 'employer', '2012-01-05', 'clerk', '2012-01-06')`,
      [persons, unitId],
    );
    await db.owner.query("insert into declared_base values ('990201', $1, $2, $3)", [
      ...[personId, persons, unitId === null ? 500_000 : 600_000],
    ]);
    return personId;
  };

  test('every kind of employer pays 7 %, of which the account gets its part; who works for himself 5 %', async () => {
    clock = new Date('2012-05-20T02:00:00Z');
    const staff: string[] = [];
    for (let unit = 1; unit <= 6; unit += 1) staff.push(await covered(99020110 + unit, 'active'));
    const own = await covered(null, 'flexible', { with_account: false });
    expect([...(await assessed('990201', 'employee', '2012-05'))]).toEqual([]);
    // At 44, wage 6000: 2 % = 120.00 of his own; 3 % = 180.00 into the account, so 60.00 of the employer; 420.00 − 60.00
    for (const personId of staff)
      expect((await chargeOf(personId)).lines).toEqual([
        ['person', 'unit', 12_000],
        ['employer', 'unit', 6_000],
        ['employer', 'unit', 36_000],
      ]);
    // 5000 × 5 % without an account
    expect((await chargeOf(own)).lines).toEqual([['person', 'person', 25_000]]);
  });
});
