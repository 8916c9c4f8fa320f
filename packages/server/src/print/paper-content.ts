import type { CalendarDate } from '@gongji/domain';
import type { DayFees } from '@gongji/store/print';
import type { SettlementDetailRow } from '@gongji/store/rest';
import { linesOfDay } from './day-paper.ts';

/** The amounts that a paper about a settlement vouches for. A reversal later does not change them. */
export function settlementContent(row: SettlementDetailRow): unknown {
  return [
    row.kind,
    row.totalFen,
    row.selfPaidFen,
    row.overLimitFen,
    row.firstPayFen,
    row.inScopeFen,
    row.deductibleFen,
    row.fundFen,
    row.providerFen,
    row.accountFen,
    row.familyAccountFen,
    row.cashFen,
    row.payments.map((p) => [p.payer, p.amountFen]),
  ];
}

/** The lines that a day list vouches for; settling them later does not change them. */
export function dayContent(fees: DayFees, day: CalendarDate): unknown {
  return linesOfDay(fees, day).map(({ line }) => [
    line.id,
    line.listCode,
    line.cntE4,
    line.amountFen,
    line.selfPaidFen,
    line.overLimitFen,
    line.firstPayFen,
  ]);
}
