import { date, type Fen } from '@gongji/domain';
import { describe, expect, test } from 'vitest';
import type { AuditFacts, EvidenceRow, InsuredPerson, RegisteredUnit } from './audit-facts.ts';
import { loadCheckSet, readCheckSet } from './load-check-set.ts';
import { runCheck } from './run-check.ts';

const set = readCheckSet();
const months = (fen: number) => new Map([['2026-05', fen as Fen]]);

const insured = (certNo: string, name: string, more: Partial<InsuredPerson> = {}): InsuredPerson => ({
  personId: certNo.slice(-3),
  name,
  certNo,
  bornOn: date('1981-04-12'),
  personStatus: 'active',
  coveredFrom: date('2020-01-01'),
  coveredTo: null,
  baseFen: months(500_000),
  paidYears: null,
  ...more,
});
const unit = (uscc: string, count: number, more: Partial<RegisteredUnit> = {}): RegisteredUnit => ({
  unitId: '1',
  uscc,
  name: `单位${uscc}`,
  insured: count,
  baseFen: months(1_000_000),
  receivedFen: months(80_000),
  ...more,
});

/** Floor 3 000.00, ceiling 15 000.00; 8 % of the unit and 2 % of the person; 25 years for women, 30 for men. */
const facts = (persons: readonly InsuredPerson[], units: readonly RegisteredUnit[] = []): AuditFacts => ({
  on: date('2026-06-15'),
  persons,
  units: new Map(units.map((one) => [one.uscc, one])),
  assess: (_person, wage) => {
    const baseFen = Math.min(1_500_000, Math.max(300_000, wage)) as Fen;
    return { baseFen, contributionFen: (baseFen / 10) as Fen };
  },
  yearsNeeded: ({ certNo }) => (Number(certNo[16]) % 2 === 1 ? 30 : 25),
});
const rows = (...cells: readonly EvidenceRow['cells'][]): readonly EvidenceRow[] =>
  cells.map((one, i) => ({ rowNo: i + 2, cells: one }));

function found(id: string, kind: string, evidence: readonly EvidenceRow[], about: AuditFacts) {
  const check = set.checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`there is no check ${id}`);
  return runCheck(check, new Map([[kind, evidence]]), about);
}

test('there are five of each family', () => {
  const families = set.checks.map((check) => check.family);
  for (const family of ['fiveChecks', 'mustCheck', 'comparisons'])
    expect(families.filter((one) => one === family)).toHaveLength(5);
});

describe('five checks', () => {
  const chen = insured('990100198104120017', '陈建国');

  test('who is on the roster and not insured, and who is insured and not on it', () => {
    const list = rows(
      { name: '王五', certNo: '990100199001010016', startedOn: '2026-01-05' },
      { name: '已走', certNo: '990100199001010024', leftOn: '2026-03-31' },
    );
    expect(found('headCount', 'roster', list, facts([chen]))).toMatchObject([
      { kind: 'personsMissing', subject: { certNo: '990100199001010016', personId: null }, rowNos: [2] },
      { kind: 'personsExtra', subject: { name: '陈建国', personId: '017' }, registered: '2020-01-01' },
    ]);
  });

  test('an old number of 15 digits is the same person, and the retired need not be on the roster', () => {
    const old = rows({ name: '陈建国', certNo: '110105491231002' });
    const retired = insured('990100195001010011', '退休', { personStatus: 'retired' });
    const same = insured('11010519491231002X', '陈建国');
    expect(found('headCount', 'roster', old, facts([same, retired]))).toEqual([]);
  });

  test.each([
    // declared 5 000; wage 8 000: short (8 000 − 5 000) × 10 % = 300.00
    [800_000, [{ registered: '500000', evidenced: '800000', amountFen: 30_000 }]],
    // wage 20 000, ceiling 15 000: short (15 000 − 5 000) × 10 % = 1 000.00
    [2_000_000, [{ evidenced: '1500000', amountFen: 100_000 }]],
    [500_000, []],
    [120_000, []],
  ])('a wage of %i fen against a declared base of 5 000.00', (wageFen, expected) => {
    const payroll = rows({ name: '陈建国', certNo: chen.certNo, month: '2026-05', wageFen });
    expect(found('wageBase', 'payroll', payroll, facts([chen]))).toMatchObject(expected);
    expect(found('wageBase', 'payroll', payroll, facts([chen]))).toHaveLength(expected.length);
  });

  test('a retiring man with 28 years on file lacks two; a woman with 25 does not', () => {
    const list = rows(
      { name: '男', certNo: '990100196601010014', retiredOn: '2026-05-01', paidYears: 28 },
      { name: '女', certNo: '990100197101010022', retiredOn: '2026-05-01', paidYears: 25 },
    );
    expect(found('paidYears', 'retirees', list, facts([]))).toMatchObject([
      { subject: { name: '男' }, registered: '28', evidenced: '30' },
    ]);
  });

  test('what paper and file say differently, but not a middle dot written in another way', () => {
    const who = insured('990100198104120017', '阿依古丽·买买提');
    const paper = rows({
      name: '阿依古丽•买买提',
      certNo: who.certNo,
      bornOn: '1981-04-21',
      personStatus: 'retired',
    });
    expect(found('registration', 'paperForms', paper, facts([who]))).toMatchObject([
      { field: 'bornOn', registered: '1981-04-12', evidenced: '1981-04-21' },
      { field: 'personStatus', registered: 'active', evidenced: 'retired' },
    ]);
  });

  test('money at the bank is summed by unit and month before it is compared', () => {
    const bank = rows(
      { uscc: 'A', name: '甲', month: '2026-05', amountFen: 50_000 },
      { uscc: 'A', name: '甲', month: '2026-05', amountFen: 30_000 },
      { uscc: 'B', name: '乙', month: '2026-05', amountFen: 100 },
    );
    expect(found('fundArrival', 'bankIncome', bank, facts([], [unit('A', 2)]))).toMatchObject([
      { subject: { uscc: 'B', unitId: null }, registered: '0', evidenced: '100' },
    ]);
  });
});

