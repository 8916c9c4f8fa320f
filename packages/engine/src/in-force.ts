import type { CalendarDate } from '@gongji/domain';
import type { PolicyModel } from './model.ts';

export function isInForce({ inForce: { from, to } }: PolicyModel, on: CalendarDate): boolean {
  return from <= on && (to === undefined || on <= to);
}
