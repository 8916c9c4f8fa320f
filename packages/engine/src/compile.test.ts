import { date, fen } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { compilePolicy, emitModule } from './compile.ts';
import { benefitYearOf, periodKey } from './period.ts';
import { policyOn } from './policy-on.ts';
import { splitStay } from './split-stay.ts';
import { showcasePolicy } from './testing/showcase.ts';
import { billOf, paidBy, settle, smallPolicy } from './testing/small-policy.ts';

const STEPS = '- {let: base, is: inScope}\n- {share: fund, of: base, rate: ratio}';
const DATED =
  'ratio: {name: {zh: 比例, en: ratio}, unit: rate, values: [{from: 2026-01-01, cite: D1 一, value: 50%}, {from: 2026-07-01, cite: D1 二, value: 60%}, {from: 2027-01-01, cite: D1 三, value: 70%}]}';

describe('compilePolicy', () => {
  it('takes the values of the day and knows how long they hold', () => {
    const compiled = smallPolicy({ parameters: DATED, steps: STEPS }, '2026-08-01');
    expect([compiled.validFrom, compiled.validTo]).toEqual(['2026-07-01', '2026-12-31']);
    expect(paidBy(settle(compiled, billOf({ yuan: 100, on: '2026-07-01' })), 'fund')).toBe(6000);
    expect(() => settle(compiled, billOf({ yuan: 100, on: '2027-01-01' }))).toThrow(RangeError);
    const next = policyOn(compiled.policy, date('2027-01-01'));
    expect(paidBy(settle(next, billOf({ yuan: 100, on: '2027-01-01' })), 'fund')).toBe(7000);
    expect(policyOn(compiled.policy, date('2027-06-01'))).toBe(next);
  });

  it('does not compile outside the days in force', () => {
    const { policy } = smallPolicy({ parameters: DATED, steps: STEPS });
    expect(compilePolicy(policy, date('2028-01-01')).problems.map((p) => p.code)).toEqual(['not-in-force']);
  });

  it('runs the same from a module made beforehand, and from no other', async () => {
    const compiled = smallPolicy({ parameters: DATED, steps: STEPS });
    const source = emitModule(compiled);
    const module = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    const again = compilePolicy(compiled.policy, date('2026-05-10'), { module }).compiled;
    expect(again && paidBy(settle(again, billOf({ yuan: 100 })), 'fund')).toBe(5000);
    expect(() => compilePolicy(compiled.policy, date('2026-08-10'), { module })).toThrow(RangeError);
  });

  it('keeps texts of the policy out of the code', () => {
    const words =
      "message: {zh: '`;alert(1)//', en: \"'+alert(1)\"}, remedy: {zh: 无, en: none}, cite: D1 三";
    const compiled = smallPolicy({
      attributes: 'diseaseCode: {values: ["\'];alert(1);//"], other: true}\nage: {type: number}',
      steps: `- classify: {sums: {x: {of: amount, where: "line.listCode == 'alert(1)'"}}}\n- {refuse: no, when: diseaseCode != 'other', ${words}}\n- {let: base, is: inScope}\n- {share: fund, of: base, rate: 50%}`,
    });
    expect(emitModule(compiled)).not.toContain('alert');
  });
});

describe('benefitFor', () => {
  const benefit = (when: string, types: string) =>
    `{name: {zh: 待遇, en: care}, medTypes: ${types}, clrType: "21"${when}, steps: [{let: base, is: inScope}, {share: fund, of: base, rate: 50%}]}`;
  const compiled = smallPolicy({
    head: 'policyDate: discharge\nbenefitYear: {start: 01-01}\ncrossYear: whole\nmissing:\n  - {benefit: birth, medTypes: ["51"], reason: {zh: 没有数值, en: no values}}',
    attributes: 'area: {values: [local, outProvince]}\nage: {type: number}',
    steps: '',
    benefits: `near: ${benefit(", when: area == 'local'", '["2"]')}\nfar: ${benefit(", when: area != 'local'", '["2"]')}\nspecial: ${benefit('', '["21"]')}\none: ${benefit('', '["3"]')}\ntwo: ${benefit(', when: age > 3', '["3"]')}`,
  });
  const codes = (medType: string, facts = {}) => {
    const choice = compiled.benefitFor(medType, facts);
    return choice.kind === 'benefit'
      ? choice.benefit
      : choice.rejections.map((r) => `${r.code} ${r.field ?? ''}`);
  };

  it('takes the longest prefix, then the condition that holds', () => {
    expect(codes('22', { area: 'local' })).toBe('near');
    expect(codes('22', { area: 'outProvince' })).toBe('far');
    expect(codes('2101')).toBe('special');
  });

  it('refuses with the reason', () => {
    expect(codes('9')).toEqual(['benefit-not-found medType']);
    expect(codes('22')).toEqual(['fact-missing facts.area', 'fact-missing facts.area']);
    expect(codes('3', { age: 4 })).toEqual(['benefit-ambiguous medType']);
    expect(codes('51')).toEqual(['policy-value-missing ']);
  });
});

