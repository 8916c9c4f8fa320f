import type { ContributionBillsView, ContributionBillView } from '@gongji/contract';
import { type Bilingual, fen, yuanText } from '@gongji/domain';
import { csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import { schemeName } from '../print/code-words.ts';
import { billKindName, billStateName } from '../print/contribution-words.ts';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import type { HandedFile } from '../rest/answer.ts';

type Language = 'zh' | 'en';

interface Column {
  readonly head: Bilingual;
  readonly width: number;
  readonly cell: (bill: ContributionBillView, lang: Language) => string;
  /** Fen, of a bill and of all of them. */
  readonly sum?: 'amountFen' | 'openFen';
}

const COLUMNS: readonly Column[] = [
  { head: { zh: '缴费单号', en: 'Bill' }, width: 32, cell: (b) => b.billNo },
  { head: { zh: '缴费主体', en: 'Payer' }, width: 30, cell: (b) => b.payerName },
  { head: { zh: '险种', en: 'Scheme' }, width: 24, cell: (b, lang) => schemeName(b.scheme)[lang] },
  { head: { zh: '费款所属期', en: 'Period' }, width: 14, cell: (b) => b.period },
  { head: { zh: '类别', en: 'Kind' }, width: 14, cell: (b, lang) => billKindName(b.kind)[lang] },
  { head: { zh: '人数', en: 'Persons' }, width: 10, cell: (b) => String(b.heads) },
  {
    head: { zh: '应缴（元）', en: 'Amount (yuan)' },
    width: 16,
    cell: (b) => yuanText(fen(b.amountFen)),
    sum: 'amountFen',
  },
  {
    head: { zh: '未缴（元）', en: 'Open (yuan)' },
    width: 16,
    cell: (b) => yuanText(fen(b.openFen)),
    sum: 'openFen',
  },
  { head: { zh: '缴费期限', en: 'Due on' }, width: 14, cell: (b) => b.dueOn },
  { head: { zh: '状态', en: 'State' }, width: 12, cell: (b, lang) => billStateName(b.state)[lang] },
  { head: { zh: '开出日期', en: 'Issued on' }, width: 14, cell: (b) => beijingDay(new Date(b.issuedAt)) },
];

/** 缴费单 as a file: numbers that may be added up, texts that are never formulas, and the sum in the last row. */
export function contributionBillFile(
  { items, totals }: Pick<ContributionBillsView, 'items' | 'totals'>,
  format: 'xlsx' | 'csv',
  lang: Language,
): HandedFile {
  const heads = COLUMNS.map(({ head }) => head[lang]);
  const total = (text: (column: Column) => string) =>
    COLUMNS.map((column, index) => (index === 0 ? { zh: '合计', en: 'Total' }[lang] : text(column)));
  const sumOf = ({ sum }: Column) => (sum === undefined ? '' : yuanText(fen(totals[sum])));
  const disposition = 'attachment';
  if (format === 'csv') {
    const cells = (texts: readonly string[]) =>
      texts.map((text, index) =>
        COLUMNS[index]?.sum === undefined || text === '' ? text : { amount: text },
      );
    const rows = items.map((bill) => cells(COLUMNS.map(({ cell }) => cell(bill, lang))));
    const content = csvFile([heads, ...rows, cells(total(sumOf))]);
    return { type: 'text/csv; charset=utf-8', name: 'contribution-bills.csv', disposition, content };
  }
  const numbers = (texts: readonly string[]): readonly XlsxCell[] =>
    texts.map((text, index) =>
      COLUMNS[index]?.sum === undefined || text === ''
        ? text
        : { value: Number(text.replaceAll(',', '')), style: 'number' as const },
    );
  const rows = items.map((bill) => numbers(COLUMNS.map(({ cell }) => cell(bill, lang))));
  const content = xlsxFile([
    {
      name: lang === 'zh' ? '缴费单' : 'Bills',
      columns: COLUMNS.map(({ width }) => ({ width })),
      rows: [heads.map((value) => ({ value, style: 'head' as const })), ...rows, numbers(total(sumOf))],
      frozenRows: 1,
    },
  ]);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { type, name: 'contribution-bills.xlsx', disposition, content };
}
