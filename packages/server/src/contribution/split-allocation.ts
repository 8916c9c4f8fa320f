import type { BillLine, OpenBill } from '@gongji/store/contribution';

export interface Split {
  readonly amountFen: number;
  readonly lines: readonly BillLine[];
  /** Nothing of the bill is open afterwards. */
  readonly full: boolean;
}

/**
 * What `freeFen` pays of a bill, line by line. All of it, if it is enough. Otherwise the funds are filled in the order of
 * the bill, and the shares of personal accounts wait until the bill is paid in full: then each person gets all of his.
 * A bill with negative lines is paid whole or not at all. `allocatedFen`: what the receipt has paid so far; a bill that
 * comes to less than nothing frees as much of it.
 */
export function splitAllocation(
  bill: Pick<OpenBill, 'lines' | 'paidLines'>,
  freeFen: number,
  allocatedFen = 0,
): Split {
  const open = openLines(bill);
  const openFen = sum(open);
  if (openFen < 0) {
    // Less is due than was billed: what the receipt has paid too much becomes free again, all of it or nothing.
    if (allocatedFen < -openFen) return { amountFen: 0, lines: [], full: false };
    return { amountFen: openFen, lines: open.filter((l) => l.amountFen !== 0), full: true };
  }
  if (openFen === 0) return { amountFen: 0, lines: [], full: true };
  if (freeFen >= openFen)
    return { amountFen: openFen, lines: open.filter((l) => l.amountFen !== 0), full: true };
  if (open.some((line) => line.amountFen < 0)) return { amountFen: 0, lines: [], full: false };
  let rest = freeFen;
  const lines: BillLine[] = [];
  for (const line of open) {
    if (line.fund === 'account') continue;
    const amountFen = Math.min(rest, line.amountFen);
    if (amountFen > 0) lines.push({ ...line, amountFen });
    rest -= amountFen;
  }
  return { amountFen: freeFen - rest, lines, full: false };
}

/** What of each line is not paid, in the order of the bill. */
export function openLines({ lines, paidLines }: Pick<OpenBill, 'lines' | 'paidLines'>): readonly BillLine[] {
  return lines.map((line) => {
    const paid = paidLines.filter((p) => key(p) === key(line));
    return { ...line, amountFen: line.amountFen - sum(paid) };
  });
}

const key = ({ payer, fund, component }: BillLine): string => `${payer}/${fund}/${component}`;
const sum = (lines: readonly BillLine[]): number => lines.reduce((total, line) => total + line.amountFen, 0);
