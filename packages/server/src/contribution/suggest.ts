import type { BillRow, ReceiptRow } from '@gongji/store/contribution';

export interface Suggestion {
  readonly bill: BillRow;
  readonly score: number;
  readonly why: readonly ('name' | 'code' | 'amount' | 'period')[];
}

/** Weight of each reason: a code says more than an amount, an amount more than a name. */
const WEIGHT = { code: 50, amount: 30, name: 25, period: 5 } as const;

/** Bills that a receipt may be meant for, the likeliest first. Nobody is guessed: a person confirms. */
export function suggest(
  receipt: Pick<ReceiptRow, 'payerName' | 'payerCode' | 'freeFen' | 'paidOn' | 'purpose'>,
  bills: readonly BillRow[],
): readonly Suggestion[] {
  return bills
    .map((bill) => {
      const why = reasons(receipt, bill);
      return { bill, why, score: why.reduce((sum, reason) => sum + WEIGHT[reason], 0) };
    })
    .filter(({ score }) => score >= WEIGHT.name)
    .sort((a, b) => b.score - a.score || (a.bill.dueOn < b.bill.dueOn ? -1 : 1))
    .slice(0, 10);
}

function reasons(
  { payerName, payerCode, freeFen, paidOn, purpose }: Parameters<typeof suggest>[0],
  bill: BillRow,
): Suggestion['why'] {
  const unit = bill.payer === 'unit';
  const name = unit ? bill.unitName : bill.personName;
  const codes = unit ? [bill.unitCode] : [bill.psnNo, bill.certNo];
  return [
    ...(payerCode !== '' && codes.includes(payerCode) ? (['code'] as const) : []),
    ...(freeFen === bill.amountFen - bill.paidFen ? (['amount'] as const) : []),
    ...(payerName !== '' && payerName === name ? (['name'] as const) : []),
    ...(paidOn.startsWith(bill.period) || purpose.includes(bill.period) ? (['period'] as const) : []),
  ];
}
