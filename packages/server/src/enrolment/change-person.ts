import type { ActedView, PersonChangeBody } from '@gongji/contract';
import {
  type CalendarDate,
  type CertificateKind,
  isCertificateKind,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import {
  allKnown,
  lockPerson,
  type RegisterPerson,
  type RowChange,
  registerPersonBy,
} from '@gongji/store/enrolment';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { doAct, type Plan, planned, refusedPlan } from './acting.ts';
import { readPersonEntry } from './person-entry.ts';
import { columnsOf, familyHead, named, oldNumber, personUnknown, whoIsThere } from './register-person.ts';

type Values = Extract<PersonChangeBody, { kind: 'change' | 'correct' }>['values'];

/** 变更、更正、死亡登记: what the register says of a person from now on, with the reason; what it said stays known. */
export async function changePerson(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  body: PersonChangeBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const found = await registerPersonBy(deps.pool, caller, ref);
  if (found === undefined) return problemAnswer('not-found');
  const request = { operation: `changePerson/${found.personId}`, idempotencyKey, body };
  return doAct(deps, caller, request, async (tx) => {
    const person = await lockPerson(tx, found.personId);
    if (person === undefined) return refusedPlan([personUnknown(ref, 'psnNo')]);
    const today = chinaDay(deps.now());
    return body.kind === 'death'
      ? planDeath(tx, person, body, today)
      : planChange(tx, caller, person, body, today);
  });
}

async function planChange(
  tx: PoolClient,
  caller: Caller,
  person: RegisterPerson,
  body: Extract<PersonChangeBody, { kind: 'change' | 'correct' }>,
  today: CalendarDate,
): Promise<Plan> {
  const { values } = body;
  const certType: CertificateKind =
    values.certType ?? (isCertificateKind(person.certType) ? person.certType : '99');
  const read = readPersonEntry(
    {
      name: values.name ?? person.name,
      certType,
      certNo: values.certNo ?? person.certNo,
      bornOn: values.bornOn ?? (values.certNo === undefined ? person.bornOn : undefined),
      sex: values.sex ?? (values.certNo === undefined ? sexOf(person.sex) : undefined),
    },
    today,
  );
  const identity = values.name ?? values.certType ?? values.certNo ?? values.bornOn ?? values.sex;
  if (read.kind === 'refused' && identity !== undefined) return refusedPlan(read.rejections);
  const found: Rejection[] = person.status === 'merged' ? [notActive(person)] : [];
  if (read.kind === 'read' && identity !== undefined) {
    found.push(...(await whoIsThere(tx, person.regionCode, read.entry, person.personId, body.notTwin)));
  }
  const family = await familyHead(tx, caller, values.familyOf);
  if (family === 'unknown') found.push(personUnknown(values.familyOf ?? '', 'familyOf'));
  const columns = {
    ...(read.kind === 'read' && identity !== undefined ? columnsOf(read.entry) : {}),
    ...otherColumns(values),
    ...(family === undefined ? {} : { family_id: family }),
  };
  if (found.length === 0 && sameAs(person, columns)) found.push(rejection('nothing-changes', {}));
  if (found.length > 0) return refusedPlan(found);
  const { personId, regionCode } = person;
  const kept = read.kind === 'read' ? oldNumber(read.entry, regionCode, personId) : [];
  return planned({
    kind: body.kind,
    regionCode,
    personId,
    unitId: caller.unitId,
    effectiveOn: body.effectiveOn ?? today,
    facts: { fields: Object.keys(values) },
    changes: [
      { register: 'person', key: { person_id: personId }, to: columns },
      ...formerNumber(person, columns, body.kind),
      ...kept.filter(({ to }) => to?.cert_no !== person.certNo),
    ],
    reason: body.reason,
  });
}

function sexOf(sex: string): '0' | '1' | '2' | '9' {
  return sex === '1' || sex === '2' || sex === '9' ? sex : '0';
}

/** A certificate that was replaced still finds the person; one that was never his does not. */
function formerNumber(
  { personId, regionCode, certType, certNo }: RegisterPerson,
  columns: Readonly<Record<string, unknown>>,
  kind: 'change' | 'correct',
): readonly RowChange[] {
  if (kind === 'correct' || columns.cert_no === undefined || columns.cert_no === certNo) return [];
  const to = { region_code: regionCode, person_id: personId, cert_type: certType, cert_no: certNo };
  return [{ register: 'person_certificate', to }];
}

function otherColumns(values: Values): Readonly<Record<string, string>> {
  const pairs = [
    ['ethnic', values.ethnic],
    ['phone', values.phone],
    ['residence', values.residence],
    ['community_id', values.communityId],
    ['address', values.address],
    ['guardian_name', values.guardianName],
    ['guardian_cert_no', values.guardianCertNo],
  ] as const;
  return Object.fromEntries(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function sameAs(person: RegisterPerson, columns: Readonly<Record<string, unknown>>): boolean {
  const now: Readonly<Record<string, unknown>> = {
    name: person.name,
    cert_type: person.certType,
    cert_no: person.certNo,
    born_on: person.bornOn,
    sex: person.sex,
    ethnic: person.ethnic,
    phone: person.phone,
    residence: person.residence,
    community_id: person.communityId,
    address: person.address,
    family_id: person.familyId,
  };
  return Object.entries(columns).every(([name, value]) => name === 'name_initials' || now[name] === value);
}

/** 死亡登记: the person, and every cover and special group that would go on. Benefits end with the day of death. */
async function planDeath(
  tx: PoolClient,
  person: RegisterPerson,
  { diedOn, reason }: Extract<PersonChangeBody, { kind: 'death' }>,
  today: CalendarDate,
): Promise<Plan> {
  const found: Rejection[] = [];
  const at = { field: 'diedOn', value: diedOn };
  const words = (zh: string, en: string) => ({
    zh: { what: zh, day: diedOn },
    en: { what: en, day: diedOn },
  });
  if (person.status !== 'active') found.push(notActive(person));
  if (diedOn > today)
    found.push(bilingualRejection('day-in-future', words('死亡日期', 'the day of death'), at));
  if (diedOn < person.bornOn) {
    const { zh, en } = words('死亡日期', 'the day of death');
    const { bornOn } = person;
    found.push(bilingualRejection('day-before-birth', { zh: { ...zh, bornOn }, en: { ...en, bornOn } }, at));
  }
  if (found.length > 0) return refusedPlan(found);
  const { personId, regionCode } = person;
  const rows = (await allKnown(tx, personId)).filter(({ knownTo }) => knownTo === null);
  const open = (end: unknown) =>
    end === null || end === undefined || (typeof end === 'string' && end > diedOn);
  const changes = rows.flatMap(({ register, row }): readonly RowChange[] => {
    if (register === 'coverage' && open(row.covered_to) && String(row.covered_from) <= diedOn) {
      const to = { covered_to: diedOn, benefit_to: diedOn, status: '4', end_reason: 'death' };
      return [{ register, key: row, to }];
    }
    if (register === 'coverage' && open(row.covered_to)) return [{ register, key: row }];
    if (register === 'person_group' && open(row.valid_to) && String(row.valid_from) <= diedOn) {
      return [{ register, key: row, to: { valid_to: diedOn } }];
    }
    return [];
  });
  return planned({
    kind: 'death',
    regionCode,
    personId,
    effectiveOn: diedOn,
    facts: { diedOn },
    changes: [
      { register: 'person', key: { person_id: personId }, to: { status: 'dead', died_on: diedOn } },
      ...changes,
    ],
    reason,
  });
}

/** A person who is dead or was merged into another. */
export function notActive(person: RegisterPerson): Rejection {
  const state =
    person.status === 'dead'
      ? { zh: '死亡', en: 'dead' }
      : { zh: '并入他人', en: 'merged into another person' };
  const data = (language: 'zh' | 'en') => ({ person: named(person), state: state[language] });
  return bilingualRejection('person-not-active', { zh: data('zh'), en: data('en') }, { field: 'person' });
}
