import { date, fen } from '@gongji/domain';
import type { UnitRow } from '@gongji/store/enrolment';
import { describe, expect, test } from 'vitest';
import { decideBegin } from './decide-cover.ts';
import { decideCorrection, decideEnd } from './decide-end.ts';
import { ADULT, caseOf, cover, EMPLOYER } from './testing/cover-cases.ts';

/** Days and amounts typed by hand from policies/showcase: D12 and its yearly changes. */
const codes = (decision: ReturnType<typeof decideBegin>) => decision.problems.map((p) => p.code);

describe('a resident', () => {
  const JOIN = { scheme: 'resident', act: 'join', tier: 'tier1' } as const;

  test('after the window waits 90 days from payment (D2 第十条), and pays 400 of 1100', () => {
    const { row, fee, problems } = decideBegin(caseOf({ ...JOIN, on: '2026-03-10' }));
    expect(problems).toEqual([]);
    // 10 March + 90 days: 21 left in March, 30 April, 31 May, 8 June.
    expect(row).toEqual({
      coveredFrom: '2026-03-10',
      coveredTo: '2026-12-31',
      benefitFrom: '2026-06-08',
      benefitTo: '2026-12-31',
    });
    // 400 own + 410 central + 150 province + 90 city + 50 county
    expect(fee?.assessment.byPayer).toEqual({
      person: 40_000,
      central: 41_000,
      province: 15_000,
      city: 9_000,
      county: 5_000,
    });
    expect(fee?.assessment.totalFen).toBe(110_000);
  });

  test('in the window is covered from 1 January, and the fee is that of the year enrolled for', () => {
    const { row, fee } = decideBegin(caseOf({ ...JOIN, on: '2026-10-15', year: '2027' }));
    expect([row?.coveredFrom, row?.benefitFrom, row?.coveredTo]).toEqual([
      '2027-01-01',
      '2027-01-01',
      '2027-12-31',
    ]);
    expect(fee?.assessment.byPayer.person).toBe(42_000);
  });

  test('who is covered to the end of this year enrols for the next without a gap, one more unbroken year', () => {
    const covers = [cover({ coveredFrom: date('2026-01-01'), coveredTo: date('2026-12-31') })];
    const { row, changes } = decideBegin(caseOf({ ...JOIN, on: '2026-11-02' }, { covers }));
    expect(row?.benefitFrom).toBe('2027-01-01');
    expect(changes.at(-1)?.to).toMatchObject({
      unbroken_years: 4,
      covered_from: '2027-01-01',
      tier: 'tier1',
    });
  });

  test('after a break waits 3 months and one more for each missed year (D12 第十六条)', () => {
    const covers = [cover({ coveredTo: date('2024-12-31'), status: '4' })];
    // Two whole years without cover: 1 January 2027 + 3 + 2 months.
    const { row, cover: start } = decideBegin(
      caseOf({ ...JOIN, on: '2026-10-15', year: '2027' }, { covers }),
    );
    expect([row?.coveredFrom, row?.benefitFrom]).toEqual(['2027-01-01', '2027-06-01']);
    expect(start?.waitingUntil).toBe('2027-05-31');
  });

  test('of a low-income household enrols at any time, from the next day, and pays a fifth', () => {
    const groups = [{ groupName: 'lowIncome', validFrom: date('2026-01-01'), validTo: null }];
    const { row, fee } = decideBegin(caseOf({ ...JOIN, on: '2026-03-10' }, { groups }));
    expect(row?.benefitFrom).toBe('2026-03-11');
    // 400 × (100 % − 80 %) = 80
    expect(fee?.assessment.byPayer.person).toBe(8_000);
  });

  test('in extreme poverty pays nothing', () => {
    const groups = [{ groupName: 'extremelyPoor', validFrom: date('2026-01-01'), validTo: null }];
    const { fee } = decideBegin(caseOf({ ...JOIN, on: '2026-03-10' }, { groups }));
    expect([fee?.assessment.byPayer.person ?? 0, fee?.assessment.byPayer.medicalAid]).toEqual([0, 40_000]);
  });

  test('registered elsewhere needs a residence permit', () => {
    const person = { ...ADULT, residence: 'nonLocal' };
    expect(codes(decideBegin(caseOf({ ...JOIN, on: '2026-03-10' }, { person })))).toEqual([
      'residence-proof-missing',
    ]);
    const shown = caseOf({ ...JOIN, on: '2026-03-10', residenceProof: 'J1' }, { person });
    expect(codes(decideBegin(shown))).toEqual([]);
  });
});

