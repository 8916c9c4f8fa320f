import type {
  CandidatesQuery,
  CandidatesView,
  MappingPairsBody,
  MappingQuery,
  MappingsDoneView,
  MappingView,
  OwnItemsBody,
  OwnItemsView,
} from '@gongji/contract';
import { type CalendarDate, pinyinInitials } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import {
  institutionItems,
  itemsToMap,
  knownListCodes,
  type MappedItem,
  type MappingFilter,
  mappedItems,
  mappingCounts,
  pairsTriedBefore,
  putInstitutionItems,
  putSuggestions,
  submitMappings,
  withdrawMappings,
} from '@gongji/store/office';
import type { ProblemDetail } from '../http/problem.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pageAfter } from '../rest/paged.ts';
import { shown } from '../sheet/columns.ts';
import { readSheet } from '../sheet/sheet.ts';
import { currentIndex } from './current-index.ts';
import { type OwnItem, readOwnItems, unknownCode } from './own-items.ts';
import { type Suggestion, suggest } from './suggest.ts';

/** A suggestion below this is not worth a look. */
const WORTH = 50;
const placeOf = ({ institutionCode }: Caller): string => institutionCode ?? '';
const todayOf = ({ now }: RestDeps): CalendarDate => beijingDay(now()) as CalendarDate;

/** Own items with their state, paged, and how many there are in each state. */
export async function mapping(
  deps: RestDeps,
  caller: Caller,
  query: MappingQuery,
): Promise<Answer<MappingView>> {
  const { state, q } = query;
  const filter: MappingFilter = { institutionCode: placeOf(caller), on: todayOf(deps), state, text: q };
  const [rows, counts] = await Promise.all([
    mappedItems(deps.pool, { ...query, ...filter, limit: query.limit + 1 }),
    mappingCounts(deps.pool, filter),
  ]);
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const total = state === undefined ? all : (counts[state] ?? 0);
  const none = { 'to-map': 0, suggested: 0, submitted: 0, approved: 0, rejected: 0, withdrawn: 0, lapsed: 0 };
  return ok({ ...pageAfter(rows.map(viewOf), query), total, counts: { ...none, ...counts } });
}

function viewOf(row: MappedItem): MappingView['items'][number] {
  const { localCode, name, listType, spec, manufacturer, state, reason, listCode } = row;
  return {
    localCode,
    name,
    listType,
    spec,
    manufacturer,
    state,
    reason,
    ...(row.priceE4 === null ? {} : { priceE4: Number(row.priceE4) }),
    ...(row.score === null || state !== 'suggested' ? {} : { score: row.score }),
    ...(listCode === null
      ? {}
      : {
          catalogue: {
            listCode,
            name: row.catalogueName ?? '',
            spec: row.catalogueSpec ?? '',
            manufacturer: row.catalogueManufacturer ?? '',
            ...(row.catalogueTo === null ? {} : { validTo: row.catalogueTo }),
          },
        }),
  };
}

/** 导入: takes the whole list or nothing, and suggests a mapping for each item that has none. */
export async function importOwnItems(
  deps: RestDeps,
  caller: Caller,
  { filename, content }: OwnItemsBody,
): Promise<Answer<OwnItemsView>> {
  const sheet = await readSheet(Buffer.from(content, 'base64'));
  if (sheet.kind === 'invalid') return problemAnswer('refused', [unreadable(sheet.why)]);
  const { items, problems } = readOwnItems(sheet.rows);
  const on = todayOf(deps);
  const given = items.filter(({ listCode }) => listCode !== '');
  const known = await knownListCodes(
    deps.pool,
    given.map(({ listCode }) => listCode),
    on,
  );
  const all = [...problems, ...given.filter(({ listCode }) => !known.has(listCode)).map(unknownCode)];
  if (all.length > 0) return problemAnswer('refused', shown(all));
  if (items.length === 0) return problemAnswer('refused', [NO_ROWS]);
  const suggestions = await suggestionsFor(deps, items);
  const institutionCode = placeOf(caller);
  const deed: Deed = { actor: caller.actor, action: 'mapping.import', subject: institutionCode };
  const taken = await audited(
    deps,
    (view: OwnItemsView) => ({ ...deed, detail: { filename: filename.slice(-60), ...view } }),
    async (tx) => {
      const own = items.map(({ item }) => item);
      const added = await putInstitutionItems(tx, institutionCode, { items: own, at: deps.now() });
      const suggested = await keepSuggestions(tx, institutionCode, { items, suggestions, on });
      return { items: items.length, added, suggested };
    },
  );
  if (taken === undefined) throw new Error('a list of items was not taken');
  return ok(taken);
}

type Suggested = ReadonlyMap<string, readonly Suggestion[]>;

/** For long lists in parts, so that others are answered in between. */
async function suggestionsFor(deps: RestDeps, items: readonly OwnItem[]): Promise<Suggested> {
  const index = await currentIndex(deps.pool, todayOf(deps));
  const found = new Map<string, readonly Suggestion[]>();
  for (const [i, { item, listCode }] of items.entries()) {
    if (i % 100 === 99) await new Promise((resume) => setImmediate(resume));
    if (listCode === '') found.set(item.localCode, suggest(index, item));
  }
  return found;
}

