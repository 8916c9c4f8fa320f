import { fen, type RatePpm } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { billOf, refusalsOf, settle, smallPolicy } from '../testing/small-policy.ts';

const ppm = (n: number) => n as RatePpm;
const plain = smallPolicy({
  steps: '- classify: {}\n- {let: base, is: inScope}\n- {share: fund, of: base, rate: 50%}',
});

describe('classify', () => {
  it('splits a class-B line into first-pay and in-scope, half up to the fen', () => {
    // 10.05 × 15 % = 1.5075 → 1.51; 10.05 − 1.51 = 8.54
    const a = settle(
      plain,
      billOf({ lines: [{ amountFen: fen(1005), itemClass: 'B', firstPayPpm: ppm(150_000) }] }),
    );
    expect(a.lines).toEqual([
      { id: '1', selfPaidFen: 0, overLimitFen: 0, firstPayFen: 151, inScopeFen: 854, firstPayPpm: 150_000 },
    ]);
    expect([a.totalFen, a.firstPayFen, a.inScopeFen]).toEqual([1005, 151, 854]);
  });

  it('takes class C and refused items whole as self-paid', () => {
    const lines = [
      { amountFen: fen(500), itemClass: 'C' as const },
      { amountFen: fen(300), refused: true },
    ];
    expect(settle(plain, billOf({ lines })).selfPaidFen).toBe(800);
  });

  it('takes what is above the price ceiling first, then the first-pay of the rest', () => {
    // 2 × 5.00 = 10.00 of 12.50 → 2.50 over the limit; first-pay 10.00 × 10 % = 1.00; in scope 9.00
    const line = {
      amountFen: fen(1250),
      itemClass: 'B' as const,
      firstPayPpm: ppm(100_000),
      cntE4: 20_000,
      ceilingPriceE4: 50_000,
    };
    const a = settle(plain, billOf({ lines: [line] }));
    expect([a.overLimitFen, a.firstPayFen, a.inScopeFen]).toEqual([250, 100, 900]);
  });

  it('lets a refund line cancel its line to the fen', () => {
    const line = {
      itemClass: 'B' as const,
      firstPayPpm: ppm(123_456),
      cntE4: 30_000,
      ceilingPriceE4: 33_333,
    };
    const keep = { amountFen: fen(100), itemClass: 'B' as const };
    const lines = [
      keep,
      { ...line, amountFen: fen(1007) },
      { ...line, amountFen: fen(-1007), cntE4: -30_000 },
    ];
    const a = settle(plain, billOf({ lines }));
    expect([a.totalFen, a.overLimitFen, a.firstPayFen, a.inScopeFen]).toEqual([100, 0, 0, 100]);
  });

  it('refuses refunds above what was charged in the class', () => {
    const lines = [{ amountFen: fen(100) }, { amountFen: fen(-50), itemClass: 'B' as const }];
    expect(refusalsOf(plain, billOf({ lines }))).toEqual(['refund-exceeds-bill']);
  });

  it('sums the lines a name asks for', () => {
    const compiled = smallPolicy({
      steps: `
- classify: {selfPaid: "line.class == 'C' or line.kind == 'registration'", sums: {implants: {of: inScope, where: line.kind == 'implant'}, listed: {of: amount, where: "line.listCode in ['X1', 'X2']"}}}
- {share: fund, of: implants, rate: 50%}
- {share: extra, of: listed, rate: 10%}`,
    });
    const lines = [
      { amountFen: fen(1000), kind: 'implant' },
      { amountFen: fen(200), kind: 'registration' },
      { amountFen: fen(400), listCode: 'X2' },
    ];
    // implants 10.00 × 50 % = 5.00; listed 4.00 × 10 % = 0.40; registration 2.00 self-paid
    const a = settle(compiled, billOf({ lines }));
    expect(a.payments.map((p) => p.amountFen)).toEqual([500, 40]);
    expect(a.selfPaidFen).toBe(200);
  });

  it('refuses an empty bill, a fraction of a fen and a bill that is too large', () => {
    expect(refusalsOf(plain, billOf({ lines: [] }))).toEqual(['bill-empty']);
    expect(
      refusalsOf(plain, {
        ...billOf({}),
        lines: billOf({ yuan: 1 }).lines?.map((l) => ({ ...l, amountFen: 0.5 as never })) ?? [],
      }),
    ).toEqual(['line-amount-invalid']);
    const huge = { amountFen: fen(5_000_000_000) };
    expect(refusalsOf(plain, billOf({ lines: [huge, huge] }))).toEqual(['bill-too-large']);
  });

  it('refuses a first-pay ratio above 100 %', () => {
    const compiled = smallPolicy({
      steps:
        '- classify: {firstPay: line.firstPay + 50%}\n- {let: base, is: inScope}\n- {share: fund, of: base, rate: 50%}',
    });
    const lines = [{ amountFen: fen(100), firstPayPpm: ppm(600_000) }];
    expect(refusalsOf(compiled, billOf({ lines }))).toEqual(['policy-rate-out-of-range']);
  });

  it('names every line of a kind that it does not know', () => {
    const compiled = smallPolicy({
      steps:
        "- classify: {selfPaid: line.kind == 'bed'}\n- {let: base, is: inScope}\n- {share: fund, of: base, rate: 50%}",
    });
    const lines = [{ amountFen: fen(100) }, { amountFen: fen(100), kind: 'magic' }, { kind: '' }];
    const outcome = compiled.adjudicate(billOf({ lines }), {});
    const refused = outcome.kind === 'refused' ? outcome.rejections : [];
    expect(refused.map((r) => [r.code, r.field, r.value])).toEqual([
      ['fact-unknown', 'lines[1].kind', 'magic'],
      ['fact-unknown', 'lines[2].kind', ''],
    ]);
    expect(refused[0]?.message.zh).toContain('明细 2');
  });
});
