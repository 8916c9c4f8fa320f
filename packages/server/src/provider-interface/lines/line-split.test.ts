import { readFileSync } from 'node:fs';
import { date, fen, type RatePpm } from '@gongji/domain';
import { type ItemClass, loadPolicy, policyOn } from '@gongji/engine';
import type { FeeLine } from '@gongji/store/provider-interface';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLine } from './line-split.ts';
import { netLines } from './net-lines.ts';
import { areSent, splitMismatches, splitsAgree, sumSplits } from './split-sums.ts';

const split = (
  amount: number,
  cnt: number,
  ppm: number,
  ceilingE4?: number,
  itemClass: ItemClass = 'B',
  refused = false,
) =>
  Object.values(
    splitLine({
      amountFen: fen(amount),
      cntE4: cnt * 10_000,
      itemClass,
      refused,
      firstPayPpm: ppm as RatePpm,
      ceilingE4: ceilingE4,
    }),
  );

/** The engine has the last word: what an upload shows must be what the settlement will say. */
it('is the engine’s classification', () => {
  const file = new URL('../testing/policy-employee.yaml', import.meta.url);
  const { policy } = loadPolicy(readFileSync(file, 'utf8'), 'policy-employee.yaml');
  if (policy === undefined) throw new Error('the policy does not load');
  const on = date('2026-05-10');
  const compiled = policyOn(policy, on);
  const anyLine = fc.record({
    amount: fc.integer({ min: 0, max: 10_000_000 }),
    cntE4: fc.integer({ min: 1, max: 1_000_000 }),
    itemClass: fc.constantFrom<ItemClass>('A', 'B', 'C'),
    ppm: fc.integer({ min: 0, max: 1_000_000 }),
    ceilingE4: fc.option(fc.integer({ min: 1, max: 100_000_000 }), { nil: undefined }),
    refused: fc.boolean(),
  });
  fc.assert(
    fc.property(anyLine, ({ amount, cntE4, itemClass, ppm, ceilingE4, refused }) => {
      const firstPayPpm = ppm as RatePpm;
      const line = { id: '1', amountFen: fen(amount), itemClass, kind: 'drug', firstPayPpm, refused, cntE4 };
      const outcome = compiled.adjudicate(
        {
          benefit: 'outpatient',
          facts: { emergency: false },
          dates: { startedOn: on, endedOn: on, settledOn: on },
          lines: [ceilingE4 === undefined ? line : { ...line, ceilingPriceE4: ceilingE4 }],
          accountFen: fen(0),
          familyAccountFen: fen(0),
        },
        {},
      );
      if (outcome.kind !== 'assessed') throw new Error(JSON.stringify(outcome));
      const own = splitLine({ amountFen: fen(amount), cntE4, itemClass, refused, firstPayPpm, ceilingE4 });
      expect(outcome.assessment.lines[0]).toMatchObject(own);
    }),
    { numRuns: 300 },
  );
});

describe('the split of a line: self-paid, over the limit, first-pay, in scope', () => {
  it.each([
    ['class A without a ratio', split(10_000, 1, 0, undefined, 'A'), [0, 0, 0, 10_000]],
    ['class B paid first whole', split(10_000, 1, 1_000_000), [0, 0, 10_000, 0]],
    ['10 % first-pay of 0.05 is 0.005, half up 0.01', split(5, 1, 100_000), [0, 0, 1, 4]],
    ['class C', split(10_000, 1, 1_000_000, undefined, 'C'), [10_000, 0, 0, 0]],
    ['refused', split(10_000, 1, 100_000, 1, 'B', true), [10_000, 0, 0, 0]],
    // 3 × 20.00 = 60.00 of 75.00: 15.00 over; 10 % of 60.00 = 6.00.
    ['above the ceiling', split(7_500, 3, 100_000, 200_000), [0, 1_500, 600, 5_400]],
    ['below the ceiling', split(5_000, 3, 0, 200_000), [0, 0, 0, 5_000]],
    ['a refund mirrors', split(-7_500, -3, 100_000, 200_000), [0, -1_500, -600, -5_400]],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected);
  });

  it('always adds up to the amount', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.option(fc.integer({ min: 1, max: 1e8 })),
        (amount, ppm, ceiling) => {
          const sum = split(amount, amount < 0 ? -2 : 2, ppm, ceiling ?? undefined).reduce<number>(
            (a, b) => a + b,
            0,
          );
          expect(sum).toBe(amount);
        },
      ),
    );
  });
});

function line(id: string, amount: number, cnt: number, refunds?: string): FeeLine {
  const terms = {
    amountFen: fen(amount),
    cntE4: cnt * 10_000,
    itemClass: 'B' as const,
    refused: false,
    firstPayPpm: 100_000 as RatePpm,
    ceilingE4: undefined,
  };
  return {
    id,
    listCode: 'X',
    localCode: '',
    name: '',
    pricE6: 0,
    at: '',
    approval: '0',
    itemClass: 'B',
    chargeType: '09',
    itemKind: 'drug',
    refused: false,
    flags: '00000',
    sent: {},
    amountFen: terms.amountFen,
    cntE4: terms.cntE4,
    firstPayPpm: terms.firstPayPpm,
    ...(refunds === undefined ? {} : { refunds }),
    ...splitLine(terms),
  };
}

it('refunds come off their lines; a line taken back whole stays with nothing', () => {
  const net = netLines([
    line('1', 300, 3),
    line('2', 50, 1),
    line('3', -100, -1, '1'),
    line('4', -50, -1, '2'),
  ]);
  expect(net.map((l) => [l.id, l.amountFen, l.cntE4, l.firstPayFen])).toEqual([
    ['1', 200, 20_000, 20],
    ['2', 0, 0, 0],
  ]);
});

it('split amounts sent back are compared where they were sent', () => {
  const sums = sumSplits([line('1', 300, 3), line('2', 100, 1)]);
  expect(sums).toEqual({ selfPaidFen: 0, overLimitFen: 0, firstPayFen: 40, inScopeFen: 360 });
  const sent = { selfPaidFen: undefined, overLimitFen: fen(0), firstPayFen: fen(40), inScopeFen: fen(360) };
  expect([areSent(sent), splitsAgree(sent, sums)]).toEqual([true, true]);
  const wrong = { ...sent, firstPayFen: fen(41) };
  expect(splitMismatches(wrong, sums).map((r) => [r.field, r.value])).toEqual([
    ['data.preselfpay_amt', '0.41'],
  ]);
  expect(
    areSent({ selfPaidFen: fen(0), overLimitFen: undefined, firstPayFen: undefined, inScopeFen: fen(0) }),
  ).toBe(false);
});
