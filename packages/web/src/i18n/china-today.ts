import { type CalendarDate, date } from '@gongji/domain';

/** The day in China, where the agency is, whatever clock the device keeps. */
export function chinaToday(): CalendarDate {
  return date(new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date()));
}
