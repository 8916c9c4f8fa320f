import { isMap } from 'yaml';
import type {
  ConstantContent,
  DatedValue,
  Interval,
  ParameterModel,
  TableContent,
  TableRow,
  ValueUnit,
} from '../model.ts';
import { readAssumes, readCite, reportNoCite, type Sources } from './citations.ts';
import { checkDates } from './dates.ts';
import { checkName } from './names.ts';
import { atOf, type Entry, fieldsOf, itemsOf, type Spot } from './nodes.ts';
import { type Column, readCell } from './read-cell.ts';
import { readBilingual, readChoice, readDate, readQuantity, readText } from './scalars.ts';
import { type Reading, report } from './source.ts';

/** What reading parameters needs from the rest of the file. */
export interface ParameterScope {
  readonly sources: Sources;
  readonly inForce: Interval;
  /** Kind of the column that a name in `by` stands for; undefined when there is no such name. */
  column(name: string): Column | undefined;
}

export const UNITS = ['yuan', 'rate', 'number', 'boolean'] as const;
export const USES = ['benefit', 'contribution', 'account', 'waiting', 'payment', 'retirement'] as const;

export function readParameter(reading: Reading, entry: Entry, scope: ParameterScope): ParameterModel {
  checkName(reading, entry);
  const fields = fieldsOf(reading, entry, ['name', 'unit', 'use', 'values'], ['name', 'unit', 'values']);
  const unit = readUnit(reading, fields.get('unit'));
  const list = fields.get('values');
  const values =
    list === undefined ? [] : itemsOf(reading, list).map((item) => readValue(reading, item, unit, scope));
  if (list !== undefined) checkDates(reading, list, values, scope.inForce);
  return {
    name: readBilingual(reading, fields.get('name')),
    unit: unit ?? 'yuan',
    use: readChoice(reading, fields.get('use'), USES),
    values,
    at: atOf(reading, entry.keyPlace),
  };
}

function readValue(
  reading: Reading,
  spot: Spot,
  unit: ValueUnit | undefined,
  scope: ParameterScope,
): DatedValue {
  const fields = fieldsOf(reading, spot, ['from', 'cite', 'assumes', 'value', 'table'], ['from']);
  const cite = fields.get('cite');
  const assumes = readAssumes(reading, fields.get('assumes'), scope.sources);
  if (cite === undefined && isMap(spot.node)) reportNoCite(reading, spot);
  return {
    from: readDate(reading, fields.get('from')),
    cite: cite === undefined ? '' : readCite(reading, cite, scope.sources),
    ...(assumes === undefined ? {} : { assumes }),
    content: readContent(reading, spot, fields, unit, scope),
    at: atOf(reading, spot.place),
  };
}

function readContent(
  reading: Reading,
  spot: Spot,
  fields: ReadonlyMap<string, Entry>,
  unit: ValueUnit | undefined,
  scope: ParameterScope,
): ConstantContent | TableContent {
  const value = fields.get('value');
  const table = fields.get('table');
  if ((value === undefined) === (table === undefined) && fields.size > 0) {
    report(reading, spot.place, 'missing-key', {
      zh: `${spot.path} 应写 value 或 table 之一`,
      en: `${spot.path} needs one of value and table`,
    });
  }
  if (table !== undefined) return readTable(reading, table, unit, scope);
  return { kind: 'constant', value: readIn(reading, value, unit) };
}

function readTable(
  reading: Reading,
  spot: Spot,
  unit: ValueUnit | undefined,
  scope: ParameterScope,
): TableContent {
  const fields = fieldsOf(reading, spot, ['by', 'rows'], ['by', 'rows']);
  const bySpot = fields.get('by');
  const names = bySpot === undefined ? [] : itemsOf(reading, bySpot);
  const by = names.map((name) => readText(reading, name));
  const columns = names.map((name, i) => columnOf(reading, name, by[i] ?? '', scope));
  const rowsSpot = fields.get('rows');
  const rows = rowsSpot === undefined ? [] : itemsOf(reading, rowsSpot);
  return { kind: 'table', by, rows: rows.map((row) => readRow(reading, row, columns, unit, scope)) };
}

/** Undefined when the unit is missing or unknown: then the values are not judged by one. */
function readUnit(reading: Reading, spot: Spot | undefined): ValueUnit | undefined {
  const before = reading.problems.length;
  const unit = readChoice(reading, spot, UNITS);
  return spot === undefined || reading.problems.length > before ? undefined : unit;
}

function readIn(reading: Reading, spot: Spot | undefined, unit: ValueUnit | undefined): number {
  return unit === undefined ? 0 : readQuantity(reading, spot, unit);
}

function columnOf(reading: Reading, spot: Spot, name: string, scope: ParameterScope): Column {
  const column = scope.column(name);
  if (column === undefined && name !== '') {
    report(reading, spot.place, 'unknown-reference', {
      zh: `by 中的 ${name} 不是属性、累计或先前 let 的值`,
      en: `${name} in by is no attribute, counter or value let before`,
    });
  }
  return column ?? { kind: 'open' };
}

function readRow(
  reading: Reading,
  spot: Spot,
  columns: readonly Column[],
  unit: ValueUnit | undefined,
  scope: ParameterScope,
): TableRow {
  const items = itemsOf(reading, spot);
  const last = items.at(-1);
  const citeSpot =
    last !== undefined && isMap(last.node)
      ? fieldsOf(reading, last, ['cite'], ['cite']).get('cite')
      : undefined;
  const cells = last !== undefined && isMap(last.node) ? items.slice(0, -1) : items;
  if (cells.length !== columns.length + 1) {
    report(reading, spot.place, 'row-length', {
      zh: `这一行有 ${cells.length} 格，应为 ${columns.length + 1} 格`,
      en: `this row has ${cells.length} cells; it needs ${columns.length + 1}`,
    });
    return { cells: columns.map(() => ({ kind: 'any' })), value: 0, at: atOf(reading, spot.place) };
  }
  return {
    cells: columns.map((column, i) => readCell(reading, cells[i] ?? spot, column)),
    value: readIn(reading, cells.at(-1), unit),
    ...(citeSpot === undefined ? {} : { cite: readCite(reading, citeSpot, scope.sources) }),
    at: atOf(reading, spot.place),
  };
}
