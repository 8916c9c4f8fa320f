import { type CalendarDate, parseDate } from '@gongji/domain';

/** Wall-clock time of a message, `yyyy-MM-dd HH:mm:ss`, Beijing. */
export type WallTime = string & { readonly __unit: 'wall-time' };

const TIME =
  /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\.\d+)?)?(?:Z|\+08:?00)?$/;
const LOOSE_DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(.*)$/;

/** Reads the spellings of date and time that clients use; a date alone is midnight. Undefined when it is no moment. */
export function parseWallTime(text: string): WallTime | undefined {
  const m = TIME.exec(padDay(text));
  if (m === null) return undefined;
  const on = parseDate(`${m[1]}-${m[2]}-${m[3]}`);
  const [h, min, s] = [m[4] ?? '00', m[5] ?? '00', m[6] ?? '00'];
  if (on === undefined || h > '23' || min > '59' || s > '59') return undefined;
  return `${on} ${h}:${min}:${s}` as WallTime;
}

/** The day of a date or a time in any of those spellings. */
export function parseDay(text: string): CalendarDate | undefined {
  const at = parseWallTime(text);
  return at === undefined ? undefined : parseDate(at.slice(0, 10));
}

export function dayOf(time: WallTime | string): CalendarDate {
  return time.slice(0, 10) as CalendarDate;
}

function padDay(text: string): string {
  const m = LOOSE_DAY.exec(text);
  return m === null
    ? text
    : `${m[1]}-${(m[2] ?? '').padStart(2, '0')}-${(m[3] ?? '').padStart(2, '0')}${m[4]}`;
}
