import type { SettlementService } from '../settlement/contract.ts';
import type { TaskHandler } from '../task/runner.ts';

/** Kind of the task that sees to a re-settlement. */
export const RESETTLE = 'enrolment.resettle';

/** Bills of a person to settle again after a change in the past. */
export interface Resettle {
  readonly personId: string;
  readonly schemes: readonly ('employee' | 'resident')[];
  readonly reason: string;
  readonly actor: string;
}

/** 追溯重算: what changes gets a reversal and a new settlement; a second time finds nothing to do. */
export async function resettle(
  settlement: SettlementService,
  { personId, schemes, reason, actor }: Resettle,
): Promise<{ readonly bills: number; readonly personOwesFen: number }> {
  let [bills, personOwesFen] = [0, 0];
  for (const scheme of schemes) {
    const result = await settlement.review({ personId, scheme, commit: { reason, actor } });
    if (result.kind === 'rejected') throw new Error(`bills of person ${personId} cannot be settled again`);
    bills += result.bills.length;
    personOwesFen += result.personOwesFen;
  }
  return { bills, personOwesFen };
}

export function resettleTask(settlement: SettlementService): TaskHandler {
  return ({ task }) => resettle(settlement, task.input as Resettle);
}
