import { type Fen, fen, parseYuan, yuanText } from '@gongji/domain';

/** Amount in yuan as the interface's JSON number; exact because it is printed from the integer fen. */
export function yuanNumber(amount: Fen): number {
  return Number(yuanText(amount));
}

/** Reads an amount that arrives as a JSON number, a text, "" or null; absent counts as 0. Throws RangeError on anything else. */
export function readYuan(value: unknown): Fen {
  if (value === undefined || value === null || value === '') return fen(0);
  const parsed = parseYuan(String(value));
  if (parsed === undefined) throw new RangeError(`not an amount in yuan with two decimals: ${String(value)}`);
  return parsed;
}
