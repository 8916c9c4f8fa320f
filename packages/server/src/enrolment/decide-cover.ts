import { ENTERED_WORDS, type MonthsView } from '@gongji/contract';
import {
  addDays,
  type Bilingual,
  type CalendarDate,
  fen,
  INSUTYPE,
  type Rejection,
  rejection,
} from '@gongji/domain';
import {
  benefitYearOf,
  bilingualRejection,
  coverStart,
  type Facts,
  type PolicyModel,
  repairOptions,
} from '@gongji/engine';
import type { CoverRow } from '@gongji/store/enrolment';
import { assessFromBasis, type CoverSource, contributionFacts, factSource } from '../contribution/facts.ts';
import { policyOfPeriod, spanOfPeriod } from '../contribution/period.ts';
import type { CoverCase, CoverDecision, NewCover } from './cover-case.ts';
import { neededFields, statusOf, statusProblems, unitProblems } from './cover-problems.ts';
import { coverChange, endedOthers, newCover, newTerms, schoolingChanges } from './cover-rows.ts';
import { missingBy, missingOf, monthsView, neededBy } from './months-counted.ts';
import { secondPerson } from './second-person.ts';

/** Begins a cover 参保: from the rules of the policy, with all that stops it at once. Pure. */
export function decideBegin(input: CoverCase): CoverDecision {
  const { body, kind, person } = input;
  const { policy, year } = policyAndYear(input);
  const problems: Rejection[] = [...neededFields(body, kind, policy), ...unitProblems(input)];
  const causes: Bilingual[] = [];
  const status = statusOf(input, policy);
  problems.push(...statusProblems(input, status, policy));
  if (
    body.scheme === 'resident' &&
    person.residence !== 'local' &&
    body.residenceProof === undefined &&
    kind.fields.includes('residenceProof')
  )
    problems.push(rejection('residence-proof-missing', {}, { field: 'residenceProof' }));
  const mother = motherCover(input, problems);
  if (policy === undefined) {
    const data = { region: person.regionCode, insutype: INSUTYPE[body.scheme], on: body.on };
    problems.push(rejection('no-policy', data, { field: 'scheme', value: body.scheme }));
  }
  if (status === undefined || policy === undefined || year === undefined)
    return { problems, causes, changes: [] };
  const facts = factsOn(policy, input, newTerms(input, status), body.on);
  const previous = latestEnd(input.covers, body.on);
  // Who has made years up has paid when the last of them came in.
  const madeUpOn = kind.act === 'retire' ? input.months?.counted.madeUpOn : undefined;
  const paidOn = madeUpOn !== undefined && madeUpOn > body.on ? madeUpOn : body.on;
  const asked = {
    year,
    facts,
    enrolledOn: body.on,
    bornOn: person.bornOn,
    ...(body.withMother === true ? {} : { paidOn }),
    ...(body.termStartOn === undefined ? {} : { termStartOn: body.termStartOn }),
    ...(previous === undefined ? {} : { previousEndOn: previous }),
    ...(mother === undefined ? {} : { motherCover: mother }),
  };
  const started = coverStart(policy, asked);
  if (started.kind === 'refused') {
    // A mother who is not covered is said already; that no way in is open follows from it.
    if (!(body.withMother === true && mother === undefined))
      problems.push(...inForm(started.rejections, problems));
    return { personStatus: status, asks: asksOf(policy, kind), problems, causes, changes: [] };
  }
  const row = newCover(started);
  const terms = newTerms(input, status, { row, previous });
  const fee =
    body.withMother === true ? undefined : feeOf(policy, input, { year, terms, row, paidOn }, problems);
  const months = kind.act === 'retire' ? monthsToRetire(policy, input, facts, problems) : undefined;
  const ended = endedOthers(input, row, problems);
  causes.push(...secondPerson(input, { status, row, policy }));
  const pupil = schoolingChanges(input, problems);
  return {
    personStatus: status,
    asks: asksOf(policy, kind),
    problems,
    causes,
    cover: started,
    repairs: repairOptions(policy, asked),
    row,
    ...(fee === undefined ? {} : { fee }),
    ...(months === undefined ? {} : { months }),
    changes: problems.length > 0 ? [] : [...ended, coverChange(input, terms, row), ...pupil],
  };
}

const ASKED_BY_POLICY = ['papersInTime'] as const;

function asksOf(
  { attributes }: PolicyModel,
  { fields }: CoverCase['kind'],
): readonly (typeof ASKED_BY_POLICY)[number][] {
  return ASKED_BY_POLICY.filter((field) => attributes.has(field) && fields.includes(field));
}

/** The mother's cover on the day of birth; what is missing becomes a problem where the child is to share it. */
function motherCover(
  { body, mother, person }: CoverCase,
  problems: Rejection[],
): { readonly endOn: CalendarDate } | undefined {
  const { bornOn } = person;
  const cover = mother?.covers.find(
    (one) =>
      one.benefitFrom <= bornOn && (one.coveredTo === null || bornOn <= one.coveredTo) && one.status !== '2',
  );
  if (cover !== undefined && mother?.sex !== '1')
    return { endOn: cover.coveredTo ?? ('9999-12-31' as CalendarDate) };
  if (body.withMother === true)
    problems.push(rejection('mother-not-covered', { bornOn }, { field: 'mother', value: body.mother ?? '' }));
  return undefined;
}

