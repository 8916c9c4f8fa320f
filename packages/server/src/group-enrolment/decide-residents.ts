import { PERSON_STATUSES, type PersonStatus } from '@gongji/contract';
import {
  addDays,
  ageOn,
  type Bilingual,
  type CalendarDate,
  date,
  type Rejection,
  rejection,
} from '@gongji/domain';
import { ageBounds, bilingualRejection, fitsAge, type PolicyModel } from '@gongji/engine';
import type { PersonFacts } from '@gongji/store/group-enrolment';
import type { PlannedAct } from '../enrolment/acting.ts';
import { policyFor } from '../enrolment/decide-cover.ts';
import type { PersonEntry } from '../enrolment/person-entry.ts';
import { agesRule, statusFits } from '../enrolment/status-ages.ts';
import { rowPerson } from './decide-person.ts';
import { type ListContext, type RowDecision, refusedRow } from './list-context.ts';
import type { ListRow } from './list-row.ts';
import { type Asked, openCovers, planCover, schoolYearStart } from './plan-cover.ts';
import { choicesOf } from './read-cell.ts';
import { SHEET_KINDS } from './sheet-kinds.ts';

/** 居民按户参保 */
export function decideHousehold(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  if (entry === undefined) return refusedRow([]);
  const status = isStatus(values.status) ? values.status : statusByAge(entry.bornOn, context);
  const head = context.facts.head(row);
  const more = {
    communityId: context.unit.unitId,
    ...(head === undefined ? {} : { familyId: context.facts.personId(head) }),
  };
  return enrolled({ row, entry, status, more, extra: () => [] }, context);
}

/** In the order of preference where the ages of several statuses hold. */
const BY_AGE = ['elderly', 'adult', 'child', 'student'] as const;

/** The status of somebody whose row names none: the first that the ages of the policy fit. */
function statusByAge(bornOn: CalendarDate, context: ListContext): PersonStatus {
  const { today } = context;
  const policy = residentPolicy(context);
  const fits = (status: PersonStatus): boolean => {
    const bounds = policy === undefined ? undefined : ageBounds(policy, status, today);
    return bounds !== undefined && fitsAge(bounds, bornOn, today);
  };
  return BY_AGE.find(fits) ?? 'adult';
}

function residentPolicy({ policies, regionCode, today }: ListContext): PolicyModel | undefined {
  return policyFor({ policies, person: { regionCode }, body: { scheme: 'resident', on: today } });
}

/** A university by its name, but not the school or kindergarten that belongs to one. */
const UNIVERSITY = /(大学|学院)(?!.*(中学|小学|附中|附小|幼儿园))/;

/** 学生按班级参保: the class first, then the cover. */
export function decideStudents(row: ListRow, context: ListContext): RowDecision {
  const { person: entry } = row;
  if (entry === undefined) return refusedRow([]);
  const born = { bornOn: entry.bornOn, on: context.today };
  const isOfAge = statusFits(residentPolicy(context), 'universityStudent', born);
  const status = isOfAge && UNIVERSITY.test(context.unit.name) ? 'universityStudent' : 'student';
  const extra = (personId: string, known: PersonFacts | undefined) =>
    schooling(row, personId, known, context);
  return enrolled({ row, entry, status, more: {}, extra }, context);
}

/** 新生儿参保: with the mother's household. */
export function decideNewborns(row: ListRow, context: ListContext): RowDecision {
  const { person: entry, values } = row;
  if (entry === undefined || values.motherCertNo === undefined) return refusedRow([]);
  const mother = context.facts.person(values.motherCertNo);
  if (mother === undefined) {
    const at = { field: 'motherCertNo', value: values.motherCertNo };
    return refusedRow([rejection('mother-unregistered', { certNo: values.motherCertNo }, at)]);
  }
  const more = { communityId: context.unit.unitId, familyId: mother.familyId ?? mother.personId };
  return enrolled({ row, entry, status: 'newborn', mother, more, extra: () => [] }, context);
}

function isStatus(text: string | undefined): text is PersonStatus {
  return text !== undefined && Object.hasOwn(PERSON_STATUSES, text);
}

interface Enrolling {
  readonly row: ListRow;
  readonly entry: PersonEntry;
  readonly status: PersonStatus;
  /** Of a newborn. */
  readonly mother?: PersonFacts;
  readonly more: { readonly communityId?: string; readonly familyId?: string };
  /** Further acts before the cover, or what speaks against them. */
  readonly extra: (personId: string, known: PersonFacts | undefined) => readonly (PlannedAct | Rejection)[];
}

function enrolled({ row, entry, status, mother, more, extra }: Enrolling, context: ListContext): RowDecision {
  const { values } = row;
  const person = rowPerson(row, entry, context, more);
  const found = extra(person.personId, person.known);
  const before = found.filter((one): one is PlannedAct => 'changes' in one);
  const problems: Rejection[] = [
    ...person.problems,
    ...found.filter((one): one is Rejection => 'code' in one),
  ];
  problems.push(
    ...ageProblems(row, entry, status, context),
    ...guardianMissing(row, entry, person.known, context),
  );
  const hints = [...person.hints, ...unregisteredClass(values, context)];
  const at = { field: 'certNo', value: entry.certificate.certNo };
  const held = openCovers(person.known, context.today)[0];
  if (values.act !== 'register' && held !== undefined) {
    const { scheme, unitName, coveredFrom: from } = held;
    if (scheme === 'employee')
      problems.push(rejection('enrolled-elsewhere', { unit: unitName ?? '—', from }, at));
    else if (held.coveredTo === null) hints.push(rejection('already-enrolled', { from }, at));
  }
  if (problems.length > 0 || row.problems.length > 0) return refusedRow(problems);
  // Who is covered to the end of the year enrols for the next; who is covered without an end is enrolled.
  if (values.act === 'register' || (held !== undefined && held.coveredTo === null))
    return { problems: [], hints, acts: [...person.acts, ...before] };
  const planned = planCover(asked(values, status, context), { ...person, mother }, context);
  if (planned.kind === 'planned')
    return { problems: [], hints, acts: [...person.acts, ...before, planned.act] };
  // Enrolled for that year already, or covered now while the next year cannot be enrolled for yet: nothing is missing.
  if (held === undefined || !planned.rejections.every(({ code }) => NOT_NEEDED.has(code)))
    return refusedRow(planned.rejections);
  hints.push(rejection('already-enrolled', { from: held.coveredFrom }, at));
  return { problems: [], hints, acts: [...person.acts, ...before] };
}

