import type { ReversalRequestView } from '@gongji/contract';
import type { ReversalRequestRow } from '@gongji/store/rest';
import type { Caller } from '../rest/caller.ts';
import { settlementSummary } from '../rest/views.ts';

export function requestView(row: ReversalRequestRow, caller: Caller): ReversalRequestView {
  const { decidedAt, decidedByAccount, decidedByName, reversalId } = row;
  return {
    requestId: row.requestId,
    settlement: settlementSummary(row),
    reason: row.reason,
    requestedBy: { account: row.requestedByAccount, name: row.requestedByName },
    requestedAt: row.requestedAt.toISOString(),
    mine: row.requestedBy === caller.userId,
    state: stateOf(row),
    ...(decidedAt === null || decidedByAccount === null
      ? {}
      : {
          decision: {
            by: { account: decidedByAccount, name: decidedByName ?? decidedByAccount },
            at: decidedAt.toISOString(),
            note: row.note,
            ...(reversalId === null ? {} : { reversalId }),
          },
        }),
  };
}

function stateOf({ withdrawnAt, approved }: ReversalRequestRow): ReversalRequestView['state'] {
  if (withdrawnAt !== null) return 'withdrawn';
  if (approved === null) return 'open';
  return approved ? 'approved' : 'refused';
}