describe('periods', () => {
  it('begin where the policy says', () => {
    expect(benefitYearOf(date('2026-06-30'), '07-01')).toBe('2025');
    expect(benefitYearOf(date('2026-07-01'), '07-01')).toBe('2026');
    const key = (period: 'quarter' | 'month' | 'ever' | 'stay') =>
      periodKey(period, date('2026-05-09'), { start: '01-01', stay: 'S1' });
    expect([key('quarter'), key('month'), key('ever'), key('stay')]).toEqual([
      '2026-Q2',
      '2026-05',
      '',
      'S1',
    ]);
  });

  it('key counters by whose and what they count', () => {
    const policy = showcasePolicy('employee');
    const compiled = policyOn(policy, date('2026-05-10'));
    const bill = { ...billOf({ on: '2026-05-10', facts: { diseaseCode: 'M03900', institutionCode: 'H1' } }) };
    const keys = (benefit: string) =>
      compiled.counterKeys({ ...bill, benefit }).map((k) => `${k.owner} ${k.key}`);
    expect(keys('pharmacy')).toContain('person pharmacyMonth|H1|2026-05');
    expect(keys('pharmacy')).toContain('family familyAccountYear||2026');
    expect(keys('chronic')).toContain('person chronicQuarter|M03900|2026-Q2');
    expect(keys('inpatient')).toContain('person deductibleStay||2026-05-10');
  });
});

describe('splitStay', () => {
  const compiled = smallPolicy({
    head: 'policyDate: discharge\nbenefitYear: {start: 01-01}\ncrossYear: split-by-line-date',
    attributes: 'startedLastYear: {type: boolean}\ndays: {type: number}',
    counters:
      'taken: {name: {zh: 已扣, en: taken}, unit: yuan, scope: person, period: stay, feed: {care: start}}',
    steps:
      '- {let: base, is: inScope}\n- {deduct: start, from: base, upTo: "max(0, 500 - counter.taken)", role: deductible}\n- {share: fund, of: base, rate: 50%}',
  });
  const bill = {
    ...billOf({
      lines: [
        { amountFen: fen(30_000), on: date('2026-12-30') },
        { amountFen: fen(100_000), on: date('2027-01-02') },
      ],
    }),
    facts: { startedLastYear: false, days: 6 },
    dates: { startedOn: date('2026-12-29'), endedOn: date('2027-01-04'), settledOn: date('2027-01-05') },
  };

  it('gives each year its lines and takes the deductible once', () => {
    const [first, second] = splitStay(compiled.policy, bill);
    expect(first?.dates).toEqual({ startedOn: '2026-12-29', endedOn: '2026-12-31', settledOn: '2026-12-31' });
    expect(second?.dates).toEqual({
      startedOn: '2027-01-01',
      endedOn: '2027-01-04',
      settledOn: '2027-01-05',
    });
    expect([first?.facts.days, second?.facts.days, second?.facts.startedLastYear]).toEqual([3, 3, true]);
    if (first === undefined || second === undefined) throw new Error('two parts expected');
    const one = settle(policyOn(compiled.policy, first.dates.endedOn), first);
    const counters = Object.fromEntries(one.counterMoves.map((m) => [m.key, m.before + m.delta]));
    const two = settle(policyOn(compiled.policy, second.dates.endedOn), second, counters);
    // 300 of the 500 in the old year, 200 in the new one: (1000 − 200) × 50 %
    expect([one.deductibleFen, two.deductibleFen, paidBy(two, 'fund')]).toEqual([30_000, 20_000, 40_000]);
  });

  it('leaves a stay within one year alone, and a policy that settles it whole', () => {
    const within = { ...bill, dates: { ...bill.dates, startedOn: date('2027-01-01') } };
    expect(splitStay(compiled.policy, within)).toEqual([within]);
    expect(splitStay({ ...compiled.policy, crossYear: 'whole' }, bill)).toEqual([bill]);
  });
});
