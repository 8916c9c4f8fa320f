import { fen, type RatePpm } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { explain, firstPayOfWholeBill, renderText } from './explain.ts';
import { compiledOf, showcasePolicy } from './testing/showcase.ts';
import { billOf, settle, smallPolicy } from './testing/small-policy.ts';

const compiled = smallPolicy({
  parameters: `
ded: {name: {zh: 起付标准, en: deductible}, unit: yuan, values: [{from: 2026-01-01, cite: D1 第十二条, value: 1000}]}
low: {name: {zh: 第一段比例, en: ratio 1}, unit: rate, values: [{from: 2026-01-01, cite: D1 第十三条, value: 85%}]}`,
  counters:
    'used: {name: {zh: 年度累计, en: used}, unit: yuan, scope: person, period: year, feed: {care: inScope}}',
  steps: `
- {let: base, name: {zh: 可支付费用, en: cost to be shared}, is: inScope}
- {deduct: start, from: base, upTo: ded, role: deductible}
- {share: fund, of: base, bands: {from: counter.used + start, rows: [{upTo: 20000, rate: low}, {rate: 90%}]}, cite: D1 第十四条}
- {let: rest, name: {zh: 余下部分, en: what is left}, is: personInScope, note: {zh: 另有补充, en: there is an extra fund}}
- {share: extra, of: rest, rate: 33.3333%, cap: 100, overCap: above}`,
});
const bill = billOf({
  lines: [
    { amountFen: fen(1_630_000) },
    { amountFen: fen(20_000), itemClass: 'B', firstPayPpm: 100_000 as RatePpm },
  ],
});
/** As a settlement is stored: nothing but plain data. */
const stored = JSON.parse(JSON.stringify(settle(compiled, bill, { 'used||2026': 370_000 })));
const steps = explain(compiled, stored);

describe('an explanation', () => {
  it('shows each line and the split of the bill', () => {
    expect(steps[0]?.formula).toBe(
      '16500.00 − 0.00 − 0.00 − 20.00 = 16480.00\n' +
        '#1: 16300.00 = 0.00 + 0.00 + 0.00 + 16300.00\n' +
        '#2: 200.00 = 0.00 + 0.00 + 20.00 (10%) + 180.00',
    );
  });

  it('puts the numbers into each formula, with slices, rounding and caps', () => {
    // From 3700 + 1000 = 4700 to 20 000: 15 300; the rest of 15 480 is 180
    expect(steps.slice(2).map((s) => s.formula)).toEqual([
      'min(16480.00, 1000.00) = 1000.00\n16480.00 − 1000.00 = 15480.00',
      '3700.00 + 1000.00 = 4700.00\n4700.00 + 15480.00 = 20180.00\n' +
        '20000.00 − 4700.00 = 15300.00\n20180.00 − 20000.00 = 180.00\n' +
        '15300.00 × 85% + 180.00 × 90% = 13167.00',
      '',
      '3313.00 × 33.3333% = 1104.332229 → 1104.33\nmin(1104.33, 100.00) = 100.00',
      '1104.33 − 100.00 = 1004.33',
      '16500.00 − 13167.00 − 100.00 = 3233.00',
    ]);
  });

  it('names payers, parameters and counters, and cites the clauses', () => {
    expect(steps[2]?.clause).toBe('D1 第十二条');
    expect(steps[3]?.clause).toBe('D1 第十四条; D1 第十三条');
    expect(steps[3]?.sentence.zh).toBe(
      '基金支付：可支付费用 15480.00 元分段计算，15300.00 元按 85%，180.00 元按 90%，计 13167.00 元。' +
        '取值：年度累计 3700.00 元、起付线 1000.00 元、第一段比例 85%。',
    );
    expect(steps[3]?.title.en).toBe('Paid by the fund');
  });

  it('renders as numbered text in either language', () => {
    expect(renderText(steps, 'zh').split('\n')[5]).toBe('2. 可支付费用');
    expect(renderText(steps, 'en')).toContain(
      "5. What is left\n   What is left: 3313.00 yuan (person's in-scope part (less what was paid)). (There is an extra fund.)\n",
    );
  });

  it('says why a payer pays less than its ratio, and what is above', () => {
    expect(steps[5]?.sentence.zh).toBe(
      '余下部分 3313.00 元按 33.3333%，应付 1104.33 元（四舍五入到分），超过尚余限额 100.00 元，补充支付 100.00 元。',
    );
    expect(steps[6]?.title.zh).toBe('补充支付超过限额的部分');
  });

  it('ends in who pays what', () => {
    expect(steps.at(-1)?.sentence).toEqual({
      zh: '费用总额 16500.00 元：基金支付 13167.00 元，补充支付 100.00 元，个人负担 3233.00 元（现金 3233.00 元）。',
      en: 'Of 16500.00 yuan, the fund pays 13167.00, the extra fund pays 100.00, the person bears 3233.00 (3233.00 in cash).',
    });
  });

  it('is refused for a trace of another policy', () => {
    const other = compiledOf(showcasePolicy('employee'), '2026-05-10');
    expect(() => explain(other, stored)).toThrow(RangeError);
  });
});

describe('an assessment', () => {
  it('has its trace in JSON and answers the same trace each time', () => {
    const a = settle(compiled, bill);
    expect(JSON.parse(JSON.stringify(a)).trace).toEqual(a.trace);
    expect(a.trace).toBe(a.trace);
  });
});

describe('first-pay of a whole bill', () => {
  const compiled = smallPolicy({
    steps: `
- {let: base, is: inScope}
- {deduct: away, from: base, rate: 15%, role: firstPay, round: fen, cite: D1 一}
- {share: fund, of: base, rate: 50%}`,
  });

  it('is with the first-pay of the lines the first-pay of the bill', () => {
    // 100.00 and 60.01 in scope, of the second a tenth is first-pay: 6.00; 15 % of 154.01 is 23.1015, 23.10
    const lines = [{ amountFen: fen(10_000) }, { amountFen: fen(6_001), firstPayPpm: 100_000 as RatePpm }];
    const bill = settle(compiled, billOf({ lines }));
    expect(firstPayOfWholeBill(compiled, bill).map(({ amountFen }) => amountFen)).toEqual([2_310]);
    expect(bill.firstPayFen).toBe(600 + 2_310);
  });

  it('is left out when nothing was taken', () => {
    expect(firstPayOfWholeBill(compiled, settle(compiled, billOf({ yuan: 0 })))).toEqual([]);
  });
});
