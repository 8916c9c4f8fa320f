import { type Fen, fen } from '@gongji/domain';
import type { FundPayment } from '@gongji/engine';

/** The fund columns of a settlement reply. */
export const FUND_COLUMNS = [
  'hifp_pay',
  'cvlserv_pay',
  'hifes_pay',
  'hifmi_pay',
  'hifob_pay',
  'maf_pay',
  'hifdm_pay',
  'oth_pay',
] as const;
export type FundColumn = (typeof FUND_COLUMNS)[number];

/** First four digits of the fund type 基金支付类型 → column; anything else is `oth_pay`. */
const COLUMN_OF: Readonly<Record<string, FundColumn>> = {
  '3101': 'hifp_pay', // employee pooled fund 职工统筹
  '3901': 'hifp_pay', // resident pooled fund 居民统筹
  '3201': 'cvlserv_pay', // civil-servant supplement 公务员补助
  '3701': 'hifes_pay', // enterprise supplement 企业补充
  '3902': 'hifmi_pay', // resident catastrophic insurance 居民大病
  '3301': 'hifob_pay', // employee large-amount supplement 职工大额
  '6101': 'maf_pay', // medical assistance 医疗救助
  '3501': 'hifdm_pay', // disabled soldiers 伤残人员
};

export function fundColumn(fundType: string): FundColumn {
  return COLUMN_OF[fundType.slice(0, 4)] ?? 'oth_pay';
}

/** What each column amounts to, every column present. */
export function fundColumns(payments: readonly FundPayment[]): Readonly<Record<FundColumn, Fen>> {
  const sums = Object.fromEntries(FUND_COLUMNS.map((c) => [c, fen(0)])) as Record<FundColumn, Fen>;
  for (const p of payments) {
    const column = fundColumn(p.fundType);
    sums[column] = fen(sums[column] + p.amountFen);
  }
  return sums;
}
