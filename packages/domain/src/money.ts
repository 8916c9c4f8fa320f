/** Fen 分: an exact amount of money, integer hundredths of a yuan. Never a fraction. */
export type Fen = number & { readonly __unit: 'fen' };

/** RatePpm: an exact ratio in millionths (850 000 = 85 %). Basis points are too coarse for products of rates. */
export type RatePpm = number & { readonly __unit: 'ppm' };

export const PPM = 1_000_000;

/** Largest amount a single bill may carry: 90 million yuan keeps `fen × ppm` below 2^53. */
export const MAX_BILL_FEN = 9_000_000_000 as Fen;

export const ZERO_FEN = 0 as Fen;

/** Asserts that `n` is a safe integer and brands it. Throws RangeError on a fraction, NaN or overflow. */
export function fen(n: number): Fen {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not an exact amount in fen: ${n}`);
  return (n === 0 ? 0 : n) as Fen;
}

/** Sum of amounts; throws RangeError when the sum leaves the exact integers. */
export function sumFen(amounts: readonly Fen[]): Fen {
  let total = 0;
  for (const a of amounts) total += a;
  return fen(total);
}

const YUAN = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/;

/** Parses a decimal yuan text such as "12", "12.5" or "-0.05". Returns undefined for anything else. */
export function parseYuan(text: string): Fen | undefined {
  const m = YUAN.exec(text);
  if (m === null) return undefined;
  const [, sign, whole = '0', cents = ''] = m;
  const n = Number(whole) * 100 + Number(cents.padEnd(2, '0'));
  return fen(sign === '-' ? -n : n);
}

/**
 * Ratio of two whole numbers in millionths, halves up; exact for amounts of any size, where `part × ppm` would leave the
 * exact integers. Throws RangeError when `whole` is 0 or one is not a whole number.
 */
export function ratioPpm(part: number, whole: number): RatePpm {
  const [above, below] = whole < 0 ? [-BigInt(part), -BigInt(whole)] : [BigInt(part), BigInt(whole)];
  const doubled = 2n * above * BigInt(PPM) + below;
  const quotient = doubled / (2n * below);
  const isBelow = doubled % (2n * below) < 0n;
  return Number(isBelow ? quotient - 1n : quotient) as RatePpm;
}

/** "1234.50": plain yuan with two decimals, for messages and files. */
export function yuanText(amount: Fen): string {
  const sign = amount < 0 ? '-' : '';
  const abs = Math.abs(amount);
  const cents = abs % 100;
  return `${sign}${(abs - cents) / 100}.${String(cents).padStart(2, '0')}`;
}

/** `amount × rate`, rounded half up (away from zero) to the fen. */
export function mulRateHalfUp(amount: Fen, rate: RatePpm): Fen {
  const product = Math.abs(amount) * rate;
  if (!Number.isSafeInteger(product))
    throw new RangeError(`amount × rate leaves the exact integers: ${amount} × ${rate}`);
  const rest = product % PPM;
  const whole = (product - rest) / PPM + (rest * 2 >= PPM ? 1 : 0);
  return fen(amount < 0 ? -whole : whole);
}
