import { type Fen, fen } from '@gongji/domain';

/** Quantity 数量 in ten-thousandths. */
export type CountE4 = number & { readonly __unit: 'count-e4' };
/** Unit price 单价 in millionths of a yuan. */
export type PriceE6 = number & { readonly __unit: 'price-e6' };

const DECIMAL = /^([+-]?)(\d{1,12})(?:\.(\d+))?$/;

/**
 * Reads a decimal text as an integer of `scale` decimals; undefined for NaN, exponents, blanks, or more decimals than
 * that (trailing zeros do not count). Never goes through a floating number.
 */
export function scaledInteger(text: string, scale: number): number | undefined {
  const m = DECIMAL.exec(text);
  if (m === null) return undefined;
  const decimals = (m[3] ?? '').replace(/0+$/, '');
  if (decimals.length > scale) return undefined;
  const n = Number(`${m[2]}${decimals.padEnd(scale, '0')}`);
  if (!Number.isSafeInteger(n)) return undefined;
  return m[1] === '-' && n !== 0 ? -n : n;
}

/** Text of an integer of `scale` decimals, for messages: `12.5000`. */
export function scaledText(n: number, scale: number): string {
  const digits = String(Math.abs(n)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${n < 0 ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

/**
 * The amount that `count × price` should have, half up to the fen, and how far a HIS may be off: one fen, or half a fen
 * per unit when more, because many systems keep unit prices rounded to the fen.
 */
export function expectedAmount(countE4: number, priceE6: number): { expectedFen: Fen; toleranceFen: Fen } {
  const product = BigInt(Math.abs(countE4)) * BigInt(priceE6);
  const rounded = Number((product + 50_000_000n) / 100_000_000n);
  const perUnit = Number((BigInt(Math.abs(countE4)) + 10_000n) / 20_000n);
  return {
    expectedFen: fen(countE4 < 0 ? -rounded : rounded),
    toleranceFen: fen(Math.max(1, perUnit)),
  };
}
