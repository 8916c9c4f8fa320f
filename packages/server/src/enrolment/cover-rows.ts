import { type EnrolBody, PERSON_STATUSES, type PersonStatus } from '@gongji/contract';
import { addDays, type CalendarDate, INSUTYPE, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection, type CoverStart } from '@gongji/engine';
import type { RowChange } from '@gongji/store/enrolment';
import type { CoverSource } from '../contribution/facts.ts';
import { type CoverCase, keyOf, type NewCover } from './cover-case.ts';

/** Days of the cover that the policy gives: covered from payment, benefits after the waiting. */
export function newCover(start: CoverStart): NewCover {
  const coveredFrom = addDays(start.firstCoveredOn, -start.waitingDays);
  const to = start.lastCoveredOn ?? null;
  return { coveredFrom, coveredTo: to, benefitFrom: start.firstCoveredOn, benefitTo: to };
}

/** The row of the cover. With the mother's cover from birth it becomes the child's own from the same day. */
export function coverChange(input: CoverCase, terms: CoverSource, row: NewCover): RowChange {
  const { body, covers, person } = input;
  const columns = coverColumns(input, terms, row);
  const same = covers.find((one) => one.scheme === body.scheme && one.coveredFrom === row.coveredFrom);
  if (same !== undefined) return { register: 'coverage', key: keyOf(person, same), to: columns };
  const { regionCode: region_code, personId: person_id } = person;
  return { register: 'coverage', to: { region_code, person_id, ...columns } };
}

const SCHEMES = {
  employee: { zh: '职工医保', en: 'employee insurance' },
  resident: { zh: '居民医保', en: 'resident insurance' },
};

/** Covers that the new one would meet: ended the day before where the act says so, a problem where it does not. */
export function endedOthers(
  { body, kind, covers, person, today }: CoverCase,
  row: NewCover,
  problems: Rejection[],
): readonly RowChange[] {
  const meets = covers.filter(
    (one) =>
      (one.coveredTo === null || one.coveredTo >= row.coveredFrom) &&
      (row.coveredTo === null || one.coveredFrom <= row.coveredTo),
  );
  return meets.flatMap((one): readonly RowChange[] => {
    if (one.payerKind === 'mother' && one.coveredFrom === row.coveredFrom && one.scheme === body.scheme)
      return [];
    const own = one.scheme === body.scheme;
    const replaced = own && (kind.act === 'retire' || one.status === '2' || one.payerKind === 'mother');
    const lastDay =
      one.status === '2' && one.benefitTo !== null
        ? minDay(one.benefitTo, addDays(row.coveredFrom, -1))
        : addDays(row.coveredFrom, -1);
    if ((replaced || (!own && body.endOther === true)) && one.coveredFrom <= lastDay) {
      const status = lastDay < today ? '4' : one.status;
      const to = {
        covered_to: lastDay,
        benefit_to: minDay(one.benefitTo ?? lastDay, lastDay),
        status,
        end_reason: own ? kind.act : 'otherScheme',
      };
      return [{ register: 'coverage', key: keyOf(person, one), to }];
    }
    const words = SCHEMES[one.scheme];
    const from = one.coveredFrom;
    const data = {
      zh: { scheme: words.zh, from, to: one.coveredTo ?? '今' },
      en: { scheme: words.en, from, to: one.coveredTo ?? 'now' },
    };
    problems.push(
      bilingualRejection(
        own ? 'cover-overlaps' : 'cover-elsewhere',
        data,
        own ? { field: 'act' } : { field: 'endOther' },
      ),
    );
    return [];
  });
}

function minDay(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}

/** What the new cover says of the person; before its days are known, as for who enrols for the first time. */
export function newTerms(
  { body, covers, person, unit }: Pick<CoverCase, 'body' | 'covers' | 'person' | 'unit'>,
  status: PersonStatus,
  begins?: { readonly row: NewCover; readonly previous: CalendarDate | undefined },
): CoverSource {
  const before = covers
    .filter((one) => one.scheme === body.scheme)
    .toSorted((a, b) => (a.coveredFrom < b.coveredFrom ? 1 : -1))[0];
  const unbroken =
    before !== undefined &&
    begins?.previous !== undefined &&
    addDays(begins.previous, 1) >= begins.row.coveredFrom;
  const resident = body.scheme === 'resident';
  return {
    personStatus: status,
    tier: resident ? (body.tier ?? 'none') : 'none',
    civilServant: body.civilServant ?? false,
    // Only who pays for himself may choose to have none.
    withAccount: status !== 'flexible' || (body.withAccount ?? true),
    papersInTime: body.papersInTime ?? false,
    familyDoctor: before?.familyDoctor ?? false,
    unbrokenYears: unbroken ? before.unbrokenYears + (resident ? 1 : 0) : 1,
    unitKind: unit?.kind ?? (resident && person.communityId !== null ? 'community' : null),
    employerKind: unit?.employerKind ?? null,
  };
}

function coverColumns({ body, person, unit }: CoverCase, terms: CoverSource, row: NewCover) {
  const status = terms.personStatus as PersonStatus;
  return {
    scheme: body.scheme,
    insutype: INSUTYPE[body.scheme],
    covered_from: row.coveredFrom,
    covered_to: row.coveredTo,
    benefit_from: row.benefitFrom,
    benefit_to: row.benefitTo,
    status: '1',
    psn_type: PERSON_STATUSES[status].code,
    person_status: status,
    tier: terms.tier,
    civil_servant: terms.civilServant,
    with_account: terms.withAccount,
    papers_in_time: terms.papersInTime,
    family_doctor: terms.familyDoctor,
    unbroken_years: terms.unbrokenYears,
    unit_id: unit?.unitId ?? (body.scheme === 'resident' ? person.communityId : null),
    payer_kind: payerKindOf(body, status),
    begin_reason: body.act,
    end_reason: null,
  };
}

/** Kind of payer 缴费主体 of a cover. */
function payerKindOf(body: EnrolBody, status: PersonStatus): string {
  if (body.withMother === true) return 'mother';
  if (body.scheme === 'resident') return 'resident';
  return status === 'active' ? 'employer' : status;
}

/**
 * A pupil or student is put into the class from the beginning of the term, or after the schooling that has ended since; an earlier
 * school ends the day before. One that begins no earlier has to let him go first.
 */
export function schoolingChanges(
  { body, unit, person, schooling }: CoverCase,
  problems: Rejection[],
): readonly RowChange[] {
  if (unit?.kind !== 'school' || body.termStartOn === undefined) return [];
  const open = schooling.filter((one) => one.validTo === null);
  if (open.some((one) => one.unitId === unit.unitId)) return [];
  const from = schooling.reduce(
    (day, { validTo }) => (validTo !== null && validTo >= day ? addDays(validTo, 1) : day),
    body.termStartOn,
  );
  const later = open.find((one) => one.validFrom >= from);
  if (later !== undefined) {
    const data = { unit: later.unitName, from: later.validFrom };
    problems.push(rejection('pupil-elsewhere', data, { field: 'termStartOn', value: body.termStartOn }));
    return [];
  }
  const { regionCode: region_code, personId: person_id } = person;
  const earlier = open.map(
    (one): RowChange => ({
      register: 'schooling',
      key: { person_id, unit_id: one.unitId, valid_from: one.validFrom },
      to: { valid_to: addDays(from, -1), end_reason: 'movedSchool' },
    }),
  );
  const to = {
    region_code,
    person_id,
    unit_id: unit.unitId,
    class_name: body.className ?? '',
    valid_from: from,
  };
  return [...earlier, { register: 'schooling', to }];
}
