import type { NewId, Pool } from '@gongji/store';
import type { SettlementService } from '../settlement/contract.ts';
import { carryRefunds } from '../settlement/merge-carry.ts';
import type { TaskHandler } from '../task/runner.ts';

/** Kind of the task that sees to a re-settlement. */
export const RESETTLE = 'enrolment.resettle';

interface ResettleDeps {
  readonly settlement: SettlementService;
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
}

/** Bills of a person to settle again after a change in the past. */
export interface Resettle {
  readonly personId: string;
  /** Who is a person of his own again: a merge into the person was undone. */
  readonly apart?: readonly string[];
  readonly schemes: readonly ('employee' | 'resident')[];
  readonly reason: string;
  readonly actor: string;
}

/** 追溯重算: what changes gets a reversal and a new settlement; a second time finds nothing to do. */
export async function resettle(
  deps: ResettleDeps,
  { personId, apart = [], schemes, reason, actor }: Resettle,
): Promise<{ readonly bills: number; readonly personOwesFen: number }> {
  let [bills, personOwesFen] = [0, 0];
  for (const scheme of schemes) {
    const result = await deps.settlement.review({
      ...{ personId, scheme, apart: apart.map((id) => ({ personId: id })) },
      commit: { reason, actor },
    });
    if (result.kind === 'rejected') throw new Error(`bills of person ${personId} cannot be settled again`);
    bills += result.bills.length;
    personOwesFen += result.personOwesFen;
  }
  // Only now: bills of those who had been merged before may take again what has come to their accounts.
  for (const id of [personId, ...apart]) await carryRefunds(deps, id);
  return { bills, personOwesFen };
}

export function resettleTask(settlement: SettlementService): TaskHandler {
  return (context) => resettle({ ...context, settlement }, context.task.input as Resettle);
}
