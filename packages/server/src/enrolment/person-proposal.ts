import type { PersonChangeBody } from '@gongji/contract';
import {
  addDays,
  type Bilingual,
  type CalendarDate,
  type CertificateKind,
  isCertificateKind,
  type Rejection,
  rejection,
} from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  knownAt,
  lockPerson,
  type RegisterPerson,
  type RegisterRow,
  type RowChange,
  readRow,
} from '@gongji/store/enrolment';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { planDeath } from './death.ts';
import { stopped, type Who } from './enrol-proposal.ts';
import { familyColumns } from './family-change.ts';
import { notActive } from './not-active.ts';
import { readEffects } from './person-effects.ts';
import { readPersonEntry } from './person-entry.ts';
import type { Proposal } from './proposal.ts';
import { columnsOf, communityProblems, oldNumber, personUnknown, whoIsThere } from './register-person.ts';
import { differences } from './register-words.ts';
import { backdated } from './second-person.ts';
import { causeOf } from './second-person-rules.ts';

type Changed = Extract<PersonChangeBody, { kind: 'change' | 'correct' }>;
type Values = Changed['values'];

const TITLES: Readonly<Record<PersonChangeBody['kind'], Bilingual>> = {
  change: { zh: '变更参保人信息', en: 'change of a person' },
  correct: { zh: '更正参保人信息', en: 'correction of a person' },
  leave: { zh: '分户', en: 'leaving the family' },
  death: { zh: '死亡登记', en: 'death' },
};

/** 变更、更正、分户、死亡登记: what the register says of a person, with the reason; what it said stays known. */
export async function proposePerson(
  deps: RestDeps,
  who: Who,
  tx: PoolClient,
  { personId, body }: { readonly personId: string; readonly body: PersonChangeBody },
): Promise<Proposal> {
  const title = TITLES[body.kind];
  const person = await lockPerson(tx, personId);
  if (person === undefined) return stopped([personUnknown(personId, 'psnNo')], title);
  const today = chinaDay(deps.now());
  if (body.kind === 'death') return planDeath(deps, tx, person, body);
  if (body.kind === 'leave')
    return change(deps, who, tx, person, {
      ...body,
      kind: 'change',
      values: {},
      notTwin: true,
      leaves: true,
      title,
    });
  const far = body.effectiveOn === undefined ? [] : backdated(deps.secondPerson, body.effectiveOn, today);
  const made = await change(deps, who, tx, person, { ...body, leaves: false, title });
  return { ...made, causes: [...made.causes, ...far] };
}

type Wish = Changed & { readonly leaves: boolean; readonly title: Bilingual };

async function change(
  deps: RestDeps,
  who: Who,
  tx: PoolClient,
  person: RegisterPerson,
  wish: Wish,
): Promise<Proposal> {
  const { values, title } = wish;
  const today = chinaDay(deps.now());
  const read = readPersonEntry(asTyped(person, values), today);
  const identity = values.name ?? values.certType ?? values.certNo ?? values.bornOn ?? values.sex;
  if (read.kind === 'refused' && identity !== undefined) return stopped(read.rejections, title);
  const found: Rejection[] = person.status === 'merged' ? [notActive(person)] : [];
  if (read.kind === 'read' && identity !== undefined)
    found.push(...(await whoIsThere(tx, person.regionCode, read.entry, person.personId, wish.notTwin)));
  const on = wish.effectiveOn ?? today;
  if (on > today && wish.kind === 'change')
    found.push(rejection('change-in-future', { on }, { field: 'effectiveOn', value: on }));
  found.push(...(await communityProblems(tx, person.regionCode, values.communityId)));
  const family = await familyColumns(tx, who, person, { ...values, leaves: wish.leaves }, found);
  const row = (await readRow(tx, 'person', { person_id: person.personId })) ?? {};
  const wanted = {
    ...(read.kind === 'read' && identity !== undefined ? columnsOf(read.entry) : {}),
    ...otherColumns(values),
    ...family.columns,
  };
  const columns = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => row[name] !== value));
  if (found.length === 0 && Object.keys(columns).length === 0) found.push(rejection('nothing-changes', {}));
  if (found.length > 0) return stopped(found, title);
  const { personId, regionCode } = person;
  const own = await certificatesOf(tx, personId);
  const kept =
    read.kind === 'read' && identity !== undefined ? oldNumber(read.entry, regionCode, personId) : [];
  const changes: readonly RowChange[] = [
    { register: 'person', key: { person_id: personId }, to: columns },
    ...formerNumber(person, columns, { kind: wish.kind, on, own }),
    ...kept.filter(
      ({ to }) => to?.cert_no !== person.certNo && !own.some((one) => one.cert_no === to?.cert_no),
    ),
    ...family.others,
  ];
  const effects = await readEffects(deps, tx, person, columns, today);
  return {
    problems: [],
    causes: keyData(deps, columns),
    title,
    shown: { changes: differences(pick(row, columns), columns), effects },
    act: {
      kind: wish.leaves ? 'leave-family' : wish.kind,
      regionCode,
      personId,
      unitId: who.unitId,
      effectiveOn: on,
      facts: { fields: Object.keys(columns) },
      changes,
      reason: wish.reason,
    },
  };
}