test('who is made an elderly resident by a correction is 60', () => {
  const covers = [cover()];
  const person = { ...ADULT, bornOn: date('1966-06-15') };
  const asked = { scheme: 'resident', act: 'correct', personStatus: 'elderly' } as const;
  const found = ['2026-06-14', '2026-06-15', '2026-06-16'].map((on) =>
    codes(decideCorrection(caseOf({ ...asked, on }, { covers, person }))),
  );
  expect(found).toEqual([['status-not-fit'], [], []]);
});

describe('a newborn', () => {
  const person = { ...ADULT, bornOn: date('2026-03-01') };
  const NEW = { scheme: 'resident', act: 'newborn', tier: 'tier1' } as const;

  test('is covered from birth when enrolled on the 90th day, and waits from the 91st on', () => {
    // 1 March + 90 days: 30 left in March, 30 April, 30 May.
    const last = decideBegin(caseOf({ ...NEW, on: '2026-05-30' }, { person }));
    expect([last.row?.coveredFrom, last.row?.benefitFrom]).toEqual(['2026-03-01', '2026-03-01']);
    // 31 May + 90 days: 30 June, 31 July, 29 August.
    const late = decideBegin(caseOf({ ...NEW, on: '2026-05-31' }, { person }));
    expect([late.row?.coveredFrom, late.row?.benefitFrom]).toEqual(['2026-05-31', '2026-08-29']);
  });

  test('with the mother’s cover pays nothing and is covered from birth to the end of the year', () => {
    const mother = { sex: '2', covers: [cover({ scheme: 'employee', personStatus: 'active' })] };
    const input = caseOf({ ...NEW, on: '2026-04-01', withMother: true, mother: '9' }, { person, mother });
    const { row, fee, changes } = decideBegin(input);
    expect([row?.coveredFrom, row?.coveredTo, fee]).toEqual(['2026-03-01', '2026-12-31', undefined]);
    expect(changes.at(-1)?.to).toMatchObject({ payer_kind: 'mother' });
  });

  test('without a covered mother is told so', () => {
    const mother = { sex: '2', covers: [cover({ coveredTo: date('2026-02-28') })] };
    const input = caseOf({ ...NEW, on: '2026-04-01', withMother: true, mother: '9' }, { person, mother });
    expect(codes(decideBegin(input))).toEqual(['mother-not-covered']);
  });

  test('is not an adult', () => {
    const { problems } = decideBegin(caseOf({ ...NEW, on: '2026-04-01' }));
    expect(problems[0]).toMatchObject({
      code: 'status-not-fit',
      message: {
        zh: '人员类别“新生儿”与年龄 36 岁或业务类型不符：须不满 1 周岁（《居民医保参保缴费管理办法》第四条）',
        en: 'the status “newborn” does not fit the age of 36 or the act: under 1 (Measures on enrolment and contributions, Art. 4)',
      },
    });
  });

  test('is one to the day before the first birthday', () => {
    const fits = (on: string) =>
      !codes(decideBegin(caseOf({ ...NEW, on }, { person }))).includes('status-not-fit');
    expect(['2027-02-28', '2027-03-01', '2027-03-02'].map(fits)).toEqual([true, false, false]);
  });
});

