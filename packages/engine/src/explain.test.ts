import { fen, type RatePpm } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { explain, renderText } from './explain.ts';
import { compiledOf, showcasePolicy } from './testing/showcase.ts';
import { billOf, settle, smallPolicy } from './testing/small-policy.ts';

const compiled = smallPolicy({
  parameters: `
ded: {name: {zh: 起付标准, en: deductible}, unit: yuan, values: [{from: 2026-01-01, cite: D1 第十二条, value: 1000}]}
low: {name: {zh: 第一段比例, en: ratio 1}, unit: rate, values: [{from: 2026-01-01, cite: D1 第十三条, value: 85%}]}`,
  counters:
    'used: {name: {zh: 年度累计, en: used}, unit: yuan, scope: person, period: year, feed: {care: inScope}}',
  steps: `
- {let: base, is: inScope}
- {deduct: start, from: base, upTo: ded, role: deductible}
- {share: fund, of: base, bands: {from: counter.used + start, rows: [{upTo: 20000, rate: low}, {rate: 90%}]}, cite: D1 第十四条}
- {let: rest, is: personInScope}
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
      'min(16480.00, 1000.00) = 1000.00',
      '15300.00 × 85% + 180.00 × 90% = 13167.00',
      'rest = 3313.00',
      'min(3313.00 × 33.3333%, 100.00) = 100.00',
      'above = 1004.33',
    ]);
  });

  it('names payers, parameters and counters, and cites the clauses', () => {
    expect(steps[2]?.clause).toBe('D1 第十二条');
    expect(steps[3]?.clause).toBe('D1 第十四条; D1 第十三条');
    expect(steps[3]?.sentence.zh).toBe(
      '基金支付 base 15480.00 元中的 13167.00 元。取值：年度累计 3700.00、第一段比例 85%。',
    );
    expect(steps[3]?.title.en).toBe('Paid by the fund');
  });

  it('renders as numbered text in either language', () => {
    expect(renderText(steps, 'zh').split('\n')[5]).toBe('2. 确定 base');
    expect(renderText(steps, 'en')).toContain(
      '   15300.00 × 85% + 180.00 × 90% = 13167.00\n   the fund pays 13167.00 yuan',
    );
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
