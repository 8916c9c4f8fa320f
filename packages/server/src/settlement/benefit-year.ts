import { type CalendarDate, date } from '@gongji/domain';
import { benefitYearOf } from '@gongji/engine';

/** China has one time zone, eight hours ahead of UTC, without summer time since 1991. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** The day in China at an instant. */
export function chinaDay(at: Date): CalendarDate {
  return date(new Date(at.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10));
}

/** First day of the benefit year 待遇年度 that a day lies in; `start` is `MM-DD`. */
export function firstDayOfBenefitYear(on: CalendarDate, start: string): CalendarDate {
  return `${benefitYearOf(on, start)}-${start}` as CalendarDate;
}

/** True when `on` lies in `[from, to]`; `to` null = open. */
export function within(on: CalendarDate, from: CalendarDate, to: CalendarDate | null): boolean {
  return from <= on && (to === null || on <= to);
}