describe('a university student', () => {
  const person = { ...ADULT, bornOn: date('2007-05-05') };
  const school: UnitRow = {
    ...EMPLOYER,
    unitId: '8000005',
    kind: 'school',
    name: '共济大学',
    employerKind: null,
  };
  const STUDENT = {
    scheme: 'resident',
    act: 'student',
    personStatus: 'universityStudent',
    tier: 'tier1',
    unitId: '8000005',
    termStartOn: date('2026-09-01'),
    className: '医学一班',
  } as const;

  test('is covered for the school year, and stands in the class', () => {
    const { row, changes } = decideBegin(caseOf({ ...STUDENT, on: '2026-10-20' }, { person, unit: school }));
    expect([row?.coveredFrom, row?.coveredTo]).toEqual(['2026-09-01', '2027-08-31']);
    expect(changes.at(-1)).toMatchObject({
      register: 'schooling',
      to: { unit_id: '8000005', class_name: '医学一班', valid_from: '2026-09-01' },
    });
  });

  test('later than 60 days after term start waits 90 days', () => {
    // 1 September + 60 = 31 October; 1 November + 90: 29 left in November, 31 December, 30 January.
    const { row } = decideBegin(caseOf({ ...STUDENT, on: '2026-11-01' }, { person, unit: school }));
    expect([row?.coveredFrom, row?.benefitFrom]).toEqual(['2026-11-01', '2027-01-30']);
  });

  test('is in one class on each day', () => {
    const at = (validFrom: string, validTo: string | null) => ({
      ...{ unitId: '8000001', unitName: '实验小学', validFrom: date(validFrom) },
      validTo: validTo === null ? null : date(validTo),
    });
    const asked = { ...STUDENT, on: '2026-10-20' };
    const put = (schooling: readonly ReturnType<typeof at>[]) =>
      decideBegin(caseOf(asked, { person, unit: school, schooling }));
    // Left in October: the new class begins the day after, not with the term.
    expect(put([at('2024-09-01', '2026-10-09')]).changes.at(-1)?.to?.valid_from).toBe('2026-10-10');
    // Still there: that ends the day before.
    expect(put([at('2024-09-01', null)]).changes.at(-2)?.to).toEqual({
      ...{ valid_to: '2026-08-31', end_reason: 'movedSchool' },
    });
    const later = put([at('2026-09-01', null)]);
    expect([codes(later), later.changes]).toEqual([['pupil-elsewhere'], []]);
  });

  test('is not reported by an employer', () => {
    const input = caseOf({ ...STUDENT, on: '2026-10-20' }, { person, unit: EMPLOYER });
    expect(codes(decideBegin(input))).toEqual(['unit-not-fit']);
  });
});

describe('an employee', () => {
  const JOIN = { scheme: 'employee', act: 'join', unitId: '1', wageFen: fen(600_000) } as const;

  test('is covered from the first of the month after payment (D12 第十四条)', () => {
    const { row, fee } = decideBegin(caseOf({ ...JOIN, on: '2026-05-20' }, { unit: EMPLOYER }));
    expect(row).toEqual({
      coveredFrom: '2026-06-01',
      coveredTo: null,
      benefitFrom: '2026-06-01',
      benefitTo: null,
    });
    // employer 6000 × (7 % + 0.5 %) = 450; own 6000 × 2 % + premium 8 = 128
    expect(fee?.assessment.byPayer).toEqual({ employer: 45_000, person: 12_800 });
  });

  test('is told everything that stops it at once', () => {
    const unit = { ...EMPLOYER, status: 'suspended' as const };
    const input = caseOf(
      { scheme: 'employee', act: 'join', unitId: '1', on: '2026-05-20' },
      { unit, covers: [cover()] },
    );
    expect(codes(decideBegin(input))).toEqual(['fact-missing', 'unit-not-active', 'cover-elsewhere']);
    const unknown = caseOf({ ...JOIN, on: '2026-05-20' });
    expect(codes(decideBegin(unknown))).toEqual(['unit-unknown']);
  });

  test('leaves the other scheme the day before, where that is asked for', () => {
    const { changes } = decideBegin(
      caseOf({ ...JOIN, on: '2026-05-20', endOther: true }, { unit: EMPLOYER, covers: [cover()] }),
    );
    expect(changes[0]).toMatchObject({
      key: { scheme: 'resident', covered_from: '2020-01-01' },
      to: { covered_to: '2026-05-31', benefit_to: '2026-05-31', end_reason: 'otherScheme' },
    });
  });

  test('is not covered twice by one scheme', () => {
    const covers = [cover({ scheme: 'employee', personStatus: 'active' })];
    expect(codes(decideBegin(caseOf({ ...JOIN, on: '2026-05-20' }, { unit: EMPLOYER, covers })))).toEqual([
      'cover-overlaps',
    ]);
  });

  test('who works on his own waits 3 months at the first time (D12 第十五条)', () => {
    const body = { scheme: 'employee', act: 'flexible', wageFen: fen(600_000), on: '2026-05-20' } as const;
    const { row } = decideBegin(caseOf(body));
    expect([row?.coveredFrom, row?.benefitFrom]).toEqual(['2026-05-20', '2026-08-20']);
  });
});

