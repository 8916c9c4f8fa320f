/** Money paid as a function of the cost of the bill, both in fen; undefined when the bill is refused. */
export type Payment = (costFen: number) => number | undefined;

/** Where paying less for more begins: cost just below, cost at which less is paid, and both payments. */
export interface Drop {
  /** `cliff`: one fen more lowers the payment. `slope`: it falls gradually over a stretch. */
  readonly kind: 'cliff' | 'slope';
  readonly below: number;
  readonly cost: number;
  readonly paidBelow: number;
  readonly paid: number;
}

export interface WalkLimits {
  /** Largest cost looked at, in fen. */
  readonly maxFen: number;
  /** Most payments computed. */
  readonly evaluations: number;
  /** Drops up to this many fen are rounding, not policy. */
  readonly tolerance: number;
}

interface Walk {
  readonly pay: (cost: number) => number | undefined;
  readonly limits: WalkLimits;
  /** Payments still allowed. */
  left: number;
}

/** Grid points per factor of ten of cost. */
const PER_DECADE = 6;
/** Between grid points the payment is probed here as well, so that two opposite bends cannot cancel out. */
const PROBE = 0.381_966;

/**
 * Walks the cost from nothing to `maxFen` and answers the drop at the smallest cost. Payments of a policy are pieces
 * of straight lines: where the middle of a stretch is not on the line between its ends it is halved, down to the fen,
 * so that every breakpoint is found to the fen without trying every bill.
 */
export function firstDrop(pay: Payment, limits: WalkLimits): Drop | undefined {
  const walk: Walk = { pay, limits, left: limits.evaluations };
  const points = grid(limits.maxFen);
  let low = points[0] ?? 0;
  let paidLow = evaluate(walk, low);
  for (const high of points.slice(1)) {
    const paidHigh = evaluate(walk, high);
    if (paidLow !== undefined && paidHigh !== undefined) {
      const drop = search(walk, { low, high, paidLow, paidHigh });
      if (drop !== undefined) return drop;
    }
    [low, paidLow] = [high, paidHigh];
  }
  return undefined;
}

function grid(maxFen: number): readonly number[] {
  const points = new Set<number>([1]);
  const decades = Math.log10(maxFen);
  for (let i = 0; i <= Math.ceil(decades * PER_DECADE); i++)
    points.add(Math.min(maxFen, Math.round(10 ** (i / PER_DECADE))));
  return [...points].sort((a, b) => a - b);
}

function evaluate(walk: Walk, cost: number): number | undefined {
  walk.left -= 1;
  return walk.left < 0 ? undefined : walk.pay(cost);
}

interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly paidLow: number;
  readonly paidHigh: number;
}

function search(walk: Walk, stretch: Stretch): Drop | undefined {
  const { low, high, paidLow, paidHigh } = stretch;
  const { tolerance } = walk.limits;
  if (high - low <= 1) return paidHigh < paidLow - tolerance ? drop('cliff', stretch) : undefined;
  const middle = Math.floor((low + high) / 2);
  const paidMiddle = evaluate(walk, middle);
  if (paidMiddle === undefined) return undefined;
  if (isStraight(walk, stretch, middle, paidMiddle)) {
    return paidHigh < paidLow - tolerance ? slope(walk, stretch) : undefined;
  }
  return (
    search(walk, { low, high: middle, paidLow, paidHigh: paidMiddle }) ??
    search(walk, { low: middle, high, paidLow: paidMiddle, paidHigh })
  );
}

function isStraight(
  walk: Walk,
  { low, high, paidLow, paidHigh }: Stretch,
  middle: number,
  paidMiddle: number,
): boolean {
  const onLine = (cost: number): number => paidLow + ((paidHigh - paidLow) * (cost - low)) / (high - low);
  const slack = walk.limits.tolerance + 1;
  if (Math.abs(paidMiddle - onLine(middle)) > slack) return false;
  const probe = Math.floor(low + (high - low) * PROBE);
  const paidProbe = evaluate(walk, probe);
  return paidProbe === undefined || Math.abs(paidProbe - onLine(probe)) <= slack;
}

/** On a falling line: the smallest cost that is paid less, by more than rounding, than the start of the line. */
function slope(walk: Walk, stretch: Stretch): Drop {
  let { low, high, paidHigh } = stretch;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const paid = evaluate(walk, middle);
    if (paid === undefined) break;
    if (paid < stretch.paidLow - walk.limits.tolerance) [high, paidHigh] = [middle, paid];
    else low = middle;
  }
  return drop('slope', { ...stretch, high, paidHigh });
}

function drop(kind: Drop['kind'], { low, high, paidLow, paidHigh }: Stretch): Drop {
  return { kind, below: low, cost: high, paidBelow: paidLow, paid: paidHigh };
}
