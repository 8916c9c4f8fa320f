import { describe, expect, it } from 'vitest';
import { billOf, paidBy, refusalsOf, settle, smallPolicy } from '../testing/small-policy.ts';

const COUNTER =
  'used: {name: {zh: 累计, en: used}, unit: yuan, scope: person, period: year, feed: {care: inScope}}';
const share = (text: string, counters?: string) =>
  smallPolicy({
    steps: `- {let: base, is: inScope}\n${text}`,
    ...(counters === undefined ? {} : { counters }),
  });

describe('share by rate', () => {
  it.each([
    // 123.45 × 33.3333 % = 41.14995885
    ['fen', 4115],
    ['floor-fen', 4114],
    ['jiao', 4110],
    ['floor-jiao', 4110],
    ['yuan', 4100],
    ['floor-yuan', 4100],
  ])('rounds once, %s', (round, paid) => {
    const compiled = share(`- {share: fund, of: base, rate: 33.3333%, round: ${round}}`);
    expect(paidBy(settle(compiled, billOf({ yuan: 123.45 })), 'fund')).toBe(paid);
  });

  it('rounds a half up', () => {
    // 0.05 × 50 % = 0.025 → 0.03
    expect(
      paidBy(settle(share('- {share: fund, of: base, rate: 50%}'), billOf({ yuan: 0.05 })), 'fund'),
    ).toBe(3);
  });

  it('never pays more than there is, even when rounding would', () => {
    // 0.70 × 100 % = 0.70 → to the yuan 1.00, but only 0.70 is there
    const compiled = share('- {share: fund, of: base, rate: 100%, round: yuan}');
    expect(paidBy(settle(compiled, billOf({ yuan: 0.7 })), 'fund')).toBe(70);
  });

  it('pays nothing by a negative rate or of a negative amount', () => {
    expect(
      paidBy(settle(share('- {share: fund, of: base, rate: 10% - 20%}'), billOf({ yuan: 9 })), 'fund'),
    ).toBe(0);
    const negative = smallPolicy({
      steps: '- {let: base, is: inScope - 100}\n- {share: fund, of: base, rate: 50%}',
    });
    expect(paidBy(settle(negative, billOf({ yuan: 9 })), 'fund')).toBe(0);
  });
});

describe('share in marginal bands', () => {
  const bands = share(
    '- {share: fund, of: base, bands: {from: counter.used, rows: [{upTo: 1000, rate: 50%}, {upTo: 3000, rate: 60%}, {rate: 70%}]}}',
    COUNTER,
  );

  it.each([
    // 500 × 50 % = 250
    [500, 0, 25_000],
    // 1000 × 50 % + 2000 × 60 % + 1000 × 70 % = 500 + 1200 + 700
    [4000, 0, 240_000],
    // from 900: 100 × 50 % + 400 × 60 % = 50 + 240
    [500, 900, 29_000],
    // from 5000: 100 × 70 %
    [100, 5000, 7000],
  ])('%d yuan from position %d', (yuan, used, paid) => {
    expect(paidBy(settle(bands, billOf({ yuan }), { 'used||2026': used * 100 }), 'fund')).toBe(paid);
  });

  it('does not share above the last edge', () => {
    const capped = share('- {share: fund, of: base, bands: {rows: [{upTo: 1000, rate: 50%}]}}');
    expect(paidBy(settle(capped, billOf({ yuan: 4000 })), 'fund')).toBe(50_000);
  });

  it('sums the slices before rounding', () => {
    // 0.01 × 50 % + 0.01 × 60 % = 0.011 → 0.01; rounded per slice it would be 0.01 + 0.01
    const thin = share('- {share: fund, of: base, bands: {rows: [{upTo: 0.01, rate: 50%}, {rate: 60%}]}}');
    expect(paidBy(settle(thin, billOf({ yuan: 0.02 })), 'fund')).toBe(1);
  });
});

describe('share in whole bands', () => {
  const whole = (edge: string) =>
    share(
      `- {share: fund, of: base, bands: {mode: whole, edge: ${edge}, rows: [{upTo: 1000, rate: 50%}, {rate: 60%}]}}`,
    );

  it('puts a value on the edge below or above as the policy says', () => {
    expect(paidBy(settle(whole('upper'), billOf({ yuan: 1000 })), 'fund')).toBe(50_000);
    expect(paidBy(settle(whole('lower'), billOf({ yuan: 1000 })), 'fund')).toBe(60_000);
    expect(paidBy(settle(whole('upper'), billOf({ yuan: 1000.01 })), 'fund')).toBe(60_001);
  });
});

describe('share of a fixed amount, with a cap', () => {
  it('pays at most what is left', () => {
    const fixed = share('- {share: fund, of: base, amount: 80}');
    expect(paidBy(settle(fixed, billOf({ yuan: 100 })), 'fund')).toBe(8000);
    expect(paidBy(settle(fixed, billOf({ yuan: 30 })), 'fund')).toBe(3000);
  });

  it('rounds a product', () => {
    // 33.33 × 33 % = 10.9989 → 11.00
    const product = share('- {share: fund, of: base, amount: base * 33%}');
    expect(paidBy(settle(product, billOf({ yuan: 33.33 })), 'fund')).toBe(1100);
  });

  it('names what the cap cut, which stays in the running amount', () => {
    const capped = share(
      '- {share: fund, of: base, rate: 80%, cap: 500, overCap: above}\n- {share: extra, of: above, rate: 50%}',
    );
    // 1000 × 80 % = 800, cap 500, above 300; 300 × 50 % = 150
    const a = settle(capped, billOf({ yuan: 1000 }));
    expect([paidBy(a, 'fund'), paidBy(a, 'extra'), a.personFen]).toEqual([50_000, 15_000, 35_000]);
  });

  it('counts a negative cap as nothing', () => {
    const capped = share('- {share: fund, of: base, rate: 80%, cap: 100 - counter.used}', COUNTER);
    expect(paidBy(settle(capped, billOf({ yuan: 50 }), { 'used||2026': 20_000 }), 'fund')).toBe(0);
  });

  it('refuses a policy that would pay more than the bill', () => {
    const twice = share(
      '- {share: fund, of: base, rate: 80%}\n- {let: again, is: inScope}\n- {share: extra, of: again, rate: 80%}',
    );
    expect(refusalsOf(twice, billOf({ yuan: 100 }))).toEqual(['policy-overpays']);
  });

  it('lets the provider bear a part, which is no fund payment', () => {
    const a = settle(share('- {share: provider, of: base, rate: 10%}'), billOf({ yuan: 100 }));
    expect([a.providerFen, a.payments.length, a.personFen]).toEqual([1000, 0, 9000]);
  });
});
