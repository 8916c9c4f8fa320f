import { fen } from '@gongji/domain';
import type { BillRequest, PreviewResult } from './contract.ts';
import { decideBill } from './decide-bill.ts';
import type { Work } from './group-commit.ts';
import { contextKeysOf } from './settle.ts';

/** Preview 预结算: the same decision as settle, from the same data, and nothing is written. */
export function previewWork(request: BillRequest, now: () => Date): Work<PreviewResult> {
  return {
    keys: contextKeysOf(request, []),
    locks: [],
    decide: ({ context, book }) => {
      const decision = decideBill(request, context, book, now(), false);
      if (decision.kind === 'rejected') return { kind: 'answer', result: decision };
      const { assessment, clrType, state } = decision;
      const balance = state.accounts.get(request.personId)?.balanceFen ?? 0;
      const accountBalanceFen = fen(balance - assessment.accountFen);
      return { kind: 'answer', result: { kind: 'previewed', assessment, clrType, accountBalanceFen } };
    },
  };
}