describe('ending and correcting', () => {
  const STOP = { scheme: 'resident', act: 'stop', stopReason: 'movedAway' } as const;

  test('the cover and its benefits end with the day', () => {
    const { changes, causes } = decideEnd(
      caseOf({ ...STOP, on: '2026-05-31' }, { covers: [cover()], today: date('2026-06-02') }),
    );
    expect(changes).toEqual([
      {
        register: 'coverage',
        key: { person_id: '7', scheme: 'resident', covered_from: '2020-01-01' },
        to: { covered_to: '2026-05-31', benefit_to: '2026-05-31', status: '4', end_reason: 'movedAway' },
      },
    ]);
    expect(causes).toEqual([]);
  });

  test('a day more than three months back needs a second person', () => {
    const input = (on: string) => caseOf({ ...STOP, on }, { covers: [cover()], today: date('2026-06-02') });
    expect(decideEnd(input('2026-03-01')).causes).toEqual([]);
    expect(decideEnd(input('2026-02-28')).causes).toHaveLength(1);
  });

  test('what is not there cannot end', () => {
    expect(codes(decideEnd(caseOf({ ...STOP, on: '2026-05-31' })))).toEqual(['nothing-to-end']);
    const late = [cover({ coveredFrom: date('2026-07-01') })];
    expect(codes(decideEnd(caseOf({ ...STOP, on: '2026-05-31' }, { covers: late })))).toEqual([
      'end-before-start',
    ]);
    expect(
      codes(decideEnd(caseOf({ scheme: 'resident', act: 'stop', on: '2026-05-31' }, { covers: [cover()] }))),
    ).toEqual(['fact-missing']);
  });

  test('a correction from the first day changes the row, from a later day divides it', () => {
    const FIX = { scheme: 'resident', act: 'correct', tier: 'tier2' } as const;
    const covers = [cover({ columns: { person_id: '7', tier: 'tier1', covered_to: null } })];
    expect(decideCorrection(caseOf({ ...FIX, on: '2020-01-01' }, { covers })).changes).toEqual([
      {
        register: 'coverage',
        key: { person_id: '7', scheme: 'resident', covered_from: '2020-01-01' },
        to: { tier: 'tier2' },
      },
    ]);
    const { changes } = decideCorrection(caseOf({ ...FIX, on: '2026-06-01' }, { covers }));
    expect(changes[0]?.to).toMatchObject({ covered_to: '2026-05-31', benefit_to: '2026-05-31' });
    expect(changes[1]?.to).toMatchObject({
      covered_from: '2026-06-01',
      benefit_from: '2026-06-01',
      tier: 'tier2',
    });
    expect(codes(decideCorrection(caseOf({ ...FIX, tier: 'tier1', on: '2026-06-01' }, { covers })))).toEqual([
      'nothing-changes',
    ]);
    expect(codes(decideCorrection(caseOf({ ...FIX, on: '2026-06-01' })))).toEqual(['nothing-to-end']);
  });
});
