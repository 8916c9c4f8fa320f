import type { NoteBlock, SignaturesBlock } from '../template/template.ts';
import { drawLines, filled, INK, innerWidth, lineHeight, linesOf, makeRoom, type Sheet } from './sheet.ts';

const PAD = 6;

/** A remark; one that warns stands in a red box. */
export function drawNote(sheet: Sheet, { text, when, warn }: NoteBlock): void {
  if (when !== undefined && !sheet.paper.flags.includes(when)) return;
  const { doc, setting, language } = sheet;
  const inset = warn ? PAD : 0;
  const style = warn
    ? ({ size: setting.body, weight: 'bold', color: INK.warn } as const)
    : { size: setting.small, color: INK.quiet };
  const width = innerWidth(sheet) - 2 * inset;
  const lines = linesOf(sheet, filled(sheet, text[language]), width, style);
  const height = lines.length * lineHeight(style.size) + 2 * inset;
  makeRoom(sheet, height);
  if (warn)
    doc
      .lineWidth(0.8)
      .rect(setting.margin, sheet.y, innerWidth(sheet), height)
      .fillAndStroke(INK.warnFill, INK.warn);
  drawLines(sheet, lines, { x: setting.margin + inset, top: sheet.y + inset, width }, style);
  sheet.y += height + 6;
}

/** Places to sign, evenly over the width. */
export function drawSignatures(sheet: Sheet, { items }: SignaturesBlock): void {
  const { doc, setting, language } = sheet;
  const style = { size: setting.body };
  const height = lineHeight(style.size) + 16;
  makeRoom(sheet, height);
  sheet.y += 10;
  const unit = innerWidth(sheet) / items.length;
  items.forEach((item, index) => {
    const x = setting.margin + index * unit;
    const label = `${item[language]}${language === 'zh' ? '：' : ':'}`;
    const lines = linesOf(sheet, label, unit * 0.55, style);
    drawLines(sheet, lines, { x, top: sheet.y, width: unit }, style);
    const used = Math.min(unit * 0.55, label.length * style.size * (language === 'zh' ? 1 : 0.56)) + 4;
    const y = sheet.y + lineHeight(style.size);
    doc
      .lineWidth(0.5)
      .moveTo(x + used, y)
      .lineTo(x + unit - 12, y)
      .stroke(INK.quiet);
  });
  sheet.y += lineHeight(style.size) + 12;
}
