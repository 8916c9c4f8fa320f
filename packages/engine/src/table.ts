import type { Bilingual } from '@gongji/domain';
import type { At, TableCell, TableContent, TableRow } from './model.ts';

/** All values a column of a decision table can take. Integers start at `min` (0 where nothing negative can occur). */
export type ColumnDomain =
  | { readonly kind: 'codes'; readonly values: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'integers'; readonly min: number };

/** One column of a dense table: how a value becomes an index below `size`. */
export type Dimension =
  | { readonly kind: 'code'; readonly size: number }
  /** Class i holds the integers from `starts[i-1]` (class 0: from the lowest) to below `starts[i]`. */
  | { readonly kind: 'range'; readonly size: number; readonly starts: readonly number[] };

/** A decision table as one flat array, indexed by mixed radix over its columns, first column outermost. */
export interface DenseTable {
  readonly dimensions: readonly Dimension[];
  readonly values: readonly number[];
  /** Index into the table's rows, per cell. */
  readonly rowOf: readonly number[];
}

export interface TableFinding {
  readonly code: 'table-gap' | 'table-overlap' | 'table-too-large' | 'table-column';
  readonly at: At;
  readonly message: Bilingual;
}

export interface TableInput {
  readonly name: string;
  readonly at: At;
  readonly content: TableContent;
  readonly domains: readonly ColumnDomain[];
  /** Citation of rows without their own. */
  readonly cite: string;
}

/** Most cells of one table. */
export const MAX_TABLE_CELLS = 1_000_000;

/**
 * Lays a decision table out densely and proves that exactly one row matches every combination of values.
 * Findings name the rows and their citations; without findings the table is complete and free of overlap.
 */
export function buildTable(input: TableInput): {
  readonly table: DenseTable;
  readonly findings: readonly TableFinding[];
} {
  const { content, domains, name, at } = input;
  const dimensions = domains.map((domain, column) => dimensionOf(domain, content.rows, column));
  const size = dimensions.reduce((product, d) => product * d.size, 1);
  if (size > MAX_TABLE_CELLS) {
    const message = { zh: `表 ${name} 有 ${size} 格`, en: `table ${name} has ${size} cells` };
    return {
      table: { dimensions, values: [], rowOf: [] },
      findings: [{ code: 'table-too-large', at, message }],
    };
  }
  const rowOf = new Array<number>(size).fill(-1);
  const strides = stridesOf(dimensions);
  const findings: TableFinding[] = [];
  content.rows.forEach((row, index) => {
    const clash = fillRow(rowOf, cellsOf(row, domains, dimensions), strides, index);
    if (clash !== undefined) findings.push(overlap(input, clash, index));
  });
  const open = rowOf.indexOf(-1);
  if (open >= 0) {
    const count = rowOf.filter((r) => r === -1).length;
    findings.push(gap(input, dimensions, { first: open, count }));
  }
  return { table: { dimensions, values: rowOf.map((r) => content.rows[r]?.value ?? 0), rowOf }, findings };
}

function dimensionOf(domain: ColumnDomain, rows: readonly TableRow[], column: number): Dimension {
  if (domain.kind === 'codes') return { kind: 'code', size: domain.values.length };
  if (domain.kind === 'flag') return { kind: 'code', size: 2 };
  const starts = new Set<number>();
  for (const row of rows) {
    const cell = row.cells[column];
    if (cell?.kind !== 'range') continue;
    if (cell.min > domain.min) starts.add(cell.min);
    if (cell.max !== Infinity && cell.max + 1 > domain.min) starts.add(cell.max + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return { kind: 'range', size: sorted.length + 1, starts: sorted };
}

/** Per column, the indexes that the row's cell covers. */
function cellsOf(
  row: TableRow,
  domains: readonly ColumnDomain[],
  dimensions: readonly Dimension[],
): readonly (readonly number[])[] {
  return dimensions.map((dimension, column) => {
    const all = Array.from({ length: dimension.size }, (_, i) => i);
    const cell = row.cells[column] ?? { kind: 'any' };
    const domain = domains[column];
    return domain === undefined ? all : all.filter((i) => covers(cell, domain, dimension, i));
  });
}

function covers(cell: TableCell, domain: ColumnDomain, dimension: Dimension, index: number): boolean {
  if (cell.kind === 'any') return true;
  if (cell.kind === 'values') return cell.values.includes(valueText(domain, dimension, index));
  if (dimension.kind === 'code' || domain.kind !== 'integers') return false;
  const low = index === 0 ? domain.min : (dimension.starts[index - 1] ?? domain.min);
  const high = (dimension.starts[index] ?? Infinity) - 1;
  return cell.min <= low && cell.max >= high;
}

/** Marks the cells of the row; returns another row that already holds one of them. */
function fillRow(
  rowOf: number[],
  covered: readonly (readonly number[])[],
  strides: readonly number[],
  row: number,
): number | undefined {
  let cells = [0];
  covered.forEach((indexes, column) => {
    cells = cells.flatMap((base) => indexes.map((i) => base + i * (strides[column] ?? 1)));
  });
  let clash: number | undefined;
  for (const cell of cells) {
    const other = rowOf[cell] ?? -1;
    if (other >= 0) clash ??= other;
    else rowOf[cell] = row;
  }
  return clash;
}

function stridesOf(dimensions: readonly Dimension[]): readonly number[] {
  return dimensions.map((_, column) => dimensions.slice(column + 1).reduce((n, d) => n * d.size, 1));
}

function overlap({ name, content, cite, at }: TableInput, one: number, other: number): TableFinding {
  const say = (index: number): string => {
    const row = content.rows[index];
    return `${index + 1} (${row?.cite ?? cite})`;
  };
  return {
    code: 'table-overlap',
    at: content.rows[other]?.at ?? at,
    message: {
      zh: `表 ${name} 的第 ${say(one)} 行与第 ${say(other)} 行有重叠`,
      en: `rows ${say(one)} and ${say(other)} of table ${name} overlap`,
    },
  };
}

function gap(
  { name, content, cite, at, domains }: TableInput,
  dimensions: readonly Dimension[],
  open: { readonly first: number; readonly count: number },
): TableFinding {
  const strides = stridesOf(dimensions);
  const values = dimensions.map((dimension, column) => {
    const index = Math.floor(open.first / (strides[column] ?? 1)) % dimension.size;
    const domain = domains[column];
    return `${content.by[column]} = ${domain === undefined ? '?' : valueText(domain, dimension, index)}`;
  });
  return {
    code: 'table-gap',
    at,
    message: {
      zh: `表 ${name}（${cite}）没有行适用于 ${values.join('、')}（共缺 ${open.count} 种组合）`,
      en: `no row of table ${name} (${cite}) matches ${values.join(', ')} (${open.count} combinations are missing)`,
    },
  };
}

function valueText(domain: ColumnDomain, dimension: Dimension, index: number): string {
  if (domain.kind === 'codes') return domain.values[index] ?? '?';
  if (domain.kind === 'flag') return index === 1 ? 'true' : 'false';
  const starts = dimension.kind === 'range' ? dimension.starts : [];
  const low = index === 0 ? domain.min : starts[index - 1];
  const next = starts[index];
  return next === undefined ? `>=${low}` : `${low}..${next - 1}`;
}
