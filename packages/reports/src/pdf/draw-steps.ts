import type { StepsBlock } from '../template/template.ts';
import { drawHeading } from './draw-heading.ts';
import {
  cellText,
  drawLines,
  INK,
  innerWidth,
  lineHeight,
  linesOf,
  makeRoom,
  type Sheet,
  type TextStyle,
} from './sheet.ts';

const INDENT = 24;
const PAD = 6;

/** An explanation: each step with its number, title, sentence, formula and the clause it rests on. */
export function drawSteps(sheet: Sheet, block: StepsBlock): void {
  drawHeading(sheet, block.title);
  const forms = sheet.forms.rows[block.rows] ?? {};
  for (const row of sheet.paper.rows[block.rows] ?? []) {
    const text = (name: string): string =>
      row[name] === undefined ? '' : cellText(sheet, forms[name], row[name]);
    drawStep(sheet, {
      number: text('number'),
      title: text('title'),
      sentence: text('sentence'),
      formula: text('formula'),
      clause: text('clause'),
    });
  }
  sheet.y += 4;
}

interface StepText {
  readonly number: string;
  readonly title: string;
  readonly sentence: string;
  readonly formula: string;
  readonly clause: string;
}

function drawStep(sheet: Sheet, step: StepText): void {
  const { doc, setting } = sheet;
  const x = setting.margin + INDENT;
  const width = innerWidth(sheet) - INDENT - PAD;
  const parts = partsOf(sheet, step)
    .filter(({ text }) => text !== '')
    .map(({ text, style, gap }) => ({ lines: linesOf(sheet, text, width, style), style, gap }));
  const head = parts[0];
  const first = head === undefined ? 0 : head.lines.length * lineHeight(head.style.size);
  makeRoom(sheet, Math.min(heightOf(parts), first + 60) + PAD);
  const top = sheet.y;
  drawLines(
    sheet,
    [step.number],
    { x: setting.margin, top, width: INDENT - 6 },
    { size: setting.body, weight: 'bold', align: 'right', color: INK.quiet },
  );
  for (const { lines, style, gap } of parts) {
    sheet.y += gap;
    for (const line of lines) {
      makeRoom(sheet, lineHeight(style.size));
      sheet.y += drawLines(sheet, [line], { x, top: sheet.y, width }, style);
    }
  }
  sheet.y += PAD;
  doc
    .lineWidth(0.4)
    .moveTo(x, sheet.y)
    .lineTo(setting.width - setting.margin, sheet.y)
    .stroke(INK.line);
  sheet.y += PAD;
}

interface Part {
  readonly text: string;
  readonly style: TextStyle;
  readonly gap: number;
}

function partsOf({ setting, language }: Sheet, step: StepText): readonly Part[] {
  const clause = step.clause === '' ? '' : `${language === 'zh' ? '依据：' : 'Basis: '}${step.clause}`;
  return [
    { text: step.title, style: { size: setting.body, weight: 'bold' }, gap: 0 },
    { text: step.sentence, style: { size: setting.body }, gap: 2 },
    { text: step.formula, style: { size: setting.body, color: INK.text }, gap: 2 },
    { text: clause, style: { size: setting.small, color: INK.quiet }, gap: 2 },
  ];
}

function heightOf(
  parts: readonly { readonly lines: readonly string[]; readonly style: TextStyle; readonly gap: number }[],
): number {
  return parts.reduce((sum, p) => sum + p.gap + p.lines.length * lineHeight(p.style.size), 0);
}
