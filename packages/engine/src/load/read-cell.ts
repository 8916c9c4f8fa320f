import { parseYuan } from '@gongji/domain';
import type { AttributeModel, TableCell } from '../model.ts';
import { type Spot, textOf } from './nodes.ts';
import { parseInteger } from './scalars.ts';
import { type Reading, report } from './source.ts';

/** What a column of a decision table holds, from the name in `by`. */
export type Column =
  | { readonly kind: 'category'; readonly attribute: AttributeModel }
  | { readonly kind: 'boolean' }
  /** Whole numbers, or yuan for a counter of money: ranges are then in fen. */
  | { readonly kind: 'number' | 'yuan' }
  /** A value `let` by a step, whose type only the compiler knows. */
  | { readonly kind: 'open' };

const ANY: TableCell = { kind: 'any' };

/** Reads one cell: `any`, `a|b`, or for numbers `45`, `<45`, `<=44`, `>=45`, `45..59`. */
export function readCell(reading: Reading, spot: Spot, column: Column): TableCell {
  const text = textOf(reading, spot);
  if (text === undefined || text === 'any') return ANY;
  const cell = parseCell(text, column);
  if (cell === undefined) {
    report(reading, spot.place, 'bad-cell', {
      zh: `单元格 ${text} 无法识别${choicesZh(column)}`,
      en: `cell ${text} cannot be read${choicesEn(column)}`,
    });
  }
  return cell ?? ANY;
}

function parseCell(text: string, column: Column): TableCell | undefined {
  switch (column.kind) {
    case 'category':
      return parseValues(text, knownValues(column.attribute));
    case 'boolean':
      return parseValues(text, ['true', 'false']);
    case 'number':
      return parseRange(text, parseInteger);
    case 'yuan':
      return parseRange(text, parseYuan);
    case 'open':
      return parseRange(text, parseInteger) ?? parseValues(text, undefined);
  }
}

function knownValues(attribute: AttributeModel): readonly string[] {
  return attribute.other ? [...attribute.values, 'other'] : attribute.values;
}

function parseValues(text: string, known: readonly string[] | undefined): TableCell | undefined {
  const values = text.split('|').map((value) => value.trim());
  const good = known === undefined ? values.every((v) => v !== '') : values.every((v) => known.includes(v));
  return good && new Set(values).size === values.length ? { kind: 'values', values } : undefined;
}

const RANGE = /^(<=|>=|<|>)?\s*([\d.]+?)(?:\.\.([\d.]+))?$/;

/** Ranges are on integers, so `<45` is up to 44; for money the integer is the fen. */
function parseRange(text: string, parse: (text: string) => number | undefined): TableCell | undefined {
  const m = RANGE.exec(text);
  if (m === null) return undefined;
  const [, sign, first = '', last] = m;
  const low = parse(first);
  if (low === undefined) return undefined;
  if (last !== undefined) {
    const high = parse(last);
    return sign === undefined && high !== undefined && low <= high
      ? { kind: 'range', min: low, max: high }
      : undefined;
  }
  switch (sign) {
    case '<':
      return { kind: 'range', min: -Infinity, max: low - 1 };
    case '<=':
      return { kind: 'range', min: -Infinity, max: low };
    case '>':
      return { kind: 'range', min: low + 1, max: Infinity };
    case '>=':
      return { kind: 'range', min: low, max: Infinity };
    default:
      return { kind: 'range', min: low, max: low };
  }
}

function choicesZh(column: Column): string {
  return column.kind === 'category' ? `；可用：${knownValues(column.attribute).join('、')}、any` : '';
}

function choicesEn(column: Column): string {
  return column.kind === 'category' ? `; known: ${knownValues(column.attribute).join(', ')}, any` : '';
}
