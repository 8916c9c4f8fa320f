import { addDays, type CalendarDate, type Fen } from '@gongji/domain';
import type { PolicyModel } from '../model.ts';
import { benefitYearOf } from '../period.ts';
import { assessContribution } from './assess-contribution.ts';
import { benefitYear, type CoverRequest, type CoverStart, coverStart } from './cover-start.ts';

/** What somebody may pay besides to be covered sooner 补缴. */
export interface RepairOption {
  /** The months of the break, or whole missed years. */
  readonly what: 'months' | 'years';
  /** Benefit years that are paid for; of months none. */
  readonly years: readonly string[];
  /** The person's own part of these years; absent: months, or the policy does not say what a year cost. */
  readonly personFen?: Fen;
  readonly cover: CoverStart;
}

/** Ways to end the waiting early, worked out by the rules of cover: each begins earlier than the one before. */
export function repairOptions(policy: PolicyModel, request: CoverRequest): readonly RepairOption[] {
  // Most who come were never covered: they have no break to pay for.
  if (request.previousEndOn === undefined) return [];
  const started = coverStart(policy, request);
  if (started.kind === 'refused' || started.waitingDays === 0) return [];
  const options: RepairOption[] = [];
  let best = started.firstCoveredOn;
  const take = (again: CoverRequest, option: Omit<RepairOption, 'cover'>): void => {
    const cover = coverStart(policy, again);
    if (cover.kind === 'refused' || cover.firstCoveredOn >= best) return;
    best = cover.firstCoveredOn;
    options.push({ ...option, cover });
  };
  const missed = missedYears(policy, request, request.previousEndOn);
  for (let count = (request.yearsMadeUp ?? 0) + 1; count <= missed.length; count += 1) {
    const years = missed.slice(-count);
    const personFen = feeOf(policy, request, years);
    const fee = personFen === undefined ? {} : { personFen };
    take({ ...request, yearsMadeUp: count }, { what: 'years', years, ...fee });
  }
  if (request.arrearsPaid !== true) take({ ...request, arrearsPaid: true }, { what: 'months', years: [] });
  return options;
}

/** Benefit years that lie wholly in the break, the earliest first. */
export function missedYears(
  policy: PolicyModel,
  { year, enrolledOn }: CoverRequest,
  previousEndOn: CalendarDate,
): readonly string[] {
  const { from } = benefitYear(policy, year);
  const end = enrolledOn < from ? from : enrolledOn;
  const years: string[] = [];
  for (
    let at = Number(benefitYearOf(addDays(previousEndOn, 1), policy.benefitYearStart));
    at < 10_000;
    at += 1
  ) {
    const span = benefitYear(policy, String(at).padStart(4, '0'));
    if (span.to >= end) return years;
    if (span.from > previousEndOn) years.push(String(at).padStart(4, '0'));
  }
  return years;
}

/** Undefined where the policy is not in force in one of the years, or has no yearly contribution. */
function feeOf(policy: PolicyModel, { facts }: CoverRequest, years: readonly string[]): Fen | undefined {
  let sum = 0;
  for (const year of years) {
    const { from } = benefitYear(policy, year);
    if (from < policy.inForce.from || (policy.inForce.to !== undefined && from > policy.inForce.to))
      return undefined;
    const assessed = assessContribution(policy, { period: year, facts });
    if (assessed.kind === 'refused') return undefined;
    sum += assessed.byPayer['person'] ?? 0;
  }
  return sum as Fen;
}
