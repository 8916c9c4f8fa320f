import type { FeeLine } from '@gongji/client';
import { type Fen, fen, sumFen } from '@gongji/domain';
import type { DemoCatalogue } from '../catalogue/catalogue.ts';
import { atLevel, type DemoItem, type Level } from '../catalogue/item.ts';
import type { Random } from '../random.ts';
import { type BillKind, RECIPES } from './recipes.ts';

export interface DemoBill {
  readonly lines: readonly FeeLine[];
  readonly totalFen: Fen;
}

export interface BillPlace {
  readonly level: Level;
  /** Time of the fees, `yyyy-MM-dd HH:mm:ss`. */
  readonly at: string;
  /** Distinguishes the lines of several uploads of one visit. */
  readonly prefix: string;
}

/** Prices above the ceiling happen, seldom: this many in a thousand lines of a kind that has ceilings. */
const OVER_CEILING_PERMILLE = 40;

/** A believable bill 费用单 of a kind: every line has cnt × price = amount to the fen. */
export function demoBill(
  random: Random,
  kind: BillKind,
  of: { readonly catalogue: DemoCatalogue; readonly place: BillPlace },
): DemoBill {
  const { catalogue, place } = of;
  const items: { readonly item: DemoItem; readonly cnt: number }[] = [];
  for (const ingredient of RECIPES[kind]) {
    const pool = catalogue.byKind.get(ingredient.kind) ?? [];
    const candidates =
      ingredient.name === undefined ? pool : pool.filter((item) => ingredient.name?.test(item.name));
    const affordable =
      ingredient.mostFen === undefined
        ? candidates
        : candidates.filter((item) => item.priceFen <= (ingredient.mostFen ?? 0));
    const [least, most] = ingredient.lines;
    for (let line = random.int(least, most); line > 0 && affordable.length > 0; line -= 1) {
      items.push({ item: random.pick(affordable), cnt: random.int(...ingredient.cnt) });
    }
  }
  const lines = items.map(({ item, cnt }, index) => feeLine(random, { item, cnt, place, serial: index + 1 }));
  return { lines, totalFen: sumFen(lines.map((line) => line.amountFen)) };
}

/** One line for an item, as the hospital of the place charges it. */
export function feeLine(
  random: Random,
  of: { readonly item: DemoItem; readonly cnt: number; readonly place: BillPlace; readonly serial: number },
): FeeLine {
  const { item, cnt, place, serial } = of;
  const listed = atLevel(item, item.priceFen, place.level);
  const over = item.listType === '201' && item.itemClass !== 'C' && random.chance(OVER_CEILING_PERMILLE);
  const priceFen = over ? fen(listed + 10 * random.int(1, 20)) : listed;
  return {
    sn: `${place.prefix}${String(serial).padStart(3, '0')}`,
    listCode: item.listCode,
    ownCode: `SF-${item.listCode.slice(0, 12)}`,
    name: item.name,
    cnt,
    priceFen,
    amountFen: fen(cnt * priceFen),
    at: place.at,
    approval: item.restricted ? (random.chance(800) ? '1' : '2') : '0',
  };
}