function asTyped(person: RegisterPerson, values: Values) {
  const certType: CertificateKind =
    values.certType ?? (isCertificateKind(person.certType) ? person.certType : '99');
  return {
    name: values.name ?? person.name,
    certType,
    certNo: values.certNo ?? person.certNo,
    bornOn: values.bornOn ?? (values.certNo === undefined ? person.bornOn : undefined),
    sex: values.sex ?? (values.certNo === undefined ? sexOf(person.sex) : undefined),
  };
}

function sexOf(sex: string): '0' | '1' | '2' | '9' {
  return sex === '1' || sex === '2' || sex === '9' ? sex : '0';
}

/** Columns of key data, by the name of their field in the rules of the second person. */
const KEY_COLUMNS = {
  name: 'name',
  certType: 'cert_type',
  certNo: 'cert_no',
  bornOn: 'born_on',
  sex: 'sex',
  phone: 'phone',
  address: 'address',
  communityId: 'community_id',
  familyOf: 'family_id',
} as const;

function keyData({ secondPerson }: RestDeps, columns: RegisterRow): readonly Bilingual[] {
  const { keyData: rule } = secondPerson;
  return rule.fields.some((field) => Object.hasOwn(columns, KEY_COLUMNS[field]))
    ? [causeOf(secondPerson, rule)]
    : [];
}

async function certificatesOf(tx: PoolClient, personId: string): Promise<readonly RegisterRow[]> {
  const known = await knownAt(tx, personId);
  return known.flatMap(({ register, row }) => (register === 'person_certificate' ? [row] : []));
}

/**
 * A certificate that was replaced still finds the person, until the day before; one that was never his does not. One that
 * becomes the first certificate again is no other one any more.
 */
function formerNumber(
  { personId, regionCode, certType, certNo }: RegisterPerson,
  columns: RegisterRow,
  {
    kind,
    on,
    own,
  }: { readonly kind: string; readonly on: CalendarDate; readonly own: readonly RegisterRow[] },
): readonly RowChange[] {
  if (columns.cert_no === undefined) return [];
  const again = own.filter((one) => one.cert_no === columns.cert_no);
  const gone: RowChange[] = again.map((one) => ({ register: 'person_certificate', key: one }));
  if (kind === 'correct') return gone;
  const key = { person_id: personId, cert_type: certType, cert_no: certNo };
  const to = { valid_to: addDays(on, -1) };
  const there = own.some((one) => one.cert_type === certType && one.cert_no === certNo);
  return [
    ...gone,
    there
      ? { register: 'person_certificate', key, to }
      : { register: 'person_certificate', to: { ...key, ...to, region_code: regionCode } },
  ];
}

function otherColumns(values: Values): Readonly<Record<string, string>> {
  const pairs = [
    ['ethnic', values.ethnic],
    ['phone', values.phone],
    ['residence', values.residence],
    ['household_kind', values.householdKind],
    ['community_id', values.communityId],
    ['address', values.address],
    ['guardian_name', values.guardianName],
    ['guardian_cert_no', values.guardianCertNo],
    ['cert_valid_to', values.certValidTo],
  ] as const;
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function pick(row: RegisterRow, columns: RegisterRow): RegisterRow {
  return Object.fromEntries(Object.keys(columns).map((name) => [name, row[name]]));
}
