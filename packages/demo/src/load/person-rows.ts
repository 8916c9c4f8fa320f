import { type CalendarDate, INSUTYPE, nameInitials } from '@gongji/domain';
import { accountPath } from '@gongji/ledger';
import type { CopyTarget } from '@gongji/store/copy';
import { copyRow } from '@gongji/store/copy';
import { censusOf } from '../people/census.ts';
import { type DemoCoverage, type DemoPerson, GROUP_CODES } from '../people/person.ts';
import { classOf, type DemoClass } from '../people/schooling.ts';
import { REGION } from '../region/places.ts';

/** Tables of persons, in the order of their foreign keys. */
const TARGETS = {
  person: [
    'region_code',
    'person_id',
    'psn_no',
    'name',
    'cert_type',
    'cert_no',
    'sex',
    'ethnic',
    'born_on',
    'phone',
    'family_id',
    'card_no',
    'voucher_token',
    'community_id',
    'name_initials',
    'known_from',
  ],
  coverage: [
    'region_code',
    'person_id',
    'scheme',
    'insutype',
    'covered_from',
    'covered_to',
    'benefit_from',
    'benefit_to',
    'status',
    'psn_type',
    'person_status',
    'tier',
    'civil_servant',
    'family_doctor',
    'unbroken_years',
    'unit_id',
    'payer_kind',
    'known_from',
  ],
  schooling: ['region_code', 'person_id', 'unit_id', 'class_name', 'valid_from', 'known_from'],
  census: [
    'region_code',
    'person_id',
    'unit_id',
    'as_of',
    'living_here',
    'exempt',
    'exempt_proof',
    'source',
    'known_from',
  ],
  declared_base: ['region_code', 'person_id', 'declaration_id', 'declared_fen'],
  person_group: ['region_code', 'person_id', 'group_name', 'idet_type', 'valid_from', 'known_from'],
  personal_account: ['region_code', 'person_id', 'balance_fen'],
  account_sharing: [
    'region_code',
    'person_id',
    'owner_person_id',
    'valid_from',
    'consented_at',
    'known_from',
  ],
  filing: [
    'region_code',
    'person_id',
    'filing_id',
    'kind',
    'disease_code',
    'institution_code',
    'out_kind',
    'insutype',
    'valid_from',
    'valid_to',
    'details',
    'created_at',
  ],
  journal_entry: [
    'region_code',
    'person_id',
    'entry_id',
    'settlement_id',
    'entry_kind',
    'booked_on',
    'booked_at',
  ],
  posting: [
    'region_code',
    'person_id',
    'entry_id',
    'line_no',
    'debit_account',
    'credit_account',
    'amount_fen',
  ],
  account_movement: [
    'region_code',
    'person_id',
    'movement_id',
    'entry_id',
    'kind',
    'amount_fen',
    'balance_fen',
    'moved_at',
  ],
} as const;
type PersonTable = keyof typeof TARGETS;

export const PERSON_TABLES = Object.keys(TARGETS) as PersonTable[];

export function targetOf(table: PersonTable): CopyTarget {
  return { table, columns: TARGETS[table] };
}

/** Rows of one chunk of the population, table by table. */
export type Chunk = Record<PersonTable, string[]>;

export function emptyChunk(): Chunk {
  return Object.fromEntries(PERSON_TABLES.map((table) => [table, [] as string[]])) as Chunk;
}

/** Where the opening balances of personal accounts come from: money at the bank, owed to the insured from then on. */
const OPENING_DEBIT = accountPath({
  kind: 'fund',
  regionCode: REGION.code,
  scheme: 'employee',
  fund: 'personalAccount',
  use: 'bank',
});
const OPENING_CREDIT = accountPath({ kind: 'personalAccounts', regionCode: REGION.code });
const OPENING_ID = 1;
const NO_SETTLEMENT = 0;

export interface RowContext {
  readonly asOf: CalendarDate;
  /** Next filing number; below the first one the sequence of the register gives out. */
  nextFilingId(): number;
}

