import { type CalendarDate, dateOfDayNumber, dayNumber, daysInMonth } from '@gongji/domain';

/**
 * Calendar 日历 of expressions. A day is its number since 1970-01-01, so that days are compared, counted and stored
 * like other whole numbers. Months are added as people do: 31 January and a month is the last day of February.
 */
export const CALENDAR = {
  day: dayOf,
  addMonths,
  monthStart,
  nextMonth,
  monthDay,
  monthsBetween,
  yearsBetween,
} as const;

/** The same day `months` later (earlier when negative), or the last day of that month where there is no such day. */
export function addMonths(day: number, months: number): number {
  const { year, month, dayOfMonth } = partsOf(day);
  const count = year * 12 + (month - 1) + months;
  return dayOf(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1, dayOfMonth);
}

/** First day of the month of a day. */
export function monthStart(day: number): number {
  const { year, month } = partsOf(day);
  return dayOf(year, month, 1);
}

/** First day of the month after a day. */
export function nextMonth(day: number): number {
  return addMonths(monthStart(day), 1);
}

/** Month and day in the calendar year of `day`; the last day of the month where there is no such day. */
export function monthDay(day: number, month: number, dayOfMonth: number): number {
  return dayOf(partsOf(day).year, Math.min(Math.max(month, 1), 12), Math.max(dayOfMonth, 1));
}

/** Whole months from one day to another: from the 15th to the 14th of the next month there is none. 0 when not later. */
export function monthsBetween(from: number, to: number): number {
  if (to <= from) return 0;
  const [a, b] = [partsOf(from), partsOf(to)];
  const months = b.year * 12 + b.month - a.year * 12 - a.month;
  return addMonths(from, months) > to ? months - 1 : months;
}

export function yearsBetween(from: number, to: number): number {
  return Math.floor(monthsBetween(from, to) / 12);
}

function dayOf(year: number, month: number, dayOfMonth: number): number {
  const day = Math.min(dayOfMonth, daysInMonth(year, month));
  const two = (n: number): string => String(n).padStart(2, '0');
  return dayNumber(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as CalendarDate);
}

function partsOf(day: number): {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
} {
  const text = dateOfDayNumber(day);
  return {
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(5, 7)),
    dayOfMonth: Number(text.slice(8)),
  };
}
