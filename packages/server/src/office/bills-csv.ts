import type { SettlementSummary } from '@gongji/contract';
import { fen, yuanText } from '@gongji/domain';
import { type CsvCell, csvFile } from '@gongji/sheets';
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

/** Bills for a spreadsheet, amounts in yuan; persons masked as on the page. */
export function billsCsv(bills: readonly SettlementSummary[], lang: 'zh' | 'en'): string {
  const words = WORDS[lang];
  const rows = bills.map((bill): readonly CsvCell[] => [
    bill.settlementId,
    beijingTime(new Date(bill.settledAt)),
    words[bill.kind],
    bill.originId ?? '',
    bill.person.name,
    bill.person.psnNo,
    words[bill.scheme],
    bill.medType,
    String(bill.startedOn),
    ...[bill.totalFen, bill.fundFen, bill.accountFen, bill.cashFen].map((amount) => ({
      amount: yuanText(fen(amount)),
    })),
  ]);
  return csvFile([HEADS[lang], ...rows]);
}
