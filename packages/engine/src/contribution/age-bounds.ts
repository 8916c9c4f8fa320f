import { ageOn, type Bilingual, type CalendarDate } from '@gongji/domain';
import type { AgeBounds, PolicyModel } from '../model.ts';

/** The ages of a person status on a day; undefined where the policy sets none, so that any age fits. */
export function ageBounds(policy: PolicyModel, status: string, on: CalendarDate): AgeBounds | undefined {
  return policy.statuses.get(status)?.findLast(({ from }) => from <= on);
}

/** Whether the age fits on the day: a birthday counts from the day itself. Without bounds every age fits. */
export function fitsAge(bounds: AgeBounds | undefined, bornOn: CalendarDate, on: CalendarDate): boolean {
  const age = ageOn(bornOn, on);
  return age >= (bounds?.atLeast ?? 0) && age < (bounds?.below ?? Number.POSITIVE_INFINITY);
}

/** The bounds in words, in completed years: 满 5 周岁、不满 21 周岁 · from 5 to under 21. */
export function ageBoundsText({ atLeast, below }: Pick<AgeBounds, 'atLeast' | 'below'>): Bilingual {
  if (atLeast === undefined) return { zh: `不满 ${below} 周岁`, en: `under ${below}` };
  if (below === undefined) return { zh: `满 ${atLeast} 周岁`, en: `${atLeast} or older` };
  return { zh: `满 ${atLeast} 周岁、不满 ${below} 周岁`, en: `from ${atLeast} to under ${below}` };
}
