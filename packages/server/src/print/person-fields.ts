import { ageOn, type CalendarDate } from '@gongji/domain';
import type { DiagnosisOnPaper, PersonOnPaper } from '@gongji/store/print';
import type { Visit } from '@gongji/store/provider-interface';
import type { Caller } from '../rest/caller.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';
import { groupNames, sexName, statusName } from './code-words.ts';

/**
 * Papers for the person show the full name, numbers are masked. Somebody who reads figures of the whole region and may
 * not see personal data in clear gets the name masked on paper too.
 */
export function personFields(person: PersonOnPaper, on: CalendarDate, caller: Caller) {
  const { permissions } = caller;
  const ownPeople = permissions['settlement.read'] !== 'region';
  const clear = ownPeople || permissions['person.reveal'] !== undefined;
  return {
    regionName: person.regionName,
    personName: clear ? person.name : maskName(person.name),
    sexName: sexName(person.sex),
    bornOn: person.bornOn,
    age: ageOn(person.bornOn, on),
    psnNo: maskPersonNumber(person.psnNo),
    certNo: maskNumber(person.certNo),
    ...given('phone', person.phone === null ? undefined : maskPhone(person.phone)),
    ...given('employerName', person.employerName ?? undefined),
    ...given('personStatus', person.personStatus === null ? undefined : statusName(person.personStatus)),
    ...given('groupNames', groupNames(person.groups)),
  };
}

/** What the institution told about the visit, by the interface names of the fields. */
export function visitFields(visit: Visit, diagnoses: readonly DiagnosisOnPaper[]) {
  const sent = visit.details.sent ?? {};
  const [first] = diagnoses;
  return {
    visitNo: visit.visitNo,
    visitId: visit.visitId,
    ...given('department', sent.adm_dept_name ?? sent.dept_name ?? sent.caty ?? first?.dept),
    ...given('bed', sent.adm_bed ?? sent.dscg_bed),
    ...given('doctor', sent.chfpdr_name ?? sent.atddr_name ?? sent.dr_name ?? first?.doctorName),
    ...given('diseaseName', visit.diseaseName ?? undefined),
    ...given('admissionDiagnosis', diagnosisText(diagnoses, '1')),
    ...given('dischargeDiagnosis', diagnosisText(diagnoses, '2')),
  };
}

function diagnosisText(diagnoses: readonly DiagnosisOnPaper[], stage: '1' | '2'): string {
  return diagnoses
    .filter((d) => d.stage === stage)
    .slice(0, 3)
    .map((d) => `${d.code} ${d.name}`)
    .join('；');
}

/** 138****5678. */
function maskPhone(phone: string): string {
  return phone.length < 8 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/** A field that is there only when it says something. */
export function given<K extends string, V>(
  name: K,
  value: V | undefined,
): Partial<Record<K, Exclude<V, undefined>>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, Exclude<V, undefined>>);
}
