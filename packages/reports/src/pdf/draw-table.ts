import type { Form } from '../document/catalogue.ts';
import type { Value } from '../document/paper.ts';
import type { TableBlock, TableColumn } from '../template/template.ts';
import { drawHeading } from './draw-heading.ts';
import {
  cellText,
  drawLines,
  fieldText,
  INK,
  innerWidth,
  lineHeight,
  linesOf,
  makeRoom,
  type Sheet,
  type TextStyle,
} from './sheet.ts';

type Row = Readonly<Record<string, Value>>;

const PAD_X = 4;
const PAD_Y = 2.6;
const SHORT = 10;
const RIGHT: ReadonlySet<Form> = new Set(['money', 'rate', 'quantity', 'count']);

interface Column extends TableColumn {
  readonly x: number;
  readonly points: number;
  readonly form: Form;
  readonly align: 'left' | 'right';
  /** 0 or 1: which of the tables side by side. */
  readonly half: number;
}

/** A table with its head repeated on every page and its totals at the end. */
export function drawTable(sheet: Sheet, block: TableBlock): void {
  const rows = sheet.paper.rows[block.rows] ?? [];
  if (rows.length === 0 && block.empty === undefined) return;
  // A short table is not torn apart: its rows with head and totals, taken as one line each.
  const row = lineHeight(sheet.setting.small) + 2 * PAD_Y;
  drawHeading(sheet, block.title, (rows.length <= SHORT ? rows.length + 2 : 3) * row);
  // A few rows need no second table beside the first.
  const beside = rows.length < 4 ? 1 : block.beside;
  const columns = columnsOf(sheet, block, beside);
  drawHead(sheet, columns);
  if (rows.length === 0) drawEmpty(sheet, block.empty?.[sheet.language] ?? '');
  const height = Math.ceil(rows.length / beside);
  for (let i = 0; i < height; i += 1) {
    const across = Array.from({ length: beside }, (_, half) => rows[i + half * height]);
    drawRow(sheet, columns, across);
  }
  if (rows.length > 0 && block.columns.some((c) => c.total !== undefined)) drawTotals(sheet, columns);
  sheet.y += 8;
}

function columnsOf(sheet: Sheet, block: TableBlock, beside: number): readonly Column[] {
  const forms = sheet.forms.rows[block.rows] ?? {};
  const whole = block.columns.reduce((sum, column) => sum + column.width, 0) * beside;
  let x = sheet.setting.margin;
  return Array.from({ length: beside }, (_, half) => half).flatMap((half) =>
    block.columns.map((column) => {
      const points = (innerWidth(sheet) * column.width) / whole;
      const form = forms[column.field] ?? 'text';
      const placed: Column = {
        ...column,
        x,
        points,
        form,
        half,
        align: column.align ?? (RIGHT.has(form) ? 'right' : 'left'),
      };
      x += points;
      return placed;
    }),
  );
}

function drawHead(sheet: Sheet, columns: readonly Column[]): void {
  const cells = columns.map((column) => column.label[sheet.language]);
  drawCells(sheet, columns, cells, {
    size: sheet.setting.small,
    weight: 'bold',
    color: INK.quiet,
    fill: !sheet.setting.roll,
  });
}

function drawRow(sheet: Sheet, columns: readonly Column[], across: readonly (Row | undefined)[]): void {
  const cells = columns.map((column) => {
    const row = across[column.half];
    return row === undefined ? '' : cellText(sheet, column.form, row[column.field]);
  });
  drawCells(sheet, columns, cells, { size: sheet.setting.small, head: columns });
}

/** Totals stand below the last of the tables side by side. */
function drawTotals(sheet: Sheet, columns: readonly Column[]): void {
  const last = Math.max(...columns.map((column) => column.half));
  const word = sheet.language === 'zh' ? '合计' : 'Total';
  // Not below a narrow column of numbers.
  const first = columns.findIndex((column) => column.align === 'left');
  const cells = columns.map((column, index) => {
    if (column.half === last && column.total !== undefined) return fieldText(sheet, column.total);
    return index === first ? word : '';
  });
  drawCells(sheet, columns, cells, {
    size: sheet.setting.small,
    weight: 'bold',
    fill: !sheet.setting.roll,
    head: columns,
  });
}

interface CellStyle extends TextStyle {
  readonly fill?: boolean;
  /** Columns whose head is repeated when this row begins a page. */
  readonly head?: readonly Column[];
}

function drawCells(
  sheet: Sheet,
  columns: readonly Column[],
  cells: readonly string[],
  style: CellStyle,
): void {
  const { doc } = sheet;
  const texts = columns.map((c, i) => linesOf(sheet, cells[i] ?? '', c.points - 2 * PAD_X, style));
  const height = Math.max(...texts.map((lines) => lines.length)) * lineHeight(style.size) + 2 * PAD_Y;
  if (makeRoom(sheet, height) && style.head !== undefined) drawHead(sheet, style.head);
  const width = innerWidth(sheet);
  if (style.fill === true) doc.rect(sheet.setting.margin, sheet.y, width, height).fill(INK.fill);
  columns.forEach((column, i) => {
    if (!sheet.setting.roll)
      doc.lineWidth(0.5).rect(column.x, sheet.y, column.points, height).stroke(INK.line);
    const box = { x: column.x + PAD_X, top: sheet.y + PAD_Y, width: column.points - 2 * PAD_X };
    drawLines(sheet, texts[i] ?? [], box, { ...style, align: column.align });
  });
  if (sheet.setting.roll) ruleBelow(sheet, height);
  sheet.y += height;
}

function ruleBelow({ doc, setting, y }: Sheet, height: number): void {
  doc
    .lineWidth(0.4)
    .moveTo(setting.margin, y + height)
    .lineTo(setting.width - setting.margin, y + height)
    .stroke(INK.line);
}

function drawEmpty(sheet: Sheet, text: string): void {
  const style = { size: sheet.setting.small, color: INK.quiet };
  const height = lineHeight(style.size) + 2 * PAD_Y;
  sheet.doc.lineWidth(0.5).rect(sheet.setting.margin, sheet.y, innerWidth(sheet), height).stroke(INK.line);
  const box = { x: sheet.setting.margin + PAD_X, top: sheet.y + PAD_Y, width: innerWidth(sheet) };
  drawLines(sheet, [text], box, style);
  sheet.y += height;
}