export function addPerson(chunk: Chunk, person: DemoPerson, context: RowContext): void {
  const { personId } = person;
  const region = REGION.code;
  chunk.person.push(
    copyRow([
      region,
      personId,
      person.psnNo,
      person.name,
      '01',
      person.certNo,
      person.sex === 'male' ? '1' : '2',
      person.ethnic,
      person.bornOn,
      person.phone,
      person.familyId,
      person.cardNo,
      person.voucherToken,
      person.communityCode,
      nameInitials(person.name),
      context.asOf,
    ]),
  );
  const schooling = classOf(person, context.asOf);
  addCovers(chunk, person, context.asOf, schooling?.schoolId);
  addStanding(chunk, person, context.asOf, schooling);
  addWage(chunk, person);
  for (const group of person.groups) {
    chunk.person_group.push(
      copyRow([region, personId, group.name, GROUP_CODES[group.name], group.validFrom, context.asOf]),
    );
  }
  for (const one of person.filings) {
    chunk.filing.push(
      copyRow([
        region,
        personId,
        context.nextFilingId(),
        one.kind,
        one.diseaseCode,
        one.institutionCode,
        one.outKind,
        one.insutype,
        one.validFrom,
        one.validTo,
        JSON.stringify(one.details),
        context.asOf,
      ]),
    );
  }
  addSharing(chunk, person, context.asOf);
  addAccount(chunk, person, context.asOf);
}

function addCovers(chunk: Chunk, person: DemoPerson, asOf: CalendarDate, schoolId: number | undefined): void {
  const { personId } = person;
  const region = REGION.code;
  for (const one of person.coverages) {
    chunk.coverage.push(
      copyRow([
        region,
        personId,
        one.scheme,
        INSUTYPE[one.scheme],
        one.coveredFrom,
        one.coveredTo,
        one.benefitFrom,
        one.benefitTo,
        one.status,
        one.psnType,
        one.personStatus,
        one.tier,
        one.civilServant,
        one.familyDoctor,
        one.unbrokenYears,
        unitOf(one, person, schoolId),
        payerKindOf(one),
        asOf,
      ]),
    );
  }
}

/** Who keeps the list: the employer, the school of who is in a class, else the community. */
function unitOf(cover: DemoCoverage, person: DemoPerson, schoolId: number | undefined) {
  if (cover.scheme === 'employee') return person.employerId;
  return cover.status !== '4' && schoolId !== undefined ? schoolId : person.communityCode;
}

/** Class and census. */
function addStanding(
  chunk: Chunk,
  person: DemoPerson,
  asOf: CalendarDate,
  schooling: DemoClass | undefined,
): void {
  const { personId, communityCode } = person;
  const region = REGION.code;
  if (schooling !== undefined) {
    const { schoolId, className, from } = schooling;
    chunk.schooling.push(copyRow([region, personId, schoolId, className, from, asOf]));
  }
  const { asOf: on, livingHere, exempt, proof } = censusOf(person, asOf);
  chunk.census.push(
    copyRow([region, personId, communityCode, on, livingHere, exempt, proof, '公安户籍人口', asOf]),
  );
}

/** Declarations of the self-employed have this number, those of an employer his own. */
export const OWN_DECLARATION = 9_000_000;

/** Declared wage 申报基数 of who works: by the number of the person, so that the rest of the city stays as it was. */
function addWage(chunk: Chunk, { personId, coverages, employerId }: DemoPerson): void {
  const works = coverages.find((one) => one.personStatus === 'active' || one.personStatus === 'flexible');
  if (works === undefined) return;
  const declaration = works.personStatus === 'active' ? employerId : OWN_DECLARATION;
  if (declaration === undefined) return;
  chunk.declared_base.push(
    copyRow([REGION.code, personId, declaration, 380_000 + ((personId * 7_919) % 1_900) * 1_000]),
  );
}

function addSharing(chunk: Chunk, { personId, mayUseAccountOf }: DemoPerson, asOf: CalendarDate): void {
  if (mayUseAccountOf === undefined) return;
  const from = `${asOf.slice(0, 4)}-01-01`;
  chunk.account_sharing.push(copyRow([REGION.code, personId, mayUseAccountOf, from, from, asOf]));
}

/** Kind of payer 缴费主体 as the policies name it. */
function payerKindOf({ scheme, personStatus }: DemoCoverage): string {
  if (scheme === 'resident') return 'resident';
  return personStatus === 'active' ? 'employer' : personStatus;
}

/** The account, and what opened it: a movement and a journal entry, so that balances can be recomputed. */
function addAccount(chunk: Chunk, { personId, accountFen }: DemoPerson, asOf: CalendarDate): void {
  if (accountFen === undefined) return;
  const region = REGION.code;
  const openedOn = `${asOf.slice(0, 4)}-01-01`;
  chunk.personal_account.push(copyRow([region, personId, accountFen]));
  if (accountFen === 0) return;
  chunk.journal_entry.push(
    copyRow([region, personId, OPENING_ID, NO_SETTLEMENT, 'account-opening', openedOn, openedOn]),
  );
  chunk.posting.push(copyRow([region, personId, OPENING_ID, 1, OPENING_DEBIT, OPENING_CREDIT, accountFen]));
  chunk.account_movement.push(
    copyRow([region, personId, OPENING_ID, OPENING_ID, 'opening', accountFen, accountFen, openedOn]),
  );
}
