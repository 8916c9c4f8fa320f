import type { CalendarDate } from '@gongji/domain';
import type { BillDates } from './bill.ts';
import type { CounterModel, PolicyModel } from './model.ts';

/** The day that selects values and the benefit year 政策日期. */
export function policyDateOf(policy: Pick<PolicyModel, 'policyDate'>, dates: BillDates): CalendarDate {
  switch (policy.policyDate) {
    case 'discharge':
      return dates.endedOn;
    case 'settlement':
      return dates.settledOn;
    case 'event':
      return dates.startedOn;
  }
}

/** Benefit year 待遇年度 of a day: the calendar year in which it began. `start` is its first day, `MM-DD`. */
export function benefitYearOf(on: CalendarDate, start: string): string {
  const year = on.slice(0, 4);
  return on.slice(5) >= start ? year : String(Number(year) - 1).padStart(4, '0');
}

/**
 * Period part of a counter key: `2026`, `2026-05`, `2026-Q2` (of the calendar year), the stay, or nothing.
 * `stay` names the stay: its visit id, or the day of admission, which tells a person's stays apart as well.
 */
export function periodKey(
  period: CounterModel['period'],
  on: CalendarDate,
  year: { readonly start: string; readonly stay: string },
): string {
  switch (period) {
    case 'year':
      return benefitYearOf(on, year.start);
    case 'calendar-year':
      return on.slice(0, 4);
    case 'month':
      return on.slice(0, 7);
    case 'quarter':
      return `${on.slice(0, 4)}-Q${Math.ceil(Number(on.slice(5, 7)) / 3)}`;
    case 'stay':
      return year.stay;
    case 'ever':
      return '';
  }
}

/** Key of the period before the one that a day lies in; undefined for a stay and for ever, which have none. */
export function periodBefore(
  period: CounterModel['period'],
  on: CalendarDate,
  start: string,
): string | undefined {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  const four = (n: number): string => String(n).padStart(4, '0');
  switch (period) {
    case 'year':
      return four(Number(benefitYearOf(on, start)) - 1);
    case 'calendar-year':
      return four(year - 1);
    case 'month':
      return month === 1 ? `${four(year - 1)}-12` : `${four(year)}-${String(month - 1).padStart(2, '0')}`;
    case 'quarter':
      return month <= 3 ? `${four(year - 1)}-Q4` : `${four(year)}-Q${Math.ceil(month / 3) - 1}`;
    case 'stay':
    case 'ever':
      return undefined;
  }
}

/** `counter|scope|period`, e.g. `diseasePaid|M03900|2026`. */
export function counterKey(counter: string, scope: string, period: string): string {
  return `${counter}|${scope}|${period}`;
}
