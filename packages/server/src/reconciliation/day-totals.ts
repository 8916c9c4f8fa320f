import type { Fen } from '@gongji/domain';
import type { BookedBill } from '@gongji/store/office';
import type { Compared } from './compare-books.ts';
import type { OwnBill } from './own-bill.ts';

/** Sums of one side 对账合计; null where the institution's list has no such column. */
export interface SideTotals {
  readonly count: number;
  readonly totalFen: number;
  readonly fundFen: number | null;
  readonly accountFen: number | null;
  readonly cashFen: number | null;
}

/** Both sides of one clearing type 清算类别; empty: bills of the list whose type nobody knows. */
export interface TypeTotals {
  readonly clrType: string;
  readonly centre: SideTotals;
  readonly own: SideTotals | null;
}

/** Totals side by side, per clearing type: what 3201 compares, before the lines say why. */
export function dayTotals(
  centre: readonly BookedBill[],
  own: readonly OwnBill[] | undefined,
  compared: Compared | undefined,
): readonly TypeTotals[] {
  const typeOfOwn = new Map<OwnBill, string>();
  for (const pair of compared?.equal ?? []) typeOfOwn.set(pair.own, pair.centre.clrType);
  for (const one of compared?.differences ?? [])
    if (one.kind === 'amounts') typeOfOwn.set(one.own, one.centre.clrType);
  const typed = (own ?? []).map((bill) => ({ bill, clrType: typeOfOwn.get(bill) ?? bill.clrType }));
  const types = new Set([...centre.map((bill) => bill.clrType), ...typed.map(({ clrType }) => clrType)]);
  // The unknown comes last.
  const order = (clrType: string): string => (clrType === '' ? '~' : clrType);
  return [...types]
    .sort((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((clrType) => ({
      clrType,
      centre: sums(centre.filter((bill) => bill.clrType === clrType)),
      own:
        own === undefined
          ? null
          : sums(typed.filter((one) => one.clrType === clrType).map(({ bill }) => bill)),
    }));
}

type Summed = Readonly<Record<'totalFen', Fen> & Partial<Record<'fundFen' | 'accountFen' | 'cashFen', Fen>>>;

function sums(bills: readonly Summed[]): SideTotals {
  const sum = (name: 'totalFen' | 'fundFen' | 'accountFen' | 'cashFen'): number | null =>
    bills.some((bill) => bill[name] === undefined)
      ? null
      : bills.reduce((total, bill) => total + (bill[name] ?? 0), 0);
  return {
    count: bills.length,
    totalFen: sum('totalFen') ?? 0,
    fundFen: sum('fundFen'),
    accountFen: sum('accountFen'),
    cashFen: sum('cashFen'),
  };
}
