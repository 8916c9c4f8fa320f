import type { DocumentForms, Form } from '../document/catalogue.ts';
import { formatValue } from '../document/format-value.ts';
import type { Language, Paper, Stamp, Value } from '../document/paper.ts';
import type { Template } from '../template/template.ts';
import { breakLines } from './break-lines.ts';
import { type FontSet, runsOf, textWidth, type Weight } from './fonts.ts';

/** Ink of the papers: dark text, quiet lines, one red for what must not be overlooked. */
export const INK = {
  text: '#16202a',
  quiet: '#5a6672',
  line: '#aab4be',
  fill: '#eef2f5',
  warn: '#b42318',
  warnFill: '#fdf1ef',
} as const;

/** Sizes in points; a roll of 80 mm is set smaller and without grid. */
export interface Setting {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly bottom: number;
  readonly body: number;
  readonly small: number;
  readonly heading: number;
  readonly title: number;
  readonly roll: boolean;
}

/** The paper being written: where it goes on, and what every part needs. Only `y` and `missing` change. */
export interface Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly fonts: FontSet;
  readonly language: Language;
  readonly setting: Setting;
  readonly template: Template;
  readonly paper: Paper;
  readonly stamp: Stamp;
  readonly forms: DocumentForms;
  readonly missing: Set<number>;
  y: number;
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
  readonly align?: 'left' | 'center' | 'right';
}

/** Height of a line of text of a size. */
export function lineHeight(size: number): number {
  return Math.round(size * 1.42 * 10) / 10;
}

export function innerWidth({ setting }: Sheet): number {
  return setting.width - 2 * setting.margin;
}

/** The text in lines that fit the width. */
export function linesOf(sheet: Sheet, text: string, width: number, style: TextStyle): readonly string[] {
  const faces = sheet.fonts[style.weight ?? 'regular'];
  return breakLines(text, width, (piece) => textWidth(faces, piece, style.size));
}

/** Draws lines from `top` down; returns their height. */
export function drawLines(
  sheet: Sheet,
  lines: readonly string[],
  box: { readonly x: number; readonly top: number; readonly width: number },
  style: TextStyle,
): number {
  const step = lineHeight(style.size);
  lines.forEach((line, index) => {
    drawLine(sheet, line, { ...box, top: box.top + index * step }, style);
  });
  return lines.length * step;
}

function drawLine(
  { doc, fonts, missing }: Sheet,
  text: string,
  { x, top, width }: { readonly x: number; readonly top: number; readonly width: number },
  { size, weight = 'regular', color = INK.text, align = 'left' }: TextStyle,
): void {
  const faces = fonts[weight];
  const own = textWidth(faces, text, size);
  const room = align === 'right' ? width - own : align === 'center' ? (width - own) / 2 : 0;
  let at = x + Math.max(0, room);
  const baseline = top + lineHeight(size) * 0.76;
  doc.fillColor(color);
  for (const run of runsOf(faces, text, missing)) {
    doc.font(run.face.name).fontSize(size);
    doc.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
    at += [...run.text].reduce((sum, c) => sum + run.face.advance(c.codePointAt(0) ?? 0), 0) * size;
  }
}

/** Begins a new page when `height` does not fit below. A roll never ends. */
export function makeRoom(sheet: Sheet, height: number): boolean {
  const { setting } = sheet;
  if (setting.roll || sheet.y + height <= setting.height - setting.bottom) return false;
  addPage(sheet);
  sheet.y = setting.margin + lineHeight(setting.small) + 8;
  return true;
}

/** Papers of one file may differ in size: each page is given its own. */
export function addPage({ doc, setting }: Sheet): void {
  doc.addPage({ size: [setting.width, setting.height], margin: 0 });
}

/** A field of the document as it is printed. */
export function fieldText({ forms, paper, language }: Sheet, field: string): string {
  return formatValue(forms.fields[field] ?? 'text', paper.fields[field], language);
}

export function cellText(sheet: Sheet, form: Form | undefined, value: Value): string {
  return formatValue(form ?? 'text', value, sheet.language);
}

/** `{name}` in a text replaced by the field. */
export function filled(sheet: Sheet, text: string): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, field: string) => fieldText(sheet, field));
}
