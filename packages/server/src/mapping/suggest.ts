import type { CatalogueEntry, InstitutionItem } from '@gongji/store/office';

/** A catalogue item that an own item may be 对照建议, and how likely: 100 when everything known agrees. */
export interface Suggestion {
  readonly entry: CatalogueEntry;
  readonly score: number;
}

type Wanted = Pick<InstitutionItem, 'name' | 'spec' | 'dosageForm' | 'manufacturer' | 'listType' | 'pinyin'>;

/** The catalogue, ready to look for names that are alike. */
export interface SuggestionIndex {
  readonly entries: readonly CatalogueEntry[];
  /** Pair of characters of a name → places of the entries that have it. */
  readonly byPair: ReadonlyMap<string, readonly number[]>;
  readonly byPinyin: ReadonlyMap<string, readonly number[]>;
}

/** How much each part counts, out of 100; a part that one side does not give is left out. */
const WEIGHTS = { name: 60, spec: 22, manufacturer: 12, dosageForm: 6 } as const;
/** Pairs that more entries have say little (胶囊, 注射); they are looked at only when there is nothing rarer. */
const COMMON = 4_000;
const MOST_LOOKED_AT = 80;

export function suggestionIndex(entries: readonly CatalogueEntry[]): SuggestionIndex {
  const byPair = new Map<string, number[]>();
  const byPinyin = new Map<string, number[]>();
  entries.forEach((entry, place) => {
    for (const pair of pairsOf(plainName(entry.name))) append(byPair, pair, place);
    if (entry.pinyin.length > 2) append(byPinyin, entry.pinyin, place);
  });
  return { entries, byPair, byPinyin };
}

function append(index: Map<string, number[]>, key: string, place: number): void {
  const places = index.get(key);
  if (places === undefined) index.set(key, [place]);
  else places.push(place);
}

/** The likeliest entries, best first. Pure; a few hundredths of a millisecond per candidate. */
export function suggest(index: SuggestionIndex, wanted: Wanted, most = 5): readonly Suggestion[] {
  return candidates(index, wanted)
    .flatMap((place) => {
      const entry = index.entries[place];
      return entry === undefined ? [] : [{ entry, score: scoreOf(wanted, entry) }];
    })
    .filter(({ score }) => score >= 30)
    .sort((a, b) => b.score - a.score || (a.entry.listCode < b.entry.listCode ? -1 : 1))
    .slice(0, most);
}

/** Places of the entries that share most of the name, or have the same initials. */
function candidates(index: SuggestionIndex, { name, pinyin }: Wanted): readonly number[] {
  const lists = [...pairsOf(plainName(name))]
    .map((pair) => index.byPair.get(pair) ?? [])
    .filter((list) => list.length > 0);
  const rare = lists.filter((list) => list.length <= COMMON);
  const shared = new Map<number, number>();
  for (const list of rare.length > 0 ? rare : lists)
    for (const place of list) shared.set(place, (shared.get(place) ?? 0) + 1);
  const best = [...shared].sort((a, b) => b[1] - a[1]);
  // Those that share as much as the last one taken belong to them: makers of one drug differ in spec only.
  const least = best[MOST_LOOKED_AT - 1]?.[1] ?? 0;
  const alike = best.filter(([, n], i) => i < MOST_LOOKED_AT || (n === least && i < MOST_LOOKED_AT * 5));
  return [...new Set([...alike.map(([place]) => place), ...(index.byPinyin.get(pinyin) ?? []).slice(0, 40)])];
}

function scoreOf(wanted: Wanted, entry: CatalogueEntry): number {
  const names = nameLikeness(wanted, entry);
  const parts: readonly (readonly [number, number | undefined])[] = [
    [WEIGHTS.name, names],
    [WEIGHTS.spec, both(wanted.spec, entry.spec, specLikeness)],
    [WEIGHTS.manufacturer, both(plainMaker(wanted.manufacturer), plainMaker(entry.manufacturer), likeness)],
    [WEIGHTS.dosageForm, both(wanted.dosageForm, entry.dosageForm, likeness)],
  ];
  let sum = 0;
  let weight = 0;
  for (const [of, value] of parts) {
    if (value === undefined) continue;
    sum += of * value;
    weight += of;
  }
  const other = wanted.listType !== '' && wanted.listType[0] !== entry.listType[0];
  // Another kind altogether (a service for a drug) is hardly meant; an unlike name is not saved by an equal spec.
  return Math.round((sum / weight) * 100 * (other ? 0.5 : 1) * (names < 0.4 ? 0.6 : 1));
}

/** The same initials with other characters: mostly a slip of an input method. */
function nameLikeness(wanted: Wanted, entry: CatalogueEntry): number {
  const alike = likeness(plainName(wanted.name), plainName(entry.name));
  const sounds = wanted.pinyin.length > 2 && wanted.pinyin === entry.pinyin;
  return sounds ? Math.max(alike, 0.7) : alike;
}

function both(a: string, b: string, compare: (a: string, b: string) => number): number | undefined {
  return a.trim() === '' || b.trim() === '' ? undefined : compare(a, b);
}

/** Share of pairs of characters in common (Dice): 1 for the same text. */
function likeness(a: string, b: string): number {
  const [x, y] = [plain(a), plain(b)];
  if (x === y) return 1;
  const [first, second] = [pairsOf(x), pairsOf(y)];
  if (first.size === 0 || second.size === 0) return 0;
  let common = 0;
  for (const pair of first) if (second.has(pair)) common += 1;
  return (2 * common) / (first.size + second.size);
}

/** 0.25g×24粒 against 0.25g*24: numbers decide. 250mg is 0.25g. */
function specLikeness(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  if (x.size === 0 || y.size === 0) return likeness(a, b);
  let common = 0;
  for (const number of x) if (y.has(number)) common += 1;
  const numbers = (2 * common) / (x.size + y.size);
  return numbers === 1 ? 1 : numbers * 0.8;
}

const UNITS: Readonly<Record<string, number>> = { g: 1_000_000, mg: 1_000, ug: 1, μg: 1, mcg: 1 };

/** Numbers with their unit of weight brought to one; other units stay away, as they are written in many ways. */
function numbersOf(text: string): ReadonlySet<string> {
  const found = text
    .normalize('NFKC')
    .toLowerCase()
    .matchAll(/(\d+(?:\.\d+)?)\s*(μg|mcg|ug|mg|g|ml|l|%)?/g);
  return new Set(
    [...found].map(([, number = '', unit = '']) => {
      const factor = UNITS[unit];
      return factor === undefined ? `${Number(number)}${unit}` : `${Math.round(Number(number) * factor)}ug`;
    }),
  );
}

/** Letters, digits and characters alone, in one spelling. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Without what is in brackets: trade names and remarks. Nothing else left: as it is. */
function plainName(name: string): string {
  const bare = plain(name.normalize('NFKC').replaceAll(/[([【][^)\]】]*[)\]】]/g, ''));
  return bare === '' ? plain(name) : bare;
}

function plainMaker(name: string): string {
  return name.replaceAll(/(股份|集团|有限|责任|公司|厂)/g, '');
}

/** A text of one character is its own pair. */
function pairsOf(text: string): ReadonlySet<string> {
  const characters = [...text];
  if (characters.length === 1) return new Set(characters);
  return new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`));
}
