import { addDays, type CalendarDate, dayNumber } from './calendar-date.ts';

/** Days that are not what their weekday says 节假日调休: a holiday on a weekday, work on a weekend. True: people work. */
export type WorkingDayExceptions = ReadonlyMap<CalendarDate, boolean>;

/** 1970-01-01 was a Thursday: 0 Monday … 6 Sunday. */
function weekday(on: CalendarDate): number {
  return (((dayNumber(on) + 3) % 7) + 7) % 7;
}

export function isWorkingDay(on: CalendarDate, exceptions: WorkingDayExceptions): boolean {
  return exceptions.get(on) ?? weekday(on) < 5;
}

/** The last day of a time limit of so many working days 工作日; the day it begins does not count. */
export function addWorkingDays(
  from: CalendarDate,
  days: number,
  exceptions: WorkingDayExceptions,
): CalendarDate {
  let on = from;
  for (let left = days; left > 0; ) {
    on = addDays(on, 1);
    if (isWorkingDay(on, exceptions)) left -= 1;
  }
  return on;
}
