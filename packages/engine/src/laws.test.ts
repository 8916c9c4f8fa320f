import { type Fen, fen } from '@gongji/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from './assessment.ts';
import type { Bill, BillLine } from './bill.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import { arbitraryBill } from './testing/arbitrary-bill.ts';
import { compiledOf, showcasePolicy } from './testing/showcase.ts';
import { billOf, paidBy, settle, smallPolicy } from './testing/small-policy.ts';

const RUNS = { numRuns: 300 };

function assessed(compiled: CompiledPolicy, bill: Bill): Assessment | undefined {
  const outcome = compiled.adjudicate(bill, {});
  return outcome.kind === 'assessed' ? outcome.assessment : undefined;
}

describe.each(['employee', 'resident'] as const)('the laws of a settlement: %s', (scheme) => {
  const compiled = compiledOf(showcasePolicy(scheme), '2026-05-01');

  it('parts sum to the bill and nothing is negative', () => {
    let settled = 0;
    fc.assert(
      fc.property(arbitraryBill(compiled), (bill) => {
        const a = assessed(compiled, bill);
        if (a === undefined) return;
        settled++;
        const paid = a.payments.reduce((sum, p) => sum + p.amountFen, 0);
        expect(paid + a.providerFen + a.personFen).toBe(a.totalFen);
        expect(a.accountFen + a.familyAccountFen + a.cashFen).toBe(a.personFen);
        expect(a.selfPaidFen + a.overLimitFen + a.firstPayFen + a.inScopeFen).toBe(a.totalFen);
        expect(a.totalFen).toBe(bill.lines?.reduce((sum, l) => sum + l.amountFen, 0));
        expect(a.deductibleFen).toBeLessThanOrEqual(a.inScopeFen);
        const { payments, cashFen, providerFen, accountFen, familyAccountFen, deductibleFen } = a;
        for (const n of [
          ...payments.map((p) => p.amountFen),
          cashFen,
          providerFen,
          accountFen,
          familyAccountFen,
          deductibleFen,
        ]) {
          expect(Number.isSafeInteger(n) && n >= 0).toBe(true);
        }
        a.lines.forEach((split, i) => {
          expect(split.selfPaidFen + split.overLimitFen + split.firstPayFen + split.inScopeFen).toBe(
            bill.lines?.[i]?.amountFen,
          );
        });
      }),
      RUNS,
    );
    expect(settled).toBeGreaterThan(RUNS.numRuns / 2);
  });

  it('does not depend on the order of lines', () => {
    fc.assert(
      fc.property(arbitraryBill(compiled), (bill) => {
        const turned = { ...bill, lines: [...(bill.lines ?? [])].reverse() };
        expect(amounts(assessed(compiled, turned))).toEqual(amounts(assessed(compiled, bill)));
      }),
      RUNS,
    );
  });

  it('does not change when a class-A line without first-pay and ceiling is split', () => {
    fc.assert(
      fc.property(arbitraryBill(compiled), fc.nat({ max: 3_000_000 }), (bill, cut) => {
        const lines = (bill.lines ?? []).map(plainA);
        const [first, ...rest] = lines;
        if (first === undefined) return;
        const part = Math.min(cut, first.amountFen);
        const halves = [part, first.amountFen - part].map((n) => ({ ...first, amountFen: n as Fen }));
        const whole = { ...bill, lines };
        expect(amounts(assessed(compiled, { ...bill, lines: [...halves, ...rest] }))).toEqual(
          amounts(assessed(compiled, whole)),
        );
      }),
      RUNS,
    );
  });

  it('changes the first-pay by at most a fen for each extra class-B line', () => {
    fc.assert(
      fc.property(arbitraryBill(compiled), fc.nat({ max: 3_000_000 }), (bill, cut) => {
        const b = (bill.lines ?? []).map(
          (line): BillLine => ({ ...plainA(line), itemClass: 'B', firstPayPpm: line.firstPayPpm }),
        );
        const [first, ...rest] = b;
        if (first === undefined) return;
        const part = Math.min(cut, first.amountFen);
        const halves = [part, first.amountFen - part].map((n) => ({ ...first, amountFen: n as Fen }));
        const whole = assessed(compiled, { ...bill, lines: b, facts: { ...bill.facts, area: 'local' } });
        const split = assessed(compiled, {
          ...bill,
          lines: [...halves, ...rest],
          facts: { ...bill.facts, area: 'local' },
        });
        if (whole === undefined || split === undefined) return;
        expect(Math.abs(whole.firstPayFen - split.firstPayFen)).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });

  it('restores every counter when the moves are taken back', () => {
    fc.assert(
      fc.property(fc.array(arbitraryBill(compiled), { minLength: 2, maxLength: 5 }), (bills) => {
        const state: Record<string, number> = {};
        const before: Record<string, number>[] = [];
        const moved: Assessment['counterMoves'][] = [];
        for (const bill of bills) {
          const outcome = compiled.adjudicate(bill, state);
          if (outcome.kind === 'refused') continue;
          before.push({ ...state });
          moved.push(outcome.assessment.counterMoves);
          for (const { key, delta } of outcome.assessment.counterMoves)
            state[key] = (state[key] ?? 0) + delta;
        }
        for (const moves of moved.reverse()) {
          for (const { key, delta } of moves) state[key] = (state[key] ?? 0) - delta;
          expect(withoutZeros(state)).toEqual(withoutZeros(before.pop() ?? {}));
        }
      }),
      RUNS,
    );
  });
});

function amounts(a: Assessment | undefined) {
  if (a === undefined) return 'refused';
  const { payments, personFen, cashFen, accountFen, deductibleFen, firstPayFen, inScopeFen, counterMoves } =
    a;
  return { payments, personFen, cashFen, accountFen, deductibleFen, firstPayFen, inScopeFen, counterMoves };
}

/** Implants have a first-pay of their own in one of the policies. */
function plainA({ id, amountFen, kind }: BillLine): BillLine {
  const plain = kind === 'implant' ? 'drug' : kind;
  return {
    id,
    amountFen,
    itemClass: 'A',
    kind: plain,
    firstPayPpm: 0 as BillLine['firstPayPpm'],
    refused: false,
  };
}

function withoutZeros(state: Readonly<Record<string, number>>) {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== 0));
}

describe('the largest bill', () => {
  const compiled = smallPolicy({
    steps: '- {let: base, is: inScope}\n- {share: fund, of: base, rate: 33.3333%}',
  });

  it.each([
    // 90 000 000.00 × 33.3333 % = 29 999 970.00
    [9_000_000_000, 2_999_997_000],
    // 89 999 999.99 × 33.3333 % = 29 999 969.996667 → 29 999 970.00
    [8_999_999_999, 2_999_997_000],
    // 89 999 999.98 × 33.3333 % = 29 999 969.993334 → 29 999 969.99
    [8_999_999_998, 2_999_996_999],
  ])('of %d fen is exact', (amount, paid) => {
    expect(paidBy(settle(compiled, billOf({ lines: [{ amountFen: fen(amount) }] })), 'fund')).toBe(paid);
  });
});
