import type { RoundingMode } from './model.ts';

/** How a fraction of a fen becomes an amount 取整: to multiples of `unit` fen, half up (away from zero) or down. */
export interface Rounding {
  readonly unit: 1 | 10 | 100;
  readonly how: 'half-up' | 'floor' | 'ceil';
}

export const ROUNDING_MODES: Readonly<Record<RoundingMode, Rounding>> = {
  fen: { unit: 1, how: 'half-up' },
  'floor-fen': { unit: 1, how: 'floor' },
  jiao: { unit: 10, how: 'half-up' },
  'floor-jiao': { unit: 10, how: 'floor' },
  yuan: { unit: 100, how: 'half-up' },
  'floor-yuan': { unit: 100, how: 'floor' },
};

export const ROUNDING_FUNCTIONS: ReadonlyMap<string, Rounding> = new Map<string, Rounding>([
  ['roundFen', { unit: 1, how: 'half-up' }],
  ['roundJiao', { unit: 10, how: 'half-up' }],
  ['roundYuan', { unit: 100, how: 'half-up' }],
  ['floorFen', { unit: 1, how: 'floor' }],
  ['floorJiao', { unit: 10, how: 'floor' }],
  ['floorYuan', { unit: 100, how: 'floor' }],
  ['ceilYuan', { unit: 100, how: 'ceil' }],
]);

/** Code that rounds the fraction `num ÷ den` (fen, exact integers) to an amount; helpers are in the prelude. */
export function emitRounding(rounding: Rounding, num: string, den: string): string {
  const helper = rounding.how === 'half-up' ? 'RU' : rounding.how === 'floor' ? 'RD' : 'RC';
  if (rounding.unit === 1) return den === '1' ? `(${num})` : `${helper}(${num},${den})`;
  const wide = /^\d+$/.test(den) ? String(Number(den) * rounding.unit) : `(${den})*${rounding.unit}`;
  return `${helper}(${num},${wide})*${rounding.unit}`;
}

/**
 * Helpers of every compiled benefit. For integers |n| < 2^53 and d ≥ 1, `Math.floor(n / d)` is the exact quotient:
 * the distance of a non-integer n/d to the next integer is at least 1/d, more than half a unit in the last place.
 * Below NEAR = 2^50, (n + d/2) is exact and its quotient off by less than 1/4d, so half up is one floor.
 * A numerator outside the exact integers sets `bad`, which refuses the bill at the end.
 */
export const PRELUDE = `const MAX=9007199254740991,NEAR=1125899906842624;
let bad=0;
function RU(n,d){if(n>=0&&n<=NEAR&&d>0&&d<=NEAR)return Math.floor((n+d*0.5)/d);return RF(n,d)}
function RF(n,d){if(n>MAX||n<-MAX||d<=0){bad=d<=0?2:1;return 0}const m=n<0?-n:n;const q=Math.floor(m/d);const u=q+((m-q*d)*2>=d?1:0);return n<0?0-u:u}
function RD(n,d){if(n>MAX||n<-MAX||d<=0){bad=d<=0?2:1;return 0}return Math.floor(n/d)}
function RC(n,d){if(n>MAX||n<-MAX||d<=0){bad=d<=0?2:1;return 0}return 0-Math.floor(-n/d)}
function DV(n,d){return d<0?RU(-n,-d):RU(n,d)}
`;