describe('groups that must be checked', () => {
  const register = rows(
    { uscc: 'N', name: '新办', registeredOn: '2025-06-15', industry: '软件', headcount: 20 },
    { uscc: 'O', name: '老户', registeredOn: '2025-06-14', industry: '餐饮业', headcount: 20 },
    { uscc: 'D', name: '派遣', registeredOn: '2010-01-01', industry: '劳务派遣', headcount: 20 },
  );

  test.each([
    ['newlyRegistered', ['N']],
    ['catering', ['O']],
    ['dispatch', ['D']],
  ])('%s', (id, expected) => {
    const list = found(id, 'taxRegister', register, facts([]));
    expect(list.map(({ subject }) => (subject.kind === 'unit' ? subject.uscc : ''))).toEqual(expected);
  });

  test('a chain is a legal entity with at least three branches', () => {
    const branches = rows(
      { uscc: 'P1', name: '一店', parentUscc: 'P' },
      { uscc: 'P2', name: '二店', parentUscc: 'P' },
      { uscc: 'P3', name: '三店', parentUscc: 'P' },
      { uscc: 'Q1', name: '独店', parentUscc: 'Q' },
    );
    expect(found('chains', 'branches', branches, facts([], [unit('P', 9)]))).toMatchObject([
      { subject: { uscc: 'P', name: '单位P' }, registered: '9', rowNos: [2, 3, 4] },
    ]);
  });

  test('last year’s small units without insurance, and all that have not corrected', () => {
    const last = rows(
      { uscc: 'S', name: '小', headcount: 7 },
      { uscc: 'L', name: '八人', headcount: 8 },
      { uscc: 'I', name: '已参保', headcount: 5 },
      { uscc: 'U', name: '未改', headcount: 90, uncorrected: '少报基数' },
    );
    const list = found('lastYearOpen', 'lastInspection', last, facts([], [unit('I', 5), unit('U', 80)]));
    expect(list.map(({ subject, evidenced }) => [subject.name, evidenced])).toEqual([
      ['小', '7'],
      ['单位U', '少报基数'],
    ]);
  });
});

describe('comparisons', () => {
  test('known to the tax authority and not to us, or with nobody insured', () => {
    const register = rows(
      { uscc: 'X', name: '未登记', headcount: 12 },
      { uscc: 'Z', name: '空户', headcount: 3 },
      { uscc: 'A', name: '甲', headcount: 2 },
    );
    const units = [unit('Z', 0), unit('A', 2)];
    expect(found('taxAndEnrolment', 'taxRegister', register, facts([], units))).toMatchObject([
      { subject: { uscc: 'X', unitId: null }, field: 'unit', evidenced: '12' },
      { subject: { uscc: 'Z', unitId: '1' }, field: 'insured', registered: '0' },
    ]);
  });

  test('wages payable 12 000.00, in cost 11 000.00, declared bases 10 000.00', () => {
    const wages = rows({ uscc: 'A', month: '2026-05', payableFen: 1_200_000, costFen: 1_100_000 });
    const about = facts([], [unit('A', 2)]);
    expect(found('payableAndCost', 'taxWages', wages, about)).toMatchObject([
      { field: '2026-05', registered: '1100000', evidenced: '1200000' },
    ]);
    expect(found('wagesAndBase', 'taxWages', wages, about)).toMatchObject([
      { registered: '1000000', evidenced: '1200000' },
    ]);
  });
});

test('a file of checks that contradicts itself tells everything at once', () => {
  const read = loadCheckSet(`
format: gongji-levy-checks/1
documents: {L1: {title: {zh: 法, en: law}, date: 2018-12-29}}
evidence:
  roster: {name: {zh: 册, en: list}, of: person, columns: {name: {name: {zh: 名, en: name}, type: text, example: 甲}}}
checks:
  - {id: a, family: fiveChecks, name: {zh: 甲, en: a}, cite: L2 第一条, needs: [roster], rules: [{kind: baseBelow, evidence: roster, wage: wageFen}]}
  - {id: a, family: fiveChecks, name: {zh: 甲, en: a}, cite: L1 第一条, needs: [roster], rules: [{kind: personsMissing, evidence: payroll}]}
`);
  expect('problems' in read && read.problems).toEqual([
    'evidence.roster: needs a required column certNo',
    'checks.a.cite: "L2 第一条" must be a document and its article',
    'checks.a: roster has no column wageFen',
    'checks.a: there are two of this name',
    'checks.a: payroll is not among its needs',
    'checks.a: there is no evidence payroll',
  ]);
});
