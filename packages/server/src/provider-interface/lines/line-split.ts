import { type Fen, fen, mulRateHalfUp, type RatePpm } from '@gongji/domain';
import type { ItemClass } from '@gongji/engine';

/** The four amounts of a line; they sum to its amount. */
export interface LineAmounts {
  readonly selfPaidFen: Fen;
  readonly overLimitFen: Fen;
  readonly firstPayFen: Fen;
  readonly inScopeFen: Fen;
}

/** What decides the split of a line before any policy. */
export interface LineTerms {
  readonly amountFen: Fen;
  readonly cntE4: number;
  readonly itemClass: ItemClass;
  /** A restricted item that was not approved, or an item that was refused. */
  readonly refused: boolean;
  /** The catalogue's ratio for the scheme; 0 where it has none. */
  readonly firstPayPpm: RatePpm;
  readonly ceilingE4: number | undefined;
}

/**
 * Splits a line by the catalogue, as the reply to an upload shows it (I9): self-paid whole; else what exceeds
 * count × ceiling is over the limit, first-pay is taken from the rest half up to the fen, and what is left is in scope.
 * A test holds it equal to the engine's classification; a policy that classifies otherwise has the last word at settlement. Refund lines mirror: all amounts negative.
 */
export function splitLine(t: LineTerms): LineAmounts {
  const zero = fen(0);
  if (t.refused || t.itemClass === 'C')
    return { selfPaidFen: t.amountFen, overLimitFen: zero, firstPayFen: zero, inScopeFen: zero };
  const over = overLimit(t);
  const firstPayFen = mulRateHalfUp(fen(t.amountFen - over), t.firstPayPpm);
  return {
    selfPaidFen: zero,
    overLimitFen: over,
    firstPayFen,
    inScopeFen: fen(t.amountFen - over - firstPayFen),
  };
}

function overLimit({ amountFen, cntE4, ceilingE4 }: LineTerms): Fen {
  if (ceilingE4 === undefined) return fen(0);
  // Both factors are in ten-thousandths: the product is in 10^-8 yuan, a fen is 10^6 of them.
  const allowed = Number((BigInt(Math.abs(cntE4)) * BigInt(ceilingE4) + 500_000n) / 1_000_000n);
  const over = Math.max(0, Math.abs(amountFen) - allowed);
  return fen(amountFen < 0 ? -over : over);
}
