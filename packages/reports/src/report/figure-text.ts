import type { FigureUnit } from './report.ts';

/** A figure as people read it: yuan with two decimals, a rate in per cent with two decimals, thousands apart. */
export function figureText(value: number | null, unit: FigureUnit): string {
  if (value === null) return '（待填 to be filled in）';
  switch (unit) {
    case 'fen':
      return decimal(value, 2);
    case 'ppm':
      return `${decimal(Math.round(value / 100), 2)}%`;
    case 'count':
    case 'times':
      return decimal(value, 0);
  }
}

/** `value` is a whole number of the smallest unit; exact, without floating point. */
function decimal(value: number, places: number): string {
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const rest = places === 0 ? '' : `.${digits.slice(-places)}`;
  return `${value < 0 ? '−' : ''}${whole}${rest}`;
}

export const UNIT_WORDS: Readonly<Record<FigureUnit, { readonly zh: string; readonly en: string }>> = {
  count: { zh: '人（个）', en: 'number' },
  times: { zh: '人次', en: 'person-times' },
  fen: { zh: '元', en: 'yuan' },
  ppm: { zh: '百分比', en: 'per cent' },
};
