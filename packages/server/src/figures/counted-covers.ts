import type { CalendarDate } from '@gongji/domain';
import { benefitYearOf } from '@gongji/engine';
import type { CountedCovers } from '@gongji/store/figures';
import { contributionPolicy, spanOfPeriod } from '../contribution/period.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

export interface AskedDay {
  readonly on?: CalendarDate | undefined;
  /** Benefit year 待遇年度; that of the day when left out. */
  readonly year?: string | undefined;
}

/**
 * What a count of enrolment counts. In the year that the day lies in, the covers that hold on the day; in another, such as the one
 * being enrolled for, every cover that reaches into it. A day that is over is counted by what was known at its end.
 */
export function countedCovers(
  deps: Pick<RestDeps, 'now' | 'policies'>,
  { regionCode }: Pick<Caller, 'regionCode'>,
  asked: AskedDay,
): CountedCovers & { readonly on: CalendarDate; readonly year: string } {
  const today = chinaDay(deps.now());
  const on = asked.on ?? today;
  const policy = contributionPolicy(deps.policies, regionCode, 'resident', on);
  const begins = { benefitYearStart: policy?.benefitYearStart ?? '01-01' };
  const ofDay = benefitYearOf(on, begins.benefitYearStart);
  const year = asked.year ?? ofDay;
  const covered = year === ofDay ? { from: on, to: on } : spanOfPeriod(begins, year);
  return { on, year, covered, knownOn: on < today ? on : null };
}
