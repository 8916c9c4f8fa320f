import type { CalendarDate } from '@gongji/domain';
import { type Rejection, rejection } from '@gongji/domain';
import { type ReceiptPlace, receiptPostings } from '@gongji/ledger';
import type { NewId, PoolClient } from '@gongji/store';
import { insertReceipts, knownSerials, lockSource, type Receipt } from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { yuan } from './yuan.ts';

/** A payment as reported, before it is known to be new. */
export interface PaymentLine {
  readonly lineNo: number;
  readonly serial: string;
  readonly amountFen: number;
  readonly paidOn: CalendarDate;
  readonly payerName: string;
  readonly payerCode: string;
  readonly payerAccount: string;
  readonly billNo: string;
  readonly purpose: string;
}

export interface TakeContext {
  readonly newId: NewId;
  readonly regionCode: string;
  readonly source: string;
  /** Where the money is; the bank unless said. */
  readonly place?: ReceiptPlace;
  readonly fileId: string | null;
  readonly by: string;
  readonly at: Date;
  readonly bookedOn: CalendarDate;
}

export type Taken =
  | { readonly kind: 'taken'; readonly receiptIds: readonly string[]; readonly known: number }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/**
 * Takes payments 到账 in the transaction, each serial number of a source once: what is known with the same amount is left
 * out, what is known with another amount refuses them all, with every such line. Books the money as unallocated.
 */
export async function takeReceipts(
  tx: PoolClient,
  context: TakeContext,
  lines: readonly PaymentLine[],
): Promise<Taken> {
  const { newId, regionCode, source, fileId, by, at, bookedOn, place } = context;
  await lockSource(tx, regionCode, source);
  const serials = lines.map((line) => line.serial);
  const known = await knownSerials(tx, regionCode, source, serials);
  const rejections = lines.flatMap((line) => otherAmount(line, known.get(line.serial)));
  if (rejections.length > 0) return { kind: 'refused', rejections };
  const fresh = lines.filter((line) => !known.has(line.serial));
  const receipts = fresh.map(({ lineNo: _, ...line }): Receipt => {
    const ids = { receiptId: newId(), entryId: newId() };
    return { ...line, ...ids, regionCode, source, fileId, takenBy: by, takenAt: at };
  });
  if (receipts.length > 0) {
    await insertReceipts(tx, receipts);
    await bookEntries(
      tx,
      receipts.map(({ entryId, amountFen }) => ({
        ...{ regionCode, personId: '0', entryId, entryKind: 'receipt', bookedOn, bookedAt: at },
        postings: receiptPostings(regionCode, amountFen, place),
      })),
    );
  }
  return { kind: 'taken', receiptIds: receipts.map((r) => r.receiptId), known: lines.length - fresh.length };
}

function otherAmount(line: PaymentLine, known: number | undefined): readonly Rejection[] {
  if (known === undefined || known === line.amountFen) return [];
  const data = {
    line: String(line.lineNo),
    serial: line.serial,
    amount: yuan(line.amountFen),
    known: yuan(known),
  };
  return [
    rejection('payment-serial-known', data, { field: `lines[${line.lineNo}].amount`, value: data.amount }),
  ];
}
