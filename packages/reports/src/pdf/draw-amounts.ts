import { type Fen, fen } from '@gongji/domain';
import { moneyText, NOTHING } from '../document/format-value.ts';
import { capitalAmount } from '../money/capital-amount.ts';
import type { AmountsBlock } from '../template/template.ts';
import { drawHeading } from './draw-heading.ts';
import { drawLines, INK, innerWidth, lineHeight, linesOf, makeRoom, type Sheet } from './sheet.ts';

const PAD = 4;

/** Amounts, each in digits and in capital numerals 大写, which stay Chinese in every language. */
export function drawAmounts(sheet: Sheet, block: AmountsBlock): void {
  drawHeading(sheet, block.title, Math.min(block.items.length, 10) * 20);
  for (const item of block.items) {
    const value = sheet.paper.fields[item.field];
    const amount = typeof value === 'number' ? fen(value) : undefined;
    if (item.unlessZero && (amount === undefined || amount === 0)) continue;
    if (sheet.setting.roll) drawOnRoll(sheet, item.label[sheet.language], amount, item.strong);
    else drawAmount(sheet, item.label[sheet.language], amount, item.strong);
  }
  sheet.y += 8;
}

function drawAmount(sheet: Sheet, label: string, amount: Fen | undefined, strong: boolean): void {
  const { doc, setting } = sheet;
  const width = innerWidth(sheet);
  const [a, b] = [width * 0.34, width * 0.2];
  const style = { size: setting.body, weight: strong ? 'bold' : 'regular' } as const;
  const capitals = amount === undefined ? '' : capitalAmount(amount);
  const labels = linesOf(sheet, label, a - 2 * PAD, style);
  const words = linesOf(sheet, capitals, width - a - b - 2 * PAD, style);
  const height = Math.max(labels.length, words.length) * lineHeight(style.size) + 2 * 3;
  makeRoom(sheet, height);
  const x = setting.margin;
  doc.lineWidth(0.5).rect(x, sheet.y, a, height).fillAndStroke(INK.fill, INK.line);
  doc.rect(x + a, sheet.y, b, height).stroke(INK.line);
  doc.rect(x + a + b, sheet.y, width - a - b, height).stroke(INK.line);
  const top = sheet.y + 3;
  drawLines(sheet, labels, { x: x + PAD, top, width: a }, style);
  const digits = amount === undefined ? NOTHING : moneyText(amount);
  drawLines(sheet, [digits], { x: x + a, top, width: b - PAD }, { ...style, align: 'right' });
  drawLines(sheet, words, { x: x + a + b + PAD, top, width: width - a - b }, style);
  sheet.y += height;
}

/** On a roll the capitals stand below, for the main amounts only. */
function drawOnRoll(sheet: Sheet, label: string, amount: Fen | undefined, strong: boolean): void {
  const { setting } = sheet;
  const width = innerWidth(sheet);
  const style = { size: setting.body, weight: strong ? 'bold' : 'regular' } as const;
  const box = { x: setting.margin, top: sheet.y, width };
  drawLines(sheet, [label], box, style);
  const digits = amount === undefined ? NOTHING : moneyText(amount);
  sheet.y += drawLines(sheet, [digits], box, { ...style, align: 'right' });
  if (!strong || amount === undefined) return;
  const small = { size: setting.small, align: 'right' } as const;
  const words = linesOf(sheet, capitalAmount(amount), width, small);
  sheet.y += drawLines(sheet, words, { ...box, top: sheet.y }, small);
}
