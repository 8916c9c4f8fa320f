import { type Bilingual, type Fen, fen } from '@gongji/domain';
import type { Bill, LineSplit, WholeBillFirstPay } from '@gongji/engine';
import type { SettlementSheet } from '@gongji/reports';
import type { CatalogueItem, FeeLine } from '@gongji/store/provider-interface';
import { chargeName, itemClassName } from './code-words.ts';
import { given } from './person-fields.ts';

export type LineRow = SettlementSheet['rows']['lines'][number];

interface SettledLines {
  readonly bill: Bill | null;
  readonly splits: readonly LineSplit[];
  readonly feeLines: readonly FeeLine[];
  readonly items: ReadonlyMap<string, CatalogueItem>;
}

/** Lines of a bill as settled, with the names that the institution sent, else those of the catalogue. */
export function settledLines({ bill, splits, feeLines, items }: SettledLines): readonly LineRow[] {
  const sent = new Map(feeLines.map((line) => [line.id, line]));
  const byId = new Map(splits.map((split) => [split.id, split]));
  return (bill?.lines ?? []).map((line, index) => {
    const uploaded = sent.get(line.id);
    const item = items.get(line.listCode ?? '');
    const split = byId.get(line.id);
    return {
      number: index + 1,
      category: chargeName(uploaded?.chargeType ?? item?.chargeType ?? ''),
      name: uploaded?.name ?? item?.name ?? line.listCode ?? line.id,
      amountFen: line.amountFen,
      itemClass: itemClassName(line.itemClass),
      firstPayPpm: line.firstPayPpm,
      ...given('on', line.on),
      ...given('listCode', line.listCode),
      ...given('spec', item?.spec),
      ...given('quantity', line.cntE4),
      ...(split === undefined ? {} : splitCells(split)),
    };
  });
}

const WHOLE_BILL = { zh: '按整单计算', en: 'on the whole bill' };

/** First-pay that was taken from the bill as a whole: moved out of the scope of no line in particular. */
export function wholeBillRows(taken: readonly WholeBillFirstPay[]): readonly LineRow[] {
  return taken.map(({ name, amountFen }) => ({
    category: WHOLE_BILL,
    name,
    amountFen: fen(0),
    ...splitCells({
      selfPaidFen: fen(0),
      overLimitFen: fen(0),
      firstPayFen: amountFen,
      inScopeFen: fen(-amountFen),
    }),
  }));
}

type Split = Pick<LineSplit, 'selfPaidFen' | 'overLimitFen' | 'firstPayFen' | 'inScopeFen'>;

export function splitCells({ selfPaidFen, overLimitFen, firstPayFen, inScopeFen }: Split) {
  return {
    selfPaidFen,
    overLimitFen,
    firstPayFen,
    inScopeFen,
    ownFen: fen(selfPaidFen + overLimitFen + firstPayFen),
  };
}

const SUMMED = ['amountFen', 'selfPaidFen', 'overLimitFen', 'firstPayFen', 'inScopeFen', 'ownFen'] as const;
type Sums = Record<(typeof SUMMED)[number], Fen>;

/** The lines summed by category, in the order of the first line of each. */
export function categoriesOf(lines: readonly LineRow[]) {
  const found = new Map<string, { readonly category: Bilingual; readonly sums: Sums }>();
  for (const line of lines) {
    const category = line.category ?? chargeName('');
    const at = found.get(category.zh) ?? { category, sums: { ...NONE } };
    for (const name of SUMMED) at.sums[name] = fen(at.sums[name] + (line[name] ?? 0));
    found.set(category.zh, at);
  }
  return [...found.values()].map(({ category, sums }) => ({
    category,
    ...sums,
    ownOutsideFen: fen(sums.selfPaidFen + sums.overLimitFen),
  }));
}

const NONE: Sums = {
  amountFen: fen(0),
  selfPaidFen: fen(0),
  overLimitFen: fen(0),
  firstPayFen: fen(0),
  inScopeFen: fen(0),
  ownFen: fen(0),
};
