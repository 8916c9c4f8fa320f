import type { AccountPayee, AccountRequestBody, AccountRequestView } from '@gongji/contract';
import type { AccountRequestRow } from '@gongji/store/account';
import { personRef } from '../identity/person-ref.ts';
import type { Caller } from '../rest/caller.ts';
import { maskName, maskNumber, maskPersonNumber } from '../rest/mask.ts';

/** What a request keeps in its `detail`: to whom the money goes, and why an account is closed. */
export interface RequestDetail {
  readonly payees: readonly AccountPayee[];
  readonly closedReason: 'death' | 'emigration' | 'transfer' | null;
}

export function detailOf(body: AccountRequestBody): RequestDetail {
  return {
    payees: 'payees' in body ? body.payees : [],
    closedReason: body.kind === 'closing' ? body.closedReason : null,
  };
}

/** The cast states what {@link detailOf} wrote. */
export function storedDetail(row: AccountRequestRow): RequestDetail {
  return row.detail as RequestDetail;
}

export function paidFen(payees: readonly AccountPayee[]): number {
  return payees.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** For the list: names and numbers masked, what money goes where. */
export function requestView(row: AccountRequestRow, caller: Caller): AccountRequestView {
  const { payees, closedReason } = storedDetail(row);
  return {
    requestId: row.requestId,
    ref: personRef(row.personId),
    personName: maskName(row.personName),
    kind: row.kind,
    amountFen: row.amountFen,
    balanceFen: row.balanceFen,
    ...(closedReason === null ? {} : { closedReason }),
    payees: payees.map((one) => ({
      to: one.to,
      name: one.name,
      relation: one.relation,
      amountFen: one.amountFen,
      where:
        one.to === 'bank' ? `${one.bankName} ${maskNumber(one.bankAccount)}` : maskPersonNumber(one.psnNo),
    })),
    reason: row.reason,
    proofNo: row.proofNo,
    requestedBy: row.requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    mine: row.requestedBy === caller.actor,
    ...(row.decidedBy === null || row.decidedAt === null
      ? {}
      : {
          decision: {
            by: row.decidedBy,
            at: row.decidedAt.toISOString(),
            approved: row.approved === true,
            note: row.note,
          },
        }),
  };
}