const NOT_NEEDED: ReadonlySet<string> = new Set(['cover-overlaps', 'window-closed', 'cover-never-begins']);

/** The form of the single act, filled in from the row. */
function asked(values: ListRow['values'], status: PersonStatus, { today }: ListContext): Asked {
  const { tier, year, residenceProof, from, papersInTime } = values;
  const act = status === 'newborn' ? 'newborn' : values.className === undefined ? 'join' : 'student';
  return {
    scheme: 'resident',
    act,
    on: today,
    personStatus: status,
    tier: tier === 'tier2' ? 'tier2' : 'tier1',
    ...(year === undefined ? {} : { year }),
    ...(residenceProof === undefined ? {} : { residenceProof }),
    ...(papersInTime === undefined ? {} : { papersInTime: papersInTime === 'yes' }),
    ...(act === 'student' ? { termStartOn: from === undefined ? schoolYearStart(today) : date(from) } : {}),
  };
}

function schooling(
  { values }: ListRow,
  personId: string,
  known: PersonFacts | undefined,
  { unit, today, regionCode, reason }: ListContext,
): readonly (PlannedAct | Rejection)[] {
  const own = known?.schooling.find(({ unitId }) => unitId === unit.unitId);
  const other = known?.schooling.find(({ unitId }) => unitId !== unit.unitId);
  if (other !== undefined)
    return [rejection('pupil-elsewhere', { unit: other.unitName, from: other.from }, { field: 'certNo' })];
  const { className = '', studentNo, from } = values;
  const last = known?.endedSchooling.at(-1);
  const named = from === undefined ? schoolYearStart(today) : date(from);
  const isWithin = last !== undefined && last.lastDay >= named;
  if (isWithin && from !== undefined && own === undefined) {
    const { unitName, lastDay } = last;
    const data = { unit: unitName, to: lastDay, next: addDays(lastDay, 1) };
    return [rejection('schooling-not-over', data, { field: 'from', value: from })];
  }
  // A row without a day begins after what has ended since the beginning of the school year, as at the desk.
  const since = isWithin ? addDays(last.lastDay, 1) : named;
  const content = { class_name: className, student_no: studentNo ?? null };
  const base = {
    regionCode,
    personId,
    unitId: unit.unitId,
    facts: { className },
    reason,
    effectiveOn: since,
  };
  if (own?.className === className) return [];
  if (own !== undefined) {
    const key = { person_id: personId, unit_id: unit.unitId, valid_from: own.from };
    return [{ kind: 'schooling', ...base, changes: [{ register: 'schooling', key, to: content }] }];
  }
  const to = {
    region_code: regionCode,
    person_id: personId,
    unit_id: unit.unitId,
    valid_from: since,
    valid_to: null,
    ...content,
  };
  return [{ kind: 'schooling', ...base, changes: [{ register: 'schooling', to }] }];
}

/** The class may be registered later: the pupil is in it all the same. */
function unregisteredClass(
  { className }: ListRow['values'],
  { facts, unit }: ListContext,
): readonly Rejection[] {
  if (className === undefined || unit.kind !== 'school' || facts.hasClass(className)) return [];
  return [rejection('class-unregistered', { className }, { field: 'className', value: className })];
}

function ageProblems(
  { values }: ListRow,
  { bornOn }: PersonEntry,
  status: string,
  context: ListContext,
): readonly Rejection[] {
  const { today } = context;
  const policy = residentPolicy(context);
  if (statusFits(policy, status, { bornOn, on: today })) return [];
  const name = statusName(status);
  const rule = agesRule(policy, status, today);
  const age = String(ageOn(bornOn, today));
  const data = (lang: 'zh' | 'en') => ({ status: name[lang], age, rule: rule[lang] });
  const field = values.status === undefined ? 'certNo' : 'status';
  return [bilingualRejection('age-unfit', { zh: data('zh'), en: data('en') }, { field, value: status })];
}

function statusName(status: string): Bilingual {
  const column = SHEET_KINDS.household.columns.find(({ id }) => id === 'status');
  const known = (column === undefined ? [] : choicesOf(column)).find(({ value }) => value === status)?.name;
  if (known !== undefined) return known;
  return status === 'newborn' ? { zh: '新生儿', en: 'newborn' } : { zh: '学生', en: 'pupil or student' };
}

function guardianMissing(
  { values, problems }: ListRow,
  { bornOn }: PersonEntry,
  known: PersonFacts | undefined,
  { today }: ListContext,
): readonly Rejection[] {
  const has = values.guardian ?? values.motherName;
  if (known !== undefined || has !== undefined || ageOn(bornOn, today) >= 18) return [];
  if (problems.some(({ field }) => field === 'guardian' || field === 'motherName')) return [];
  return [rejection('guardian-missing', {}, { field: 'guardian' })];
}
