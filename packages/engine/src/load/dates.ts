import type { At, DatedValue, Interval } from '../model.ts';
import type { Spot } from './nodes.ts';
import { NO_DATE } from './scalars.ts';
import { type Place, type Reading, report } from './source.ts';

type Dated = Pick<DatedValue, 'from' | 'at'>;

/**
 * Dated values hold from their day to the day before the next. Inside the days in force there is neither a gap
 * (nothing holds on the first day) nor an overlap (two values start on the same day, or out of order).
 */
export function checkDates(reading: Reading, list: Spot, values: readonly Dated[], inForce: Interval): void {
  const first = values[0];
  if (first === undefined || (known(first) && first.from > inForce.from && inForce.from !== NO_DATE)) {
    report(reading, first === undefined ? list.place : placeOfAt(reading, first.at), 'date-gap', {
      zh: `${list.path}：从 ${inForce.from} 起没有取值${first === undefined ? '' : `，第一个取值从 ${first.from} 起`}`,
      en: `${list.path}: nothing holds from ${inForce.from}${first === undefined ? '' : `; the first value starts on ${first.from}`}`,
    });
  }
  values.forEach((value, i) => {
    const before = values[i - 1];
    if (!known(value)) return;
    if (before !== undefined && known(before) && value.from <= before.from)
      reportOverlap(reading, list, value, before);
    if (inForce.to !== undefined && value.from > inForce.to) reportOutside(reading, list, value, inForce.to);
    if (before !== undefined && before.from < value.from && value.from <= inForce.from)
      reportUnreachable(reading, list, before);
  });
}

function reportOverlap(reading: Reading, list: Spot, value: Dated, before: Dated): void {
  report(reading, placeOfAt(reading, value.at), 'date-overlap', {
    zh: `${list.path}：自 ${value.from} 起的取值排在自 ${before.from} 起的取值之后`,
    en: `${list.path}: the value from ${value.from} stands after the one from ${before.from}`,
  });
}

function reportOutside(reading: Reading, list: Spot, value: Dated, to: string): void {
  report(reading, placeOfAt(reading, value.at), 'date-outside', {
    zh: `${list.path}：自 ${value.from} 起的取值晚于有效期末日 ${to}`,
    en: `${list.path}: the value from ${value.from} starts after ${to}, the last day in force`,
  });
}

function reportUnreachable(reading: Reading, list: Spot, value: Dated): void {
  report(reading, placeOfAt(reading, value.at), 'value-unreachable', {
    zh: `${list.path}：自 ${value.from} 起的取值在有效期前已被替代`,
    en: `${list.path}: the value from ${value.from} is replaced before the policy is in force`,
  });
}

const known = (value: Dated): boolean => value.from !== NO_DATE;

function placeOfAt(reading: Reading, at: At): Place {
  return { file: at.file ?? reading.file, line: at.line, col: at.col };
}
