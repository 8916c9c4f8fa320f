import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { halfWidth, openSheet, type SheetRow, SheetUnreadable, trimCell } from '@gongji/sheets';
import { acrossRows } from './across-rows.ts';
import { type ColumnPlaces, type ListRow, readListRow } from './list-row.ts';
import { DATA_SHEET, type SheetKind } from './sheet-kind.ts';
import { UNREADABLE } from './unreadable.ts';

/** A whole list, read. */
export interface ReadList {
  readonly kind: 'read';
  readonly format: 'xlsx' | 'csv';
  readonly encoding?: string;
  /** Version of the template, where the file has one. */
  readonly version?: string;
  /** As the file has them. */
  readonly headings: readonly string[];
  readonly rows: readonly ListRow[];
}

export type ListRead = ReadList | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Rows of one list. More are split by whoever sends them. */
const MOST_ROWS = 100_000;
/** Titles and notes may stand above the headings. */
const HEADING_WITHIN = 10;

/**
 * Reads an uploaded list: its headings, then each row with all that is wrong with it, then the rows against each other.
 * `onRows` is told how many rows have been read.
 */
export async function readList(
  kind: SheetKind,
  bytes: Uint8Array,
  today: CalendarDate,
  onRows: (rows: number) => Promise<void> = async () => {},
): Promise<ListRead> {
  try {
    const sheet = await openSheet(bytes, { sheetName: DATA_SHEET });
    const reader = listReader(kind, today);
    for await (const batch of sheet.rows) {
      for (const row of batch) reader.take(row);
      await onRows(reader.count());
    }
    const list = reader.end();
    if (list.kind === 'refused') return list;
    const { format, encoding } = sheet;
    return { ...list, format, ...(encoding === undefined ? {} : { encoding }) };
  } catch (error) {
    if (error instanceof SheetUnreadable) return { kind: 'refused', rejections: [unreadable(error)] };
    throw error;
  }
}

function listReader(kind: SheetKind, today: CalendarDate) {
  const above: SheetRow[] = [];
  const rows: ListRow[] = [];
  let head: Heading | undefined;
  const take = (row: SheetRow): void => {
    if (head !== undefined) {
      if (rows.length >= MOST_ROWS) throw new SheetUnreadable('too-many-rows', row.rowNo);
      rows.push(readListRow(row, { kind, places: head.places, headings: head.headings.length, today }));
      return;
    }
    const found = headingOf(kind, row);
    if (found.missing.length === 0) head = found;
    else if (above.length < HEADING_WITHIN) above.push(row);
  };
  const end = () => {
    if (head === undefined) return { kind: 'refused', rejections: missingHeadings(kind, above) } as const;
    if (rows.length === 0)
      return {
        kind: 'refused',
        rejections: [rejection('sheet-without-rows', {}, { field: 'file' })],
      } as const;
    const version = versionIn(above);
    return {
      kind: 'read',
      headings: head.headings,
      rows: acrossRows(kind, rows),
      ...(version === undefined ? {} : { version }),
    } as const;
  };
  return { take, count: () => rows.length, end };
}

interface Heading {
  readonly headings: readonly string[];
  readonly places: ColumnPlaces;
  readonly missing: readonly string[];
}

/** Headings compare without spaces, width, the star of required columns, and what stands in brackets. */
function plain(text: string): string {
  return halfWidth(trimCell(text))
    .toLowerCase()
    .replaceAll(/\([^)]*\)|[\s*]/g, '');
}

function headingOf(kind: SheetKind, { cells }: SheetRow): Heading {
  const found = cells.map(plain);
  const places = new Map<string, number>();
  for (const { id, name, also = [] } of kind.columns) {
    const names = new Set([name.zh, name.en, ...also].map(plain));
    const place = found.findIndex((cell) => names.has(cell));
    if (place >= 0) places.set(id, place);
  }
  const missing = kind.columns.filter(({ id, required }) => required === true && !places.has(id));
  const last = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  return { headings: cells.slice(0, last).map(trimCell), places, missing: missing.map(({ id }) => id) };
}

/** Of the row that fits best, what it lacks. */
function missingHeadings(kind: SheetKind, above: readonly SheetRow[]): readonly Rejection[] {
  const best = above
    .map((row) => headingOf(kind, row))
    .reduce<Heading | undefined>(
      (a, b) => (a === undefined || b.places.size > a.places.size ? b : a),
      undefined,
    );
  const missing = kind.columns.filter(({ id, required }) =>
    best === undefined ? required === true : best.missing.includes(id),
  );
  return missing.map(({ id, name }) =>
    bilingualRejection(
      'heading-missing',
      { zh: { column: name.zh }, en: { column: name.en } },
      { field: id },
    ),
  );
}

function versionIn(above: readonly SheetRow[]): string | undefined {
  for (const { cells } of above)
    for (const cell of cells) {
      const version = /(?:版本|version)[:： ]*([\d.]+)/i.exec(cell)?.[1];
      if (version !== undefined) return version;
    }
  return undefined;
}

function unreadable({ reason, at }: SheetUnreadable): Rejection {
  const { why, remedy } = UNREADABLE[reason];
  const where = (lang: 'zh' | 'en') =>
    at === undefined ? why[lang] : lang === 'zh' ? `${why.zh}（第 ${at} 行）` : `${why.en} (row ${at})`;
  return bilingualRejection(
    'list-unreadable',
    { zh: { why: where('zh'), remedy: remedy.zh }, en: { why: where('en'), remedy: remedy.en } },
    { field: 'file' },
  );
}
