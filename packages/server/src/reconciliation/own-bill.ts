import { type Bilingual, type Fen, fen, parseYuan } from '@gongji/domain';
import { isRoundedNumber, type SheetRow } from '@gongji/sheets';
import type { ProblemDetail } from '../http/problem.ts';
import { dictionary } from '../provider-interface/dictionary/dictionary.ts';
import { byColumn, type Column, cellProblem, type NamedRow } from '../sheet/columns.ts';

/** A bill in the institution's own books 机构账单. Amounts are compared where its list has them. */
export interface OwnBill {
  /** Row of the list, from 1 with the head. */
  readonly row: number;
  /** setl_id; empty when the list has none. */
  readonly settlementId: string;
  /** The institution's own number: the msgid it settled under, or the invoice. */
  readonly receiptNo: string;
  readonly reversal: boolean;
  /** Empty when the list does not say. */
  readonly clrType: string;
  readonly totalFen: Fen;
  readonly fundFen?: Fen;
  readonly accountFen?: Fen;
  readonly cashFen?: Fen;
  /** By fund_pay_type, for lists that have a column for a fund. */
  readonly funds: Readonly<Record<string, Fen>>;
}

/** What a list may have, in the order of the template. */
export const OWN_BILL_COLUMNS = {
  settlementId: { name: { zh: '结算编号', en: 'settlement' }, also: ['setl_id', '结算id', '结算流水号'] },
  receiptNo: {
    name: { zh: '单据号', en: 'receipt' },
    also: ['msgid', '发票号', 'invono', '本院单据号', '收据号', '报文编号'],
  },
  reversal: { name: { zh: '退费', en: 'refund' }, also: ['refd_setl_flag', '退费标志', '是否退费'] },
  clrType: { name: { zh: '清算类别', en: 'clearing type' }, also: ['clr_type'] },
  totalFen: {
    name: { zh: '医疗费总额', en: 'total' },
    also: ['medfee_sumamt', '总额', '总金额', '费用总额'],
    required: true,
  },
  fundFen: {
    name: { zh: '基金支付', en: 'funds' },
    also: ['fund_pay_sumamt', '基金支付总额', '医保基金支付', '统筹支付合计'],
  },
  accountFen: { name: { zh: '个人账户支付', en: 'account' }, also: ['acct_pay', '个账支付', '账户支付'] },
  cashFen: { name: { zh: '个人现金支付', en: 'cash' }, also: ['psn_cash_pay', '现金支付', '个人现金'] },
} as const satisfies Record<string, Column>;
type Key = keyof typeof OWN_BILL_COLUMNS;

const AMOUNTS = ['totalFen', 'fundFen', 'accountFen', 'cashFen'] as const;
const YES = ['1', '是', '退费', '退', 'y', 'yes', 'true'];
const NO = ['', '0', '否', '正常', 'n', 'no', 'false'];

export type OwnBillsRead =
  | { readonly kind: 'read'; readonly bills: readonly OwnBill[] }
  | { readonly kind: 'invalid'; readonly problems: readonly ProblemDetail[] };

/** The bills of an uploaded list, or everything that is wrong with it: no line is taken while one is not understood. */
export function readOwnBills(rows: readonly SheetRow[]): OwnBillsRead {
  const table = byColumn<Key>(rows, OWN_BILL_COLUMNS);
  const problems: ProblemDetail[] = [...table.problems];
  if (!table.has('settlementId') && !table.has('receiptNo')) problems.push(NUMBER_COLUMN);
  if (problems.length > 0) return { kind: 'invalid', problems };
  const bills = table.rows.map((row) => readBill(row, table.has, problems));
  problems.push(...repeated(bills));
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'read', bills };
}

function readBill(row: NamedRow<Key>, has: (column: Key) => boolean, problems: ProblemDetail[]): OwnBill {
  const { cells } = row;
  const wrong = (column: Key, value: string, rule: Bilingual, remedy: Bilingual): void => {
    const { name } = OWN_BILL_COLUMNS[column];
    problems.push(cellProblem(row, name, { code: 'cell-malformed', value, rule, remedy }));
  };
  const amount = (column: (typeof AMOUNTS)[number]): Fen => {
    const read = amountOf(cells[column]);
    if (read === undefined) wrong(column, cells[column], NO_AMOUNT, CORRECT_AMOUNT);
    return read ?? fen(0);
  };
  const flag = cells.reversal.toLowerCase();
  if (!YES.includes(flag) && !NO.includes(flag)) wrong('reversal', cells.reversal, NO_FLAG, CORRECT_FLAG);
  if (cells.settlementId === '' && cells.receiptNo === '')
    wrong(has('settlementId') ? 'settlementId' : 'receiptNo', '', NO_NUMBER, GIVE_NUMBER);
  for (const column of ['settlementId', 'receiptNo'] as const)
    if (isRoundedNumber(cells[column])) wrong(column, cells[column], CUT_NUMBER, AS_TEXT);
  const totalFen = amount('totalFen');
  const reversal = YES.includes(flag) || totalFen < 0;
  // Some lists show refunds as positive amounts beside a mark.
  const sign = reversal && totalFen > 0 ? -1 : 1;
  const signed = (value: Fen): Fen => fen(value * sign);
  const funds = fundsOf(row, problems);
  return {
    row: row.row,
    settlementId: cells.settlementId,
    receiptNo: cells.receiptNo,
    reversal,
    clrType: codeOf('clr_type', cells.clrType),
    totalFen: signed(totalFen),
    ...(has('fundFen') ? { fundFen: signed(amount('fundFen')) } : {}),
    ...(has('accountFen') ? { accountFen: signed(amount('accountFen')) } : {}),
    ...(has('cashFen') ? { cashFen: signed(amount('cashFen')) } : {}),
    funds: Object.fromEntries(Object.entries(funds).map(([fund, value]) => [fund, signed(value)])),
  };
}

