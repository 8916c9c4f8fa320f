import { parseYuan } from '@gongji/domain';

/** Fen of what somebody typed as yuan; undefined when it is no amount from zero with two decimals at most. */
export function fenOf(text: string): number | undefined {
  const fen = parseYuan(text.trim().replaceAll(',', ''));
  return fen === undefined || fen < 0 ? undefined : fen;
}

/** Plain yuan of an amount, for an input field. */
export function inputYuan(fen: number | undefined): string {
  return fen === undefined ? '' : (fen / 100).toFixed(2);
}
