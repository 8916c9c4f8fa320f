import {
  addDays,
  type Bilingual,
  type CalendarDate,
  date,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  inPrecedence,
  type Rejection,
  rejection,
} from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import { bilingualRejection } from '../bilingual-rejection.ts';
import type { Facts } from '../bill.ts';
import { monthsBetween, yearsBetween } from '../expr/calendar.ts';
import type { PolicyModel } from '../model.ts';
import { COVER_OUT } from './emit-rule.ts';
import { notFound, onceEach } from './money.ts';
import type { RuleInputs, RuleSubject } from './rule-encoder.ts';
import { type LinkedRule, rulesIn, rulesOn } from './rules-on.ts';
import { type Refused, ruleApplies, runRule } from './run-rule.ts';

/** Who enrols, when, and what was before. */
export interface CoverRequest {
  /** Benefit year 待遇年度 that is enrolled for, named after the calendar year in which it begins. */
  readonly year: string;
  readonly facts: Facts;
  readonly enrolledOn: CalendarDate;
  /** Day on which the fee is paid in full; absent = the person does not enrol on their own 未独立参保. */
  readonly paidOn?: CalendarDate;
  readonly bornOn: CalendarDate;
  /** First day of the school term 开学日. */
  readonly termStartOn?: CalendarDate;
  /** Last day of the cover before; absent = enrols for the first time. */
  readonly previousEndOn?: CalendarDate;
  /** The months of the break have been paid 已补缴. */
  readonly arrearsPaid?: boolean;
  /** Missed years of the break that have been paid for 补缴断保年度; default 0. */
  readonly yearsMadeUp?: number;
  /** Day on which they were paid for 补缴日; absent = with the fee, or on enrolling. */
  readonly madeUpOn?: CalendarDate;
  /** The mother's cover at birth; absent = she was not covered. */
  readonly motherCover?: { readonly endOn: CalendarDate };
}

/** CoverStart 待遇享受期: first and last covered day, the waiting before, and why. */
export interface CoverStart {
  readonly kind: 'covered';
  /** Way in 参保途径: the rule of section `cover` that applies. */
  readonly way: string;
  readonly name: Bilingual;
  readonly firstCoveredOn: CalendarDate;
  /** Absent = as long as contributions are paid. */
  readonly lastCoveredOn?: CalendarDate;
  /** Last day of the waiting period 等待期; absent = none. */
  readonly waitingUntil?: CalendarDate;
  readonly waitingDays: number;
  /** What ends the waiting early or makes the gap good. */
  readonly repair?: Bilingual;
  readonly opensOn?: CalendarDate;
  readonly closesOn?: CalendarDate;
  readonly clause: string;
  readonly trace: readonly ExplainedStep[];
}

/**
 * From which day a person is covered. Exactly one way in of the policy must apply; refused with every missing fact,
 * `window-closed` naming the windows, `rule-ambiguous`, or `cover-never-begins` where the waiting outlasts the year.
 */
export function coverStart(policy: PolicyModel, request: CoverRequest): CoverStart | Refused {
  const subject = coverSubject(policy, request);
  const rules = rulesIn(rulesOn(policy, valuesDay(policy, request)), 'cover');
  const ways = openWays(rules, subject);
  if (ways.rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(ways.rejections) };
  const [way, ...more] = ways.ways.filter(({ open }) => open);
  if (way === undefined) return closed(policy, request, ways.ways);
  if (more.length > 0) return { kind: 'refused', rejections: [ambiguous([way, ...more])] };
  return coverOf(policy, way, subject);
}

/** A way in that the person may take, with its window. */
export interface WayIn {
  readonly rule: LinkedRule;
  readonly open: boolean;
  readonly opensOn?: CalendarDate;
  readonly closesOn?: CalendarDate;
}

export function openWays(
  rules: readonly LinkedRule[],
  subject: RuleSubject,
): { readonly ways: readonly WayIn[]; readonly rejections: readonly Rejection[] } {
  const rejections: Rejection[] = [];
  const ways = rules.flatMap((rule): readonly WayIn[] => {
    const found = ruleApplies(rule, subject);
    rejections.push(...found.rejections);
    return found.applies ? [wayIn(rule, subject, rejections)] : [];
  });
  return { ways, rejections: onceEach(rejections) };
}

function wayIn(rule: LinkedRule, subject: RuleSubject, lacking: Rejection[]): WayIn {
  const { window } = rule.ir.model;
  if (window === undefined) return { rule, open: true };
  const { A, X, rejections } = rule.encoder.encode(subject, 'window');
  lacking.push(...rejections);
  if (rejections.length > 0) return { rule, open: false };
  const W: number[] = [];
  rule.program.window(A, X, W);
  const [opensOn, closesOn] = [dateOfDayNumber(W[0] ?? 0), dateOfDayNumber(W[1] ?? 0)];
  const day = subject.inputs[window.by];
  const open = typeof day === 'string' && opensOn <= day && day <= closesOn;
  return { rule, open, opensOn, closesOn };
}

