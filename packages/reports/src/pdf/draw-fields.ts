import type { FieldsBlock } from '../template/template.ts';
import { drawHeading } from './draw-heading.ts';
import { drawLines, fieldText, INK, innerWidth, lineHeight, linesOf, makeRoom, type Sheet } from './sheet.ts';

type Item = FieldsBlock['items'][number];

const PAD = 4;
const PAD_Y = 3;

/** Labelled values in a grid of columns; on a roll one below the other. */
export function drawFields(sheet: Sheet, block: FieldsBlock): void {
  drawHeading(sheet, block.title);
  if (sheet.setting.roll) {
    for (const item of block.items) drawPlain(sheet, item);
    sheet.y += 4;
    return;
  }
  for (const row of rowsOf(block)) drawRow(sheet, row, block.columns);
  sheet.y += 8;
}

/** Items in rows by their spans; the last of a row takes what is left of it. */
function rowsOf({ items, columns }: FieldsBlock): readonly (readonly Item[])[] {
  const rows: Item[][] = [];
  let left = 0;
  for (const item of items) {
    if (item.span > left) {
      widenLast(rows.at(-1), left);
      rows.push([]);
      left = columns;
    }
    rows.at(-1)?.push(item);
    left -= item.span;
  }
  widenLast(rows.at(-1), left);
  return rows;
}

function widenLast(row: Item[] | undefined, left: number): void {
  const last = row?.pop();
  if (last !== undefined) row?.push({ ...last, span: last.span + left });
}

function drawRow(sheet: Sheet, row: readonly Item[], columns: number): void {
  const { doc, setting, language } = sheet;
  const unit = innerWidth(sheet) / columns;
  const labelWidth = unit * (language === 'zh' ? 0.32 : 0.4);
  const style = { size: setting.body };
  const labelStyle = { size: setting.small, color: INK.quiet };
  let x = setting.margin;
  const cells = row.map((item) => {
    const width = unit * item.span;
    const cell = {
      x,
      width,
      label: linesOf(sheet, item.label[language], labelWidth - 2 * PAD, labelStyle),
      value: linesOf(sheet, fieldText(sheet, item.field), width - labelWidth - 2 * PAD, style),
    };
    x += width;
    return cell;
  });
  const lines = (n: readonly string[], size: number) => n.length * lineHeight(size);
  const height =
    2 * PAD_Y +
    Math.max(...cells.map((c) => Math.max(lines(c.label, setting.small), lines(c.value, setting.body))));
  makeRoom(sheet, height);
  for (const cell of cells) {
    doc.lineWidth(0.5).rect(cell.x, sheet.y, labelWidth, height).fillAndStroke(INK.fill, INK.line);
    doc.rect(cell.x + labelWidth, sheet.y, cell.width - labelWidth, height).stroke(INK.line);
    const middle = (size: number, n: readonly string[]) => sheet.y + (height - lines(n, size)) / 2;
    const label = { x: cell.x + PAD, top: middle(setting.small, cell.label), width: labelWidth };
    drawLines(sheet, cell.label, label, labelStyle);
    const value = { x: cell.x + labelWidth + PAD, top: middle(setting.body, cell.value), width: 0 };
    drawLines(sheet, cell.value, value, style);
  }
  sheet.y += height;
}

function drawPlain(sheet: Sheet, item: Item): void {
  const { setting, language } = sheet;
  const text = `${item.label[language]}${language === 'zh' ? '：' : ': '}${fieldText(sheet, item.field)}`;
  const width = innerWidth(sheet);
  const style = { size: setting.body };
  const box = { x: setting.margin, top: sheet.y, width };
  sheet.y += drawLines(sheet, linesOf(sheet, text, width, style), box, style);
}
