import type { DifferenceReason, ReconciliationDayView, ReconciliationState, Repair } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import {
  acceptedDifferences,
  type BillElsewhere,
  type BookedBill,
  billsByNumber,
  booksOfDay,
  dayResults,
  latestOwnBillList,
  type OwnBillList,
  refusedMessages,
} from '@gongji/store/office';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { type Compared, compareBooks, type Difference } from './compare-books.ts';
import { dayTotals } from './day-totals.ts';
import type { OwnBill } from './own-bill.ts';

type Line = ReconciliationDayView['differences'][number];

/** A day as reconciled now, from the latest list and the books as they stand. */
export interface ReconciledDay {
  readonly view: ReconciliationDayView;
  readonly listId: string | undefined;
  readonly count: number;
  readonly totalFen: number;
  /** Settlements that the institution lacks: a later reversal of one of them needs nothing more. */
  readonly onlyCentre: readonly string[];
}

const MOST_SHOWN = 500;

/** Compares a day and says of each line that differs why, and what repairs it. Reads only. */
export async function reconcileDay(
  db: Queryable,
  institutionCode: string,
  day: CalendarDate,
): Promise<ReconciledDay> {
  const books = await booksOfDay(db, institutionCode, day);
  const list = await latestOwnBillList(db, institutionCode, day);
  // What the reading of the list wrote.
  const own = list === undefined ? undefined : (list.bills as readonly OwnBill[]);
  const compared = own === undefined ? undefined : compareBooks(books, own);
  const lines = compared === undefined ? [] : await explained(db, institutionCode, { day, compared });
  const open = lines.filter(({ solved }) => solved === undefined).length;
  const state =
    own === undefined ? (books.length === 0 ? 'empty' : 'none') : open === 0 ? 'balanced' : 'open';
  const first = [...lines].sort((a, b) => Number(a.solved !== undefined) - Number(b.solved !== undefined));
  return {
    listId: list?.listId,
    count: books.length,
    totalFen: books.reduce((sum, bill) => sum + bill.totalFen, 0),
    onlyCentre: lines.flatMap((l) =>
      l.kind === 'only-centre' && l.settlementId !== undefined ? [l.settlementId] : [],
    ),
    view: {
      day,
      state,
      ...(list === undefined || own === undefined ? {} : { list: listHead(list, own) }),
      totals: [...dayTotals(books, own, compared)],
      equal: compared?.equal.length ?? 0,
      open,
      differences: first.slice(0, MOST_SHOWN),
      more: Math.max(0, lines.length - MOST_SHOWN),
    },
  };
}

/** As the list of days shows it, from what was kept: cheap for many days. */
export function stateOfDay(
  books: { readonly count: number; readonly totalFen: number },
  kept: { readonly open: number; readonly count: number; readonly totalFen: number } | undefined,
): ReconciliationState {
  if (kept === undefined) return books.count === 0 ? 'empty' : 'none';
  if (kept.count !== books.count || kept.totalFen !== books.totalFen) return 'stale';
  return kept.open === 0 ? 'balanced' : 'open';
}

function listHead({ source, filename, givenBy, givenAt }: OwnBillList, own: readonly OwnBill[]) {
  return { source, filename, bills: own.length, by: givenBy, at: givenAt.toISOString() };
}

interface Around {
  readonly elsewhere: readonly BillElsewhere[];
  readonly refused: readonly { readonly logId: string; readonly msgid: string }[];
  /** Settlements of earlier days that the institution lacks. */
  readonly lackedBefore: ReadonlySet<string>;
}

async function explained(
  db: Queryable,
  institutionCode: string,
  { day, compared }: { readonly day: CalendarDate; readonly compared: Compared },
): Promise<readonly Line[]> {
  const numbers = compared.differences.flatMap((one) =>
    one.kind === 'only-own' ? [one.own.settlementId, one.own.receiptNo].filter((n) => n !== '') : [],
  );
  const earlier = compared.differences
    .flatMap((one) => (one.kind === 'only-centre' ? [one.centre.originDay] : []))
    .filter((on): on is CalendarDate => on !== null && on < day)
    .sort();
  const [first = day] = earlier;
  // One after the other: it may be one transaction.
  const elsewhere = await billsByNumber(db, institutionCode, numbers);
  const refused = await refusedMessages(db, institutionCode, numbers);
  const accepted = await acceptedDifferences(db, institutionCode, day);
  const before = earlier.length === 0 ? [] : await dayResults(db, institutionCode, { from: first, to: day });
  const today = compared.differences.flatMap((d) =>
    d.kind === 'only-centre' ? [d.centre.settlementId] : [],
  );
  const lackedBefore = new Set([...before.flatMap(({ onlyCentre }) => onlyCentre), ...today]);
  const byKey = new Map(accepted.map((one) => [one.key, one]));
  return compared.differences.map((one) => {
    const line = lineOf(one, { elsewhere, refused, lackedBefore });
    const known = byKey.get(one.key);
    if (known === undefined || line.solved !== undefined) return line;
    const { reason, by, at } = known;
    return { ...line, solved: { how: 'accepted', reason, by, at: at.toISOString() } };
  });
}

