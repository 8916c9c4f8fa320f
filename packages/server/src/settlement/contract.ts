import type { CalendarDate, Fen, Rejection } from '@gongji/domain';
import type { Assessment, BillLine, CounterMove, FactValue } from '@gongji/engine';
import type { Posting } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import type { ReviewedBill } from './decide-review.ts';

/** Who asks, and the message that asks: the key of "one effect per message". */
export interface MessageKey {
  readonly institutionCode: string;
  readonly msgid: string;
  readonly infno: string;
  /** SHA-256 of the canonical business body. */
  readonly bodyHash: Uint8Array;
  readonly receivedAt: Date;
  /** The user or program that asked, where it is not the institution's own system; the audit log names it. */
  readonly actor?: string;
}

/** Who asked, as the audit log names it. */
export function actorOf({ actor, institutionCode }: MessageKey): string {
  return actor ?? institutionCode;
}

/** One bill to preview or settle, as any channel (provider interface, REST, manual claim) presents it. */
export interface BillRequest {
  readonly personId: string;
  readonly insutype: string;
  readonly institutionCode: string;
  readonly visitId?: string;
  readonly medType: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly diseaseCode?: string;
  readonly lines: readonly BillLine[];
  readonly totalFen: Fen;
  readonly account: 'none' | 'own' | 'own-and-family';
  readonly midStay: boolean;
  readonly invoiceNo?: string;
  /** Facts only the channel knows: emergency, accident, matnType … Override what the registers say. */
  readonly facts?: Readonly<Record<string, FactValue>>;
}

export interface SettleRequest extends BillRequest {
  readonly message: MessageKey;
  readonly cause: 'provider' | 'manual';
  /** Builds the reply that is stored with the effect and returned for ever; runs inside the write. Pure. */
  readonly reply: (settled: Settled) => unknown;
}

export interface ReverseRequest {
  readonly message: MessageKey;
  readonly cause: 'provider' | 'compensation' | 'manual';
  readonly reason: string;
  /** Exactly one way to name it: its id, or (2601) the message that settled it. */
  readonly target:
    | {
        readonly kind: 'settlement';
        readonly personId: string;
        readonly settlementId: string;
        readonly visitId?: string;
      }
    | { readonly kind: 'message'; readonly personId: string; readonly msgid: string; readonly infno: string };
  /** Fingerprint of the effects that were shown ({@link ReversalEffects}): if they are others now, nothing is done. */
  readonly expects?: string;
  readonly reply: (reversed: Settled | undefined) => unknown;
}

/** What a reversal would do 撤销影响; nothing is written. */
export interface ReversalEffects {
  /** The settlement that would be reversed: the one asked for, or the one that a recompute put in its place. */
  readonly settlementId: string;
  /** The opposite settlement; its amounts are negative. */
  readonly reversal: Settled;
  readonly counters: readonly CounterEffect[];
  readonly accounts: readonly {
    readonly personId: string;
    readonly beforeFen: Fen;
    readonly afterFen: Fen;
  }[];
  readonly postings: readonly Posting[];
  /**
   * Later settlements of the person in the scheme that still stand, and those of relatives that are affected, in the order of
   * adjudication; then those under his merged numbers that are settled again.
   */
  readonly later: readonly LaterEffect[];
  /** Numbers that were merged into the person: their bills are his. */
  readonly merged: readonly string[];
  /** True when later settlements must be reversed first: the reversal would be refused. */
  readonly blocked: boolean;
  /** Of all the above that has to do with money. */
  readonly fingerprint: string;
}

export interface CounterEffect {
  /** The person, a relative, or the head of the family. */
  readonly ownerId: string;
  readonly key: string;
  readonly counter: string;
  readonly owner: CounterMove['owner'];
  /** In fen, or a count. */
  readonly before: number;
  readonly after: number;
}

export interface LaterEffect {
  readonly personId: string;
  readonly settlementId: string;
  readonly institutionCode: string;
  readonly settledAt: Date;
  readonly effect: 'unchanged' | 'recomputed' | 'blocks';
  readonly before: Assessed;
  /** As it would be settled again; of a recomputed one only. */
  readonly after?: Assessed;
}

