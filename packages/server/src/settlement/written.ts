import { type CalendarDate, type Fen, fen } from '@gongji/domain';
import type { Posting } from '@gongji/ledger';
import type { EffectWrite, MovementRow, SettlementRow, WriteSet } from '@gongji/store/settlement';
import type { KeptReply, MessageKey, Settled } from './contract.ts';
import { accountWrites, counterWrites, moveAccount, type WorkingState } from './working-state.ts';

/** How much of a settlement an account paid; negative in a reversal. Stored in `settlement.account_moves`. */
export interface AccountMove {
  readonly ownerPersonId: string;
  readonly regionCode: string;
  readonly amountFen: Fen;
}

/** One settlement or reversal on the books of a working state, not yet in the database. */
export interface Written {
  readonly row: SettlementRow;
  readonly settled: Settled;
  readonly postings: readonly Posting[];
  readonly movements: readonly MovementRow[];
  readonly bookedOn: CalendarDate;
  readonly actor: string;
}

/** Moves the money of the accounts in the working state and returns the movements 个人账户明细. */
export function moveRows(
  state: WorkingState,
  moves: readonly AccountMove[],
  settlementId: string,
  movedAt: Date,
): readonly MovementRow[] {
  return moves.map(({ ownerPersonId, regionCode, amountFen }) => ({
    regionCode,
    personId: ownerPersonId,
    // One movement of an owner per settlement, so the settlement's number serves as the movement's.
    movementId: settlementId,
    settlementId,
    kind: amountFen < 0 ? 'refund' : ownerPersonId === state.personId ? 'spend' : 'spend-family',
    amountFen: fen(-amountFen),
    balanceFen: moveAccount(state, ownerPersonId, -amountFen),
    movedAt,
  }));
}

/** All rows of one use case: its settlements in order, and the effect of the message that caused them; a review has none. */
export function writeSetOf(
  state: WorkingState,
  written: readonly Written[],
  effect: EffectWrite | undefined,
): WriteSet {
  return {
    counters: counterWrites(state),
    accounts: accountWrites(state),
    effects: effect === undefined ? [] : [effect],
    settlements: written.map((w) => w.row),
    entries: written.filter((w) => w.postings.length > 0).map(entryOf),
    postings: written.flatMap(({ row, postings }) =>
      postings.map((posting, index) => ({
        regionCode: row.regionCode,
        personId: row.personId,
        entryId: row.settlementId,
        lineNo: index + 1,
        posting,
      })),
    ),
    movements: written.flatMap((w) => w.movements),
    carries: [],
    audit: written.map(({ row, actor }) => ({
      at: row.settledAt,
      actor,
      action: row.kind === 'reversal' ? 'settlement.reverse' : 'settlement.settle',
      subject: row.settlementId,
      detailJson: JSON.stringify({ cause: row.cause, digest: Buffer.from(row.digest).toString('hex') }),
    })),
  };
}

/** Written to JSON once: the same text is stored and sent. */
export function keptReply(reply: unknown): KeptReply {
  return { reply, replyText: JSON.stringify(reply ?? null) };
}

/** The effect of a message: what was done, and the reply that is given for ever. */
export function effectOf(
  message: MessageKey,
  { replyText }: KeptReply,
  personId: string,
  settlementId: string | null,
): EffectWrite {
  return {
    institutionCode: message.institutionCode,
    msgid: message.msgid,
    infno: message.infno,
    bodyHash: message.bodyHash,
    state: 'done',
    reply: replyText,
    personId,
    settlementId,
    receivedAt: message.receivedAt,
  };
}

function entryOf({ row, bookedOn }: Written) {
  return {
    regionCode: row.regionCode,
    personId: row.personId,
    // A settlement has one entry, so its number serves as the entry's.
    entryId: row.settlementId,
    settlementId: row.settlementId,
    entryKind: row.kind,
    bookedOn,
    bookedAt: row.settledAt,
  };
}
