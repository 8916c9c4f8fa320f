import { describe, expect, it } from 'vitest';
import { firstDrop } from './walk.ts';

const LIMITS = { maxFen: 50_000_000, evaluations: 5000, tolerance: 1 };

describe('firstDrop', () => {
  it('finds nothing on a payment that never falls', () => {
    // 300 yuan deductible, 60 % to 1000, 80 % above, at most 8000
    const pay = (cost: number) => {
      const base = Math.max(0, cost - 30_000);
      return Math.min(800_000, Math.round(Math.min(base, 70_000) * 0.6 + Math.max(0, base - 70_000) * 0.8));
    };
    expect(firstDrop(pay, LIMITS)).toBeUndefined();
  });

  it('finds a cliff to the fen', () => {
    // whole amount at 70 % up to 5000.00, at 60 % above: 3500.00 at 5000.00, 3000.01 at 5000.01
    const pay = (cost: number) => Math.round(cost * (cost <= 500_000 ? 0.7 : 0.6));
    expect(firstDrop(pay, LIMITS)).toEqual({
      kind: 'cliff',
      below: 500_000,
      cost: 500_001,
      paidBelow: 350_000,
      paid: 300_001,
    });
  });

  it('finds the first of several cliffs, however the later ones grow', () => {
    const pay = (cost: number) =>
      Math.round(cost * 0.9) - (cost > 123_456 ? 200 : 0) - (cost > 1_000_000 ? 90_000 : 0);
    expect(firstDrop(pay, LIMITS)).toMatchObject({ kind: 'cliff', cost: 123_457 });
  });

  it('finds a payment that falls little by little, with the smallest cost that shows it', () => {
    // 50 % up to 100.00, then one fen less for every ten fen more: two fen less from 100.20 on
    const pay = (cost: number) =>
      cost <= 10_000 ? Math.round(cost / 2) : 5000 - Math.floor((cost - 10_000) / 10);
    const drop = firstDrop(pay, LIMITS);
    expect(drop?.kind).toBe('slope');
    expect(drop?.cost).toBeGreaterThanOrEqual(10_020);
    expect(drop?.cost).toBeLessThan(10_100);
  });

  it('takes refused bills as no answer, and stops at its limit', () => {
    expect(firstDrop(() => undefined, LIMITS)).toBeUndefined();
    let calls = 0;
    firstDrop(
      (cost) => {
        calls += 1;
        return (cost * 7919) % 1000;
      },
      { ...LIMITS, evaluations: 300, tolerance: 1_000_000 },
    );
    expect(calls).toBeLessThanOrEqual(300);
  });
});
