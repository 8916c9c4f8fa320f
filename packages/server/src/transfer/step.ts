import type { TransferView } from '@gongji/contract';
import { type CalendarDate, inPrecedence, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  changeTransfer,
  readTransfer,
  type TransferChange,
  type TransferRow,
  type TransferState,
} from '@gongji/store/transfer';
import { changing } from '../enrolment/changing.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { TransferDeps } from './deps.ts';
import { transfer } from './transfer-view.ts';

const STATE_NAMES: Readonly<Record<TransferState, string>> = {
  applied: '已受理 applied',
  letter: '联系函 letter',
  sheet: '信息表待复核 sheet to be checked',
  money: '资金划转中 money on its way',
  done: '已办结 done',
  refused: '不予办理 refused',
  withdrawn: '已撤销 withdrawn',
};

/** What a step works with: the transfer under lock, and the moment. */
export interface StepContext {
  readonly tx: PoolClient;
  readonly row: TransferRow;
  readonly at: Date;
  readonly today: CalendarDate;
}

export type StepOutcome =
  | { readonly kind: 'done'; readonly change: TransferChange; readonly note?: string }
  | { readonly kind: 'refused'; readonly problems: readonly Rejection[] };

/** One step of a transfer in one transaction: lock → check → write, with its event and audit entry. */
export async function step(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  {
    name,
    from,
    work,
  }: {
    /** As the audit log names the step. */
    readonly name: 'letter' | 'sheet' | 'approve' | 'refuse' | 'money' | 'withdraw';
    /** States in which the step may be taken. */
    readonly from: readonly TransferState[];
    readonly work: (context: StepContext) => Promise<StepOutcome>;
  },
): Promise<Answer<TransferView>> {
  let problems: readonly Rejection[] = [];
  // In a state where a colleague's step has brought it.
  let elsewhere = false;
  const done = await againOnConflict(() =>
    changing(
      deps,
      caller,
      (row: TransferRow) => ({
        action: `transfer.${name}`,
        subject: `person:${row.personId}`,
        detail: { transferId, before: row.state },
      }),
      async (tx) => {
        problems = [];
        elsewhere = false;
        const row = await readTransfer(tx, caller, transferId, true);
        if (row === undefined) return undefined;
        const at = deps.now();
        elsewhere = !from.includes(row.state);
        const outcome = elsewhere ? wrongStep(row) : await work({ tx, row, at, today: chinaDay(at) });
        if (outcome.kind === 'refused') {
          problems = outcome.problems;
          return undefined;
        }
        const event = { eventId: deps.newId(), at, actor: caller.actor, step: name };
        await changeTransfer(tx, row, outcome.change, {
          ...event,
          ...(outcome.note === undefined ? {} : { note: outcome.note }),
        });
        return row;
      },
    ),
  );
  if (done !== undefined) return transfer(deps, caller, transferId);
  if (problems.length === 0) return problemAnswer('not-found');
  const earlier = elsewhere ? await alreadyDecided(deps, caller, 'transfer', transferId) : undefined;
  return earlier?.kind === 'problem'
    ? problemAnswer('conflict', [...earlier.errors, ...problems])
    : problemAnswer('refused', inPrecedence(problems));
}

export function refused(problems: readonly Rejection[]): StepOutcome {
  return { kind: 'refused', problems };
}

function wrongStep({ state }: TransferRow): StepOutcome {
  return refused([rejection('transfer-step', { state: STATE_NAMES[state] })]);
}
