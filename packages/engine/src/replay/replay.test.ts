import { dayNumber, type Fen } from '@gongji/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bill, BillTotals } from '../bill.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { attributeCode } from '../encode.ts';
import { arbitraryBill } from '../testing/arbitrary-bill.ts';
import { compiledOf, showcasePolicy } from '../testing/showcase.ts';
import { smallPolicy } from '../testing/small-policy.ts';
import type { ReplayColumns, ReplayResult } from './columns.ts';

/** A person's bills in order; what the replay must give row by row. */
interface Row {
  readonly person: number;
  readonly bill: Bill;
}

describe.each(['employee', 'resident'] as const)('replay of the %s showcase', (scheme) => {
  const compiled = compiledOf(showcasePolicy(scheme), '2026-05-01');

  it('gives the same fen as settling bill by bill', () => {
    fc.assert(
      fc.property(arbitraryRows(compiled), (rows) => {
        const result = compiled.replay(columnsOf(compiled, rows));
        expect(byColumns(rows, result)).toEqual(byBills(compiled, rows));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same again into a used result, and only the columns asked for', () => {
    fc.assert(
      fc.property(arbitraryRows(compiled), arbitraryRows(compiled), (rows, others) => {
        const columns = columnsOf(compiled, rows);
        const used = compiled.replay(columnsOf(compiled, others));
        const fresh = compiled.replay(columns);
        if (others.length >= rows.length) {
          expect(byColumns(rows, compiled.replay(columns, used))).toEqual(byColumns(rows, fresh));
        }
        const some = compiled.replay(columns, undefined, ['payers']);
        expect(some.payers).toEqual(fresh.payers);
        expect(some.person.length).toBe(0);
      }),
      { numRuns: 50 },
    );
  });

  it('names the row of an unknown benefit and the column that lacks', () => {
    fc.assert(
      fc.property(arbitraryRows(compiled), (rows) => {
        const columns = columnsOf(compiled, rows);
        const wrong = { ...columns, benefit: columns.benefit.map(() => 99) };
        expect(() => compiled.replay(wrong)).toThrow('row 0 has the unknown benefit 99');
        expect(() => compiled.replay({ ...columns, attributes: {} })).toThrow(
          'lacks the column of attribute',
        );
      }),
      { numRuns: 5 },
    );
  });
});

describe('replay of what is carried over', () => {
  const compiled = smallPolicy({
    counters: `
month: {name: {zh: 当月, en: month}, unit: yuan, period: month, feed: {care: base}}
year: {name: {zh: 当年, en: year}, unit: yuan, period: year, feed: {care: base}}`,
    steps: `
- {let: base, is: inScope}
- {let: rest, is: base}
- {share: fund, of: rest, rate: 100%, cap: "max(0, 50000 + 10000 - counter.previous.month - counter.month - counter.year)"}
- {share: extra, of: rest, rate: 100%, cap: counter.previous.year}`,
  });

  it('gives the same fen as settling bill by bill', () => {
    fc.assert(
      fc.property(arbitraryRows(compiled), (rows) => {
        expect(byColumns(rows, compiled.replay(columnsOf(compiled, rows)))).toEqual(byBills(compiled, rows));
      }),
      { numRuns: 300 },
    );
  });
});

function arbitraryRows(compiled: CompiledPolicy): fc.Arbitrary<readonly Row[]> {
  const totals = fc.tuple(
    fc.nat({ max: 30_000_000 }),
    fc.nat({ max: 300_000 }),
    fc.nat({ max: 300_000 }),
    fc.nat({ max: 9_000_000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  const bill = fc.tuple(arbitraryBill(compiled), totals).map(([b, t]): Bill => {
    const { lines: _, ...rest } = b;
    return { ...rest, totals: totalsOf(compiled, b.benefit, t) };
  });
  const person = fc.array(bill, { minLength: 1, maxLength: 6 });
  return fc.array(person, { minLength: 1, maxLength: 6 }).map((people) =>
    people.flatMap((bills, number) => {
      const sorted = [...bills].sort((a, b) =>
        a.dates.endedOn < b.dates.endedOn ? -1 : a.dates.endedOn > b.dates.endedOn ? 1 : 0,
      );
      return sorted.map((b) => ({ person: number, bill: b }));
    }),
  );
}

function totalsOf(
  compiled: CompiledPolicy,
  benefit: string,
  [scope, self, over, first, part]: readonly [number, number, number, number, number],
): BillTotals {
  const sums = compiled.benefits.get(benefit)?.sums ?? [];
  return {
    totalFen: (scope + self + over + first) as Fen,
    selfPaidFen: self as Fen,
    overLimitFen: over as Fen,
    firstPayFen: first as Fen,
    inScopeFen: scope as Fen,
    sums: Object.fromEntries(sums.map(({ name }) => [name, Math.floor(scope * part) as Fen])),
  };
}

function columnsOf(compiled: CompiledPolicy, rows: readonly Row[]): ReplayColumns {
  const money = (of: (totals: BillTotals) => number) =>
    Float64Array.from(rows, (r) => (r.bill.totals ? of(r.bill.totals) : 0));
  const ids = [...compiled.benefits.keys()];
  const irs = [...compiled.benefits.values()];
  const slots = new Map(irs.flatMap((ir) => ir.attributes.map((a) => [a.name, a] as const)));
  const sums = new Set(irs.flatMap((ir) => ir.sums.map((s) => s.name)));
  const diseases = new Map<unknown, number>();
  const stays = new Map<string, number>();
  const number = <K>(known: Map<K, number>, key: K) => {
    const id = known.get(key) ?? known.size;
    known.set(key, id);
    return id;
  };
  return {
    rows: rows.length,
    benefit: Uint8Array.from(rows, (r) => ids.indexOf(r.bill.benefit)),
    person: Int32Array.from(rows, (r) => r.person),
    day: Int32Array.from(rows, (r) => dayNumber(r.bill.dates.endedOn)),
    total: money((t) => t.totalFen),
    selfPaid: money((t) => t.selfPaidFen),
    overLimit: money((t) => t.overLimitFen),
    firstPay: money((t) => t.firstPayFen),
    inScope: money((t) => t.inScopeFen),
    attributes: Object.fromEntries(
      [...slots].map(([name, slot]) => [
        name,
        codes(rows, slot.kind, (r) => attributeCode(slot, r.bill.facts[name] ?? '')),
      ]),
    ),
    sums: Object.fromEntries([...sums].map((name) => [name, money((t) => t.sums?.[name] ?? 0)])),
    account: Float64Array.from(rows, (r) => r.bill.accountFen),
    familyAccount: Float64Array.from(rows, (r) => r.bill.familyAccountFen),
    family: Int32Array.from(rows, (r) => r.person >> 1),
    disease: Int32Array.from(rows, (r) => number(diseases, r.bill.facts.diseaseCode)),
    institution: Int32Array.from(rows, (r) => (r.bill.facts.institutionCode === 'H1' ? 0 : 1)),
    stay: Int32Array.from(rows, (r) => number(stays, `${r.person} ${r.bill.dates.startedOn}`)),
  };
}

/** Bytes in every second run, as callers may choose for all but numbers. */
function codes(rows: readonly Row[], kind: string, code: (row: Row) => number) {
  const bytes = kind !== 'number' && rows.length % 2 === 0;
  return bytes ? Uint8Array.from(rows, code) : Int32Array.from(rows, code);
}

function byColumns(rows: readonly Row[], result: ReplayResult) {
  return rows.map((_, i) =>
    result.status[i] === 0
      ? {
          paid: result.payers.map((column) => column[i]),
          person: result.person[i],
          account: result.account[i],
          family: result.familyAccount[i],
          deductible: result.deductible[i],
        }
      : 'refused',
  );
}

/** The reference: every bill through `adjudicate`, counters of the person and of the family carried by key. */
function byBills(compiled: CompiledPolicy, rows: readonly Row[]) {
  const state = new Map<string, Record<string, number>>();
  return rows.map(({ person, bill }) => {
    const own = state.get(`person ${person}`) ?? {};
    const family = state.get(`family ${person >> 1}`) ?? {};
    const outcome = compiled.adjudicate(bill, { ...own, ...family });
    if (outcome.kind === 'refused') return 'refused';
    for (const { owner, key, before, delta } of outcome.assessment.counterMoves) {
      (owner === 'family' ? family : own)[key] = before + delta;
    }
    state.set(`person ${person}`, own);
    state.set(`family ${person >> 1}`, family);
    const { assessment: a } = outcome;
    const paid = compiled.payers.map(({ id }) => a.payments.find((p) => p.payer === id)?.amountFen ?? 0);
    return {
      paid: [...paid, a.providerFen],
      person: a.personFen,
      account: a.accountFen,
      family: a.familyAccountFen,
      deductible: a.deductibleFen,
    };
  });
}
