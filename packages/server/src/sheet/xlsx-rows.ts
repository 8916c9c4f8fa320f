import { strFromU8, unzipSync } from 'fflate';

/** Most XML that is unpacked from an uploaded workbook: it is checked before anything is unpacked. */
const MAX_UNPACKED_BYTES = 48 * 1024 * 1024;
const MAX_ROWS = 25_000;
const WANTED = /^xl\/(workbook\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * Cells of the first sheet of an xlsx workbook as text (ECMA-376: shared, inline and formula strings, numbers, booleans);
 * undefined when it is no workbook or unpacks to too much. Numbers keep the fifteen digits that a spreadsheet keeps.
 */
export function xlsxRows(bytes: Uint8Array): readonly (readonly string[])[] | undefined {
  const files = unpacked(bytes);
  if (files === undefined) return undefined;
  const text = (name: string): string => (files[name] === undefined ? '' : strFromU8(files[name]));
  const sheet = firstSheet(text('xl/workbook.xml'), text('xl/_rels/workbook.xml.rels'));
  if (sheet === undefined || files[sheet] === undefined) return undefined;
  return sheetRows(text(sheet), sharedStrings(text('xl/sharedStrings.xml')));
}

function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | undefined {
  try {
    let total = 0;
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!WANTED.test(name)) return false;
        total += originalSize;
        return total <= MAX_UNPACKED_BYTES;
      },
    });
    return total > MAX_UNPACKED_BYTES ? undefined : files;
  } catch {
    return undefined;
  }
}

function firstSheet(workbook: string, relations: string): string | undefined {
  const id = /<(?:\w+:)?sheet\b[^<>]*\b\w+:id="([^"]+)"/.exec(workbook)?.[1];
  if (id === undefined) return undefined;
  for (const { attributes } of elements(relations, 'Relationship')) {
    if (!attributes.includes(`Id="${id}"`)) continue;
    const target = /\bTarget="([^"]+)"/.exec(attributes)?.[1];
    return target === undefined ? undefined : `xl/${target.replace(/^\/?(xl\/)?/, '')}`;
  }
  return undefined;
}

interface Element {
  readonly attributes: string;
  readonly inner: string;
}

/** Elements of a name that do not stand in each other. Ends at one without its end: one pass, whatever the text holds. */
function* elements(xml: string, name: string): Generator<Element> {
  const start = new RegExp(`<((?:\\w+:)?${name})\\b([^<>]*)>`, 'g');
  for (let found = start.exec(xml); found !== null; found = start.exec(xml)) {
    const [, tag = name, attributes = ''] = found;
    if (attributes.endsWith('/')) yield { attributes, inner: '' };
    else {
      const end = xml.indexOf(`</${tag}>`, start.lastIndex);
      if (end < 0) return;
      yield { attributes, inner: xml.slice(start.lastIndex, end) };
      start.lastIndex = end;
    }
  }
}

function sharedStrings(xml: string): readonly string[] {
  return [...elements(xml, 'si')].map(({ inner }) => runs(inner));
}

/** The runs of a rich text, without the phonetic ones, which stand last. */
function runs(xml: string): string {
  const phonetic = xml.search(/<(?:\w+:)?rPh\b/);
  const shown = phonetic < 0 ? xml : xml.slice(0, phonetic);
  return [...elements(shown, 't')].map(({ inner }) => unescaped(inner)).join('');
}

function sheetRows(xml: string, shared: readonly string[]): readonly (readonly string[])[] {
  const rows: string[][] = [];
  for (const { inner: content } of elements(xml, 'row')) {
    if (rows.length > MAX_ROWS) break;
    const row: string[] = [];
    for (const { attributes, inner } of elements(content, 'c')) {
      const place = columnOf(/\br="([A-Z]{1,3})\d*"/.exec(attributes)?.[1]) ?? row.length;
      if (place >= 200) continue;
      while (row.length < place) row.push('');
      row[place] = cellText(inner, /\bt="(\w+)"/.exec(attributes)?.[1], shared);
    }
    rows.push(row);
  }
  return rows;
}

/** "A" → 0, "AA" → 26. */
function columnOf(letters: string | undefined): number | undefined {
  if (letters === undefined) return undefined;
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(inner: string, type: string | undefined, shared: readonly string[]): string {
  if (type === 'inlineStr') return runs(inner).trim();
  const [element] = elements(inner, 'v');
  const value = unescaped(element?.inner ?? '');
  if (type === 's') return (shared[Number(value)] ?? '').trim();
  if (type === 'str' || type === 'd' || type === 'b' || type === 'e' || value === '') return value.trim();
  return numberText(value);
}

/** Stands after a number whose last digits a spreadsheet has dropped: it keeps fifteen. */
export const CUT = '≈';

/** 0.1 + 0.2 is stored as 0.30000000000000004: fifteen digits are what the spreadsheet shows. */
function numberText(value: string): string {
  const n = Number(value);
  if (!Number.isFinite(n)) return value.trim();
  if (Math.abs(n) >= 1e15) return `${n.toFixed(0)}${CUT}`;
  const rounded = Number(n.toPrecision(15));
  return /e/i.test(String(rounded)) ? rounded.toFixed(12) : String(rounded);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
