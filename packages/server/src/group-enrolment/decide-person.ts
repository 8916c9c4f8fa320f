import { type Rejection, rejection, sameName } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { RegisterPerson } from '@gongji/store/enrolment';
import type { PersonFacts } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import type { PersonEntry } from '../enrolment/person-entry.ts';
import { columnsOf, named, oldNumber } from '../enrolment/register-person.ts';
import { maskName } from '../rest/mask.ts';
import type { AgencyContext, ListContext } from './list-context.ts';
import type { ListRow } from './list-row.ts';

/** Who a row names: somebody of the register, or a new person with the act that registers him. */
export interface RowPerson {
  readonly personId: string;
  readonly person: RegisterPerson;
  readonly known?: PersonFacts;
  readonly acts: readonly PlannedAct[];
  readonly problems: readonly Rejection[];
  readonly hints: readonly Rejection[];
}

/** The person of a row as the register has it, with what speaks against taking him for that one. Pure. */
export function knownPerson(
  row: ListRow,
  entry: PersonEntry,
  { facts }: AgencyContext,
): RowPerson | undefined {
  const known = facts.person(entry.certificate.certNo);
  if (known === undefined) return undefined;
  const problems: Rejection[] = [];
  if (!sameName(known.name, entry.name))
    problems.push(
      rejection(
        'row-name-differs',
        { name: maskName(known.name) },
        { field: 'name', value: row.values.name ?? '' },
      ),
    );
  if (known.status !== 'active') {
    const person = named(known);
    const data = { zh: { person, state: '登记死亡' }, en: { person, state: 'registered as dead' } };
    problems.push(
      bilingualRejection('person-not-active', data, { field: 'certNo', value: entry.certificate.certNo }),
    );
  }
  return { personId: known.personId, person: known, known, acts: [], problems, hints: [] };
}

/** The person of a row; somebody new is registered first, exactly as a single registration does it. Pure. */
export function rowPerson(
  row: ListRow,
  entry: PersonEntry,
  context: ListContext,
  more: { readonly communityId?: string; readonly familyId?: string } = {},
): RowPerson {
  const known = knownPerson(row, entry, context);
  if (known !== undefined) return known;
  const { regionCode, facts, unit, reason } = context;
  const personId = facts.personId(row);
  const { phone, residence = 'local', householdKind, address, guardian } = row.values;
  const to = {
    region_code: regionCode,
    person_id: personId,
    psn_no: context.newNumber(),
    ...columnsOf(entry),
    ethnic: '01',
    phone: phone ?? null,
    family_id: more.familyId ?? personId,
    residence,
    household_kind: householdKind ?? null,
    community_id: more.communityId ?? null,
    address: address ?? null,
    guardian_name: guardian ?? null,
    guardian_cert_no: null,
    status: 'active',
    email: null,
  };
  const act: PlannedAct = {
    kind: 'register',
    regionCode,
    personId,
    unitId: unit.unitId,
    effectiveOn: entry.bornOn,
    facts: { certType: entry.certificate.certType, notTwin: false },
    changes: [{ register: 'person', to }, ...oldNumber(entry, regionCode, personId)],
    reason,
  };
  const twin = facts.namesake(row.rowNo);
  const hints =
    twin === undefined
      ? []
      : [rejection('person-twin', { person: named(twin) }, { field: 'name', value: entry.name })];
  return { personId, person: registered(entry, to), acts: [act], problems: [], hints };
}

/** The new person as the register will have him. */
function registered(
  { name, certificate, bornOn, sex }: PersonEntry,
  row: {
    readonly region_code: string;
    readonly person_id: string;
    readonly psn_no: string;
    readonly phone: string | null;
    readonly family_id: string;
    readonly residence: string;
    readonly household_kind: string | null;
    readonly community_id: string | null;
    readonly address: string | null;
  },
): RegisterPerson {
  return {
    personId: row.person_id,
    regionCode: row.region_code,
    psnNo: row.psn_no,
    name,
    certType: certificate.certType,
    certNo: certificate.certNo,
    sex,
    ethnic: '01',
    bornOn,
    phone: row.phone,
    familyId: row.family_id,
    communityId: row.community_id,
    residence: row.residence,
    householdKind: row.household_kind,
    graduatedOn: null,
    address: row.address,
    status: 'active',
    diedOn: null,
    mergedInto: null,
  };
}
