import { fen } from '@gongji/domain';
import type { ReviewedBill } from './decide-review.ts';

/** Bills that several reviews in turn have settled again: each from how it stood before the first to how the last left it. Pure. */
export function lastWordOnEach(bills: readonly ReviewedBill[]): readonly ReviewedBill[] {
  const told: ReviewedBill[] = [];
  /** Where a bill is told, by the number under which it stands now. */
  const at = new Map<string, number>();
  for (const bill of bills) {
    const index = at.get(bill.settlementId) ?? told.length;
    const first = told[index];
    told[index] = first === undefined ? bill : inOne(first, bill);
    at.set(bill.replacedBy ?? bill.settlementId, index);
  }
  return told;
}

function inOne(first: ReviewedBill, last: ReviewedBill): ReviewedBill {
  const before = new Map(first.payers.map(({ payer, beforeFen }) => [payer, beforeFen]));
  const after = new Map(last.payers.map(({ payer, afterFen }) => [payer, afterFen]));
  const names = new Set([...before.keys(), ...after.keys()]);
  return {
    ...last,
    settlementId: first.settlementId,
    payers: [...names].map((payer) => ({
      payer,
      beforeFen: before.get(payer) ?? fen(0),
      afterFen: after.get(payer) ?? fen(0),
    })),
    personOwesFen: fen(first.personOwesFen + last.personOwesFen),
  };
}
