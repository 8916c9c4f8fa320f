import { fen } from '@gongji/domain';
import type { FeeLine } from '@gongji/store/provider-interface';
import { splitLine } from './line-split.ts';

/**
 * Lines as they are billed: refund lines are taken off the lines they name, and disappear themselves. A line that was
 * taken back whole stays with amount 0, so that every batch of the visit has a line in the bill.
 */
export function netLines(lines: readonly FeeLine[]): readonly FeeLine[] {
  const refunds = Map.groupBy(
    lines.filter((line) => line.refunds !== undefined),
    (line) => line.refunds ?? '',
  );
  if (refunds.size === 0) return lines;
  return lines
    .filter((line) => line.refunds === undefined)
    .map((line) => {
      const taken = refunds.get(line.id);
      return taken === undefined ? line : lessRefunds(line, taken);
    });
}

function lessRefunds(line: FeeLine, refunds: readonly FeeLine[]): FeeLine {
  const amountFen = fen(refunds.reduce<number>((sum, r) => sum + r.amountFen, line.amountFen));
  const cntE4 = refunds.reduce<number>((sum, r) => sum + r.cntE4, line.cntE4);
  const { itemClass, refused, firstPayPpm, ceilingE4 } = line;
  const split = splitLine({ amountFen, cntE4, itemClass, refused, firstPayPpm, ceilingE4 });
  return { ...line, amountFen, cntE4, ...split };
}
