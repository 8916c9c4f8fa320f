import type { OfficeView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { type Institution, institutionByCode } from '@gongji/store/provider-interface';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/** The institution of the operator. Undefined only when its row is gone: the scope of `office` names one. */
export async function ownInstitution(deps: RestDeps, caller: Caller): Promise<Institution | undefined> {
  return caller.institutionCode === null ? undefined : institutionByCode(deps.pool, caller.institutionCode);
}

export function isPharmacy(institution: Institution): boolean {
  return institution.type === '2';
}

/** Kinds without beds: nobody is admitted there. */
const WITHOUT_BEDS = ['village', 'clinic', 'school', 'pharmacy'];

/** Whether an institution admits patients 住院. */
export function hasBeds(institution: Institution): boolean {
  return !isPharmacy(institution) && !WITHOUT_BEDS.includes(institution.kind);
}

export async function office(deps: RestDeps, caller: Caller): Promise<Answer<OfficeView>> {
  const own = await ownInstitution(deps, caller);
  if (own === undefined) return problemAnswer('not-found');
  const day = beijingDay(deps.now()) as CalendarDate;
  const holds = own.agreementFrom <= day && (own.agreementTo === null || own.agreementTo >= day);
  return ok({
    institutionCode: own.code,
    institutionName: own.name,
    place: isPharmacy(own) ? 'pharmacy' : 'hospital',
    level: own.level,
    day,
    inpatient: hasBeds(own),
    inAgreement: holds && !own.suspended,
  });
}