/** Whose policy is asked for: region, scheme and day. */
export type PolicyCase = Pick<CoverCase, 'policies'> & {
  readonly person: Pick<CoverCase['person'], 'regionCode'>;
  readonly body: Pick<CoverCase['body'], 'scheme' | 'on'>;
};

export function policyFor({ policies, person, body }: PolicyCase): PolicyModel | undefined {
  const region = `${person.regionCode.slice(0, 4)}00`;
  return policies.findLast(
    ({ insutype, region: of, inForce: { from, to } }) =>
      insutype === INSUTYPE[body.scheme] &&
      (of === person.regionCode || of === region) &&
      from <= body.on &&
      (to === undefined || body.on <= to),
  );
}

/** The benefit year that is enrolled for, with the policy in force then; of employees the policy of the day. */
function policyAndYear(input: CoverCase): {
  readonly policy: PolicyModel | undefined;
  readonly year: string | undefined;
} {
  const { body, person, policies } = input;
  const ofDay = policyFor(input);
  const year = body.year ?? (ofDay === undefined ? undefined : yearOf(input, ofDay));
  if (body.scheme === 'employee' || year === undefined) return { policy: ofDay, year };
  const files = policies.map((model) => ({ model }));
  return { policy: policyOfPeriod(files, person.regionCode, body.scheme, year), year };
}

/** The benefit year of the day, or the next when the person is covered to the end of this one already. */
function yearOf({ body, covers }: CoverCase, policy: PolicyModel): string {
  const year = benefitYearOf(body.on, policy.benefitYearStart);
  const next = String(Number(year) + 1).padStart(4, '0');
  const lastDay = addDays(`${next}-${policy.benefitYearStart}` as CalendarDate, -1);
  const covered = covers.some(
    (one) =>
      one.scheme === body.scheme &&
      one.coveredFrom <= body.on &&
      one.coveredTo !== null &&
      one.coveredTo >= lastDay,
  );
  return covered ? next : year;
}

/** Last day of the latest cover that is over or will be; a suspended one ended with its benefits. Undefined: never covered. */
export function latestEnd(covers: readonly CoverRow[], on: CalendarDate): CalendarDate | undefined {
  const ends = covers.map((one) => {
    if (one.status === '2' && one.benefitTo !== null) return one.benefitTo;
    return one.coveredTo ?? addDays(on, -1);
  });
  return ends.toSorted().at(-1);
}

/** The fee as the bill will ask it: from what the registers will say on the first day of the cover in the period. */
function feeOf(
  policy: PolicyModel,
  input: CoverCase,
  cover: {
    readonly year: string;
    readonly terms: CoverSource;
    readonly row: NewCover;
    readonly paidOn: CalendarDate;
  },
  problems: Rejection[],
): CoverDecision['fee'] {
  const { body } = input;
  const { year, terms, row, paidOn } = cover;
  const yearly = [...policy.rules.values()].some((rule) => rule.period === 'year');
  const period = yearly ? year : body.on.slice(0, 7);
  const { from } = spanOfPeriod(policy, period);
  const facts = {
    ...factsOn(policy, input, terms, row.coveredFrom > from ? row.coveredFrom : from),
    paidOn,
  };
  const assessment = assessFromBasis(policy, { period, facts, declaredFen: body.wageFen ?? null });
  if (assessment.kind === 'assessed') return { period, assessment };
  problems.push(...inForm(assessment.rejections, problems));
  return undefined;
}

function factsOn(
  policy: PolicyModel,
  { person, groups }: CoverCase,
  terms: CoverSource,
  on: CalendarDate,
): Facts {
  return contributionFacts(policy, factSource(person, terms, groups, on), on);
}

/** What the engine misses, in the words and at the field of the form; without what the form has said already. */
function inForm(found: readonly Rejection[], problems: readonly Rejection[]): readonly Rejection[] {
  const said = new Set(problems.map((p) => `${p.code} ${p.field}`));
  return found
    .map((one) => ASKED[`${one.code} ${one.field}`] ?? one)
    .filter((one) => !said.has(`${one.code} ${one.field}`));
}

const missing = (field: keyof typeof ENTERED_WORDS, at: string): Rejection => {
  const { zh, en } = ENTERED_WORDS[field];
  return bilingualRejection('fact-missing', { zh: { name: zh }, en: { name: en } }, { field: at });
};
const ASKED: Readonly<Record<string, Rejection>> = {
  'input-missing inputs.declaredBase': missing('wage', 'wageFen'),
  'fact-missing facts.contributionTier': missing('tier', 'tier'),
  'fact-missing facts.enrolledBy': missing('unit', 'unitId'),
};

/** Months are those that the register and the bills say; who lacks some makes them up first. */
function monthsToRetire(
  policy: PolicyModel,
  { body, months }: CoverCase,
  facts: Facts,
  problems: Rejection[],
): MonthsView | undefined {
  if (months === undefined) return undefined;
  const declaredBaseFen = fen(months.sources.lastBaseFen ?? 0);
  const request = { policy, on: body.on, facts, declaredBaseFen, pensionFen: body.pensionFen };
  const found = missingBy(request, months.counted);
  if (found.kind === 'refused') problems.push(...found.rejections);
  const view = monthsView(months.counted, request, found);
  const missing = missingOf(found);
  if (missing > 0) {
    const needed = neededBy(request) ?? view.totalMonths + missing;
    problems.push(
      rejection(
        'months-missing',
        { needed: String(needed), have: String(view.totalMonths), missing: String(missing) },
        { field: 'act', value: 'retire' },
      ),
    );
  }
  return view;
}
