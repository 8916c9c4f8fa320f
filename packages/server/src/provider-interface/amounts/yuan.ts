import { type Fen, yuanText } from '@gongji/domain';
import { scaledText } from '../reading/numbers.ts';

/** Amount in yuan as a JSON number of a message; printed from integer fen, never computed with. */
export function yuan(amount: Fen): number {
  return Number(yuanText(amount));
}

/** Share of `part` in `whole`, 0…1 with four decimals, half up; 0 when there is no whole. For display only. */
export function ratioHalfUp4(part: Fen, whole: Fen): number {
  if (whole === 0) return 0;
  const [p, w] = [BigInt(Math.abs(part)), BigInt(Math.abs(whole))];
  return Number(scaledText(Number((p * 20_000n + w) / (w * 2n)), 4));
}
