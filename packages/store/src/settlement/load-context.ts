import {
  type AccountRow,
  type ContextKeys,
  type CounterRow,
  type CoverageRow,
  counterRowKey,
  type EffectRow,
  type FilingRow,
  type GroupRow,
  type InstitutionRow,
  messageKey,
  type PersonRow,
  type SettlementContext,
  type SharingRow,
  SUSPENSIONS,
} from './context-rows.ts';
import type { Asked } from './read-settlements.ts';
import { loadAgencyBills, MAY_HAVE_AGENCY_BILLS } from './same-bill.ts';

/**
 * Loads everything a batch of requests needs in one statement, and so as of one moment; bills that only the agency settles again are
 * asked for where there may be any.
 */
export async function loadContext(db: Asked, keys: ContextKeys): Promise<SettlementContext> {
  const rows = await db.query<Found>({
    name: 'settlement-load',
    text: CONTEXT,
    values: [
      keys.personIds,
      keys.institutionCodes,
      keys.messages.map((m) => m.institutionCode),
      keys.messages.map((m) => m.msgid),
      keys.diseaseCodes,
    ],
  });
  const found: { readonly [K in Kind]: Rows[K][] } = {
    counters: [],
    persons: [],
    coverage: [],
    groups: [],
    filings: [],
    institutions: [],
    accounts: [],
    sharing: [],
    effects: [],
    cases: [],
    epoch: [],
  };
  // What the query calls a kind is of that kind.
  for (const { kind, row } of rows) (found[kind] as unknown[]).push(row);
  const agency = await loadAgencyBills(
    db,
    found.persons.flatMap((row) => (row.mayHaveAgencyBills ? row.personId : [])),
  );
  return {
    persons: new Map(found.persons.map((row) => [row.personId, row])),
    coverage: Map.groupBy(found.coverage, (row) => row.personId),
    groups: Map.groupBy(found.groups, (row) => row.personId),
    filings: Map.groupBy(found.filings, (row) => row.personId),
    institutions: new Map(found.institutions.map((row) => [row.institutionCode, row])),
    counters: new Map(found.counters.map((row) => [counterRowKey(row.personId, row.scheme), row])),
    accounts: accountsByOwner(found.accounts),
    sharing: Map.groupBy(found.sharing, (row) => row.userId),
    effects: new Map(
      found.effects.map((row) => [messageKey(row), { ...row, bodyHash: Buffer.from(row.bodyHash, 'hex') }]),
    ),
    caseDiseases: new Set(found.cases.map((row) => row.code)),
    agencyBills: Map.groupBy(agency, (row) => row.personId),
    policyEpoch: found.epoch[0]?.epoch ?? '',
  };
}

/** Accounts by owner: those that an earlier settlement drew on, whatever the consents say today. */
export async function loadAccounts(
  db: Asked,
  ownerIds: readonly string[],
): Promise<ReadonlyMap<string, AccountRow>> {
  const rows = await db.query<{ readonly row: AccountRow }>({
    name: 'settlement-load-accounts',
    text: `select row_to_json(a) as row from (${ACCOUNTS}) a`,
    values: [ownerIds],
  });
  return accountsByOwner(rows.map(({ row }) => row));
}

function accountsByOwner(rows: readonly AccountRow[]): ReadonlyMap<string, AccountRow> {
  return new Map(rows.map((row) => [row.personId, row]));
}

/** The rows of each kind as they come: JSON, ids as text because a JSON number would not hold them exactly. */
interface Rows {
  readonly counters: CounterRow;
  readonly persons: PersonRow & { readonly mayHaveAgencyBills: boolean };
  readonly coverage: CoverageRow;
  readonly groups: GroupRow;
  readonly filings: FilingRow;
  readonly institutions: InstitutionRow;
  readonly accounts: AccountRow;
  readonly sharing: SharingRow;
  readonly effects: Omit<EffectRow, 'bodyHash'> & { readonly bodyHash: string };
  readonly cases: { readonly code: string };
  readonly epoch: { readonly epoch: string };
}
type Kind = keyof Rows;

interface Found {
  readonly kind: Kind;
  readonly row: unknown;
}

