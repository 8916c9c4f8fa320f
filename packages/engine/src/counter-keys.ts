import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import type { Bill } from './bill.ts';
import type { CounterKey } from './compiled-policy.ts';
import { KEY_FACTS } from './facts.ts';
import type { BenefitIr, CounterSlot } from './ir.ts';
import { counterKey, periodKey } from './period.ts';

/** Finds the keys of a benefit's counters; keeps the texts it has built, as they repeat from bill to bill. */
export interface KeyFinder {
  /** Keys in slot order. A fact that names a scope and is absent is pushed to `rejections`. */
  keysOf(bill: Bill, on: CalendarDate, rejections: Rejection[]): readonly CounterKey[];
}

/** Texts kept per counter; beyond it they are built anew. */
const MAX_KEPT = 4096;

export function keyFinder(ir: BenefitIr, yearStart: string): KeyFinder {
  const slots = ir.counters.map((slot) => slotFinder(slot, yearStart));
  return { keysOf: (bill, on, rejections) => slots.map((find) => find(bill, on, rejections)) };
}

function slotFinder({ name, model }: CounterSlot, yearStart: string) {
  const owner = model.scope === 'family' ? 'family' : 'person';
  const kept = new Map<string, CounterKey>();
  const build = (scope: string, on: CalendarDate, stay: string): CounterKey => {
    const period = periodKey(model.period, on, { start: yearStart, stay });
    return { counter: name, key: counterKey(name, scope, period), owner };
  };
  return (bill: Bill, on: CalendarDate, rejections: Rejection[]): CounterKey => {
    const scope = scopeValue(model.scope, bill, rejections);
    const stay = model.period === 'stay' ? String(bill.facts.stayId ?? bill.dates.startedOn) : '';
    const plain = scope === '' && stay === '';
    const known = plain ? kept.get(on) : undefined;
    if (known !== undefined) return known;
    const key = build(scope, on, stay);
    if (plain && kept.size < MAX_KEPT) kept.set(on, key);
    return key;
  };
}

function scopeValue(scope: CounterSlot['model']['scope'], bill: Bill, rejections: Rejection[]): string {
  if (scope === 'person' || scope === 'family') return '';
  const fact = scope === 'disease' ? 'diseaseCode' : 'institutionCode';
  const value = bill.facts[fact];
  if (value !== undefined && value !== '') return String(value);
  if (!rejections.some((r) => r.code === 'fact-missing' && r.field === `facts.${fact}`)) {
    const { zh, en } = KEY_FACTS[fact];
    rejections.push(rejection('fact-missing', { fact, nameZh: zh, nameEn: en }, { field: `facts.${fact}` }));
  }
  return '';
}
