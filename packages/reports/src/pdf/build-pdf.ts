import PDFDocument from 'pdfkit';
import { formsOf } from '../document/catalogue.ts';
import type { SumProblem } from '../document/check-sums.ts';
import { checkSums } from '../document/check-sums.ts';
import type { AnyDocument, Language, Stamp } from '../document/paper.ts';
import type { Block, Template } from '../template/template.ts';
import { drawAmounts } from './draw-amounts.ts';
import { drawFields } from './draw-fields.ts';
import { drawFoot, drawRollEnd, drawTitle, titleText } from './draw-frame.ts';
import { drawNote, drawSignatures } from './draw-notes.ts';
import { drawSteps } from './draw-steps.ts';
import { drawTable } from './draw-table.ts';
import { type FontSet, fontSet } from './fonts.ts';
import { addPage, type Setting, type Sheet } from './sheet.ts';

export type BuiltPdf =
  | { readonly kind: 'built'; readonly bytes: Uint8Array }
  /** Totals that do not equal their parts: nothing is printed. */
  | { readonly kind: 'refused'; readonly problems: readonly SumProblem[] };

/** One paper: what stands on it, how, and what it carries. */
export interface PdfPaper {
  readonly template: Template;
  readonly data: AnyDocument;
  readonly stamp: Stamp;
}

interface PdfWish {
  readonly language: Language;
  /** Instant for the file's own properties. */
  readonly at: Date;
  readonly fonts?: FontSet;
  /** Told after each of many papers. */
  readonly onPaper?: (drawn: number) => Promise<void>;
}
export type PdfRequest = PdfPaper & PdfWish;

const A4 = { width: 595.28, height: 841.89 };
const SHEET = { margin: 36, bottom: 52, body: 9, small: 8, heading: 10, title: 15, roll: false };
const SETTINGS: Readonly<Record<Template['page'], Setting>> = {
  A4: { ...A4, ...SHEET },
  'A4-landscape': { width: A4.height, height: A4.width, ...SHEET },
  roll80: {
    width: 226.77,
    height: 14_000,
    margin: 10,
    bottom: 10,
    body: 8,
    small: 7,
    heading: 9,
    title: 11,
    roll: true,
  },
};

/** The document as PDF with its fonts inside. A roll is written twice: first to see how long it becomes. */
export async function buildPdf(request: PdfRequest): Promise<BuiltPdf> {
  const problems = checkSums(request.data);
  if (problems.length > 0) return { kind: 'refused', problems };
  const setting = SETTINGS[request.template.page];
  if (!setting.roll) return { kind: 'built', bytes: (await write([request], request, setting)).bytes };
  const trial = await write([request], request, setting);
  const height = trial.end + setting.bottom;
  return { kind: 'built', bytes: (await write([request], request, { ...setting, height })).bytes };
}

/**
 * Many papers on sheets in one file, each with its own number, code and pages. They share the fonts, so that a hundred
 * notices are not a hundred times as large; the event loop gets its turn after each of them.
 */
export async function buildPdfOfMany(papers: readonly PdfPaper[], wish: PdfWish): Promise<BuiltPdf> {
  const problems = papers.flatMap(({ data }) => checkSums(data));
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'built', bytes: (await write(papers, wish)).bytes };
}

async function write(
  papers: readonly PdfPaper[],
  wish: PdfWish,
  setting?: Setting,
): Promise<{ readonly bytes: Uint8Array; readonly end: number }> {
  const { language, at } = wish;
  const fonts = wish.fonts ?? fontSet();
  const doc = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    info: { Creator: 'Gongji', Producer: 'Gongji', CreationDate: at, ModDate: at },
  });
  const bytes = collected(doc);
  for (const face of new Set([...fonts.regular, ...fonts.bold])) doc.registerFont(face.name, face.bytes);
  let end = 0;
  for (const [index, paper] of papers.entries()) {
    const sheet = sheetOf(doc, fonts, language, { paper, setting: setting ?? SETTINGS[paper.template.page] });
    if (index === 0) doc.info.Title = `${titleText(sheet)} ${paper.stamp.number}`;
    drawPaper(sheet);
    end = sheet.y;
    if (papers.length > 1) await new Promise((turn) => setTimeout(turn));
    await wish.onPaper?.(index + 1);
  }
  doc.end();
  return { bytes: await bytes, end };
}

function sheetOf(
  doc: PDFKit.PDFDocument,
  fonts: FontSet,
  language: Language,
  { paper, setting }: { readonly paper: PdfPaper; readonly setting: Setting },
): Sheet {
  const { template, data, stamp } = paper;
  const own = { setting, template, paper: data, stamp, forms: formsOf(data.document) };
  return { doc, fonts, language, ...own, missing: new Set(), y: setting.margin };
}

function drawPaper(sheet: Sheet): void {
  const first = sheet.doc.bufferedPageRange().count;
  addPage(sheet);
  drawTitle(sheet);
  for (const block of sheet.template.blocks) drawBlock(sheet, block);
  if (sheet.setting.roll) drawRollEnd(sheet);
  else drawFeet(sheet, first);
}

function drawBlock(sheet: Sheet, block: Block): void {
  if (block.kind === 'fields') drawFields(sheet, block);
  else if (block.kind === 'table') drawTable(sheet, block);
  else if (block.kind === 'amounts') drawAmounts(sheet, block);
  else if (block.kind === 'steps') drawSteps(sheet, block);
  else if (block.kind === 'note') drawNote(sheet, block);
  else drawSignatures(sheet, block);
}

function drawFeet(sheet: Sheet, first: number): void {
  const { count } = sheet.doc.bufferedPageRange();
  for (let page = first; page < count; page += 1) {
    sheet.doc.switchToPage(page);
    drawFoot(sheet, page + 1 - first, count - first);
  }
}

function collected(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}
