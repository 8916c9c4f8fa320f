import { type Bilingual, type Fen, fen, sumFen } from '@gongji/domain';
import type { SettledBill } from '../day/day-record.ts';

/** Names of fund types 基金支付类型 that the model policies pay from. */
const FUND_NAMES: Readonly<Record<string, Bilingual>> = {
  '310100': { zh: '职工统筹基金', en: 'employee pooled fund' },
  '310102': { zh: '职工门诊统筹', en: 'employee outpatient pool' },
  '320100': { zh: '公务员医疗补助', en: 'civil-servant supplement' },
  '330100': { zh: '大额医疗补助', en: 'large-amount supplement' },
  '390100': { zh: '居民统筹基金', en: 'resident pooled fund' },
  '390102': { zh: '居民门诊统筹', en: 'resident outpatient pool' },
  '390200': { zh: '居民大病保险', en: 'catastrophic insurance' },
  '510100': { zh: '生育基金', en: 'maternity fund' },
  '610100': { zh: '医疗救助基金', en: 'medical aid' },
};

export interface FundTotal {
  readonly fundType: string;
  readonly name: Bilingual;
  readonly amountFen: Fen;
}

/** Sums of a day; reversals count with their negative amounts. */
export interface DayTotals {
  readonly bills: number;
  readonly reversals: number;
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly accountFen: Fen;
  readonly cashFen: Fen;
  readonly providerFen: Fen;
  readonly funds: readonly FundTotal[];
  /** Funds, accounts, cash and providers sum to the total, and the single funds to all funds. */
  readonly addsUp: boolean;
}

export function totalsOf(bills: readonly SettledBill[]): DayTotals {
  const replies = bills.map((bill) => bill.reply);
  const sum = (pick: (reply: SettledBill['reply']) => Fen) => sumFen(replies.map(pick));
  const byFund = new Map<string, FundTotal>();
  for (const { funds } of replies) {
    for (const { fundType, name, amountFen } of funds) {
      const before = byFund.get(fundType);
      byFund.set(fundType, {
        fundType,
        name: FUND_NAMES[fundType] ?? { zh: name || fundType, en: fundType },
        amountFen: fen((before?.amountFen ?? 0) + amountFen),
      });
    }
  }
  const funds = [...byFund.values()]
    .filter((fund) => fund.amountFen !== 0)
    .sort((a, b) => b.amountFen - a.amountFen);
  const [totalFen, fundFen, accountFen] = [
    sum((r) => r.totalFen),
    sum((r) => r.fundFen),
    sum((r) => r.accountFen),
  ];
  const [cashFen, providerFen] = [sum((r) => r.cashFen), sum((r) => r.providerFen)];
  return {
    bills: bills.filter((bill) => bill.reply.totalFen >= 0).length,
    reversals: bills.filter((bill) => bill.reply.totalFen < 0).length,
    totalFen,
    fundFen,
    accountFen,
    cashFen,
    providerFen,
    funds,
    addsUp:
      totalFen === fundFen + accountFen + cashFen + providerFen &&
      fundFen === sumFen(funds.map((fund) => fund.amountFen)),
  };
}
