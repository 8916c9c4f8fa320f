import type { CounterPaymentView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import type { CounterPaymentRow } from '@gongji/store/contribution';
import type { Caller } from '../rest/caller.ts';
import { maskName } from '../rest/mask.ts';

export function paymentView(
  row: CounterPaymentRow,
  caller: Pick<Caller, 'actor'>,
  today: CalendarDate,
): CounterPaymentView {
  const { paymentId, clerk, day, method, reference, chequeBank, amountFen, freeFen, paidOn, bills } = row;
  const { unitId, personId, chequeBy, chequeNote, reversalReason, decidedBy, decisionNote } = row;
  const asked = row.state === 'booked' && reversalReason !== null && decidedBy === null;
  return {
    ...{ paymentId, clerk, day, method, reference, chequeBank, amountFen, freeFen, paidOn },
    payerName: unitId === null ? maskName(row.payerName) : row.payerName,
    ...(unitId === null ? { person: `~${personId}` } : { unitId }),
    bills: [...bills],
    state: asked ? 'asked' : row.state,
    takenAt: row.takenAt.toISOString(),
    ...(chequeBy === null ? {} : { chequeBy }),
    chequeNote,
    ...(reversalReason === null ? {} : { reversalReason }),
    ...(decidedBy === null ? {} : { decidedBy }),
    ...{ decisionNote, mine: clerk === caller.actor, today: day === today && !row.closed },
  };
}
