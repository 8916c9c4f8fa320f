import { date, fen } from '@gongji/domain';
import { describe, expect, test } from 'vitest';
import { decideBegin } from './decide-cover.ts';
import { decideMakeUp, decideRecognition } from './decide-make-up.ts';
import { decideRepair } from './decide-repair.ts';
import { ACTUAL_2015, ADULT, caseOf, cover, monthsOf } from './testing/cover-cases.ts';

describe('a break in cover', () => {
  test('a break of two months is charged by the month, and its payment leaves no gap (D12 第十六条)', () => {
    const covers = [
      cover({ scheme: 'employee', personStatus: 'active', coveredTo: date('2026-03-31'), status: '4' }),
      cover({
        ...{ scheme: 'employee', personStatus: 'flexible', payerKind: 'flexible', tier: 'none' },
        ...{ coveredFrom: date('2026-06-10'), benefitFrom: date('2026-09-10') },
      }),
    ];
    const body = { scheme: 'employee', act: 'repair', on: '2026-06-20', wageFen: fen(500_000) } as const;
    const began = { on: date('2026-06-10'), year: null };
    const { problems, makeUp, effects } = decideRepair(caseOf(body, { covers, began, months: monthsOf(0) }));
    expect([problems, makeUp?.parts.map(({ period }) => period)]).toEqual([[], ['2026-04', '2026-05']]);
    expect(effects?.[0]?.zh).toBe(
      '补缴 2026-04、2026-05；2026-06-20 缴清的，自 2026-04-01 起享受待遇，所补月份计入缴费年限',
    );
    // Four whole months are too many (D12 第十六条: three)
    const late = [
      cover({ scheme: 'employee', personStatus: 'active', coveredTo: date('2026-01-31'), status: '4' }),
      ...covers.slice(1),
    ];
    expect(
      decideRepair(caseOf(body, { covers: late, began, months: monthsOf(0) })).problems.map((p) => p.code),
    ).toEqual(['break-not-repaired']);
    expect(decideRepair(caseOf(body, { covers: covers.slice(1) })).problems.map((p) => p.code)).toEqual([
      'no-break',
    ]);
  });

  test('a missed year is the person’s own part of it, takes a month off the waiting, and begins nothing before it is paid', () => {
    const covers = [
      cover({ coveredTo: date('2022-12-31'), status: '4' }),
      cover({ coveredFrom: date('2026-03-10'), benefitFrom: date('2026-09-10') }),
    ];
    const began = { on: date('2026-03-10'), year: '2026' };
    const of = (on: string, yearsMadeUp: number) =>
      decideRepair(
        caseOf(
          { scheme: 'resident', act: 'repair', on, yearsMadeUp },
          { covers, began, months: monthsOf(0) },
        ),
      );
    // Three whole years of break: 3 + 3 months. One paid for: 3 + 2 from 10 March (D12 第十六条). 2025 cost 400.00 in tier 1.
    const { makeUp, effects, problems } = of('2026-04-01', 1);
    expect([
      problems,
      makeUp?.parts.map(({ period, lines }) => [period, lines.map((l) => l.amountFen)]),
    ]).toEqual([[], [['2025', [40_000]]]]);
    expect(effects?.[0]?.zh).toContain('自 2026-08-10 起');
    expect(of('2026-08-20', 1).effects?.[0]?.zh).toContain('自 2026-08-20 起');
    expect(of('2026-09-10', 1).problems.map((p) => p.code)).toEqual(['break-not-repaired']);
    // Of 2024 no policy is there that says what it cost.
    expect(of('2026-04-01', 2).problems.map((p) => [p.code, p.value])).toEqual([['no-policy', '2024']]);
  });
});

