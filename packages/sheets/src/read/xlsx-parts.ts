import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { SheetUnreadable } from './sheet-unreadable.ts';
import type { ZipParts } from './zip-parts.ts';

/** Parts of XML as they come: tags without their prefix, and text. */
export interface XmlHandler {
  readonly open: (tag: string, attributes: SaxesTagPlain['attributes']) => void;
  readonly close: (tag: string) => void;
  readonly text: (text: string) => void;
}

/** Feeds a parser piece by piece. Throws SheetUnreadable for what is not well-formed; a document type, where entities could be declared, is refused. */
export function xmlReader({ open, close, text }: XmlHandler): { readonly write: (xml: string) => void } {
  const parser = new SaxesParser({});
  parser.on('opentag', (tag) => open(local(tag.name), tag.attributes));
  parser.on('closetag', (tag) => close(local(tag.name)));
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('doctype', damaged);
  parser.on('error', damaged);
  return { write: (xml) => parser.write(xml) };
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function damaged(): never {
  throw new SheetUnreadable('damaged');
}

/** Where the wanted sheet lies: that of the name, else the first that is not hidden. */
export async function sheetPart(parts: ZipParts, wanted: string | undefined): Promise<string> {
  if (!parts.has('xl/workbook.xml')) throw new SheetUnreadable('not-a-sheet');
  const sheets: { readonly name: string; readonly id: string; readonly hidden: boolean }[] = [];
  await readXml(parts, 'xl/workbook.xml', (tag, at) => {
    if (tag === 'sheet')
      sheets.push({
        name: at.name ?? '',
        id: at['r:id'] ?? '',
        hidden: (at.state ?? 'visible') !== 'visible',
      });
    // Days would be counted from 1904: they would all be read four years too early.
    if (tag === 'workbookPr' && /^(1|true)$/.test(at.date1904 ?? '')) throw new SheetUnreadable('date-1904');
  });
  const sheet = sheets.find((one) => one.name === wanted) ?? sheets.find((one) => !one.hidden);
  let target: string | undefined;
  await readXml(parts, 'xl/_rels/workbook.xml.rels', (tag, at) => {
    if (tag === 'Relationship' && at.Id === sheet?.id) target = at.Target;
  });
  if (sheet === undefined || target === undefined) throw new SheetUnreadable('no-sheet');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function readXml(
  parts: ZipParts,
  name: string,
  open: (tag: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  const reader = xmlReader({ open, close: () => {}, text: () => {} });
  for await (const piece of parts.read(name)) reader.write(piece);
}

/** Texts that cells point at. Runs of one text are joined; readings above the characters are left out. */
export async function sharedStrings(parts: ZipParts): Promise<readonly string[]> {
  const name = 'xl/sharedStrings.xml';
  if (!parts.has(name)) return [];
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let inReading = false;
  const reader = xmlReader({
    open: (tag) => {
      if (tag === 'si') text = '';
      inText = tag === 't' && !inReading;
      if (tag === 'rPh') inReading = true;
    },
    close: (tag) => {
      if (tag === 'si') strings.push(unescaped(text));
      if (tag === 'rPh') inReading = false;
      inText = false;
    },
    text: (part) => {
      if (inText) text += part;
    },
  });
  for await (const piece of parts.read(name)) reader.write(piece);
  return strings;
}

/** `_x000D_`: how the format writes characters that XML cannot hold. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}
