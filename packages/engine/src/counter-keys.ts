import type { CalendarDate, Rejection } from '@gongji/domain';
import { factMissing } from './bilingual-rejection.ts';
import type { Bill } from './bill.ts';
import type { CounterKey } from './compiled-policy.ts';
import { KEY_FACTS } from './facts.ts';
import type { BenefitIr, CounterSlot } from './ir.ts';
import { counterKey, periodBefore, periodKey } from './period.ts';

/** Finds the keys of a benefit's counters; keeps the texts it has built, as they repeat from bill to bill. */
export interface KeyFinder {
  /** Keys in slot order. A fact that names a scope and is absent is pushed to `rejections`. */
  keysOf(bill: Bill, on: CalendarDate, rejections: Rejection[]): readonly CounterKey[];
}

/** Days kept; beyond that many the texts are built anew. */
const MAX_KEPT = 4096;

export function keyFinder(ir: BenefitIr, yearStart: string): KeyFinder {
  const kept = new Map<string, readonly CounterKey[]>();
  const special = ir.counters.flatMap((slot, i) => (isPlain(slot) ? [] : [{ slot, i }]));
  const plainOn = (on: CalendarDate): readonly CounterKey[] => {
    const known = kept.get(on);
    if (known !== undefined) return known;
    const keys = ir.counters.map((slot) =>
      build(slot, '', periodOf(slot, on, { start: yearStart, stay: '' })),
    );
    if (kept.size < MAX_KEPT) kept.set(on, keys);
    return keys;
  };
  return {
    keysOf(bill, on, rejections) {
      const plain = plainOn(on);
      if (special.length === 0) return plain;
      const keys = plain.slice();
      for (const { slot, i } of special) {
        const scope = scopeValue(slot.model.scope, bill, rejections);
        const stay = String(bill.facts.stayId ?? bill.dates.startedOn);
        keys[i] = build(slot, scope, periodOf(slot, on, { start: yearStart, stay }));
      }
      return keys;
    },
  };
}

function periodOf(
  { model, previous }: CounterSlot,
  on: CalendarDate,
  year: { readonly start: string; readonly stay: string },
): string {
  const before = previous ? periodBefore(model.period, on, year.start) : undefined;
  return before ?? periodKey(model.period, on, year);
}

/** The key depends on the day alone. */
function isPlain({ model }: CounterSlot): boolean {
  return (model.scope === 'person' || model.scope === 'family') && model.period !== 'stay';
}

function build({ name, model }: CounterSlot, scope: string, period: string): CounterKey {
  const owner = model.scope === 'family' ? 'family' : 'person';
  return { counter: name, key: counterKey(name.replace(/^previous\./, ''), scope, period), owner };
}

function scopeValue(scope: CounterSlot['model']['scope'], bill: Bill, rejections: Rejection[]): string {
  if (scope === 'person' || scope === 'family') return '';
  const fact = scope === 'disease' ? 'diseaseCode' : 'institutionCode';
  const value = bill.facts[fact];
  if (value !== undefined && value !== '') return String(value);
  if (!rejections.some((r) => r.code === 'fact-missing' && r.field === `facts.${fact}`)) {
    rejections.push(factMissing(fact, KEY_FACTS[fact]));
  }
  return '';
}
