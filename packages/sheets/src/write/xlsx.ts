import { strToU8, Zip, ZipDeflate } from 'fflate';
import { contentTypes, RELATIONS, STYLES, sheetXml, workbookRelations, workbookXml } from './xlsx-xml.ts';

/** How a cell looks; all of them keep what is typed as text unless it is `number`. */
export type CellStyle = 'text' | 'head' | 'required' | 'note' | 'title' | 'wrong' | 'number';

/** A cell: text, a number that may be added up, or either with a style. Text is never a formula. */
export type XlsxCell = string | number | { readonly value: string | number; readonly style: CellStyle };

export interface XlsxColumn {
  /** Characters. */
  readonly width: number;
  /** A drop-down list for the rows below the head. */
  readonly choices?: readonly string[];
}

export interface XlsxSheet {
  readonly name: string;
  readonly columns: readonly XlsxColumn[];
  readonly rows: Iterable<readonly XlsxCell[]>;
  /** Rows at the top that stay in sight; drop-down lists begin below them. */
  readonly frozenRows?: number;
}

/**
 * Writes an .xlsx workbook. Rows are taken one after another and packed as they come. Every text cell is an inline string:
 * it stays what it is, and a text that begins with = is no formula.
 */
export function xlsxFile(sheets: readonly XlsxSheet[]): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error;
    else chunks.push(chunk);
  });
  const names = sheets.map((sheet) => sheet.name);
  addPart(zip, '[Content_Types].xml', [contentTypes(sheets.length)]);
  addPart(zip, '_rels/.rels', [RELATIONS]);
  addPart(zip, 'xl/workbook.xml', [workbookXml(names)]);
  addPart(zip, 'xl/_rels/workbook.xml.rels', [workbookRelations(sheets.length)]);
  addPart(zip, 'xl/styles.xml', [STYLES]);
  for (const [index, sheet] of sheets.entries())
    addPart(zip, `xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet));
  zip.end();
  if (failure !== undefined) throw failure;
  return joined(chunks);
}

const PIECE = 65_536;

function addPart(zip: Zip, name: string, xml: Iterable<string>): void {
  const part = new ZipDeflate(name, { level: 6 });
  // One day for all: the same content is the same file.
  part.mtime = '2026-01-01';
  zip.add(part);
  let piece = '';
  for (const text of xml) {
    piece += text;
    if (piece.length < PIECE) continue;
    part.push(strToU8(piece));
    piece = '';
  }
  part.push(strToU8(piece), true);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
