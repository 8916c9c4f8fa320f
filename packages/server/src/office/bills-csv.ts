import type { SettlementSummary } from '@gongji/contract';
import { fen, yuanText } from '@gongji/domain';
import { type CsvCell, csvFile, type XlsxCell, xlsxFile } from '@gongji/sheets';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';

const HEADS = {
  zh: [
    '结算编号',
    '结算时间',
    '类型',
    '原结算编号',
    '参保人',
    '人员编号',
    '险种',
    '医疗类别',
    '就诊日期',
    '总额',
    '基金支付',
    '个人账户',
    '个人现金',
  ],
  en: [
    'Settlement',
    'Settled at',
    'Kind',
    'Original',
    'Person',
    'Person no.',
    'Scheme',
    'Care type',
    'Care on',
    'Total',
    'Funds',
    'Account',
    'Cash',
  ],
} as const;
const WORDS = {
  zh: { settlement: '结算', reversal: '冲正', employee: '职工', resident: '居民' },
  en: { settlement: 'settlement', reversal: 'reversal', employee: 'employee', resident: 'resident' },
} as const;

/** Bills as CSV, amounts in yuan; persons masked as on the page. */
export function billsCsv(bills: readonly SettlementSummary[], lang: 'zh' | 'en'): string {
  const rows = bills.map((bill): readonly CsvCell[] => [
    ...textsOf(bill, lang),
    ...amountsOf(bill).map((amountFen) => ({ amount: yuanText(fen(amountFen)) })),
  ]);
  return csvFile([HEADS[lang], ...rows]);
}

/** The same as a workbook: numbers that may be added up, and texts that are never formulas. */
export function billsXlsx(bills: readonly SettlementSummary[], lang: 'zh' | 'en'): Uint8Array {
  const head = HEADS[lang].map((value) => ({ value, style: 'head' as const }));
  const rows = bills.map((bill): readonly XlsxCell[] => [
    ...textsOf(bill, lang),
    ...amountsOf(bill).map((amountFen) => ({
      value: Number(yuanText(fen(amountFen)).replaceAll(',', '')),
      style: 'number' as const,
    })),
  ]);
  const columns = HEADS[lang].map((_, index) => ({ width: index < 4 ? 22 : 14 }));
  const name = lang === 'zh' ? '结算单' : 'Bills';
  return xlsxFile([{ name, columns, rows: [head, ...rows], frozenRows: 1 }]);
}

function textsOf(bill: SettlementSummary, lang: 'zh' | 'en'): readonly string[] {
  const words = WORDS[lang];
  return [
    bill.settlementId,
    beijingTime(new Date(bill.settledAt)),
    words[bill.kind],
    bill.originId ?? '',
    bill.person.name,
    bill.person.psnNo,
    words[bill.scheme],
    bill.medType,
    String(bill.startedOn),
  ];
}

function amountsOf({ totalFen, fundFen, accountFen, cashFen }: SettlementSummary): readonly number[] {
  return [totalFen, fundFen, accountFen, cashFen];
}
