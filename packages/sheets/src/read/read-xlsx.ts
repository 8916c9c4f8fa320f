import { checkRow } from './read-csv.ts';
import type { SheetLimits, SheetRow } from './read-sheet.ts';
import { sharedStrings, sheetPart, unescaped, xmlReader } from './xlsx-parts.ts';
import { type ZipParts, zipParts } from './zip-parts.ts';

/** Opens a workbook and reads one sheet of it, unpacking as it goes. */
export async function readXlsx(
  bytes: Uint8Array,
  limits: SheetLimits,
  wanted: string | undefined,
): Promise<AsyncIterable<readonly SheetRow[]>> {
  const parts = await zipParts(bytes, limits.unpackedBytes);
  const part = await sheetPart(parts, wanted);
  return sheetRows(parts, part, { limits, strings: await sharedStrings(parts) });
}

interface Context {
  readonly limits: SheetLimits;
  readonly strings: readonly string[];
}

async function* sheetRows(
  parts: ZipParts,
  part: string,
  context: Context,
): AsyncGenerator<readonly SheetRow[]> {
  const collector = rowCollector(context);
  for await (const piece of parts.read(part)) {
    collector.write(piece);
    const rows = collector.take();
    if (rows.length > 0) yield rows;
  }
}

/** Turns the XML of a sheet into rows of text. */
function rowCollector({ limits, strings }: Context) {
  let rows: SheetRow[] = [];
  let cells: string[] = [];
  let rowNo = 0;
  let column = 0;
  let kind = '';
  let value = '';
  let inValue = false;
  const cell = (): string => {
    if (kind === 's') return strings[Number(value)] ?? '';
    if (kind === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    return kind === '' || kind === 'n' ? numberText(value) : unescaped(value);
  };
  const reader = xmlReader({
    open: (tag, at) => {
      if (tag === 'row') {
        rowNo = at.r === undefined ? rowNo + 1 : Number(at.r);
        cells = [];
        column = 0;
      } else if (tag === 'c') {
        column = at.r === undefined ? column + 1 : columnNumber(at.r);
        kind = at.t ?? '';
        value = '';
      } else inValue = tag === 'v' || tag === 't';
    },
    close: (tag) => {
      if (tag === 'c' && value !== '') {
        while (cells.length < column - 1 && cells.length <= limits.columns) cells.push('');
        cells.push(cell());
      } else if (tag === 'row') {
        checkRow(cells, rowNo, limits);
        if (cells.some((text) => text.trim() !== '')) rows.push({ rowNo, cells });
      }
      inValue = false;
    },
    text: (part) => {
      if (inValue) value += part;
    },
  });
  const take = (): readonly SheetRow[] => {
    const taken = rows;
    rows = [];
    return taken;
  };
  return { write: reader.write, take };
}

/** A1 → 1, AB7 → 28. */
function columnNumber(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column;
}

/**
 * A number as text. Up to 15 digits a spreadsheet holds it exactly and it is written out; above that its last digits are
 * lost, and it stays as the file has it, 4.30322E+17, so that whoever reads it can say so.
 */
function numberText(value: string): string {
  if (!/e/i.test(value)) return value;
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : value.toUpperCase();
}
