import { type Fen, MAX_BILL_FEN, type Rejection, rejection, yuanText } from '@gongji/domain';
import type { Bill, BillLine, BillTotals } from './bill.ts';

/** What is wrong with the amounts of a bill before any rule is applied; empty when nothing is. Throws on a caller's fault. */
export function checkBill(bill: Bill): readonly Rejection[] {
  if ((bill.lines === undefined) === (bill.totals === undefined)) {
    throw new RangeError('a bill has either lines or totals');
  }
  if (!isMoney(bill.accountFen) || !isMoney(bill.familyAccountFen)) {
    throw new RangeError('account money is a whole number of fen, zero or more');
  }
  return bill.lines === undefined ? checkTotals(bill.totals) : checkLines(bill.lines);
}

const NOTHING: readonly Rejection[] = [];

/** One cheap pass; only a bill with refunds or faults is looked at closely. */
function checkLines(lines: readonly BillLine[]): readonly Rejection[] {
  if (lines.length === 0) return [rejection('bill-empty', {}, { field: 'lines' })];
  let plain = true;
  let total = 0;
  for (let i = 0; i < lines.length; i++) {
    const amount = lines[i]?.amountFen ?? -1;
    if (!(amount >= 0 && amount <= MAX_BILL_FEN) || Math.floor(amount) !== amount) plain = false;
    total += amount;
  }
  if (plain) return total > MAX_BILL_FEN ? [tooLarge(total)] : NOTHING;
  return checkRefunds(lines, total);
}

/** Refund lines may lower no class below zero. */
function checkRefunds(lines: readonly BillLine[], total: number): readonly Rejection[] {
  const invalid = lines.filter((l) => !isLineAmount(l.amountFen));
  if (invalid.length > 0) return invalid.map(invalidLine);
  const sumOf = (itemClass: BillLine['itemClass']) =>
    lines.reduce((sum, l) => (l.itemClass === itemClass ? sum + l.amountFen : sum), 0);
  const below = (['A', 'B', 'C'] as const).filter((itemClass) => sumOf(itemClass) < 0);
  if (below.length > 0) return below.map(refundExceeds);
  return total > MAX_BILL_FEN ? [tooLarge(total)] : NOTHING;
}

function checkTotals(totals: BillTotals | undefined): readonly Rejection[] {
  if (totals === undefined) return NOTHING;
  const { totalFen, selfPaidFen, overLimitFen, firstPayFen, inScopeFen, sums } = totals;
  const parts = { selfPaidFen, overLimitFen, firstPayFen, inScopeFen, totalFen, ...sums };
  const below = Object.entries(parts).filter(([, amount]) => !isMoney(amount));
  if (below.length > 0) return below.map(([part]) => refundExceeds(part));
  if (totalFen > MAX_BILL_FEN) return [tooLarge(totalFen)];
  const sum = (selfPaidFen + overLimitFen + firstPayFen + inScopeFen) as Fen;
  if (sum === totalFen) return NOTHING;
  return [
    rejection(
      'total-mismatch',
      { total: yuanText(totalFen), sum: yuanText(sum) },
      { field: 'totals.totalFen' },
    ),
  ];
}

function isMoney(amount: number): boolean {
  return Number.isSafeInteger(amount) && amount >= 0;
}

function isLineAmount(amount: number): boolean {
  return Number.isSafeInteger(amount) && Math.abs(amount) <= MAX_BILL_FEN;
}

function invalidLine(line: BillLine): Rejection {
  const amount = String(line.amountFen);
  return rejection(
    'line-amount-invalid',
    { line: line.id, amount },
    { field: `lines.${line.id}`, value: amount },
  );
}

export function refundExceeds(part: string): Rejection {
  return rejection('refund-exceeds-bill', { part }, { field: part });
}

function tooLarge(total: number): Rejection {
  return rejection('bill-too-large', { total: yuanText(total as Fen), max: yuanText(MAX_BILL_FEN) });
}