/** Who pays what of one bill, in short. */
export interface Assessed {
  readonly totalFen: Fen;
  readonly fundFen: Fen;
  readonly providerFen: Fen;
  readonly accountFen: Fen;
  readonly familyAccountFen: Fen;
  readonly cashFen: Fen;
}

export type ReversalPreviewResult =
  | { readonly kind: 'previewed'; readonly effects: ReversalEffects }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** A settlement row in words; amounts of a reversal are negative. */
export interface Settled {
  readonly settlementId: string;
  readonly kind: 'settlement' | 'reversal';
  readonly originId?: string;
  readonly personId: string;
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly institutionCode: string;
  readonly visitId?: string;
  readonly medType: string;
  readonly clrType: string;
  readonly settledAt: Date;
  readonly medinsSetlId: string;
  readonly accountBalanceFen: Fen;
  readonly assessment: Assessment;
}

export type PreviewResult =
  | {
      readonly kind: 'previewed';
      readonly assessment: Assessment;
      readonly clrType: string;
      readonly accountBalanceFen: Fen;
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** A reply that is kept with its effect: what was built, and its JSON text exactly as it is stored. */
export interface KeptReply {
  readonly reply: unknown;
  readonly replyText: string;
}

export type SettleResult =
  | ({ readonly kind: 'settled'; readonly settled: Settled } & KeptReply)
  | { readonly kind: 'replayed'; readonly reply: unknown }
  | { readonly kind: 'conflict'; readonly rejections: readonly Rejection[] }
  | {
      readonly kind: 'rejected';
      readonly rejections: readonly Rejection[];
      /** The day by which the policy in force looked at the bill. */
      readonly on?: CalendarDate;
    };

export type ReverseResult =
  | ({
      readonly kind: 'reversed';
      readonly settled: Settled;
      readonly recomputed: readonly Settled[];
    } & KeptReply)
  | ({ readonly kind: 'tombstoned' } & KeptReply)
  | { readonly kind: 'replayed'; readonly reply: unknown }
  | { readonly kind: 'conflict'; readonly rejections: readonly Rejection[] }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** Bills of a person, and of those who were merged into him, in a scheme, looked at again with what the registers say. */
export interface ReviewRequest {
  readonly personId: string;
  readonly scheme: 'employee' | 'resident';
  /** Others whose bills are looked at in the same go, each a person of his own. */
  readonly apart?: readonly string[];
  /** Puts what changes on the books; absent = says what would change. */
  readonly commit?: { readonly reason: string; readonly actor: string };
}

/** Bills of a person to settle again after a change in the past. */
export interface Resettle {
  readonly personId: string;
  /** Others, each a person of his own: as who is one again since a merge was undone. */
  readonly apart?: readonly string[];
  readonly schemes: readonly ('employee' | 'resident')[];
  readonly reason: string;
  readonly actor: string;
}

export type ReviewResult =
  | {
      readonly kind: 'reviewed';
      readonly bills: readonly ReviewedBill[];
      /** + the person owes the fund, − the person gets. */
      readonly personOwesFen: number;
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** Bills settled again in a transaction of the caller's: shown when he takes it back, done when he keeps it. */
export interface SettlingWithin extends Pick<SettlementService, 'review' | 'resettle'> {
  /** Appends what was done to the audit log. Last of all: its chain is locked until the end. */
  readonly seal: () => Promise<void>;
}

/** The settlement capability as the other capabilities see it. `createSettlementService(deps)` builds it. */
export interface SettlementService {
  preview(request: BillRequest): Promise<PreviewResult>;
  /** Bills of one person that an officer enters, each as it would come out after those before it. */
  previewInTurn(requests: readonly BillRequest[]): Promise<readonly PreviewResult[]>;
  settle(request: SettleRequest): Promise<SettleResult>;
  reverse(request: ReverseRequest): Promise<ReverseResult>;
  /** 追溯重算: bills of a person after a change of the registers in the past. */
  review(request: ReviewRequest): Promise<ReviewResult>;
  /** The same in several schemes, and what it gives back to accounts; a second time finds nothing to do. */
  resettle(request: Resettle): Promise<ReviewResult>;
  /** In a transaction of the caller's, after the changes that it has made there. */
  within(tx: PoolClient): SettlingWithin;
  /** What {@link reverse} would do; `message` and `reply` of the request are not used. */
  previewReversal(request: ReverseRequest): Promise<ReversalPreviewResult>;
}
