import { type Bilingual, pinyinInitials } from '@gongji/domain';
import type { SheetRow } from '@gongji/sheets';
import type { InstitutionItem } from '@gongji/store/office';
import type { ProblemDetail } from '../http/problem.ts';
import { dictionary, normaliseCode } from '../provider-interface/dictionary/dictionary.ts';
import { byColumn, type Column, cellProblem, type NamedRow } from '../sheet/columns.ts';

/** What a list of own items may have, in the order of the template. */
export const OWN_ITEM_COLUMNS = {
  localCode: {
    name: { zh: '机构编码', en: 'own code' },
    also: ['fixmedins_hilist_id', 'medins_list_codg', '院内编码', '项目编码', '编码'],
    required: true,
  },
  name: {
    name: { zh: '机构名称', en: 'own name' },
    also: ['fixmedins_hilist_name', 'medins_list_name', '项目名称', '药品名称', '名称'],
    required: true,
  },
  listType: { name: { zh: '目录类别', en: 'kind' }, also: ['list_type', '类别'] },
  spec: { name: { zh: '规格', en: 'specification' }, also: ['spec', '规格型号'] },
  dosageForm: { name: { zh: '剂型', en: 'dosage form' }, also: ['dosform'] },
  unit: { name: { zh: '单位', en: 'unit' }, also: ['prcunt', '计价单位'] },
  manufacturer: {
    name: { zh: '生产企业', en: 'manufacturer' },
    also: ['prodentp_name', '厂家', '生产厂家', '产地'],
  },
  price: { name: { zh: '单价', en: 'price' }, also: ['pric', '价格', '零售价'] },
  listCode: {
    name: { zh: '医保目录编码', en: 'catalogue code' },
    also: ['med_list_codg', '国家编码', '国家医保编码', '医保编码'],
  },
} as const satisfies Record<string, Column>;
type Key = keyof typeof OWN_ITEM_COLUMNS;

/** An own item as read, and the catalogue code that the list gives for it, if any. */
export interface OwnItem {
  readonly row: number;
  readonly item: InstitutionItem;
  readonly listCode: string;
}

export interface OwnItemsRead {
  readonly items: readonly OwnItem[];
  readonly problems: readonly ProblemDetail[];
}

/** Most characters of a cell, by column. */
const MOST: Readonly<Partial<Record<Key, number>>> = { localCode: 150, name: 200, listCode: 50 };

/** The items of an uploaded list, and everything that is wrong with it. */
export function readOwnItems(rows: readonly SheetRow[]): OwnItemsRead {
  const table = byColumn<Key>(rows, OWN_ITEM_COLUMNS);
  if (table.problems.length > 0) return { items: [], problems: table.problems };
  const problems: ProblemDetail[] = [];
  const items = table.rows.map((row) => readItem(row, problems));
  const first = new Map<string, number>();
  for (const { row, item } of items) {
    const before = first.get(item.localCode);
    if (before === undefined) first.set(item.localCode, row);
    else if (item.localCode !== '') problems.push(repeated(row, item.localCode, before));
  }
  return { items, problems };
}

function readItem(row: NamedRow<Key>, problems: ProblemDetail[]): OwnItem {
  const { cells } = row;
  const wrong = (column: Key, rule: Bilingual, remedy: Bilingual): void => {
    const { name } = OWN_ITEM_COLUMNS[column];
    problems.push(cellProblem(row, name, { code: 'cell-malformed', value: cells[column], rule, remedy }));
  };
  for (const column of ['localCode', 'name'] as const)
    if (cells[column] === '') wrong(column, NOTHING, FILL_IN);
  for (const [column, most] of Object.entries(MOST) as [Key, number][])
    if (cells[column].length > most)
      wrong(column, { zh: `超过 ${most} 字`, en: `more than ${most} characters` }, SHORTEN);
  const listType = typeOf(cells.listType);
  if (listType === undefined) wrong('listType', NO_TYPE, GIVE_TYPE);
  const priceE4 = priceOf(cells.price);
  if (priceE4 === undefined) wrong('price', NO_PRICE, CORRECT_PRICE);
  const { localCode, name, spec, dosageForm, unit, manufacturer, listCode } = cells;
  const described = { localCode, name, spec, dosageForm, unit, manufacturer, pinyin: pinyinInitials(name) };
  return {
    row: row.row,
    listCode,
    item: { ...described, listType: listType ?? '', priceE4: priceE4 ?? null },
  };
}

/** Code or name of 目录类别, as lists write it; undefined for what is none. */
function typeOf(text: string): string | undefined {
  if (text === '') return '';
  const types = dictionary('list_type');
  const code = normaliseCode(types, text);
  if (code !== undefined) return code;
  for (const [known, label] of types.values) if (label === text) return known;
  return COMMON_NAMES.find(([pattern]) => pattern.test(text))?.[1];
}

const COMMON_NAMES: readonly (readonly [RegExp, string])[] = [
  [/饮片|草药/, '102'],
  [/颗粒$/, '106'],
  [/制剂/, '103'],
  [/药/, '101'],
  [/耗材|材料/, '301'],
  [/服务|诊疗|项目/, '201'],
];

/** Ten-thousandths of a yuan; null when empty, undefined when it is no price. */
function priceOf(text: string): string | null | undefined {
  const bare = text.normalize('NFKC').replaceAll(/[,¥\s]|元$/g, '');
  if (bare === '') return null;
  const [, whole = '', decimals = ''] = /^(\d{1,9})(?:\.(\d{1,4})0*)?$/.exec(bare) ?? [];
  return whole === '' ? undefined : String(BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0')));
}

/** A catalogue code of the list that the catalogue does not have. */
export function unknownCode({ row, listCode }: OwnItem): ProblemDetail {
  return cellProblem({ row }, OWN_ITEM_COLUMNS.listCode.name, {
    code: 'item-unknown',
    value: listCode,
    rule: { zh: '医保目录中没有该编码，或已失效', en: 'not in the catalogue, or no longer' },
    remedy: { zh: '改正编码，或留空由系统建议', en: 'correct the code, or leave it empty for suggestions' },
  });
}

function repeated(row: number, code: string, before: number): ProblemDetail {
  return cellProblem({ row }, OWN_ITEM_COLUMNS.localCode.name, {
    code: 'row-repeated',
    value: code,
    rule: { zh: `与第 ${before} 行重复`, en: `the same as in row ${before}` },
    remedy: { zh: '每个编码只留一行', en: 'keep one row per code' },
  });
}

const NOTHING = { zh: '没有填写', en: 'is empty' };
const FILL_IN = { zh: '填写该列', en: 'fill it in' };
const SHORTEN = { zh: '缩短内容', en: 'shorten it' };
const NO_TYPE = { zh: '不是目录类别', en: 'no kind of the catalogue' };
const GIVE_TYPE = {
  zh: '填西药中成药、中药饮片、医疗服务项目、医用耗材等，或留空',
  en: 'give 101 drugs, 102 herbs, 201 services or 301 consumables, or leave it empty',
};
const NO_PRICE = { zh: '不是单价（元，最多四位小数）', en: 'not a price in yuan with four decimals at most' };
const CORRECT_PRICE = { zh: '改正单价', en: 'correct the price' };
