import type { Bilingual } from '@gongji/domain';
import type { SheetRow } from '@gongji/sheets';
import type { ProblemDetail } from '../http/problem.ts';

/** A column of an uploaded table: its name in both languages, and other names that are understood. */
export interface Column {
  readonly name: Bilingual;
  readonly also?: readonly string[];
  readonly required?: boolean;
}

/** One row by column; what is missing reads as empty. `row` counts as the spreadsheet does, from 1 with the head. */
export interface NamedRow<K extends string> {
  readonly row: number;
  readonly cells: Readonly<Record<K, string>>;
  /** Columns that are none of ours, by their name as written. */
  readonly others: Readonly<Record<string, string>>;
}

export interface ByColumn<K extends string> {
  readonly rows: readonly NamedRow<K>[];
  readonly has: (column: K) => boolean;
  readonly problems: readonly ProblemDetail[];
}

/** Names compare without spaces, case, and what stands in brackets (a unit, mostly). */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[\s_*：:]/g, '');
}

/** The rows below the head by our columns; a required column that the head does not name is a problem. */
export function byColumn<K extends string>(
  rows: readonly SheetRow[],
  columns: Readonly<Record<K, Column>>,
): ByColumn<K> {
  const [{ cells: head } = { cells: [] }, ...body] = rows;
  const keys = Object.keys(columns) as K[];
  const places = new Map<K, number>();
  for (const key of keys) {
    const { name, also = [] } = columns[key];
    const names = [key, name.zh, name.en, ...also].map(plain);
    const place = head.findIndex((cell) => names.includes(plain(cell)));
    if (place >= 0) places.set(key, place);
  }
  const own = new Set(places.values());
  const missing = keys.filter((key) => columns[key].required === true && !places.has(key));
  return {
    has: (key) => places.has(key),
    problems: missing.map((key) => columnMissing(columns[key].name)),
    rows: body.map(({ rowNo, cells: row }) => ({
      row: rowNo,
      cells: Object.fromEntries(keys.map((key) => [key, row[places.get(key) ?? -1]?.trim() ?? ''])) as Record<
        K,
        string
      >,
      others: Object.fromEntries(
        head.flatMap((name, at) =>
          own.has(at) || name.trim() === '' ? [] : [[name.trim(), row[at]?.trim() ?? '']],
        ),
      ),
    })),
  };
}

function columnMissing({ zh, en }: Bilingual): ProblemDetail {
  return {
    code: 'column-missing',
    field: 'rows.1',
    message: { zh: `缺少“${zh}”列`, en: `the column "${en}" is missing` },
    remedy: { zh: '第一行写列名，可下载模板对照', en: 'name the columns in the first row; see the template' },
  };
}

/** What is wrong with one cell: row, column, value, rule, remedy. */
export function cellProblem(
  { row }: Pick<NamedRow<string>, 'row'>,
  column: Bilingual,
  {
    code,
    value,
    rule,
    remedy,
  }: { readonly code: string; readonly value: string; readonly rule: Bilingual; readonly remedy: Bilingual },
): ProblemDetail {
  return {
    code,
    field: `rows.${row}`,
    value: value.slice(0, 60),
    message: {
      zh: `第 ${row} 行“${column.zh}”：${rule.zh}`,
      en: `row ${row}, ${column.en}: ${rule.en}`,
    },
    remedy,
  };
}

const MOST_PROBLEMS = 300;

/** All problems, as far as a page can show them; the last one then says how many more there are. */
export function shown(problems: readonly ProblemDetail[]): readonly ProblemDetail[] {
  const more = problems.length - MOST_PROBLEMS;
  if (more <= 0) return problems;
  const rest: ProblemDetail = {
    code: 'more-problems',
    field: 'rows',
    message: { zh: `另有 ${more} 处，未列出`, en: `${more} more are not listed` },
    remedy: { zh: '先改正已列出的', en: 'correct those listed first' },
  };
  return [...problems.slice(0, MOST_PROBLEMS), rest];
}
