import { ageOn, type CalendarDate, daysBetween, GROUP_NAMES } from '@gongji/domain';
import type { Facts } from '@gongji/engine';
import type { CoverageRow, FilingRow, GroupRow, InstitutionRow, PersonRow } from '@gongji/store/settlement';
import { within } from './benefit-year.ts';
import type { BillRequest } from './contract.ts';

/** What the registers know about the parties of one bill. */
export interface Parties {
  readonly person: PersonRow;
  readonly coverage: CoverageRow;
  readonly institution: InstitutionRow;
  readonly groups: readonly GroupRow[];
  readonly filings: readonly FilingRow[];
}

/**
 * The facts 事实 of docs/policy-format.md section 9 on the policy date, from registers and request.
 * What the channel alone knows (`request.facts`) overrides what the registers say.
 */
export function factsOf(
  request: BillRequest,
  parties: Parties,
  policyDate: CalendarDate,
  benefitYear: CalendarDate,
): Facts {
  const { person, institution } = parties;
  return {
    ...personFacts(parties, policyDate),
    institutionLevel: institution.level,
    institutionGrade: institution.grade,
    institutionKind: institution.kind,
    designated: parties.filings.some((f) => isChoiceOf(f, request, policyDate)),
    area: areaOf(parties.coverage.regionCode, institution.regionCode),
    filing: filingOf(request, parties, policyDate),
    ...bodyFacts(person, policyDate),
    diseaseCode: request.diseaseCode ?? 'none',
    approvedDiseases: approvedDiseases(parties.filings, policyDate).size,
    days: daysBetween(request.startedOn, request.endedOn),
    startMonth: Number(request.startedOn.slice(5, 7)),
    endMonth: Number(request.endedOn.slice(5, 7)),
    startedLastYear: request.startedOn < benefitYear,
    medType: request.medType,
    institutionCode: request.institutionCode,
    stayId: request.visitId ?? request.startedOn,
    emergency: false,
    referral: parties.filings.some((f) => isTransferTo(f, request, policyDate)),
    midStay: request.midStay,
    accident: false,
    matnType: 'none',
    ...request.facts,
  };
}

/** Diseases with a chronic approval 慢特病备案 in force. */
export function approvedDiseases(filings: readonly FilingRow[], on: CalendarDate): ReadonlySet<string> {
  const inForce = filings.filter((f) => f.kind === 'chronic' && within(on, f.validFrom, f.validTo));
  return new Set(inForce.flatMap((f) => (f.diseaseCode === null ? [] : [f.diseaseCode])));
}

/** Place of care 就医地 as seen from the person's pooling region: divisions share their first digits. */
export function areaOf(
  personRegion: string,
  institutionRegion: string,
): 'local' | 'inProvince' | 'outProvince' {
  if (personRegion.slice(0, 4) === institutionRegion.slice(0, 4)) return 'local';
  return personRegion.slice(0, 2) === institutionRegion.slice(0, 2) ? 'inProvince' : 'outProvince';
}

/** What cover and special groups say of a person on a day. */
export function personFacts(
  { coverage, groups }: Pick<Parties, 'coverage' | 'groups'>,
  on: CalendarDate,
): Facts {
  const inForce = new Set(groups.filter((g) => within(on, g.validFrom, g.validTo)).map((g) => g.groupName));
  return {
    personStatus: coverage.personStatus,
    contributionTier: coverage.tier,
    civilServant: coverage.civilServant,
    familyDoctor: coverage.familyDoctor,
    unbrokenYears: coverage.unbrokenYears,
    ...Object.fromEntries(GROUP_NAMES.map((group) => [group, inForce.has(group)])),
  };
}

/** What the register of persons itself says on a day. */
export function bodyFacts({ sex, bornOn }: Pick<PersonRow, 'sex' | 'bornOn'>, on: CalendarDate): Facts {
  return {
    sex: sex === '1' ? 'male' : sex === '2' ? 'female' : 'unknown',
    age: ageOn(bornOn, on),
    ageDays: daysBetween(bornOn, on),
  };
}

function filingOf(request: BillRequest, parties: Parties, on: CalendarDate): string {
  if (areaOf(parties.coverage.regionCode, parties.institution.regionCode) === 'local') return 'local';
  const outOfRegion = parties.filings.find(
    (f) => f.kind === 'outOfRegion' && within(on, f.validFrom, f.validTo),
  );
  if (outOfRegion?.outKind != null) return outOfRegion.outKind;
  if (parties.filings.some((f) => isTransferTo(f, request, on))) return 'referred';
  return request.facts?.emergency === true ? 'emergency' : 'unfiled';
}

function isTransferTo(f: FilingRow, request: BillRequest, on: CalendarDate): boolean {
  const target = f.institutionCode === null || f.institutionCode === request.institutionCode;
  return f.kind === 'transfer' && target && within(on, f.validFrom, f.validTo);
}

function isChoiceOf(f: FilingRow, request: BillRequest, on: CalendarDate): boolean {
  return (
    f.kind === 'designated' &&
    f.institutionCode === request.institutionCode &&
    within(on, f.validFrom, f.validTo)
  );
}
