import type { MonthsView, PersonStatus } from '@gongji/contract';
import {
  addDays,
  ageOn,
  type Bilingual,
  type CalendarDate,
  fen,
  INSUTYPE,
  type Rejection,
  rejection,
} from '@gongji/domain';
import {
  assessContribution,
  benefitYearOf,
  coverStart,
  type Facts,
  type PolicyModel,
  repairOptions,
} from '@gongji/engine';
import type { CoverRow } from '@gongji/store/enrolment';
import type { CoverCase, CoverDecision } from './cover-case.ts';
import { neededFields, statusOf, statusProblems, unitProblems } from './cover-problems.ts';
import { coverChange, endedOthers, newCover, schoolingChanges } from './cover-rows.ts';
import { missingBy, missingOf, monthsView, neededBy } from './months-counted.ts';
import { secondPerson } from './second-person.ts';

/** Begins a cover 参保: from the rules of the policy, with all that stops it at once. Pure. */
export function decideBegin(input: CoverCase): CoverDecision {
  const { body, kind, person } = input;
  const problems: Rejection[] = [...neededFields(body, kind), ...unitProblems(input)];
  const causes: Bilingual[] = [];
  const policy = policyFor(input);
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
  if (status === undefined || policy === undefined) return { problems, causes, changes: [] };
  const facts = factsOf(input, status);
  const year = body.year ?? yearOf(input, policy);
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
    if (!(body.withMother === true && mother === undefined)) problems.push(...started.rejections);
    return { personStatus: status, problems, causes, changes: [] };
  }
  const row = newCover(started);
  const fee = body.withMother === true ? undefined : feeOf(policy, input, { year, facts }, problems);
  const months = kind.act === 'retire' ? monthsToRetire(policy, input, facts, problems) : undefined;
  const ended = endedOthers(input, row, problems);
  causes.push(...secondPerson(input, { status, row, policy }));
  const pupil = schoolingChanges(input, problems);
  return {
    personStatus: status,
    problems,
    causes,
    cover: started,
    repairs: repairOptions(policy, asked),
    row,
    ...(fee === undefined ? {} : { fee }),
    ...(months === undefined ? {} : { months }),
    changes: problems.length > 0 ? [] : [...ended, coverChange(input, status, row, previous), ...pupil],
  };
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

const GROUPS = [
  'lowIncome',
  'extremelyPoor',
  'lowIncomeEdge',
  'povertyWatch',
  'severelyDisabled',
  'orphan',
  'entitledGroup',
];

/** What the facts of a person are made from. */
export type FactsCase = Pick<CoverCase, 'person' | 'groups'> & {
  readonly body: Pick<CoverCase['body'], 'on' | 'tier' | 'withAccount' | 'civilServant'>;
};

export function factsOf({ body, person, groups }: FactsCase, status: PersonStatus): Facts {
  const inForce = groups.filter(
    (g) => g.validFrom <= body.on && (g.validTo === null || body.on <= g.validTo),
  );
  return {
    personStatus: status,
    ...(body.tier === undefined ? {} : { contributionTier: body.tier }),
    withAccount: body.withAccount ?? true,
    civilServant: body.civilServant ?? false,
    sex: person.sex === '1' ? 'male' : person.sex === '2' ? 'female' : 'unknown',
    age: ageOn(person.bornOn, body.on),
    familyDoctor: false,
    unbrokenYears: 1,
    ...Object.fromEntries(GROUPS.map((group) => [group, inForce.some((g) => g.groupName === group)])),
  };
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

function feeOf(
  policy: PolicyModel,
  { body }: CoverCase,
  { year, facts }: { readonly year: string; readonly facts: Facts },
  problems: Rejection[],
): CoverDecision['fee'] {
  const yearly = [...policy.rules.values()].some((rule) => rule.period === 'year');
  const period = yearly ? year : body.on.slice(0, 7);
  const assessment = assessContribution(policy, {
    period,
    facts,
    ...(body.wageFen === undefined ? {} : { declaredBaseFen: body.wageFen }),
    ...(body.pensionFen === undefined ? {} : { pensionFen: body.pensionFen }),
  });
  if (assessment.kind === 'assessed') return { period, assessment };
  const known = new Set(problems.map((p) => `${p.code} ${p.field}`));
  problems.push(
    ...assessment.rejections.filter((r) => !known.has(`${r.code} ${r.field}`) && !saidAlready(r, problems)),
  );
  return undefined;
}

/** The engine names a missing wage or tier by its own word; the form has named its field already. */
function saidAlready({ code, field = '' }: Rejection, problems: readonly Rejection[]): boolean {
  if (code !== 'input-missing' && code !== 'fact-missing') return false;
  const said = (own: string) => problems.some((p) => p.field === own);
  return (
    (field.endsWith('declaredBase') && said('wageFen')) ||
    (field.endsWith('contributionTier') && said('tier'))
  );
}

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
