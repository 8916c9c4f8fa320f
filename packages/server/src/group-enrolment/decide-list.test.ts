import { fileURLToPath } from 'node:url';
import { date, fen, idCheckDigit } from '@gongji/domain';
import type { PersonFacts } from '@gongji/store/group-enrolment';
import { expect, test } from 'vitest';
import { loadSecondPersonRules } from '../enrolment/second-person-rules.ts';
import { loadPolicyFiles } from '../policy/load-policy-files.ts';
import { decideRow } from './decide-list.ts';
import type { ListContext } from './list-context.ts';
import { type ListRow, readListRow } from './list-row.ts';
import { planCover } from './plan-cover.ts';
import type { SheetKindId, UnitKind } from './sheet-kind.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';

const today = date('2026-03-20');
const policies = loadPolicyFiles(fileURLToPath(new URL('../../../../policies/showcase', import.meta.url)));

/** Somebody of division 990199, which does not exist. */
function certNo(bornOn: string, n = 1): string {
  const first17 = `990199${bornOn.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}
const ADULT = certNo('1985-06-15');
const CHILD = certNo('2016-06-15');

const nobody = (bornOn: string): PersonFacts => ({
  key: '',
  regionCode: '990100',
  certType: '01',
  certNo: '',
  sex: '1',
  ethnic: '01',
  phone: null,
  communityId: null,
  residence: 'local',
  householdKind: null,
  graduatedOn: null,
  address: null,
  diedOn: null,
  mergedInto: null,
  personId: '7',
  psnNo: '99010000000000000007',
  name: '张三',
  bornOn: date(bornOn),
  status: 'active',
  familyId: '7',
  lastBillOn: {},
  covers: [],
  schooling: [],
  endedSchooling: [],
  groups: [],
  census: null,
});
const staffOf = (unitId: string): PersonFacts => ({
  ...nobody('1985-06-15'),
  covers: [
    {
      scheme: 'employee',
      coveredFrom: date('2025-05-01'),
      coveredTo: null,
      benefitFrom: date('2025-05-01'),
      benefitTo: null,
      status: '1',
      personStatus: 'active',
      tier: 'none',
      civilServant: false,
      familyDoctor: false,
      unbrokenYears: 1,
      payerKind: 'employer',
      withAccount: true,
      papersInTime: false,
      unitKind: 'employer',
      employerKind: 'enterprise',
      columns: {},
      unitId,
      unitName: `单位${unitId}`,
    },
  ],
});

const UNITS: Readonly<Record<UnitKind, string>> = { employer: '1', school: '2', community: '3' };

function contextOf(
  kind: SheetKindId,
  known: PersonFacts | undefined,
  others: Readonly<Record<string, PersonFacts>> = {},
): ListContext {
  const { of } = SHEET_KINDS[kind];
  if (of === 'agency') throw new Error(`a list of kind ${kind} has no unit`);
  return {
    regionCode: '990100',
    unit: {
      unitId: UNITS[of],
      regionCode: '990100',
      kind: of,
      code: UNITS[of],
      name: '本单位',
      areaCode: null,
      areaName: null,
      parentUnitId: null,
      parentName: null,
      employerKind: null,
      industry: null,
      status: 'active',
      registeredOn: date('2020-01-01'),
      endedOn: null,
      contactName: null,
      contactPhone: null,
      address: null,
      bankName: null,
      bankAccount: null,
      mergedInto: null,
      mergedName: null,
      people: 0,
    },
    today,
    reason: '名单',
    facts: {
      person: (number) => others[number] ?? known,
      namesake: () => undefined,
      hasClass: (name) => name !== '九年级9班',
      personId: () => '8',
      head: () => undefined,
    },
    newId: () => '1',
    newNumber: () => '99010000000000000008',
    policies: policies.map(({ model }) => model),
    secondPerson: loadSecondPersonRules(),
  };
}

function rowOf(kind: SheetKindId, cells: Readonly<Record<string, string>>): ListRow {
  const { columns } = SHEET_KINDS[kind];
  return readListRow(
    { rowNo: 2, cells: columns.map(({ name }) => cells[name.zh] ?? '') },
    {
      kind: SHEET_KINDS[kind],
      places: new Map(columns.map(({ id }, index) => [id, index])),
      headings: columns.length,
      today,
    },
  );
}

const decided = (
  kind: SheetKindId,
  cells: Readonly<Record<string, string>>,
  known?: PersonFacts,
  others = {},
) => decideRow(kind, rowOf(kind, cells), contextOf(kind, known, others));
const codes = (...args: Parameters<typeof decided>) =>
  decided(...args).problems.map(({ code, field }) => `${code} ${field}`);

const STAFF = { 业务类型: '新增', 姓名: '张三', 证件号码: ADULT, 生效月份: '2026-03', 月缴费基数: '6500' };

test('staff: what cells of month and base can hold', () => {
  expect(codes('staff', { ...STAFF, 生效月份: '三月' })).toEqual(['month-unreadable month']);
  expect(codes('staff', { ...STAFF, 月缴费基数: '六千五' })).toEqual(['amount-unreadable base']);
  expect(codes('staff', { ...STAFF, 月缴费基数: '6500.555' })).toEqual(['amount-unreadable base']);
  expect(codes('staff', { ...STAFF, 月缴费基数: '0' })).toEqual(['amount-out-of-range base']);
  expect(codes('staff', { ...STAFF, 月缴费基数: '' })).toEqual(['cell-missing base']);
  // December is four months before March; three may be made good by a list.
  expect(codes('staff', { ...STAFF, 生效月份: '2025-11' })).toEqual(['month-out-of-window month']);
  expect(codes('staff', { ...STAFF, 生效月份: '2026.5' })).toEqual(['month-out-of-window month']);
  // 6 500 yuan = 650 000 fen; the month as Excel keeps 2026-03-01: day 46 082.
  expect(rowOf('staff', { ...STAFF, 生效月份: '46082', 月缴费基数: '￥6,500.00' }).values).toMatchObject({
    month: '2026-03',
    base: '650000',
  });
});

test('staff: who joins, leaves or changes the base must stand so in the register', () => {
  expect(codes('staff', STAFF)).toEqual([]);
  expect(codes('staff', STAFF, staffOf('1'))).toEqual(['already-enrolled certNo']);
  expect(codes('staff', STAFF, staffOf('9'))).toEqual(['enrolled-elsewhere certNo']);
  const stop = { ...STAFF, 业务类型: '停保', 月缴费基数: '' };
  expect(codes('staff', stop)).toEqual(['person-unregistered certNo']);
  expect(codes('staff', stop, staffOf('9'))).toEqual(['not-enrolled-here certNo']);
  expect(
    codes(
      'staff',
      { ...stop, 生效月份: '2026-01' },
      {
        ...staffOf('1'),
        covers: staffOf('1').covers.map((one) => ({ ...one, coveredFrom: date('2026-02-01') })),
      },
    ),
  ).toEqual(['stop-before-start month']);
  expect(
    codes(
      'staff',
      { ...stop, 生效月份: '2026-02' },
      { ...staffOf('1'), lastBillOn: { employee: date('2026-03-02') } },
    ),
  ).toEqual(['bills-after-stop month']);
});

test('staff: a stop ends the cover with the last day of the month; who pays from March is covered from April', () => {
  const stop = decided(
    'staff',
    { ...STAFF, 业务类型: '停保', 生效月份: '2026-02', 月缴费基数: '' },
    staffOf('1'),
  );
  expect(stop.acts.map(({ kind, changes }) => ({ kind, to: changes[0]?.to }))).toEqual([
    {
      kind: 'stop',
      to: { covered_to: '2026-02-28', benefit_to: '2026-02-28', status: '4', end_reason: 'leftWork' },
    },
  ]);
  const join = decided('staff', STAFF);
  expect(join.acts.map(({ kind }) => kind)).toEqual(['register', 'join']);
  expect(join.acts[1]?.changes[0]?.to).toMatchObject({
    covered_from: '2026-04-01',
    unit_id: '1',
    payer_kind: 'employer',
  });
});

test('what would need a second person is left to the single act', () => {
  const { covers: _covers, ...person } = nobody('1985-06-15');
  const asked = { scheme: 'employee', act: 'join', on: date('2025-06-01'), wageFen: fen(650_000) } as const;
  // More than three months before March 2026.
  expect(planCover(asked, { person }, contextOf('staff', undefined))).toMatchObject({
    kind: 'refused',
    rejections: [{ code: 'list-second-person', message: { zh: expect.stringContaining('3个月前') } }],
  });
});

const RESIDENT = { 户号: '1', 与户主关系: '户主', 姓名: '张三', 证件号码: ADULT };

test('residents: status by age, guardians of children, cover as the policy decides', () => {
  expect(codes('household', { ...RESIDENT, 人员类别: '老年居民' })).toEqual(['age-unfit status']);
  expect(decided('household', { ...RESIDENT, 人员类别: '老年居民' }).problems[0]?.message.zh).toBe(
    '“老年居民”与年龄 40 岁不符：须满 60 周岁（《居民医保参保缴费管理办法》第四条）',
  );
  expect(codes('household', { ...RESIDENT, 证件号码: CHILD })).toEqual(['guardian-missing guardian']);
  expect(codes('household', { ...RESIDENT, 证件号码: CHILD, 监护人姓名: '张父' })).toEqual([]);
  const adult = decided('household', RESIDENT);
  // Outside of the yearly window: 90 days of waiting after 20 March are over on 18 June (11 + 30 + 31 + 18 = 90).
  expect(adult.acts[1]?.changes[0]?.to).toMatchObject({
    person_status: 'adult',
    benefit_from: '2026-06-18',
    covered_to: '2026-12-31',
  });
  const country = decided('household', { ...RESIDENT, 户籍性质: '农村' });
  expect(country.acts[0]?.changes[0]?.to).toMatchObject({ household_kind: 'rural' });
  const held = {
    ...nobody('1985-06-15'),
    covers: staffOf('3').covers.map((one) => ({ ...one, scheme: 'resident' as const })),
  };
  expect(decided('household', RESIDENT, held).hints.map(({ code }) => code)).toEqual(['already-enrolled']);
});

test('newborns: with the mother', () => {
  const baby = { 姓名: '张小', 证件号码: certNo('2026-02-10'), 母亲姓名: '李母', 母亲证件号码: ADULT };
  expect(codes('newborns', baby, undefined, {})).toEqual(['mother-unregistered motherCertNo']);
  const born = decided('newborns', baby, undefined, { [ADULT]: { ...nobody('1985-06-15'), familyId: '70' } });
  expect(born.acts[0]?.changes[0]?.to).toMatchObject({ family_id: '70' });
  // Within 90 days of birth the cover begins with the birth.
  expect(born.acts[1]?.changes[0]?.to).toMatchObject({
    benefit_from: '2026-02-10',
    person_status: 'newborn',
  });
});

test('pupils: one school at a time, a class that changes', () => {
  const pupil = { 班级: '三年级2班', 姓名: '张三', 证件号码: CHILD, 监护人姓名: '张父' };
  const at = (unitId: string, className: string): PersonFacts => ({
    ...nobody('2016-06-15'),
    schooling: [{ unitId, unitName: '某校', className, studentNo: null, from: date('2025-09-01') }],
  });
  expect(codes('students', pupil, at('9', '一班'))).toEqual(['pupil-elsewhere certNo']);
  const unknown = decided('students', { ...pupil, 班级: '九年级9班' });
  expect(unknown.hints.map(({ code }) => code)).toEqual(['class-unregistered']);
  const moved = decided('students', { ...pupil, 业务类型: '仅登记学籍' }, at('2', '二年级2班'));
  expect(moved.acts.map(({ changes }) => changes[0]?.to)).toEqual([
    { class_name: '三年级2班', student_no: null },
  ]);
  expect(decided('students', pupil).acts.map(({ kind }) => kind)).toEqual([
    'register',
    'schooling',
    'student',
  ]);
});

test('pupils: a start day within schooling that has ended is refused; without one it begins the day after', () => {
  const pupil = { 班级: '三年级2班', 姓名: '张三', 证件号码: CHILD, 业务类型: '仅登记学籍' };
  const left = {
    ...nobody('2016-06-15'),
    endedSchooling: [
      { unitName: '更早的学校', lastDay: date('2024-07-31') },
      { unitName: '原学校', lastDay: date('2025-12-31') },
    ],
  };
  const [refused] = decided('students', { ...pupil, 入学日期: '2025-12-31' }, left).problems;
  expect(refused).toMatchObject({ code: 'schooling-not-over', field: 'from', value: '2025-12-31' });
  expect(refused?.message.zh).toBe('入学日期早于原学籍的结束：“原学校”的学籍到 2025-12-31 为止');
  expect(refused?.remedy?.en).toBe('name 2026-01-01 or a later day, or none');
  const since = (cells: Readonly<Record<string, string>>) =>
    decided('students', { ...pupil, ...cells }, left).acts[0]?.changes[0]?.to?.valid_from;
  expect([since({ 入学日期: '2026-01-01' }), since({})]).toEqual(['2026-01-01', '2026-01-01']);
});

test('special groups: of registered persons, once, and ended when they stand', () => {
  const group = {
    姓名: '张三',
    证件号码: ADULT,
    人群类别: '低保对象',
    认定日期: '2026-03-01',
    认定部门: '民政局',
  };
  const known = nobody('1985-06-15');
  const held = {
    ...known,
    groups: [{ groupName: 'lowIncome', validFrom: date('2025-01-01'), validTo: null }],
  };
  expect(codes('groups', group)).toEqual(['person-unregistered certNo']);
  expect(codes('groups', group, held)).toEqual(['group-held group']);
  expect(codes('groups', { ...group, 业务类型: '终止' }, known)).toEqual(['group-not-held group']);
  expect(codes('groups', { ...group, 有效期至: '2026-02-01' }, known)).toEqual(['days-reversed to']);
  expect(codes('groups', { ...group, 认定日期: '1980-01-01' }, known)).toEqual(['day-before-birth from']);
  expect(decided('groups', group, known).acts[0]?.changes[0]?.to).toMatchObject({
    group_name: 'lowIncome',
    valid_from: '2026-03-01',
    proved_by: '民政局',
  });
  expect(decided('groups', { ...group, 业务类型: '终止' }, held).acts[0]?.changes[0]).toMatchObject({
    key: { valid_from: '2025-01-01' },
    to: { valid_to: '2026-03-01' },
  });
});

test('census: one community at a time; who moved away from there is taken over', () => {
  const row = { 姓名: '张三', 证件号码: ADULT, 居住情况: '常住' };
  const at = (livingHere: boolean): PersonFacts => ({
    ...nobody('1985-06-15'),
    census: { unitId: '9', unitName: '邻社区', livingHere, exempt: 'none' },
  });
  expect(codes('census', row, at(true))).toEqual(['census-elsewhere certNo']);
  expect(decided('census', row, at(false)).acts[0]?.changes[0]).toMatchObject({
    key: { person_id: '7' },
    to: { unit_id: '3' },
  });
  expect(decided('census', { ...row, 居住情况: '空挂户' }).acts.map(({ kind }) => kind)).toEqual([
    'register',
    'census',
  ]);
});

test('residents whose row names no status get the first that the ages of the policy fit; today is 20 March 2026', () => {
  const statusOf = (bornOn: string) => {
    const row = { ...RESIDENT, 证件号码: certNo(bornOn), 监护人姓名: '张父' };
    return decided('household', row).acts[1]?.changes[0]?.to?.person_status;
  };
  // 60 on 20 March; 18 on 20 March; 7 on 20 March: the day before, on and after.
  expect(['1966-03-21', '1966-03-20', '1966-03-19'].map(statusOf)).toEqual(['adult', 'elderly', 'elderly']);
  expect(['2008-03-21', '2008-03-20', '2008-03-19'].map(statusOf)).toEqual(['student', 'adult', 'adult']);
  expect(['2019-03-21', '2019-03-20', '2019-03-19'].map(statusOf)).toEqual(['child', 'student', 'student']);
});
