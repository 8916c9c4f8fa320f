import { valueWord } from '@gongji/contract';
import { ageOn, type CalendarDate } from '@gongji/domain';
import type { DiagnosisOnPaper, OwnAgency, PersonOnPaper } from '@gongji/store/print';
import type { Visit } from '@gongji/store/provider-interface';
import type { Caller } from '../rest/caller.ts';
import { maskName, maskNumber, maskPersonNumber, maskPhone } from '../rest/mask.ts';
import { groupNames, sexName, statusName } from './code-words.ts';
import type { PrintJob } from './print-job.ts';

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

/** What stands in full on papers by which another agency finds the person: the forms ask for it. */
const WHOLE_FIELDS = ['psnNo', 'certNo', 'phone'] as const;

/** Reads himself, or may see personal data in clear. */
function seesClear({ personId, permissions }: Caller): boolean {
  return personId !== null || permissions['person.reveal'] !== undefined;
}

/** The person on papers of a transfer 转移接续: numbers and address in full where the caller may see them. */
export function transferFields(person: PersonOnPaper, on: CalendarDate, caller: Caller) {
  const { regionName, personName, sexName: sex, bornOn, psnNo, certNo } = personFields(person, on, caller);
  const residence = valueWord('residence', person.residence);
  const who = { regionName, personName, sexName: sex, bornOn, psnNo, certNo, residence };
  if (!seesClear(caller)) return who;
  return {
    ...{ ...who, psnNo: person.psnNo, certNo: person.certNo },
    ...given('phone', person.phone ?? undefined),
    ...given('address', person.address ?? undefined),
  };
}

/** What of it a colleague has seen by printing; nothing when somebody prints his own. */
export function shownFields(caller: Caller): NonNullable<PrintJob['shown']> {
  return caller.personId === null && seesClear(caller) ? WHOLE_FIELDS : [];
}

/** Our own agency as a paper names it: whoever is asked to send money must know to whom and where. */
export function agencyFields({ agencyName, division, ...agency }: OwnAgency) {
  return {
    ...{ agencyName, agencyDivision: division },
    ...{ agencyContact: agency.contact, agencyPhone: agency.phone },
    ...{ agencyAddress: agency.address, agencyPostcode: agency.postcode },
    ...{ accountName: agency.accountName, bankName: agency.bankName },
    ...{ bankAccount: agency.bankAccount, bankLineNo: agency.bankLineNo },
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

/** A field that is there only when it says something. */
export function given<K extends string, V>(
  name: K,
  value: V | undefined,
): Partial<Record<K, Exclude<V, undefined>>> {
  return value === undefined || value === '' ? {} : ({ [name]: value } as Record<K, Exclude<V, undefined>>);
}