/** The best suggestion of each item that wants one; a pair that was refused or withdrawn before is passed over. */
async function keepSuggestions(
  tx: Queryable,
  institutionCode: string,
  {
    items,
    suggestions,
    on,
  }: { readonly items: readonly OwnItem[]; readonly suggestions: Suggested; readonly on: CalendarDate },
): Promise<number> {
  const localCodes = items.map(({ item }) => item.localCode);
  const wanting = await itemsToMap(tx, institutionCode, { localCodes, on });
  const tried = await pairsTriedBefore(tx, institutionCode, localCodes);
  const pairKey = (localCode: string, listCode: string): string => `${localCode}\n${listCode}`;
  const passed = new Set(tried.map((pair) => pairKey(pair.localCode, pair.listCode)));
  const kept = items.flatMap(({ item: { localCode }, listCode }) => {
    if (!wanting.has(localCode)) return [];
    if (listCode !== '') return [{ localCode, listCode, score: 100 }];
    const best = suggestions
      .get(localCode)
      ?.find(({ entry, score }) => score >= WORTH && !passed.has(pairKey(localCode, entry.listCode)));
    return best === undefined ? [] : [{ localCode, listCode: best.entry.listCode, score: best.score }];
  });
  await putSuggestions(tx, institutionCode, { localCodes: [...wanting], suggestions: kept, on });
  return kept.length;
}

/** What an own item may be, or what a text finds instead. */
export async function mappingCandidates(
  deps: RestDeps,
  caller: Caller,
  { localCode, q }: CandidatesQuery,
): Promise<Answer<CandidatesView>> {
  const [item] = await institutionItems(deps.pool, placeOf(caller), [localCode]);
  if (item === undefined) return problemAnswer('not-found');
  const index = await currentIndex(deps.pool, todayOf(deps));
  const wanted = q === undefined || q === '' ? item : { ...item, name: q, pinyin: pinyinInitials(q) };
  const exact = index.entries
    .filter(({ listCode }) => listCode === q)
    .map((entry) => ({ entry, score: 100 }));
  const items = [...exact, ...suggest(index, wanted, 10)].map(({ entry, score }) => {
    const { listCode, name, spec, manufacturer } = entry;
    return { listCode, name, spec, manufacturer, score };
  });
  return ok({ items });
}

/** 提交: own items and catalogue items must both be there; when one is not, nothing is submitted. */
export async function submit(
  deps: RestDeps,
  caller: Caller,
  { pairs }: MappingPairsBody,
): Promise<Answer<MappingsDoneView>> {
  const institutionCode = placeOf(caller);
  const on = todayOf(deps);
  const [own, known] = await Promise.all([
    institutionItems(
      deps.pool,
      institutionCode,
      pairs.map(({ localCode }) => localCode),
    ),
    knownListCodes(
      deps.pool,
      pairs.map(({ listCode }) => listCode),
      on,
    ),
  ]);
  const codes = new Set(own.map(({ localCode }) => localCode));
  const problems = pairs.flatMap(({ localCode, listCode }, i) => [
    ...(codes.has(localCode) ? [] : [missing(`pairs.${i}.localCode`, localCode, NO_OWN)]),
    ...(known.has(listCode) ? [] : [missing(`pairs.${i}.listCode`, listCode, NO_ITEM)]),
  ]);
  if (new Set(pairs.map(({ localCode }) => localCode)).size < pairs.length) problems.push(TWICE);
  if (problems.length > 0) return problemAnswer('refused', shown(problems));
  const deed: Deed = { actor: caller.actor, action: 'mapping.submit', subject: institutionCode };
  const done = await audited(deps, { ...deed, detail: { pairs } }, (tx) =>
    submitMappings(tx, institutionCode, { pairs, actor: caller.actor, at: deps.now(), on }),
  );
  return ok({ done: done ?? 0 });
}

/** 撤回 of what is submitted or approved. What is mapped no longer is found no longer at the desk by the own name. */
export async function withdraw(
  deps: RestDeps,
  caller: Caller,
  { pairs }: MappingPairsBody,
): Promise<Answer<MappingsDoneView>> {
  const institutionCode = placeOf(caller);
  const deed: Deed = {
    actor: caller.actor,
    action: 'mapping.withdraw',
    subject: institutionCode,
    detail: { pairs },
  };
  const done = await audited(deps, deed, async (tx) => {
    const n = await withdrawMappings(tx, institutionCode, { pairs, at: deps.now() });
    return n === 0 ? undefined : n;
  });
  return done === undefined ? problemAnswer('conflict', [CHANGED]) : ok({ done });
}

function unreadable(message: ProblemDetail['message']): ProblemDetail {
  return {
    code: 'file-invalid',
    field: 'content',
    message,
    remedy: { zh: '换一个文件', en: 'choose another file' },
  };
}

function missing(
  field: string,
  value: string,
  texts: Pick<ProblemDetail, 'message' | 'remedy'>,
): ProblemDetail {
  return { code: 'record-unknown', field, value, ...texts };
}

const NO_OWN = {
  message: { zh: '本机构没有这个项目', en: 'no such item of the institution' },
  remedy: { zh: '先导入', en: 'import it first' },
};
const NO_ITEM = {
  message: { zh: '医保目录中没有该编码，或已失效', en: 'not in the catalogue, or no longer' },
  remedy: { zh: '另选一个', en: 'choose another' },
};
const TWICE: ProblemDetail = {
  code: 'row-repeated',
  field: 'pairs',
  message: { zh: '同一项目一次只能对照一个', en: 'an item can be mapped to one at a time' },
  remedy: { zh: '每个项目留一个', en: 'keep one for each item' },
};
const NO_ROWS: ProblemDetail = {
  code: 'file-empty',
  field: 'content',
  message: { zh: '文件里没有项目', en: 'there are no items in the file' },
  remedy: { zh: '第一行写列名，其后每行一个项目', en: 'names of columns first, then one item per row' },
};
export const CHANGED: ProblemDetail = {
  code: 'mapping-changed',
  field: 'pairs',
  message: { zh: '对照的状态已经变了', en: 'the state of a mapping has changed' },
  remedy: { zh: '刷新后再办', en: 'look at the list again' },
};
