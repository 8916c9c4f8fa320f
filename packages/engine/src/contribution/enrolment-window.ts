import { type Bilingual, type CalendarDate, type Fen, inPrecedence, type Rejection } from '@gongji/domain';
import type { Facts } from '../bill.ts';
import type { PolicyModel } from '../model.ts';
import { benefitYearOf } from '../period.ts';
import { attributeDomain } from '../resolve.ts';
import { assessContribution } from './assess-contribution.ts';
import {
  benefitYear,
  type CoverRequest,
  type CoverStart,
  coverOf,
  coverSubject,
  openWays,
  valuesDay,
} from './cover-start.ts';
import type { MoneyOutcome } from './money.ts';
import { onceEach } from './money.ts';
import { rulesIn, rulesOn } from './rules-on.ts';
import type { Refused } from './run-rule.ts';

export interface WindowRequest extends Omit<CoverRequest, 'year' | 'enrolledOn' | 'paidOn' | 'facts'> {
  /** Day on which the person would enrol and pay. */
  readonly on: CalendarDate;
  /** Facts of the person; `contributionTier` may be left out, every tier is then shown. */
  readonly facts: Facts;
}

/** EnrolmentWindow 参保缴费期: one way in for one benefit year, with what it costs and from when it covers. */
export interface EnrolmentWindow {
  readonly year: string;
  readonly way: string;
  readonly name: Bilingual;
  /** Whether the day asked for lies in the window. */
  readonly open: boolean;
  readonly opensOn?: CalendarDate;
  readonly closesOn?: CalendarDate;
  /** Cover when enrolling and paying on that day; open windows only. */
  readonly cover?: CoverStart | Refused;
  /** Yearly contribution per tier; empty where the policy has none (monthly schemes). Open windows only. */
  readonly fees: readonly TierFee[];
}

export interface TierFee {
  /** Contribution tier 缴费档次; absent where the policy has no tiers. */
  readonly tier?: string;
  /** The person's own part. */
  readonly personFen: Fen;
  readonly assessment: MoneyOutcome;
}

export interface EnrolmentWindows {
  readonly kind: 'windows';
  readonly windows: readonly EnrolmentWindow[];
}

/**
 * Windows of the benefit year of a day and of the next, for one person, with fee and first covered day of those that
 * are open: what an enrolment screen shows before anything is saved. Years in which the policy is not in force are
 * left out. Refuses with every fact that a condition needs and lacks.
 */
export function enrolmentWindow(policy: PolicyModel, request: WindowRequest): EnrolmentWindows | Refused {
  const year = benefitYearOf(request.on, policy.benefitYearStart);
  const years = [year, String(Number(year) + 1).padStart(4, '0')];
  const rejections: Rejection[] = [];
  const windows = years.flatMap((each) => windowsOf(policy, request, each, rejections));
  if (rejections.length > 0) return { kind: 'refused', rejections: inPrecedence(onceEach(rejections)) };
  return { kind: 'windows', windows };
}

function windowsOf(
  policy: PolicyModel,
  request: WindowRequest,
  year: string,
  rejections: Rejection[],
): readonly EnrolmentWindow[] {
  const { on, ...rest } = request;
  const cover: CoverRequest = { ...rest, year, enrolledOn: on, paidOn: on };
  if (!inForce(policy, benefitYear(policy, year).from) || !inForce(policy, valuesDay(policy, cover)))
    return [];
  const subject = coverSubject(policy, cover);
  const found = openWays(rulesIn(rulesOn(policy, valuesDay(policy, cover)), 'cover'), subject);
  rejections.push(...found.rejections);
  return found.ways.map(
    (way): EnrolmentWindow => ({
      year,
      way: way.rule.ir.id,
      name: way.rule.ir.model.name,
      open: way.open,
      ...(way.opensOn === undefined ? {} : { opensOn: way.opensOn }),
      ...(way.closesOn === undefined ? {} : { closesOn: way.closesOn }),
      ...(way.open ? { cover: coverOf(policy, way, subject) } : {}),
      fees: way.open ? feesOf(policy, year, request) : [],
    }),
  );
}

function inForce({ inForce: { from, to } }: PolicyModel, on: CalendarDate): boolean {
  return from <= on && (to === undefined || on <= to);
}

function feesOf(policy: PolicyModel, year: string, { facts, on }: WindowRequest): readonly TierFee[] {
  if (![...policy.rules.values()].some((rule) => rule.period === 'year')) return [];
  return tiersOf(policy, facts).map((tier) => {
    const assessment = assessContribution(policy, {
      period: year,
      paidOn: on,
      facts: tier === undefined ? facts : { ...facts, [TIER]: tier },
    });
    const personFen = assessment.kind === 'assessed' ? (assessment.byPayer['person'] ?? 0) : 0;
    return { ...(tier === undefined ? {} : { tier }), personFen: personFen as Fen, assessment };
  });
}

const TIER = 'contributionTier';

function tiersOf(policy: PolicyModel, facts: Facts): readonly (string | undefined)[] {
  const asked = facts[TIER];
  const attribute = policy.attributes.get(TIER);
  if (typeof asked === 'string') return [asked];
  return attribute === undefined ? [undefined] : attributeDomain(TIER, attribute).values;
}
