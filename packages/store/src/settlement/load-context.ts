import type { CalendarDate } from '@gongji/domain';
import type { PipelinedConnection, Statement } from './pipelined-connection.ts';

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
}

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
}

/** An account that `userId` may use by consent of its owner. */
export interface SharingRow {
  readonly userId: string;
  readonly ownerId: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
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
  /** Changes whenever a policy version is loaded. */
  readonly policyEpoch: string;
}

export function counterRowKey(personId: string, scheme: string): string {
  return `${personId}/${scheme}`;
}

export function messageKey({ institutionCode, msgid }: MessageId): string {
  return `${institutionCode}/${msgid}`;
}

/** Loads everything a batch of requests needs in one round trip. */
export async function loadContext(db: PipelinedConnection, keys: ContextKeys): Promise<SettlementContext> {
  const { personIds, institutionCodes, diseaseCodes } = keys;
  const [counters, persons, coverage, groups, filings, institutions, accounts, sharing, effects, cases] =
    await Promise.all([
      // Counters first: a settlement that commits between this read and a later one is caught by their version.
      db.query<Numeric<CounterRow, 'version'>>(statement('counters', COUNTERS, [personIds])),
      db.query<PersonRow>(statement('person', PERSON, [personIds])),
      db.query<CoverageRow>(statement('coverage', COVERAGE, [personIds])),
      db.query<GroupRow>(statement('group', GROUPS, [personIds])),
      db.query<FilingRow>(statement('filing', FILINGS, [personIds])),
      db.query<EpochAndInstitution>(statement('institution', INSTITUTIONS, [institutionCodes])),
      db.query<RawAccount>(statement('account', ACCOUNTS, [personIds])),
      db.query<SharingRow>(statement('sharing', SHARING, [personIds])),
      db.query<EffectRow>(
        statement('effect', EFFECTS, [
          keys.messages.map((m) => m.institutionCode),
          keys.messages.map((m) => m.msgid),
        ]),
      ),
      diseaseCodes.length === 0
        ? []
        : db.query<{ code: string }>(statement('case', CASE_DISEASES, [diseaseCodes])),
    ]);
  return {
    persons: new Map(persons.map((row) => [row.personId, row])),
    coverage: Map.groupBy(coverage, (row) => row.personId),
    groups: Map.groupBy(groups, (row) => row.personId),
    filings: Map.groupBy(filings, (row) => row.personId),
    institutions: new Map(
      institutions.flatMap((row) =>
        row.institutionCode === null ? [] : [[row.institutionCode, row] as const],
      ),
    ),
    counters: new Map(
      counters.map((row) => [
        counterRowKey(row.personId, row.scheme),
        { ...row, version: Number(row.version) },
      ]),
    ),
    accounts: accountsByOwner(accounts),
    sharing: Map.groupBy(sharing, (row) => row.userId),
    effects: new Map(effects.map((row) => [messageKey(row), row])),
    caseDiseases: new Set(cases.map((row) => row.code)),
    policyEpoch: institutions[0]?.epoch ?? '',
  };
}

/** Accounts by owner: those that an earlier settlement drew on, whatever the consents say today. */
export async function loadAccounts(
  db: PipelinedConnection,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const rows = await db.query<RawAccount>(statement('account', ACCOUNTS, [ownerIds]));
  return accountsByOwner(rows);
}

function accountsByOwner(rows: readonly RawAccount[]): ReadonlyMap<string, AccountRow> {
  return new Map(
    rows.map((row) => [
      row.personId,
      { ...row, balanceFen: Number(row.balanceFen), version: Number(row.version) },
    ]),
  );
}

type RawAccount = Numeric<AccountRow, 'version' | 'balanceFen'>;

type EpochAndInstitution = { readonly epoch: string } & (InstitutionRow | { readonly institutionCode: null });

/** The same row as it comes from the driver: bigint columns are text. */
type Numeric<Row, Column extends keyof Row> = Omit<Row, Column> & Readonly<Record<Column, string>>;

function statement(name: string, text: string, values: readonly unknown[]): Statement {
  return { name: `settlement-load-${name}`, text, values };
}

const COUNTERS = `
  select person_id as "personId", scheme, version, counters from counter_state
   where person_id = any($1::bigint[])
  union all
  select c.person_id, c.scheme, c.version, c.counters from counter_state c
   where c.person_id in (select family_id from person where person_id = any($1::bigint[]))
     and c.person_id <> all($1::bigint[])`;

const PERSON = `
  select person_id as "personId", region_code as "regionCode", sex, born_on as "bornOn", family_id as "familyId"
    from person where person_id = any($1::bigint[])`;

const COVERAGE = `
  select person_id as "personId", region_code as "regionCode", scheme, insutype, covered_from as "coveredFrom",
         covered_to as "coveredTo", benefit_from as "benefitFrom", benefit_to as "benefitTo", status,
         person_status as "personStatus", tier, civil_servant as "civilServant", family_doctor as "familyDoctor",
         unbroken_years as "unbrokenYears"
    from coverage where person_id = any($1::bigint[])`;

const GROUPS = `
  select person_id as "personId", group_name as "groupName", valid_from as "validFrom", valid_to as "validTo"
    from person_group where person_id = any($1::bigint[])`;

const FILINGS = `
  select person_id as "personId", kind, disease_code as "diseaseCode", institution_code as "institutionCode",
         out_kind as "outKind", insutype, valid_from as "validFrom", valid_to as "validTo"
    from filing where person_id = any($1::bigint[]) and withdrawn_at is null`;

/** The epoch of the policies stands beside every institution, and alone when none of them is known. */
const INSTITUTIONS = `
  select e.epoch, institution_code as "institutionCode", region_code as "regionCode", level, grade, kind,
         agreement_from as "agreementFrom", agreement_to as "agreementTo", suspended
    from (select coalesce(max(loaded_at)::text, '') || '/' || count(*) as epoch from policy_version) e
    left join institution on institution_code = any($1::text[])`;

const ACCOUNTS = `
  select person_id as "personId", region_code as "regionCode", balance_fen as "balanceFen", version
    from personal_account
   where person_id = any($1::bigint[])
  union all
  select a.person_id, a.region_code, a.balance_fen, a.version
    from personal_account a
   where a.person_id in (select owner_person_id from account_sharing where person_id = any($1::bigint[]))
     and a.person_id <> all($1::bigint[])`;

const SHARING = `
  select person_id as "userId", owner_person_id as "ownerId", valid_from as "validFrom", valid_to as "validTo"
    from account_sharing where person_id = any($1::bigint[]) order by owner_person_id`;

const EFFECTS = `
  select e.institution_code as "institutionCode", e.msgid, e.infno, e.body_hash as "bodyHash",
         message_state(e) as state, e.reply,
         e.person_id as "personId", e.settlement_id as "settlementId"
    from unnest($1::text[], $2::text[]) as m (institution_code, msgid)
    join message_effect e on e.institution_code = m.institution_code and e.msgid = m.msgid`;

const CASE_DISEASES = `
  select disease_code as code from disease where disease_kind = 'case' and disease_code = any($1::text[])`;