const COUNTERS = `
  select person_id::text as "personId", scheme, version, counters from counter_state
   where person_id = any($1::bigint[])
  union all
  select c.person_id::text, c.scheme, c.version, c.counters from counter_state c
   where c.person_id in (select family_id from person where person_id = any($1::bigint[]))
     and c.person_id <> all($1::bigint[])`;

const PERSONS = `
  select person_id::text as "personId", region_code as "regionCode", sex, born_on as "bornOn",
         family_id::text as "familyId", bills_family_id::text as "billsFamilyId", ${MAY_HAVE_AGENCY_BILLS} as "mayHaveAgencyBills"
    from person p where person_id = any($1::bigint[])`;

const COVERAGE = `
  select person_id::text as "personId", region_code as "regionCode", scheme, insutype, covered_from as "coveredFrom",
         covered_to as "coveredTo", benefit_from as "benefitFrom", benefit_to as "benefitTo", status,
         person_status as "personStatus", tier, civil_servant as "civilServant", family_doctor as "familyDoctor",
         unbroken_years as "unbrokenYears", ${SUSPENSIONS}
    from coverage c where person_id = any($1::bigint[])`;

const GROUPS = `
  select person_id::text as "personId", group_name as "groupName", valid_from as "validFrom", valid_to as "validTo"
    from person_group where person_id = any($1::bigint[])`;

const FILINGS = `
  select person_id::text as "personId", kind, disease_code as "diseaseCode", institution_code as "institutionCode",
         out_kind as "outKind", insutype, valid_from as "validFrom", valid_to as "validTo"
    from filing where person_id = any($1::bigint[]) and withdrawn_at is null`;

const INSTITUTIONS = `
  select institution_code as "institutionCode", region_code as "regionCode", level, grade, kind,
         agreement_from as "agreementFrom", agreement_to as "agreementTo", suspended
    from institution where institution_code = any($2::text[])`;

const ACCOUNTS = `
  select person_id::text as "personId", region_code as "regionCode", balance_fen as "balanceFen", version,
         status <> 'open' as frozen
    from personal_account
   where person_id = any($1::bigint[])
  union all
  select a.person_id::text, a.region_code, a.balance_fen, a.version, a.status <> 'open'
    from personal_account a
   where a.person_id in (select owner_person_id from account_sharing where person_id = any($1::bigint[]))
     and a.person_id <> all($1::bigint[])`;

const SHARING = `
  select person_id::text as "userId", owner_person_id::text as "ownerId", valid_from as "validFrom",
         valid_to as "validTo", case when cap_fen is not null then greatest(0, cap_fen - shared_use_fen(s)) end as "leftFen"
    from account_sharing s where person_id = any($1::bigint[]) and revoked_at is null order by owner_person_id`;

const EFFECTS = `
  select e.institution_code as "institutionCode", e.msgid, e.infno, encode(e.body_hash, 'hex') as "bodyHash",
         message_state(e) as state, e.reply,
         e.person_id::text as "personId", e.settlement_id::text as "settlementId"
    from unnest($3::text[], $4::text[]) as m (institution_code, msgid)
    join message_effect e on e.institution_code = m.institution_code and e.msgid = m.msgid`;

const CASE_DISEASES = `
  select disease_code as code from disease where disease_kind = 'case' and disease_code = any($5::text[])`;

const EPOCH = "select coalesce(max(loaded_at)::text, '') || '/' || count(*) as epoch from policy_version";

/**
 * One statement instead of ten: each costs the database and the driver about as much as what it finds. Rows come as JSON
 * because they have nothing in common but their kind.
 */
const CONTEXT = Object.entries({
  counters: COUNTERS,
  persons: PERSONS,
  coverage: COVERAGE,
  groups: GROUPS,
  filings: FILINGS,
  institutions: INSTITUTIONS,
  accounts: ACCOUNTS,
  sharing: SHARING,
  effects: EFFECTS,
  cases: CASE_DISEASES,
  epoch: EPOCH,
} satisfies Record<Kind, string>)
  .map(([kind, text]) => `select '${kind}' as kind, row_to_json(r) as row from (${text}) r`)
  .join('\nunion all\n');
