import { fen } from '@gongji/domain';
import type { BillRequest, PreviewResult } from './contract.ts';
import { type DecidedBill, decideBill } from './decide-bill.ts';
import type { Work } from './group-commit.ts';
import { putOnBooks } from './record-settlement.ts';
import { contextKeysOf } from './settle.ts';
import { contextAfter } from './working-state.ts';

/** Preview 预结算: the same decision as settle, from the same data, and nothing is written. */
export function previewWork(request: BillRequest, now: () => Date): Work<PreviewResult> {
  return {
    keys: contextKeysOf(request, []),
    locks: [],
    decide: ({ context, book }) => {
      const decision = decideBill(request, context, book, now(), false);
      return {
        kind: 'answer',
        result: decision.kind === 'rejected' ? decision : previewed(decision),
      };
    },
  };
}

/**
 * Bills that an officer enters, one after another: each is decided with what those before it have used of deductibles,
 * caps and accounts. One that is rejected uses nothing.
 */
export function previewInTurnWork(
  requests: readonly BillRequest[],
  now: () => Date,
): Work<readonly PreviewResult[]> {
  const keys = requests.map((request) => contextKeysOf(request, []));
  return {
    keys: {
      personIds: keys.flatMap(({ personIds }) => personIds),
      institutionCodes: keys.flatMap(({ institutionCodes }) => institutionCodes),
      diseaseCodes: keys.flatMap(({ diseaseCodes }) => diseaseCodes),
      messages: [],
    },
    locks: [],
    decide: ({ context: first, book }) => {
      let context = first;
      const result = requests.map((request) => {
        const decision = decideBill(request, context, book, now(), true);
        if (decision.kind === 'rejected') return decision;
        const shown = previewed(decision);
        putOnBooks(decision.state, decision);
        context = contextAfter(context, decision.state);
        return shown;
      });
      return { kind: 'answer', result };
    },
  };
}

function previewed({ assessment, clrType, state, person }: DecidedBill): PreviewResult {
  const balance = state.accounts.get(person.personId)?.balanceFen ?? 0;
  return { kind: 'previewed', assessment, clrType, accountBalanceFen: fen(balance - assessment.accountFen) };
}
