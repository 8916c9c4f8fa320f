import { addDays, type CalendarDate, type Fen, type RatePpm } from '@gongji/domain';
import * as fc from 'fast-check';
import type { Bill, BillLine, Facts, FactValue } from '../bill.ts';
import type { CompiledPolicy } from '../compiled-policy.ts';
import { FACTS, LINE_KINDS } from '../facts.ts';
import type { AttributeSlot } from '../ir.ts';

/** Facts that give every attribute of the benefits a value that the policy knows. */
export function arbitraryFacts(compiled: CompiledPolicy): fc.Arbitrary<Facts> {
  const slots = new Map(
    [...compiled.benefits.values()].flatMap((ir) => ir.attributes.map((a) => [a.name, a] as const)),
  );
  const values = Object.fromEntries([...slots].map(([name, slot]) => [name, arbitraryFact(slot)]));
  const keys = {
    institutionCode: fc.constantFrom('H1', 'H2'),
    diseaseCode: values.diseaseCode ?? fc.constant('none'),
  };
  return fc.record({ ...values, ...keys });
}

function arbitraryFact({ name, kind, domain, other }: AttributeSlot): fc.Arbitrary<FactValue> {
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'number') return fc.nat({ max: name === 'age' ? 100 : 12 });
  const known = other ? domain.values.slice(0, -1) : domain.values;
  const platform = other ? (FACTS.get(name)?.values ?? ['X99999']) : [];
  return fc.constantFrom(...known, ...platform);
}

export const arbitraryLine: fc.Arbitrary<BillLine> = fc.record({
  id: fc.uuid(),
  amountFen: fc.nat({ max: 3_000_000 }).map((n) => n as Fen),
  itemClass: fc.constantFrom('A', 'B', 'C'),
  kind: fc.constantFrom(...LINE_KINDS),
  firstPayPpm: fc.constantFrom(0, 50_000, 100_000, 123_456, 300_000).map((n) => n as RatePpm),
  refused: fc.boolean(),
  cntE4: fc.integer({ min: 1, max: 300_000 }),
  ceilingPriceE4: fc.integer({ min: 0, max: 5_000_000 }),
});

/** A bill of one of the benefits that ended in the span of the compiled policy; account money may be there. */
export function arbitraryBill(compiled: CompiledPolicy): fc.Arbitrary<Bill> {
  return fc
    .record({
      benefit: fc.constantFrom(...compiled.benefits.keys()),
      facts: arbitraryFacts(compiled),
      day: fc.nat({ max: 300 }),
      lines: fc.array(arbitraryLine, { minLength: 1, maxLength: 12 }),
      account: fc.nat({ max: 500_000 }),
      family: fc.nat({ max: 100_000 }),
    })
    .map(({ benefit, facts, day, lines, account, family }) => ({
      benefit,
      facts,
      dates: datesOf(addDays(compiled.validFrom, day)),
      lines,
      accountFen: account as Fen,
      familyAccountFen: family as Fen,
    }));
}

function datesOf(endedOn: CalendarDate) {
  return { startedOn: endedOn, endedOn, settledOn: endedOn };
}
