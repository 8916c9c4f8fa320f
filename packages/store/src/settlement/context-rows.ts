import type { CalendarDate } from '@gongji/domain';
import type { AgencyBillRow } from './same-bill.ts';

/** What to load for a batch of requests; duplicates are harmless. */
export interface ContextKeys {
  readonly personIds: readonly string[];
  readonly institutionCodes: readonly string[];
  readonly diseaseCodes: readonly string[];
  /** Messages whose effect must be known: the requests' own, and those a compensation names. */
  readonly messages: readonly MessageId[];
}

export interface MessageId {
  readonly institutionCode: string;
  readonly msgid: string;
}

export interface PersonRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly sex: string;
  readonly bornOn: CalendarDate;
  readonly familyId: string | null;
  /** Family whose counters bills read since a merge of duplicates, whichever they read before. */
  readonly billsFamilyId: string | null;
}

export interface CoverageRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly scheme: 'employee' | 'resident';
  readonly insutype: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
  readonly status: string;
  readonly personStatus: string;
  readonly tier: string;
  readonly civilServant: boolean;
  readonly familyDoctor: boolean;
  readonly unbrokenYears: number;
  /** Days without benefits for arrears 欠费暂停待遇; null: none. */
  readonly suspensions?: readonly SuspensionSpan[] | null;
}

/** Days without benefits, and what is not paid; `to` null: until it is paid; otherwise the waiting after the payment. */
export interface SuspensionSpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly periods: string;
  /** Unit that owes; null: the person himself. */
  readonly owner: string | null;
}

/** Column of the coverage `c` with its suspensions. */
export const SUSPENSIONS = `(select json_agg(json_build_object('from', s.from_on, 'to', s.to_on, 'periods', s.periods, 'owner', u.name)
    order by s.from_on)
  from benefit_suspension s left join unit u on u.unit_id = s.unit_id
 where s.person_id = c.person_id and s.scheme = c.scheme and (s.to_on is null or s.to_on >= s.from_on)) as suspensions`;

export interface GroupRow {
  readonly personId: string;
  readonly groupName: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export interface FilingRow {
  readonly personId: string;
  readonly kind: string;
  readonly diseaseCode: string | null;
  readonly institutionCode: string | null;
  readonly outKind: string | null;
  readonly insutype: string | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

export interface InstitutionRow {
  readonly institutionCode: string;
  readonly regionCode: string;
  readonly level: string;
  readonly grade: string;
  readonly kind: string;
  readonly agreementFrom: CalendarDate;
  readonly agreementTo: CalendarDate | null;
  readonly suspended: boolean;
}

/** Counters of one owner in one scheme; `counters` holds the owner's own and, as `family:key`, those of the family. */
export interface CounterRow {
  readonly personId: string;
  readonly scheme: string;
  readonly version: number;
  readonly counters: Readonly<Record<string, number>>;
}

export interface AccountRow {
  readonly personId: string;
  readonly regionCode: string;
  readonly balanceFen: number;
  readonly version: number;
  /** Frozen 冻结 or closed: takes money back and pays nothing. */
  readonly frozen: boolean;
}

/** An account that `userId` may use by consent of its owner. */
export interface SharingRow {
  readonly userId: string;
  readonly ownerId: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  /** What may still be used of the consent's cap; null: up to the balance. */
  readonly leftFen: number | null;
}

export interface EffectRow extends MessageId {
  readonly infno: string;
  readonly bodyHash: Buffer;
  /** `compensated`: done, and taken back by 2601 since. */
  readonly state: 'done' | 'tombstone' | 'compensated';
  readonly reply: unknown;
  readonly personId: string | null;
  readonly settlementId: string | null;
}

/** Rows of one load, grouped by their owner. Read without locks: what is written later carries their versions. */
export interface SettlementContext {
  readonly persons: ReadonlyMap<string, PersonRow>;
  readonly coverage: ReadonlyMap<string, readonly CoverageRow[]>;
  readonly groups: ReadonlyMap<string, readonly GroupRow[]>;
  readonly filings: ReadonlyMap<string, readonly FilingRow[]>;
  readonly institutions: ReadonlyMap<string, InstitutionRow>;
  /** By `counterRowKey(personId, scheme)`; family heads of the persons included. */
  readonly counters: ReadonlyMap<string, CounterRow>;
  /** By owner; accounts shared with the persons included. */
  readonly accounts: ReadonlyMap<string, AccountRow>;
  readonly sharing: ReadonlyMap<string, readonly SharingRow[]>;
  /** By `messageKey(id)`. */
  readonly effects: ReadonlyMap<string, EffectRow>;
  /** Which of the disease codes asked for are case codes 单病种: they need no chronic approval. */
  readonly caseDiseases: ReadonlySet<string>;
  /** By person, under whichever of his numbers. */
  readonly agencyBills: ReadonlyMap<string, readonly AgencyBillRow[]>;
  /** Changes whenever a policy version is loaded. */
  readonly policyEpoch: string;
}

export function counterRowKey(personId: string, scheme: string): string {
  return `${personId}/${scheme}`;
}

export function messageKey({ institutionCode, msgid }: MessageId): string {
  return `${institutionCode}/${msgid}`;
}
