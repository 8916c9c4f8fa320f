import {
  addDays,
  addMonths,
  type Bilingual,
  type CalendarDate,
  date,
  INSUTYPE,
  type Rejection,
  rejection,
} from '@gongji/domain';
import {
  benefitYearOf,
  coverStart,
  dependsOnPayment,
  type Facts,
  missedYears,
  type PolicyModel,
} from '@gongji/engine';
import type { CoverRow } from '@gongji/store/enrolment';
import { assessFromBasis, contributionFacts, factSource } from '../contribution/facts.ts';
import type { MakeUpPart } from '../contribution/make-up-charges.ts';
import { policyOfPeriod } from '../contribution/period.ts';
import type { CoverCase, CoverDecision } from './cover-case.ts';
import { neededFields } from './cover-problems.ts';
import { latestEnd, policyFor } from './decide-cover.ts';
import { causeOf } from './second-person-rules.ts';

/** A break in cover 中断 as an act that pays for it keeps it: with this the payment works out from which day the cover begins. */
export interface BreakCase {
  readonly scheme: 'employee' | 'resident';
  /** The cover after the break. */
  readonly coveredFrom: CalendarDate;
  readonly benefitFrom: CalendarDate;
  readonly previousEndOn: CalendarDate;
  readonly enrolledOn: CalendarDate;
  readonly year: string;
  readonly bornOn: CalendarDate;
  readonly facts: Facts;
  /** Of the cover before; null: there was none of the scheme. */
  readonly unbrokenYears: number | null;
  /** Missed years that are paid for; of months 0. */
  readonly years: number;
}

/**
 * 断缴补缴: the months between two covers of an employee, or missed years of a resident, each by the contribution rule of its
 * time. The payment makes the break good as the rules of cover say; where they say nothing, it is refused. Pure.
 */
export function decideRepair(input: CoverCase): CoverDecision {
  const { body, kind, person, secondPerson: rules } = input;
  const problems: Rejection[] = [...neededFields(body, kind)];
  const nothing = { problems, causes: [], changes: [] };
  const at = { field: 'act', value: body.act };
  const policy = policyFor(input);
  if (policy === undefined) {
    const data = { region: person.regionCode, insutype: INSUTYPE[body.scheme], on: body.on };
    problems.push(rejection('no-policy', data, { field: 'scheme', value: body.scheme }));
  }
  const found = breakOf(input);
  if (found === undefined) problems.push(rejection('no-break', {}, at));
  if (problems.length > 0 || policy === undefined || found === undefined) return nothing;
  const { broken, cover } = found;
  const periods = periodsOf(policy, input, broken);
  if (periods.length === 0) problems.push(rejection('no-break', {}, at));
  const start = repairedOn(policy, broken, body.on);
  if (periods.length > 0 && start === undefined)
    problems.push(rejection('break-not-repaired', { periods: periods.join('、') }, at));
  const parts = periods.flatMap((period) =>
    partOf(input, { period, cover, enrolledOn: broken.enrolledOn }, problems),
  );
  const totalFen = parts.reduce(
    (sum, { lines }) => sum + lines.reduce((all, line) => all + line.amountFen, 0),
    0,
  );
  if (problems.length > 0 || start === undefined) return nothing;
  return {
    problems,
    causes: totalFen > rules.makeUp.aboveYuan * 100 ? [causeOf(rules, rules.makeUp)] : [],
    makeUp: {
      ...{ scheme: body.scheme, why: 'break', periods: periods.length, parts },
      period: body.scheme === 'resident' ? broken.year : body.on.slice(0, 7),
      unitId: cover.payerKind === 'employer' ? cover.unitId : null,
    },
    repairs: [],
    broken,
    effects: [effectOf(periods, body.on, start)],
    changes: [],
  };
}

function effectOf(periods: readonly string[], on: CalendarDate, start: CalendarDate): Bilingual {
  const list = periods.join('、');
  return {
    zh: `补缴 ${list}；${on} 缴清的，自 ${start} 起享受待遇，所补月份计入缴费年限`,
    en: `pays for ${list}; paid on ${on}, benefits begin on ${start}, and the months count`,
  };
}

