import type { CalendarDate, Fen, RatePpm } from '@gongji/domain';
import type { Bill, BillLine, TraceStep } from '@gongji/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { billFromJson, billJson, lineSplitsFrom, lineSplitsJson, traceFrom, traceJson } from './documents.ts';

const fen = fc.nat().map((n) => n as Fen);
const ppm = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n as RatePpm);
const line: fc.Arbitrary<BillLine> = fc.record(
  {
    id: fc.string(),
    amountFen: fen,
    itemClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
    kind: fc.string(),
    firstPayPpm: ppm,
    refused: fc.boolean(),
    cntE4: fc.nat(),
    ceilingPriceE4: fc.nat(),
    listCode: fc.string(),
    on: fc.constant('2026-06-10' as CalendarDate),
  },
  { requiredKeys: ['id', 'amountFen', 'itemClass', 'kind', 'firstPayPpm', 'refused'] },
);
const day = '2026-06-10' as CalendarDate;
const billWith = (lines: readonly BillLine[]): Bill => ({
  benefit: 'outpatient',
  facts: { age: 40, area: 'local', emergency: false },
  dates: { startedOn: day, endedOn: day, settledOn: day },
  lines,
  accountFen: 100 as Fen,
  familyAccountFen: 0 as Fen,
});
const unit = fc.constantFrom(
  'fen' as const,
  'ppm' as const,
  'count' as const,
  'flag' as const,
  'text' as const,
);
const input = fc.record(
  { name: fc.string(), value: fc.oneof(fc.integer(), fc.string(), fc.boolean()), unit, cite: fc.string() },
  { requiredKeys: ['name', 'value', 'unit'] },
);
const step: fc.Arbitrary<TraceStep> = fc.record({
  step: fc.string(),
  kind: fc.string(),
  name: fc.string(),
  result: fc.integer(),
  unit,
  inputs: fc.array(input),
});

describe('stored documents', () => {
  it('give back the bill', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(billFromJson(billJson(billWith(lines)))).toEqual(billWith(lines));
      }),
    );
  });

  it('give back a bill of totals', () => {
    const totals = { totalFen: 1, selfPaidFen: 0, overLimitFen: 0, firstPayFen: 0, inScopeFen: 1 };
    const { lines: _, ...rest } = billWith([]);
    const bill = { ...rest, totals } as Bill;
    expect(billFromJson(billJson(bill))).toEqual(bill);
  });

  it('give back the trace, from text and from a parsed value', () => {
    fc.assert(
      fc.property(fc.array(step), (trace) => {
        expect(traceFrom(traceJson(trace))).toEqual(trace);
        expect(traceFrom(JSON.parse(traceJson(trace)))).toEqual(trace);
      }),
    );
  });

  it('give back the splits of lines', () => {
    const split = fc.record({
      id: fc.string(),
      selfPaidFen: fen,
      overLimitFen: fen,
      firstPayFen: fen,
      inScopeFen: fen,
      firstPayPpm: ppm,
    });
    fc.assert(
      fc.property(fc.array(split), (splits) => {
        expect(lineSplitsFrom(lineSplitsJson(splits))).toEqual(splits);
      }),
    );
  });
});
