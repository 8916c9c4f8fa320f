import { herbs, patentMedicines, preparations } from './chinese-medicines.ts';
import { consumables } from './consumables.ts';
import { westernDrugs } from './drugs.ts';
import type { DemoItem } from './item.ts';
import { services } from './services.ts';

export interface DemoCatalogue {
  readonly items: readonly DemoItem[];
  /** Items a bill may carry today, by kind of line. */
  readonly byKind: ReadonlyMap<string, readonly DemoItem[]>;
  /** The item of exactly this name; throws RangeError when there is none. */
  named(name: string): DemoItem;
}

let built: DemoCatalogue | undefined;

/** The demo catalogue: about 2 000 items, the same for every seed, so that documents and tests may name them. */
export function demoCatalogue(): DemoCatalogue {
  built ??= build();
  return built;
}

function build(): DemoCatalogue {
  const items = [
    ...westernDrugs(),
    ...patentMedicines(),
    ...herbs(),
    ...preparations(),
    ...services(),
    ...consumables(),
  ];
  const byKind = new Map<string, DemoItem[]>();
  for (const item of items) {
    if (item.validTo !== undefined) continue;
    const list = byKind.get(item.kind);
    if (list === undefined) byKind.set(item.kind, [item]);
    else list.push(item);
  }
  const byName = new Map(items.map((item) => [item.name, item]));
  return {
    items,
    byKind,
    named(name) {
      const item = byName.get(name);
      if (item === undefined) throw new RangeError(`no item of this name: ${name}`);
      return item;
    },
  };
}
