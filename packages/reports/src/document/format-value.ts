import { type Fen, fen, yuanText } from '@gongji/domain';
import type { Form } from './catalogue.ts';
import type { Language, Value } from './paper.ts';

/** Stands where nothing is known, so that nobody can write something in. */
export const NOTHING = '—';

/** A value as it stands on paper. */
export function formatValue(form: Form, value: Value, language: Language): string {
  if (value === undefined || value === '') return NOTHING;
  if (typeof value === 'object') return language === 'zh' ? value.zh : latinQuotes(value.en);
  if (typeof value === 'string') return value;
  switch (form) {
    case 'money':
      return moneyText(fen(value));
    case 'rate':
      return `${decimal(value, 4)}%`;
    case 'quantity':
      return decimal(value, 4);
    default:
      return String(value);
  }
}

/** The quotation marks of a Chinese font are as wide as a character. */
function latinQuotes(text: string): string {
  return text.replaceAll(/[“”]/g, '"').replaceAll(/[‘’]/g, "'");
}

/** "-1,234.50": sign first, thousands separated, two decimals. */
export function moneyText(amount: Fen): string {
  const [yuan = '0', cents = '00'] = yuanText(amount).split('.');
  return `${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** `n` in units of 10^-places, without needless zeros: 15000, 4 → "1.5". */
function decimal(n: number, places: number): string {
  const sign = n < 0 ? '-' : '';
  const digits = String(Math.abs(n)).padStart(places + 1, '0');
  const decimals = digits.slice(-places).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -places)}${decimals === '' ? '' : `.${decimals}`}`;
}
