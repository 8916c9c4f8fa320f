import { addDays, type CalendarDate, parseDate } from '@gongji/domain';
import type { Interval, PolicyModel } from '@gongji/engine';
import { chinaToday } from '../i18n/china-today.ts';
import { type CatalogueEntry, catalogue, entryOf } from '../policy/catalogue.ts';
import { EXAMPLE_COST, type Setting } from './setting.ts';

/** A complete example to start from: the first policy of the installation, a stay that ends today. */
export function startSetting(): Setting {
  const [first] = catalogue;
  if (first === undefined) throw new Error('the server has no policy');
  const endedOn = dayInForce(first.inForce, chinaToday());
  return {
    policy: first.id,
    benefit: 'inpatient',
    startedOn: addDays(endedOn, -9),
    endedOn,
    facts: {},
    cost: EXAMPLE_COST,
    counters: {},
    account: '',
    familyAccount: '',
  };
}

/** The day itself when the policy is in force on it, otherwise the nearest day that is. */
export function dayInForce({ from, to }: Interval, on: CalendarDate): CalendarDate {
  if (on < from) return from;
  return to !== undefined && on > to ? to : on;
}

/** The same person and cost under another policy: dates move into its force, facts it does not know fall away. */
export function withPolicy(setting: Setting, entry: CatalogueEntry): Setting {
  const end = parseDate(setting.endedOn) ?? chinaToday();
  const start = parseDate(setting.startedOn) ?? end;
  const endedOn = dayInForce(entry.inForce, end);
  const startedOn =
    endedOn === end
      ? start
      : dayInForce(entry.inForce, start <= end ? shiftTo(start, end, endedOn) : endedOn);
  return { ...setting, policy: entry.id, startedOn, endedOn };
}

function shiftTo(start: CalendarDate, end: CalendarDate, newEnd: CalendarDate): CalendarDate {
  const moved = `${newEnd.slice(0, 4)}${start.slice(4)}`;
  const day = start.slice(0, 4) === end.slice(0, 4) ? parseDate(moved) : undefined;
  return day !== undefined && day <= newEnd ? day : newEnd;
}

/** The setting with a benefit that the policy has. */
export function withBenefitOf(setting: Setting, model: PolicyModel): Setting {
  if (model.benefits.has(setting.benefit) || model.missing.some((m) => m.benefit === setting.benefit))
    return setting;
  const [first] = model.benefits.keys();
  return first === undefined ? setting : { ...setting, benefit: first };
}

/** Care that has an admission and a discharge, by its national medical types; anything else happens on one day. */
export function isStay(model: PolicyModel, benefit: string): boolean {
  const medTypes =
    model.benefits.get(benefit)?.medTypes ?? model.missing.find((m) => m.benefit === benefit)?.medTypes ?? [];
  return medTypes.some((m) => m.startsWith('2') || m.startsWith('5'));
}

/** The other side of a comparison as a setting of its own. */
export function otherSetting(setting: Setting): Setting | undefined {
  const { other } = setting;
  if (other === undefined) return undefined;
  const entry = entryOf(other.policy) ?? entryOf(setting.policy);
  if (entry === undefined) return undefined;
  const { other: _other, ...same } = setting;
  return {
    ...same,
    policy: entry.id,
    startedOn: inYear(setting.startedOn, setting.endedOn, other.year),
    endedOn: toYear(setting.endedOn, other.year),
  };
}

function inYear(startedOn: string, endedOn: string, year: string): string {
  const back = Number(endedOn.slice(0, 4)) - Number(startedOn.slice(0, 4));
  return toYear(startedOn, String(Number(year) - back));
}

/** 29 February becomes the 28th in a common year. */
function toYear(on: string, year: string): string {
  if (!/^\d{4}$/.test(year)) return on;
  const moved = `${year}${on.slice(4)}`;
  return parseDate(moved) ?? moved.replace(/-29$/, '-28');
}

/** Calendar years in which a policy is in force, at most two years ahead of today. */
export function yearsOf({ from, to }: Interval): readonly string[] {
  const first = Number(from.slice(0, 4));
  const last = to === undefined ? Math.max(first, Number(chinaToday().slice(0, 4))) : Number(to.slice(0, 4));
  return Array.from({ length: Math.min(12, last - first + 1) }, (_, i) => String(last - i)).reverse();
}