function lineOf(one: Difference, around: Around): Line {
  if (one.kind === 'only-own') return ownLine(one.key, one.own, around);
  const { centre } = one;
  const shared = { ...booked(centre), key: one.key, kind: one.kind };
  if (one.kind === 'amounts')
    return {
      ...shared,
      row: one.own.row,
      ownFen: one.own.totalFen,
      fields: [...one.fields],
      reason: centre.replacedBy === null ? 'amounts-differ' : 'recomputed-since',
      repairs: repairsOf(centre, ['reply', 'accept']),
    };
  const solvedBy = solution(centre, around.lackedBefore);
  return {
    ...shared,
    fields: [],
    reason: reasonOf(centre),
    repairs: repairsOf(
      centre,
      centre.kind === 'settlement' ? ['reverse', 'reply', 'accept'] : ['reply', 'accept'],
    ),
    ...(solvedBy === undefined ? {} : { solved: { how: 'reversed' as const, reversalId: solvedBy } }),
  };
}

/** A settlement that the institution lacks is solved by its reversal, and the reversal with it. */
function solution(bill: BookedBill, lacked: ReadonlySet<string>): string | undefined {
  if (bill.kind === 'settlement') return bill.reversedBy ?? undefined;
  return bill.originId !== null && lacked.has(bill.originId) ? bill.settlementId : undefined;
}

function repairsOf(bill: BookedBill, wanted: readonly Repair[]): Repair[] {
  // What a recomputation or the agency made has no message of the institution, and the institution does not undo it.
  const ofAnother = bill.cause === 'recompute' || bill.msgid.startsWith('rest-');
  return wanted.filter(
    (repair) => repair === 'accept' || (!ofAnother && (repair !== 'reverse' || bill.reversedBy === null)),
  );
}

function reasonOf(bill: BookedBill): DifferenceReason {
  if (bill.cause === 'recompute') return 'recomputed';
  if (bill.cause === 'compensation') return 'compensated';
  if (bill.kind === 'settlement') return 'reply-lost';
  return bill.msgid.startsWith('rest-') ? 'reversed-elsewhere' : 'reversal-not-booked';
}

function booked(bill: BookedBill) {
  return {
    clrType: bill.clrType,
    settlementId: bill.settlementId,
    reversal: bill.kind === 'reversal',
    receiptNo: bill.msgid,
    person: { name: maskName(bill.personName), psnNo: maskPersonNumber(bill.psnNo) },
    settledAt: bill.settledAt.toISOString(),
    centreFen: bill.totalFen,
    fundFen: bill.fundFen,
    accountFen: bill.accountFen,
    cashFen: bill.cashFen,
  };
}

function ownLine(key: string, own: OwnBill, { elsewhere, refused }: Around): Line {
  const other = elsewhere.find(
    (bill) =>
      bill.settlementId === own.settlementId ||
      (own.receiptNo !== '' &&
        bill.reversal === own.reversal &&
        (bill.msgid === own.receiptNo || bill.invoiceNo === own.receiptNo)),
  );
  const message = refused.find(({ msgid }) => msgid === own.receiptNo);
  const reason = other !== undefined ? 'other-day' : message !== undefined ? 'refused' : 'unknown';
  return {
    key,
    kind: 'only-own',
    reason,
    clrType: own.clrType,
    ...(/^\d{1,19}$/.test(own.settlementId) ? { settlementId: own.settlementId } : {}),
    reversal: own.reversal,
    receiptNo: own.receiptNo,
    row: own.row,
    ownFen: own.totalFen,
    ...(own.fundFen === undefined ? {} : { fundFen: own.fundFen }),
    ...(own.accountFen === undefined ? {} : { accountFen: own.accountFen }),
    ...(own.cashFen === undefined ? {} : { cashFen: own.cashFen }),
    fields: [],
    ...(other === undefined ? {} : { otherDay: other.day }),
    ...(message === undefined || other !== undefined ? {} : { logId: message.logId }),
    repairs: reason === 'refused' ? ['messages', 'accept'] : ['accept'],
  };
}