/** The present cover and the end of the one before; undefined: there was none, or nothing lies between. */
function breakOf(input: CoverCase): { readonly broken: BreakCase; readonly cover: CoverRow } | undefined {
  const { body, covers, person, began } = input;
  const own = covers.filter((one) => one.scheme === body.scheme && one.personStatus !== 'retired');
  const cover = own.toSorted((a, b) => (a.coveredFrom < b.coveredFrom ? 1 : -1))[0];
  if (cover === undefined || (cover.coveredTo !== null && cover.coveredTo < body.on)) return undefined;
  const earlier = covers.filter((one) => one.coveredFrom < cover.coveredFrom);
  const previousEndOn = latestEnd(earlier, cover.coveredFrom);
  const enrolledOn = began?.on ?? cover.coveredFrom;
  if (previousEndOn === undefined || addDays(previousEndOn, 1) >= cover.benefitFrom) return undefined;
  const policy = policyFor(input);
  if (policy === undefined) return undefined;
  const source = factSource(person, cover, input.groups, enrolledOn);
  return {
    cover,
    broken: {
      ...{
        scheme: body.scheme,
        coveredFrom: cover.coveredFrom,
        benefitFrom: cover.benefitFrom,
        previousEndOn,
      },
      ...{
        enrolledOn,
        bornOn: person.bornOn,
        years: body.scheme === 'resident' ? (body.yearsMadeUp ?? 0) : 0,
      },
      unbrokenYears: earlier.findLast((one) => one.scheme === body.scheme)?.unbrokenYears ?? null,
      year: began?.year ?? benefitYearOf(cover.coveredFrom, policy.benefitYearStart),
      facts: contributionFacts(policy, source, enrolledOn),
    },
  };
}

/** Months not charged between the covers; of a yearly scheme the latest missed years, as many as are asked for. */
function periodsOf(policy: PolicyModel, { months }: CoverCase, broken: BreakCase): readonly string[] {
  const { previousEndOn, enrolledOn, facts, year, bornOn } = broken;
  if (broken.scheme === 'resident') {
    const missed = missedYears(policy, { year, facts, enrolledOn, bornOn }, previousEndOn);
    return broken.years === 0 ? [] : missed.slice(-broken.years);
  }
  const charged = new Set(months?.sources.charged.map(({ month }) => month));
  const found: string[] = [];
  for (
    let month = addMonths(date(`${previousEndOn.slice(0, 7)}-01`), 1);
    month.slice(0, 7) < enrolledOn.slice(0, 7);
    month = addMonths(month, 1)
  )
    if (!charged.has(month.slice(0, 7))) found.push(month.slice(0, 7));
  return found;
}

/**
 * The first day with benefits when the break is paid for on a day, by the rules of cover; undefined: none that is sooner. A break
 * whose months are paid is as the rules say for an enrolment on that day; with missed years the enrolment stays the one of its day,
 * and the rules say what the later payment of the years does.
 */
export function repairedOn(
  policy: PolicyModel,
  broken: BreakCase,
  paidOn: CalendarDate,
): CalendarDate | undefined {
  const { year, facts, enrolledOn, bornOn, previousEndOn, years, benefitFrom } = broken;
  const asked = { year, facts, enrolledOn, bornOn, previousEndOn };
  const started = coverStart(
    policy,
    years === 0
      ? { ...asked, paidOn, arrearsPaid: true }
      : { ...asked, paidOn: enrolledOn, yearsMadeUp: years, madeUpOn: paidOn },
  );
  if (started.kind === 'refused') return undefined;
  return started.firstCoveredOn < benefitFrom ? started.firstCoveredOn : undefined;
}

/** What one period costs by the policy of its time; of a missed year the person's own part alone. */
function partOf(
  { body, policies, person, months, groups }: CoverCase,
  {
    period,
    cover,
    enrolledOn,
  }: { readonly period: string; readonly cover: CoverRow; readonly enrolledOn: CalendarDate },
  problems: Rejection[],
): readonly MakeUpPart[] {
  const files = policies.map((model) => ({ model }));
  const policy = policyOfPeriod(files, person.regionCode, body.scheme, period);
  if (policy === undefined) {
    const data = { region: person.regionCode, insutype: INSUTYPE[body.scheme], on: period };
    problems.push(rejection('no-policy', data, { field: 'on', value: period }));
    return [];
  }
  const lastFen = months?.sources.lastBaseFen ?? null;
  const declaredFen = body.wageFen ?? lastFen;
  const own = contributionFacts(policy, factSource(person, cover, groups, enrolledOn), enrolledOn);
  const facts = dependsOnPayment(policy, period) ? { ...own, paidOn: body.on } : own;
  const found = assessFromBasis(policy, { period, facts, declaredFen });
  if (found.kind === 'refused') {
    problems.push(
      ...found.rejections.filter((r) => !problems.some((p) => p.code === r.code && p.field === r.field)),
    );
    return [];
  }
  const lines =
    body.scheme === 'resident' ? found.lines.filter(({ payer }) => payer === 'person') : found.lines;
  return [
    {
      ...{ kind: 'contribution', period, assessment: found, lines, facts },
      ...{ declaredFen, withheld: cover.payerKind === 'employer' },
    },
  ];
}
