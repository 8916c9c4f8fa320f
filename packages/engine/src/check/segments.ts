import type { CalendarDate } from '@gongji/domain';
import type { DatedValue, PolicyModel } from '../model.ts';

/** First days of the spans in which no dated value changes, ascending; the first is the first day in force. */
export function segmentStarts(policy: PolicyModel): readonly CalendarDate[] {
  const { from, to } = policy.inForce;
  const days = [...policy.parameters.values()].flatMap((parameter) =>
    parameter.values.map((value) => value.from),
  );
  const inside = days.filter((day) => day > from && (to === undefined || day <= to));
  return [...new Set([from, ...inside])].sort();
}

/** The dated value that holds on a day; undefined before the first. */
export function valueOn(values: readonly DatedValue[], day: string): DatedValue | undefined {
  return values.findLast((value) => value.from <= day);
}