/** "1,234.5", "￥12", empty = 0. */
function amountOf(text: string): Fen | undefined {
  const bare = text.normalize('NFKC').replaceAll(/[,¥\s]|元$/g, '');
  if (bare === '' || bare === '-') return fen(0);
  // More decimals than fen are fine where they are zeros.
  return parseYuan(bare.replace(/(\.\d\d)0+$/, '$1'));
}

/** Columns named as a fund, by code or published name. */
function fundsOf(row: NamedRow<Key>, problems: ProblemDetail[]): Record<string, Fen> {
  const funds: Record<string, Fen> = {};
  for (const [name, text] of Object.entries(row.others)) {
    const fund = codeOf('fund_pay_type', name);
    if (!dictionary('fund_pay_type').values.has(fund)) continue;
    const read = amountOf(text);
    if (read === undefined)
      problems.push(
        cellProblem(
          row,
          { zh: name, en: fund },
          { code: 'cell-malformed', value: text, rule: NO_AMOUNT, remedy: CORRECT_AMOUNT },
        ),
      );
    else funds[fund] = read;
  }
  return funds;
}

/** A code, or the code of a published name; anything else stays as it is. */
function codeOf(type: 'clr_type' | 'fund_pay_type', text: string): string {
  const { values } = dictionary(type);
  if (text === '' || values.has(text)) return text;
  for (const [code, label] of values) if (label === text) return code;
  return /^\d{2,8}\b/.exec(text)?.[0] ?? text;
}

/** How a list names a bill: its settlement number, else its own number with the direction. */
export function numberOf(bill: Pick<OwnBill, 'settlementId' | 'receiptNo' | 'reversal'>): string {
  return bill.settlementId === '' ? `${bill.receiptNo}${bill.reversal ? ' R' : ''}` : bill.settlementId;
}

function repeated(bills: readonly OwnBill[]): readonly ProblemDetail[] {
  const first = new Map<string, OwnBill>();
  return bills.flatMap((bill) => {
    const number = numberOf(bill);
    const before = first.get(number);
    if (before === undefined) {
      first.set(number, bill);
      return [];
    }
    if (number === '') return [];
    const column = OWN_BILL_COLUMNS[bill.settlementId === '' ? 'receiptNo' : 'settlementId'].name;
    const rule = { zh: `与第 ${before.row} 行重复`, en: `the same as in row ${before.row}` };
    return [cellProblem(bill, column, { code: 'row-repeated', value: number, rule, remedy: DROP_ONE })];
  });
}

const NUMBER_COLUMN: ProblemDetail = {
  code: 'column-missing',
  field: 'rows.1',
  message: { zh: '缺少“结算编号”或“单据号”列', en: 'a column "settlement" or "receipt" is missing' },
  remedy: { zh: '至少要有一列编号，才能逐笔核对', en: 'one of them is needed to compare bill by bill' },
};
const NO_AMOUNT = {
  zh: '不是金额（元，最多两位小数）',
  en: 'not an amount in yuan with two decimals at most',
};
const CORRECT_AMOUNT = { zh: '改正金额', en: 'correct the amount' };
const NO_FLAG = { zh: '应为“是”或“否”', en: 'must be yes or no' };
const CORRECT_FLAG = { zh: '退费填“是”，其余留空', en: 'write yes for a refund, else leave it empty' };
const NO_NUMBER = { zh: '没有编号', en: 'no number' };
const GIVE_NUMBER = { zh: '填写结算编号或单据号', en: 'give the settlement or the receipt number' };
const CUT_NUMBER = { zh: '编号的末几位已丢失', en: 'its last digits are lost' };
const AS_TEXT = {
  zh: '表格软件只保留 15 位数字：请把该列设为文本后重新导出',
  en: 'spreadsheets keep 15 digits: set the column to text and export again',
};
const DROP_ONE = { zh: '删去一行', en: 'remove one of the rows' };
