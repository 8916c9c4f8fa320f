import type { CalendarDate } from '@gongji/domain';
import type { PlanProgress } from '@gongji/store/contribution';

export type InstalmentState = 'paid' | 'open' | 'late';

/** How an agreement on instalments goes: each instalment in turn is paid by what came in since, and none may be late. */
export function progressOf(
  { instalments, paidFen }: PlanProgress,
  on: CalendarDate,
): { readonly kept: boolean; readonly states: readonly InstalmentState[] } {
  let dueFen = 0;
  const states = instalments.map(({ dueOn, amountFen }): InstalmentState => {
    dueFen += amountFen;
    if (paidFen >= dueFen) return 'paid';
    return dueOn < on ? 'late' : 'open';
  });
  return { kept: !states.includes('late'), states };
}
