/** An exact number: `n ÷ d`, d > 0, in the unit of its type (fen, a whole for rates, a count). */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export function rational(n: bigint | number, d: bigint | number = 1): Rational {
  const [num, den] = [BigInt(n), BigInt(d)];
  return den < 0n ? { n: -num, d: -den } : { n: num, d: den };
}

export function plus(a: Rational, b: Rational): Rational {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function negate({ n, d }: Rational): Rational {
  return { n: -n, d };
}

export function times(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** Division by zero is 0: a bill in which it happens is refused and never explained. */
export function over(a: Rational, b: Rational): Rational {
  return b.n === 0n ? rational(0) : rational(a.n * b.d, a.d * b.n);
}

/** Sign of `a − b`. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** To a multiple of `unit`: half away from zero, down, or up. */
export function roundTo({ n, d }: Rational, unit: Rational, how: 'half-up' | 'floor' | 'ceil'): Rational {
  const [num, den] = [n * unit.d, d * unit.n];
  const whole = how === 'floor' ? floor(num, den) : how === 'ceil' ? -floor(-num, den) : halfUp(num, den);
  return { n: whole * unit.n, d: unit.d };
}

function floor(n: bigint, d: bigint): bigint {
  const q = n / d;
  return n < 0n && q * d !== n ? q - 1n : q;
}

function halfUp(n: bigint, d: bigint): bigint {
  const q = ((n < 0n ? -n : n) * 2n + d) / (d * 2n);
  return n < 0n ? -q : q;
}

/** Decimal text with at least `least` and at most `most` decimals, rounded in the last. */
export function decimalText(value: Rational, least: number, most: number): string {
  const scale = 10n ** BigInt(most);
  const scaled = roundTo(times(value, rational(scale)), rational(1), 'half-up').n;
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(most + 1, '0');
  const decimals = digits.slice(digits.length - most);
  const kept = decimals.slice(0, least) + decimals.slice(least).replace(/0+$/, '');
  const sign = scaled < 0n ? '-' : '';
  return `${sign}${digits.slice(0, digits.length - most)}${kept === '' ? '' : `.${kept}`}`;
}
