import {
  type CalendarDate,
  type CertificateKind,
  isCertificateKind,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { type PersonEntry, readPersonEntry } from '../enrolment/person-entry.ts';
import { columnRejection, readCell } from './read-cell.ts';
import type { SheetColumn, SheetKind } from './sheet-kind.ts';

/** ListRow 名单行: one row of a list, read: values by column, the person it names, and all that is wrong with it. */
export interface ListRow {
  readonly rowNo: number;
  /** As uploaded, in the order of the file. */
  readonly cells: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  /** Absent when name or certificate cannot be read. */
  readonly person?: PersonEntry;
  readonly problems: readonly Rejection[];
}

/** Where the columns of a kind stand in a file. */
export type ColumnPlaces = ReadonlyMap<string, number>;

export interface RowReading {
  readonly kind: SheetKind;
  readonly places: ColumnPlaces;
  /** Number of columns that have a heading. */
  readonly headings: number;
  readonly today: CalendarDate;
}

/** Reads a row: each cell by its column, then name, certificate, sex and birthday together. Pure. */
export function readListRow(
  { rowNo, cells }: { readonly rowNo: number; readonly cells: readonly string[] },
  { kind, places, headings, today }: RowReading,
): ListRow {
  const problems: Rejection[] = [];
  const values: Record<string, string> = {};
  const wrong = new Set<string>();
  for (const column of kind.columns) {
    const place = places.get(column.id);
    const read = place === undefined ? ({ kind: 'empty' } as const) : readCell(column, cells[place] ?? '');
    if (read.kind === 'value') values[column.id] = read.value;
    else if (read.kind === 'wrong') {
      problems.push(read.rejection);
      wrong.add(column.id);
    }
  }
  const filled = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (filled > headings) problems.push(shifted(filled, headings));
  const row = { rowNo, cells, values };
  if (['name', 'certNo', 'certType'].some((id) => wrong.has(id))) return { ...row, problems };
  const entry = personOf(values, today);
  if (entry.kind === 'refused') {
    // What a cell could not say is refused already.
    const more = entry.rejections.filter(({ field }) => field === undefined || !wrong.has(field));
    return { ...row, problems: [...problems, ...more.map((one) => named(kind.columns, one))] };
  }
  return { ...row, person: entry.entry, problems };
}

function personOf(values: Readonly<Record<string, string>>, today: CalendarDate) {
  const { name = '', certNo = '', certType = '01', sex, bornOn } = values;
  const kind: CertificateKind = isCertificateKind(certType) ? certType : '01';
  return readPersonEntry(
    {
      name,
      certType: kind,
      certNo,
      sex: sex === '1' || sex === '2' ? sex : undefined,
      bornOn: bornOn as CalendarDate | undefined,
    },
    today,
  );
}

/** A reason of the register of persons, in the words of the list where it has a shorter one. */
function named(columns: readonly SheetColumn[], reason: Rejection): Rejection {
  const column = columns.find(({ id }) => id === reason.field);
  return reason.code === 'fact-missing' && column !== undefined
    ? columnRejection('cell-missing', column, '')
    : reason;
}

function shifted(cells: number, headings: number): Rejection {
  return rejection('row-shifted', { cells: String(cells), headings: String(headings) }, { field: 'row' });
}