/** Result of one way in. */
export function coverOf(policy: PolicyModel, way: WayIn, subject: RuleSubject): CoverStart | Refused {
  const run = runRule(policy, way.rule, subject);
  if (run.kind === 'refused') return run;
  const at = (position: number): CalendarDate => dateOfDayNumber(run.outputs[position] ?? 0);
  const body = way.rule.ir.steps.find(
    ({ body: b }) => b.kind === 'cover' && b.trace.index === run.outputs[COVER_OUT.step],
  )?.body;
  if (body?.kind !== 'cover') throw new Error(`the rule ${way.rule.ir.id} did not say which cover it gave`);
  const firstCoveredOn = at(COVER_OUT.from);
  const since = body.waitingFrom === undefined ? firstCoveredOn : at(COVER_OUT.waitingFrom);
  const waitingDays = Math.max(0, daysBetween(since, firstCoveredOn));
  const lastCoveredOn = body.to === undefined ? undefined : at(COVER_OUT.to);
  if (lastCoveredOn !== undefined && lastCoveredOn < firstCoveredOn)
    return { kind: 'refused', rejections: [neverBegins(firstCoveredOn, lastCoveredOn)] };
  const { repair } = body.model;
  const clauses = run.trace.flatMap(({ clause }) => (clause === '' ? [] : clause.split('; ')));
  return {
    kind: 'covered',
    way: way.rule.ir.id,
    name: way.rule.ir.model.name,
    firstCoveredOn,
    ...(lastCoveredOn === undefined ? {} : { lastCoveredOn }),
    ...(waitingDays === 0 ? {} : { waitingUntil: addDays(firstCoveredOn, -1) }),
    waitingDays,
    ...(repair === undefined ? {} : { repair }),
    ...(way.opensOn === undefined ? {} : { opensOn: way.opensOn }),
    ...(way.closesOn === undefined ? {} : { closesOn: way.closesOn }),
    clause: [...new Set(clauses)].join('; '),
    trace: run.trace,
  };
}

function closed(policy: PolicyModel, request: CoverRequest, ways: readonly WayIn[]): Refused {
  const day = request.paidOn ?? request.enrolledOn;
  if (ways.length === 0) return notFound(policy, 'cover');
  const words = (language: 'zh' | 'en'): string =>
    ways
      .map(({ rule, opensOn, closesOn }) => `${rule.ir.model.name[language]} ${opensOn}–${closesOn}`)
      .join('; ');
  const data = (language: 'zh' | 'en') => ({ day: day as string, windows: words(language) });
  return {
    kind: 'refused',
    rejections: [
      bilingualRejection(
        'window-closed',
        { zh: data('zh'), en: data('en') },
        { field: 'paidOn', value: day },
      ),
    ],
  };
}

function neverBegins(firstDay: CalendarDate, lastDay: CalendarDate): Rejection {
  return rejection('cover-never-begins', { firstDay, lastDay }, { field: 'paidOn' });
}

function ambiguous(ways: readonly WayIn[]): Rejection {
  const words = (language: 'zh' | 'en') => ways.map(({ rule }) => rule.ir.model.name[language]).join(', ');
  return bilingualRejection('rule-ambiguous', { zh: { rules: words('zh') }, en: { rules: words('en') } });
}

/** First and last day of a benefit year. */
export function benefitYear(policy: PolicyModel, year: string): { from: CalendarDate; to: CalendarDate } {
  const next = String(Number(year) + 1).padStart(4, '0');
  const from = date(`${year}-${policy.benefitYearStart}`);
  return { from, to: addDays(date(`${next}-${policy.benefitYearStart}`), -1) };
}

/** Values of cover rules are those of the day of payment (or enrolment), but at least of the first and at most of the last day of the year. */
export function valuesDay(policy: PolicyModel, request: CoverRequest): CalendarDate {
  const { from, to } = benefitYear(policy, request.year);
  const day = request.paidOn ?? request.enrolledOn;
  return day < from ? from : day > to ? to : day;
}

export function coverSubject(policy: PolicyModel, request: CoverRequest): RuleSubject {
  const { year, facts, enrolledOn, paidOn, bornOn, termStartOn, previousEndOn, arrearsPaid, motherCover } =
    request;
  const { from, to } = benefitYear(policy, year);
  const inputs: RuleInputs = {
    yearStartOn: from,
    yearEndOn: to,
    enrolledOn,
    paidOn,
    bornOn,
    termStartOn,
    arrearsPaid: arrearsPaid ?? false,
    yearsMadeUp: request.yearsMadeUp ?? 0,
    madeUpOn: request.madeUpOn ?? paidOn ?? enrolledOn,
    ownEnrolment: paidOn !== undefined,
    motherCovered: motherCover !== undefined,
    motherEndOn: motherCover?.endOn,
    firstTime: previousEndOn === undefined,
    ...breakInputs(previousEndOn, enrolledOn < from ? from : enrolledOn),
  };
  return { facts, inputs };
}

/**
 * The break 中断 runs from the day after the cover before to the day before enrolment, or before the benefit year when
 * that begins later; without one all are 0.
 */
function breakInputs(previousEndOn: CalendarDate | undefined, until: CalendarDate): RuleInputs {
  if (previousEndOn === undefined) return { breakDays: 0, breakMonths: 0, breakYears: 0 };
  const [from, to] = [dayNumber(addDays(previousEndOn, 1)), dayNumber(until)];
  return {
    previousEndOn,
    breakDays: Math.max(0, to - from),
    breakMonths: monthsBetween(from, to),
    breakYears: yearsBetween(from, to),
  };
}
