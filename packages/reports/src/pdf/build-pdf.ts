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
import type { Setting, Sheet } from './sheet.ts';

export type BuiltPdf =
  | { readonly kind: 'built'; readonly bytes: Uint8Array }
  /** Totals that do not equal their parts: nothing is printed. */
  | { readonly kind: 'refused'; readonly problems: readonly SumProblem[] };

export interface PdfRequest {
  readonly template: Template;
  readonly data: AnyDocument;
  readonly stamp: Stamp;
  readonly language: Language;
  /** Instant for the file's own properties. */
  readonly at: Date;
  readonly fonts?: FontSet;
}

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
  if (!setting.roll) return { kind: 'built', bytes: (await write(request, setting)).bytes };
  const trial = await write(request, setting);
  const height = trial.end + setting.bottom;
  return { kind: 'built', bytes: (await write(request, { ...setting, height })).bytes };
}

async function write(
  request: PdfRequest,
  setting: Setting,
): Promise<{ readonly bytes: Uint8Array; readonly end: number }> {
  const { template, data, stamp, language, at } = request;
  const fonts = request.fonts ?? fontSet();
  const doc = new PDFDocument({
    size: [setting.width, setting.height],
    margin: 0,
    bufferPages: true,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    info: { Creator: 'Gongji', Producer: 'Gongji', CreationDate: at, ModDate: at },
  });
  const bytes = collected(doc);
  for (const face of new Set([...fonts.regular, ...fonts.bold])) doc.registerFont(face.name, face.bytes);
  const sheet: Sheet = {
    doc,
    fonts,
    language,
    setting,
    template,
    paper: data,
    stamp,
    forms: formsOf(data.document),
    missing: new Set(),
    y: setting.margin,
  };
  doc.info.Title = `${titleText(sheet)} ${stamp.number}`;
  drawTitle(sheet);
  for (const block of template.blocks) drawBlock(sheet, block);
  if (setting.roll) drawRollEnd(sheet);
  else drawFeet(sheet);
  doc.end();
  return { bytes: await bytes, end: sheet.y };
}

function drawBlock(sheet: Sheet, block: Block): void {
  if (block.kind === 'fields') drawFields(sheet, block);
  else if (block.kind === 'table') drawTable(sheet, block);
  else if (block.kind === 'amounts') drawAmounts(sheet, block);
  else if (block.kind === 'steps') drawSteps(sheet, block);
  else if (block.kind === 'note') drawNote(sheet, block);
  else drawSignatures(sheet, block);
}

function drawFeet(sheet: Sheet): void {
  const { count } = sheet.doc.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    sheet.doc.switchToPage(page);
    drawFoot(sheet, page + 1, count);
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
