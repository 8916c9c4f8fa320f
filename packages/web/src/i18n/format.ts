import { type CalendarDate, type Fen, PPM, yuanText } from '@gongji/domain';
import type { Lang } from './language.ts';

/** "13,005.00": yuan with grouping and two decimals, exact (never through a fraction). */
export function yuan(amount: number): string {
  const text = yuanText(amount as Fen);
  const [whole = '0', cents = '00'] = text.replace('-', '').split('.');
  return `${amount < 0 ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** "¥13,005.00" for headlines; tables name the unit in their head instead. */
export function money(amount: number): string {
  return amount < 0 ? `−¥${yuan(-amount)}` : `¥${yuan(amount)}`;
}

/** "85%", "92.5%": a rate in millionths without needless zeros. */
export function percent(ppm: number): string {
  return `${trimmed(ppm / (PPM / 100), 4)}%`;
}

/** Share of a whole for reading, e.g. "78.3%"; a whole of nothing has no share. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '–' : `${trimmed((part * 100) / whole, 1)}%`;
}

export function dateText(on: CalendarDate | string, lang: Lang): string {
  const [y, m, d] = on.split('-').map(Number);
  if (y === undefined || m === undefined || d === undefined) return on;
  return lang === 'zh' ? `${y}年${m}月${d}日` : `${d} ${MONTHS[m - 1] ?? m} ${y}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function trimmed(n: number, digits: number): string {
  return String(Number(n.toFixed(digits)));
}

/** An instant in the time of China, to the minute; to the second where many come in one minute. */
export function timeText(at: string, lang: Lang, to: 'minute' | 'second' = 'minute'): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: to === 'second' ? 'medium' : 'short',
    hourCycle: 'h23',
  }).format(new Date(at));
  const [day = '', time = ''] = parts.split(', ');
  return `${dateText(day, lang)} ${time}`;
}
