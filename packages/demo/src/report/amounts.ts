import { type Fen, yuanText } from '@gongji/domain';

/** 1,234,567.80 */
export function money(amount: Fen): string {
  const [whole = '0', cents = '00'] = yuanText(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** Share of a part in a whole, rounded to a tenth of a percent, for reading only: `37.0 %`. */
export function roundedPercent(part: Fen, whole: Fen): string {
  if (whole === 0) return '';
  const permille = Math.round((part * 1000) / whole);
  return `${Math.trunc(permille / 10)}.${Math.abs(permille % 10)} %`;
}