describe('months of contribution', () => {
  const person = { ...ADULT, bornOn: date('1965-06-01') };
  const covers = [cover({ scheme: 'employee', personStatus: 'active' })];
  const RETIRE = { scheme: 'employee', act: 'retire', on: '2026-06-10' } as const;
  const MAKE_UP = { scheme: 'employee', act: 'makeUp', on: '2026-06-10' } as const;

  test('who lacks months does not retire, and is told how many', () => {
    const { problems, months, changes } = decideBegin(
      caseOf(RETIRE, { person, covers, months: monthsOf(300) }),
    );
    expect(problems.map(({ code, message }) => [code, message.en])).toEqual([
      ['months-missing', 'months are missing: 360 are needed, 300 are paid or deemed, 60 are missing'],
    ]);
    expect([months?.neededMonths, months?.missingMonths, changes]).toEqual([360, 60, []]);
  });

  test('who has them retires from the next month; below the statutory age a second person agrees', () => {
    const done = decideBegin(caseOf(RETIRE, { person, covers, months: monthsOf(360) }));
    expect([done.problems, done.causes, done.row?.benefitFrom]).toEqual([[], [], '2026-07-01']);
    expect(done.changes[0]?.to).toMatchObject({ covered_to: '2026-06-30' });
    // D14 附件第一条: born in the 18th month after January 1965, five months later than 60 years; by choice from 60 on.
    const younger = { ...ADULT, bornOn: date('1966-06-01') };
    const { causes } = decideBegin(caseOf(RETIRE, { person: younger, covers, months: monthsOf(360) }));
    expect(causes.map(({ zh }) => zh)).toEqual([
      expect.stringContaining('2026-11-01 达到法定退休年龄，弹性提前最早 2026-06-01'),
    ]);
  });

  test('benefits begin after the make-up was paid, even when the retirement is dated before', () => {
    const months = monthsOf(360, { madeUpOn: date('2026-07-15') });
    expect(decideBegin(caseOf(RETIRE, { person, covers, months })).row?.benefitFrom).toBe('2026-08-01');
  });

  test('the make-up charges what is missing on the wage last declared, and a second person agrees', () => {
    const { problems, makeUp, causes, effects } = decideMakeUp(
      caseOf(MAKE_UP, { person, covers, months: monthsOf(300) }),
    );
    // 6000 × 6.5 % = 390; × 60 months = 23400; all of it by the person into the pooled fund (D12 第二十四条)
    expect([
      problems,
      makeUp?.periods,
      makeUp?.parts[0]?.assessment.byPayer,
      makeUp?.parts[0]?.assessment.byFund,
    ]).toEqual([[], 60, { person: 2_340_000 }, { pooledFund: 2_340_000 }]);
    expect(causes.map(({ zh }) => zh)).toEqual(['补缴缴费年限（共济市医疗保险经办内部控制规程第十三条）']);
    expect(effects?.map(({ zh }) => zh)).toEqual([
      '缴清后计入 60 个月缴费年限，之后可办理退休；未缴清前不计入',
      '全部纳入统筹基金，不划入个人账户',
      '2026-06-10 缴清并办理退休的，自 2026-07-01 起享受退休人员待遇',
    ]);
  });

  test('nothing is made up twice, for nobody who lacks nothing, and for nobody who is retired', () => {
    const of = (more: Parameters<typeof caseOf>[1]) =>
      decideMakeUp(caseOf(MAKE_UP, { person, ...more })).problems;
    const found = [
      of({ covers, months: monthsOf(360) }),
      of({ covers, months: monthsOf(300, { waiting: 60 }) }),
      of({ covers: [cover({ scheme: 'employee', personStatus: 'retired' })], months: monthsOf(0) }),
    ];
    expect(found.map((problems) => problems.map(({ code }) => code))).toEqual([
      ['nothing-missing'],
      ['make-up-waits'],
      ['not-insured-to-make-up'],
    ]);
  });

  test('months are recognised before the system alone, once, and always by two', () => {
    const months = monthsOf(0, {}, { counted: [ACTUAL_2015], firstMonth: '2026-01' });
    const of = (fromMonth: string, toMonth: string) =>
      decideRecognition(
        caseOf(
          {
            ...MAKE_UP,
            act: 'recognise',
            countsAs: 'deemed',
            fromMonth,
            toMonth,
            evidence: '劳动合同 7号',
          },
          { person, covers, months },
        ),
      );
    expect(of('1990-01', '1991-06').recognised?.months).toBe(18);
    expect(of('1990-01', '1991-06').causes).toHaveLength(1);
    expect(
      [of('2015-12', '2016-02'), of('2025-12', '2026-01'), of('1991-02', '1991-01')].map((d) =>
        d.problems.map((p) => p.code),
      ),
    ).toEqual([['months-counted-already'], ['months-in-system'], ['months-order']]);
    const empty = decideRecognition(caseOf({ ...MAKE_UP, act: 'recognise' }, { person, covers, months }));
    expect(empty.problems.map(({ field }) => field)).toEqual([
      'countsAs',
      'fromMonth',
      'toMonth',
      'evidence',
    ]);
  });
});
