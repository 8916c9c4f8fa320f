import type { AuditAction, CalendarDate } from '@gongji/domain';
import type { Posting } from '@gongji/ledger';
import type { AuditFact } from '../audit/chain.ts';
import type { CarriedCounters } from './merge-carry.ts';

/**
 * Everything one use case writes, as rows per table. Rows of several use cases are written together by `commitWrites`:
 * all of them, or none when a version that one of them was decided on is no longer current.
 */
export interface WriteSet {
  readonly counters: readonly CounterWrite[];
  readonly accounts: readonly AccountWrite[];
  readonly effects: readonly EffectWrite[];
  readonly settlements: readonly SettlementRow[];
  readonly entries: readonly EntryRow[];
  readonly postings: readonly PostingRow[];
  readonly movements: readonly MovementRow[];
  /** What is put elsewhere of what merges carried. */
  readonly carries: readonly CarryRow[];
  readonly audit: readonly (AuditFact & { readonly action: AuditAction })[];
}

/** Counters carried between persons who were merged, when their bills are settled again as those of one. */
export interface CarryRow extends CarriedCounters {
  readonly regionCode: string;
  readonly carryId: string;
  readonly carriedAt: Date;
}

/** New state of a counter row; `expectedVersion` undefined = there is no row yet. */
export interface CounterWrite {
  readonly regionCode: string;
  readonly personId: string;
  readonly scheme: string;
  readonly expectedVersion: number | undefined;
  readonly version: number;
  readonly counters: Readonly<Record<string, number>>;
}

/** New balance of an account; its version grows by one. */
export interface AccountWrite {
  readonly personId: string;
  readonly expectedVersion: number;
  readonly balanceFen: number;
}

export interface EffectWrite {
  readonly institutionCode: string;
  readonly msgid: string;
  readonly infno: string;
  readonly bodyHash: Uint8Array;
  readonly state: 'done' | 'tombstone';
  /** The reply as JSON text; null for a tombstone. */
  readonly reply: string | null;
  readonly personId: string | null;
  readonly settlementId: string | null;
  readonly receivedAt: Date;
}

/** A row of `settlement`. Fields named `…Json` hold JSON text exactly as it is stored. */
export interface SettlementRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly settlementId: string;
  readonly kind: 'settlement' | 'reversal';
  readonly originId: string | null;
  readonly cause: 'provider' | 'compensation' | 'recompute' | 'manual';
  readonly owedTo: 'institution' | 'person';
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly institutionCode: string;
  readonly visitId: string | null;
  readonly benefit: string;
  readonly medType: string;
  readonly clrType: string;
  readonly midStay: boolean;
  readonly policyVersion: string;
  readonly benefitYear: CalendarDate;
  readonly sequence: number;
  readonly place: number;
  readonly replacesId: string | null;
  readonly familyId: string | null;
  readonly familySequence: number | null;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly settledAt: Date;
  readonly medinsSetlId: string;
  readonly invoiceNo: string | null;
  readonly totalFen: number;
  readonly selfPaidFen: number;
  readonly overLimitFen: number;
  readonly firstPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  readonly fundFen: number;
  readonly providerFen: number;
  readonly accountFen: number;
  readonly familyAccountFen: number;
  readonly cashFen: number;
  readonly accountBalanceFen: number | null;
  readonly accountMovesJson: string;
  readonly paymentsJson: string;
  readonly counterMovesJson: string;
  readonly billJson: string;
  readonly traceJson: string;
  readonly lineSplitsJson: string;
  readonly reason: string;
  readonly digest: Uint8Array;
}

export interface EntryRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly entryId: string;
  readonly settlementId: string;
  /** `resettlement`: the difference between institution and person after a change in the past. */
  readonly entryKind: 'settlement' | 'reversal' | 'resettlement';
  readonly bookedOn: CalendarDate;
  readonly bookedAt: Date;
}

export interface PostingRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly entryId: string;
  readonly lineNo: number;
  readonly posting: Posting;
}

export interface MovementRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly movementId: string;
  readonly settlementId: string;
  readonly kind: 'spend' | 'spend-family' | 'refund';
  readonly amountFen: number;
  readonly balanceFen: number;
  readonly movedAt: Date;
}
