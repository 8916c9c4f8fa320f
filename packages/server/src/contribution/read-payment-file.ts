import { type CalendarDate, parseDate, parseYuan, type Rejection, rejection } from '@gongji/domain';
import type { PaymentLayout } from './payment-layout.ts';
import type { PaymentLine } from './take-receipts.ts';
import { yuan } from './yuan.ts';

export type ReadFile =
  | { readonly kind: 'read'; readonly lines: readonly PaymentLine[]; readonly totalFen: number }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Most lines of a file, and most reasons told at once. */
const MOST_LINES = 200_000;
const MOST_REASONS = 200;
const MAX_FEN = 900_000_000_000;

/**
 * Reads a payment file 缴费文件 by its layout. The whole file is refused, with every line that is wrong, when a cell
 * cannot be read, a serial number stands twice, or count and sum are not those of its lines.
 */
export function readPaymentFile(layout: PaymentLayout, bytes: Uint8Array): ReadFile {
  const text = decoded(layout, bytes);
  if (text === undefined)
    return refused([rejection('payment-file-unreadable', { encoding: layout.encoding.toUpperCase() })]);
  const rows = text
    .split(/\r?\n/)
    .map((line, index) => ({ lineNo: index + 1, cells: cellsOf(line, layout.separator) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .slice(layout.skip);
  const { totals, body } = apart(layout, rows);
  if (body.length === 0) return refused([rejection('payment-file-empty', {})]);
  if (body.length > MOST_LINES)
    return refused([
      rejection('payment-file-too-long', { lines: String(body.length), most: String(MOST_LINES) }),
    ]);
  const rejections: Rejection[] = [];
  const lines = body.flatMap((row) => lineOf(layout, row, rejections) ?? []);
  twice(lines, rejections);
  const totalFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  if (rejections.length === 0) checkTotals(layout, totals, { count: lines.length, totalFen }, rejections);
  return rejections.length > 0 ? refused(rejections) : { kind: 'read', lines, totalFen };
}

interface Row {
  readonly lineNo: number;
  readonly cells: readonly string[];
}

const refused = (rejections: readonly Rejection[]): ReadFile => ({
  kind: 'refused',
  rejections: rejections.slice(0, MOST_REASONS),
});

function decoded({ encoding }: PaymentLayout, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Cells of a line; a cell in quotes may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i] ?? '';
    if (character === '"' && quoted && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

function apart(
  { totals }: PaymentLayout,
  rows: readonly Row[],
): { readonly totals: Row | undefined; readonly body: readonly Row[] } {
  if (totals === undefined) return { totals: undefined, body: rows };
  const row = totals.at === 'first' ? rows[0] : rows.at(-1);
  const isTotals = row !== undefined && (totals.mark === undefined || row.cells[0] === totals.mark);
  if (!isTotals) return { totals: undefined, body: rows };
  return { totals: row, body: totals.at === 'first' ? rows.slice(1) : rows.slice(0, -1) };
}

function lineOf(
  layout: PaymentLayout,
  { lineNo, cells }: Row,
  rejections: Rejection[],
): PaymentLine | undefined {
  const { columns } = layout;
  const cell = (number: number | undefined, most: number): string =>
    number === undefined ? '' : (cells[number - 1] ?? '').slice(0, most);
  const wrong = (
    column: string,
    value: string,
    rule: { readonly zh: string; readonly en: string },
  ): undefined => {
    const message = {
      zh: `第${lineNo}行${rule.zh}：“${value}”`,
      en: `line ${lineNo}: ${rule.en}: “${value}”`,
    };
    const base = rejection(
      'payment-line-invalid',
      { line: String(lineNo) },
      { field: `lines[${lineNo}].${column}`, value },
    );
    rejections.push({ ...base, message });
    return undefined;
  };
  const serial = cell(columns.serial, 65);
  const amountFen = amountOf(layout, cell(columns.amount, 40));
  const paidOn = dayOf(layout, cell(columns.paidOn, 20));
  if (serial === '' || serial.length > 64)
    wrong('serial', serial, {
      zh: '流水号应为 1 至 64 个字符',
      en: 'a serial number has 1 to 64 characters',
    });
  if (amountFen === undefined)
    wrong('amount', cell(columns.amount, 40), {
      zh: '金额应为大于零的数',
      en: 'an amount is a number above zero',
    });
  if (paidOn === undefined)
    wrong('paidOn', cell(columns.paidOn, 20), {
      zh: `日期应为 ${layout.date}`,
      en: `a day is written ${layout.date}`,
    });
  if (serial === '' || serial.length > 64 || amountFen === undefined || paidOn === undefined)
    return undefined;
  return {
    ...{ lineNo, serial, amountFen, paidOn },
    billNo: cell(columns.billNo, 60),
    payerName: cell(columns.payerName, 100),
    payerCode: cell(columns.payerCode, 40),
    payerAccount: cell(columns.payerAccount, 40),
    purpose: cell(columns.purpose, 200),
  };
}

function amountOf({ amount }: PaymentLayout, text: string): number | undefined {
  const plain = text.replaceAll(',', '');
  const fen = amount === 'yuan' ? parseYuan(plain) : /^\d{1,14}$/.test(plain) ? Number(plain) : undefined;
  return fen !== undefined && fen > 0 && fen <= MAX_FEN ? fen : undefined;
}

function dayOf({ date }: PaymentLayout, text: string): CalendarDate | undefined {
  if (date === 'yyyy-MM-dd') return parseDate(text);
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts === null ? undefined : parseDate(`${parts[1]}-${parts[2]}-${parts[3]}`);
}

function twice(lines: readonly PaymentLine[], rejections: Rejection[]): void {
  const first = new Map<string, number>();
  for (const { serial, lineNo } of lines) {
    const known = first.get(serial);
    if (known === undefined) first.set(serial, lineNo);
    else
      rejections.push(
        rejection(
          'payment-serial-twice',
          { line: String(lineNo), serial, first: String(known) },
          { field: `lines[${lineNo}].serial`, value: serial },
        ),
      );
  }
}

function checkTotals(
  layout: PaymentLayout,
  row: Row | undefined,
  found: { readonly count: number; readonly totalFen: number },
  rejections: Rejection[],
): void {
  if (layout.totals === undefined) return;
  if (row === undefined) {
    rejections.push(rejection('payment-totals-missing', {}));
    return;
  }
  const count = row.cells[layout.totals.count - 1] ?? '';
  const sum = row.cells[layout.totals.sum - 1] ?? '';
  if (Number(count) === found.count && count !== '' && amountOf(layout, sum) === found.totalFen) return;
  const data = {
    count,
    sum,
    foundCount: String(found.count),
    foundSum: layout.amount === 'yuan' ? yuan(found.totalFen) : String(found.totalFen),
  };
  rejections.push(rejection('payment-totals-differ', data, { field: 'totals', value: `${count} / ${sum}` }));
}
