import { allocationPostings } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import {
  type Allocation,
  type BillLine,
  insertAllocations,
  lockAllocating,
  lockBills,
  type OpenBill,
  setOffCandidates,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import type { AllocateContext } from './allocate.ts';
import { openLines } from './split-allocation.ts';

/**
 * Sets a bill that comes to less than nothing off 抵扣 against what the same payer still owes for the same period, in the
 * transaction: whole, against one bill that holds each of its lines. False: there is none.
 */
export async function setOff(
  tx: PoolClient,
  context: Pick<AllocateContext, 'newId' | 'by' | 'at' | 'bookedOn'>,
  billId: string,
): Promise<boolean> {
  await lockAllocating(tx);
  const candidates = await setOffCandidates(tx, billId);
  const bills = new Map((await lockBills(tx, [billId, ...candidates])).map((bill) => [bill.billId, bill]));
  const less = bills.get(billId);
  if (less === undefined) return false;
  const lines = openLines(less).filter((line) => line.amountFen !== 0);
  if (lines.length === 0 || lines.some((line) => line.amountFen > 0)) return false;
  const other = candidates.flatMap((id) => bills.get(id) ?? []).find((bill) => holds(bill, lines));
  if (other === undefined) return false;
  const entryId = context.newId();
  const setOffId = context.newId();
  const taken = lines.map((line) => ({ ...line, amountFen: -line.amountFen }));
  const rows = [rowOf(context, less, lines), rowOf(context, other, taken)];
  await insertAllocations(
    tx,
    rows.map((row) => ({ ...row, entryId, setOffId })),
  );
  const { regionCode, personId, scheme } = less;
  await bookEntries(tx, [
    {
      ...{ regionCode, personId, entryId, entryKind: 'contribution' },
      ...{ bookedOn: context.bookedOn, bookedAt: context.at },
      postings: [...taken, ...lines].flatMap((line) => allocationPostings({ regionCode, scheme }, [line])),
    },
  ]);
  return true;
}

/** Each line takes away no more than is open of the same line there. */
function holds(bill: OpenBill, lines: readonly BillLine[]): boolean {
  const open = openLines(bill);
  return lines.every(({ payer, fund, component, amountFen }) =>
    open.some(
      (o) => o.payer === payer && o.fund === fund && o.component === component && o.amountFen >= -amountFen,
    ),
  );
}

function rowOf(
  { newId, by, at }: Pick<AllocateContext, 'newId' | 'by' | 'at'>,
  { regionCode, personId, billId }: OpenBill,
  lines: readonly BillLine[],
): Omit<Allocation, 'entryId' | 'setOffId'> {
  const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
  return {
    ...{ regionCode, personId, allocationId: newId(), receiptId: null, billId, amountFen },
    ...{ how: 'set-off', originId: null, lines, by, at },
  };
}
