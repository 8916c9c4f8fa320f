import { parseDate } from '@gongji/domain';

/** What a field of a day takes: a day `yyyy-MM-dd`, a month `yyyy-MM`, a minute `yyyy-MM-ddTHH:mm`. */
export type DayKind = 'date' | 'month' | 'time';

/**
 * What was typed, in the one form of the interface; '' when it is none. People type `2026-5-1`, `20260501`, `2026.5.1`
 * or 2026年5月1日, and a minute may leave its hour away.
 */
export function readDay(typed: string, kind: DayKind): string {
  const numbers = typed.match(/\d+/g) ?? [];
  const parts = numbers.length > 0 && (numbers[0]?.length ?? 0) > 4 ? packed(numbers) : numbers;
  const [year = '', month = '', day = '', hour = '0', minute = '0', ...rest] = parts;
  if (year.length !== 4 || rest.length > 0) return '';
  const on = `${year}-${month.padStart(2, '0')}-${(kind === 'month' ? '1' : day).padStart(2, '0')}`;
  if (parts.length > { date: 3, month: 2, time: 5 }[kind] || parseDate(on) === undefined) return '';
  if (kind === 'month') return on.slice(0, 7);
  if (kind === 'date') return on;
  const [h, m] = [Number(hour), Number(minute)];
  return h > 23 || m > 59 ? '' : `${on}T${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`;
}

/** `20260501` and `20260501 0930` by the places of the digits. */
function packed([first = '', ...rest]: readonly string[]): readonly string[] {
  const [date, time] = [first.slice(0, 8), first.slice(8) + rest.join('')];
  return [date.slice(0, 4), date.slice(4, 6), date.slice(6), time.slice(0, 2), time.slice(2)].filter(
    (part) => part !== '',
  );
}

/** As it stands in the field. */
export function dayText(value: string): string {
  return value.replace('T', ' ');
}

export const EXAMPLES: Readonly<Record<DayKind, string>> = {
  date: '2026-05-01',
  month: '2026-05',
  time: '2026-05-01 09:30',
};
