import type { ActedView, NewPersonBody } from '@gongji/contract';
import { nameInitials, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  nextPersonNumber,
  personsOfCertificate,
  type RegisterPerson,
  type RowChange,
  readUnit,
  registerPersonBy,
  twinsOf,
} from '@gongji/store/enrolment';
import { wholeRegion } from '@gongji/store/rest';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { doAct, type Plan, planned, refusedPlan } from './acting.ts';
import { type PersonEntry, readPersonEntry } from './person-entry.ts';

/** 登记参保人: a new person of the register; a certificate that is there already is refused, twins must be looked at. */
export async function registerPerson(
  deps: RestDeps,
  caller: Caller,
  body: NewPersonBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const read = readPersonEntry(body, chinaDay(deps.now()));
  if (read.kind === 'refused') return problemAnswer('refused', read.rejections);
  const request = { operation: 'registerPerson', idempotencyKey, body };
  return doAct(deps, caller, request, (tx) => planRegistration(deps, caller, tx, body, read.entry));
}

async function planRegistration(
  deps: RestDeps,
  caller: Caller,
  tx: PoolClient,
  body: NewPersonBody,
  entry: PersonEntry,
): Promise<Plan> {
  const { regionCode } = caller;
  const found = await whoIsThere(tx, regionCode, entry, undefined, body.notTwin);
  const family = await familyHead(tx, caller, body.familyOf);
  if (family === 'unknown') found.push(personUnknown(body.familyOf ?? '', 'familyOf'));
  const own = caller.unitId === null ? undefined : await readUnit(tx, caller, caller.unitId);
  const community = own?.kind === 'community' ? own.unitId : body.communityId;
  found.push(...(await communityProblems(tx, regionCode, community)));
  if (found.length > 0) return refusedPlan(found);
  const personId = deps.newId();
  const row = {
    region_code: regionCode,
    person_id: personId,
    psn_no: await nextPersonNumber(tx, regionCode),
    ...columnsOf(entry),
    ethnic: body.ethnic ?? '01',
    phone: body.phone ?? null,
    family_id: family ?? personId,
    residence: body.residence ?? 'local',
    household_kind: body.householdKind ?? null,
    community_id: community ?? null,
    address: body.address ?? null,
    guardian_name: body.guardianName ?? null,
    guardian_cert_no: body.guardianCertNo ?? null,
    status: 'active',
    email: null,
  };
  return planned({
    kind: 'register',
    regionCode,
    personId,
    unitId: caller.unitId,
    effectiveOn: entry.bornOn,
    facts: { certType: body.certType, notTwin: body.notTwin },
    changes: [{ register: 'person', to: row }, ...oldNumber(entry, regionCode, personId)],
    reason: body.reason,
  });
}

/** Where somebody lives or is registered is a community 村（社区） of the region. */
export async function communityProblems(
  tx: PoolClient,
  regionCode: string,
  unitId: string | undefined,
): Promise<readonly Rejection[]> {
  if (unitId === undefined) return [];
  const at = { field: 'communityId', value: unitId };
  const unit = await readUnit(tx, wholeRegion(regionCode), unitId);
  if (unit === undefined) return [rejection('unit-unknown', { unitId }, at)];
  return unit.kind === 'community' ? [] : [rejection('unit-not-fit', { unit: unit.name }, at)];
}

/** Columns of the person's row that come from name and certificate. */
export function columnsOf({ name, certificate, bornOn, sex }: PersonEntry): Readonly<Record<string, string>> {
  return {
    name,
    name_initials: nameInitials(name),
    cert_type: certificate.certType,
    cert_no: certificate.certNo,
    born_on: bornOn,
    sex,
  };
}

/** The old number of 15 digits stays an identifier of the same person. */
export function oldNumber(
  { certificate: { certType, oldNo } }: PersonEntry,
  regionCode: string,
  personId: string,
): readonly RowChange[] {
  if (oldNo === undefined) return [];
  const to = { region_code: regionCode, person_id: personId, cert_type: certType, cert_no: oldNo };
  return [{ register: 'person_certificate', to }];
}

/** Who has this certificate or looks like the same person, besides `self`. */
export async function whoIsThere(
  tx: PoolClient,
  regionCode: string,
  entry: PersonEntry,
  self: string | undefined,
  notTwin: boolean,
): Promise<Rejection[]> {
  const { certificate, name, bornOn, sex } = entry;
  const owners = await personsOfCertificate(tx, regionCode, certificate.certNo);
  const taken = owners.filter((one) => one.personId !== self);
  const found: Rejection[] = taken.map((one) =>
    rejection('certificate-taken', { person: named(one) }, { field: 'certNo', value: certificate.certNo }),
  );
  if (notTwin || found.length > 0) return found;
  const twins = (await twinsOf(tx, regionCode, { name, bornOn, sex })).filter((one) => one.personId !== self);
  return twins.map((one) =>
    rejection('person-twin', { person: named(one) }, { field: 'notTwin', value: 'false' }),
  );
}

/** A person as refusals name one: masked. */
export function named({ name, psnNo }: Pick<RegisterPerson, 'name' | 'psnNo'>): string {
  return `${maskName(name)} ${maskPersonNumber(psnNo)}`;
}

export function personUnknown(personId: string, field: string): Rejection {
  return rejection('person-unknown', { personId }, { field, value: personId });
}

/** The head of the family that a person belongs to; a family is named by any of its members. */
export async function familyHead(
  tx: PoolClient,
  caller: Pick<Caller, 'regionCode'>,
  familyOf: string | undefined,
): Promise<string | undefined | 'unknown'> {
  if (familyOf === undefined) return undefined;
  const member = await registerPersonBy(tx, wholeRegion(caller.regionCode), familyOf);
  return member === undefined ? 'unknown' : (member.familyId ?? member.personId);
}
