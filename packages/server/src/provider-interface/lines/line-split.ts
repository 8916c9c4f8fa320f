import { type Fen, fen, mulRateHalfUp, PPM, type RatePpm } from '@gongji/domain';

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
  /** Class C, or a restricted item that was not approved. */
  readonly selfPaid: boolean;
  readonly firstPayPpm: RatePpm;
  readonly ceilingE4: number | undefined;
}

/**
 * Splits a line by the catalogue, as the reply to an upload shows it (I9): self-paid whole; else what exceeds
 * count × ceiling is over the limit, first-pay is taken from the rest half up to the fen, and what is left is in scope.
 * The policy has the last word at settlement. Refund lines mirror: all amounts negative.
 */
export function splitLine(t: LineTerms): LineAmounts {
  const zero = fen(0);
  if (t.selfPaid || t.firstPayPpm === PPM)
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
