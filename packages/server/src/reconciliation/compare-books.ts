import { type Fen, fen } from '@gongji/domain';
import type { BookedBill } from '@gongji/store/office';
import { numberOf, type OwnBill } from './own-bill.ts';

/** A field that both sides have, with different values. `fund.<code>`: what one fund paid. */
export interface FieldDifference {
  readonly field: string;
  readonly centreFen: Fen;
  readonly ownFen: Fen;
}

/** A line that differs 差异明细. `only-centre`: the institution has no such bill; `only-own`: we have none. */
export type Difference =
  | { readonly kind: 'only-centre'; readonly key: string; readonly centre: BookedBill }
  | { readonly kind: 'only-own'; readonly key: string; readonly own: OwnBill }
  | {
      readonly kind: 'amounts';
      readonly key: string;
      readonly centre: BookedBill;
      readonly own: OwnBill;
      readonly fields: readonly FieldDifference[];
    };

export interface Compared {
  readonly equal: readonly { readonly centre: BookedBill; readonly own: OwnBill }[];
  readonly differences: readonly Difference[];
}

/** Both sides of a day, bill by bill; nothing is left out. Pure. */
export function compareBooks(centre: readonly BookedBill[], own: readonly OwnBill[]): Compared {
  const open = new Map(centre.map((bill) => [bill.settlementId, bill]));
  const byReceipt = receiptIndex(centre);
  const equal: Compared['equal'][number][] = [];
  const differences: Difference[] = [];
  for (const bill of own) {
    const found = open.get(bill.settlementId) ?? pick(byReceipt.get(receiptKey(bill)), open);
    if (found === undefined) {
      differences.push({ kind: 'only-own', key: keyOf('own', numberOf(bill), [bill.totalFen]), own: bill });
      continue;
    }
    open.delete(found.settlementId);
    const fields = fieldDifferences(found, bill);
    if (fields.length === 0) equal.push({ centre: found, own: bill });
    else
      differences.push({
        kind: 'amounts',
        key: keyOf(
          'amounts',
          found.settlementId,
          fields.flatMap((f) => [f.centreFen, f.ownFen]),
        ),
        centre: found,
        own: bill,
        fields,
      });
  }
  for (const bill of open.values())
    differences.push({
      kind: 'only-centre',
      key: keyOf('centre', bill.settlementId, [bill.totalFen]),
      centre: bill,
    });
  return { equal, differences };
}

/** The amounts stand in the key: what was accepted for one amount is not accepted for another. */
function keyOf(kind: string, number: string, amounts: readonly number[]): string {
  return [kind, number, ...amounts].join('|').slice(0, 300);
}

function receiptKey({ receiptNo, reversal }: Pick<OwnBill, 'receiptNo' | 'reversal'>): string {
  return `${receiptNo}|${reversal}`;
}

/** Our bills by the institution's numbers: the msgid and the invoice. */
function receiptIndex(centre: readonly BookedBill[]): ReadonlyMap<string, readonly BookedBill[]> {
  const index = new Map<string, BookedBill[]>();
  for (const bill of centre)
    for (const receiptNo of new Set([bill.msgid, bill.invoiceNo ?? ''])) {
      if (receiptNo === '') continue;
      const key = receiptKey({ receiptNo, reversal: bill.kind === 'reversal' });
      index.set(key, [...(index.get(key) ?? []), bill]);
    }
  return index;
}

function pick(
  bills: readonly BookedBill[] | undefined,
  open: ReadonlyMap<string, BookedBill>,
): BookedBill | undefined {
  return bills?.find(({ settlementId }) => open.has(settlementId));
}

function fieldDifferences(centre: BookedBill, own: OwnBill): readonly FieldDifference[] {
  const paid = (fund: string): number =>
    centre.payments.filter((p) => p.fundType === fund).reduce((sum, p) => sum + p.amountFen, 0);
  const pairs: readonly (readonly [string, number, Fen | undefined])[] = [
    ['totalFen', centre.totalFen, own.totalFen],
    ['fundFen', centre.fundFen, own.fundFen],
    ['accountFen', centre.accountFen, own.accountFen],
    ['cashFen', centre.cashFen, own.cashFen],
    ...Object.entries(own.funds).map(([fund, value]) => [`fund.${fund}`, paid(fund), value] as const),
  ];
  return pairs.flatMap(([field, ours, theirs]) =>
    theirs === undefined || ours === theirs ? [] : [{ field, centreFen: fen(ours), ownFen: theirs }],
  );
}
