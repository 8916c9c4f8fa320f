import type { PersonRow, SettlementContext, SettlementRow } from '@gongji/store/settlement';
import type { ReversalInput, WeighedReversal } from './decide-reversal.ts';
import { decideReview, type ReviewDecision } from './decide-review.ts';
import type { Loaded } from './group-commit.ts';
import { loadPersonsBills } from './load-family.ts';
import { contextAfter } from './working-state.ts';

/** What the review of a person with merged numbers would do after a reversal of his, from the books as the reversal leaves them. */
export interface ReviewAfter {
  readonly decided: Extract<ReviewDecision, { kind: 'decided' }>;
  /** The bills of all his numbers as they stand now; of one that the reversal settles again, under its new number too. */
  readonly standing: ReadonlyMap<string, SettlementRow>;
  readonly merged: ReadonlySet<string>;
  /** Counters and accounts as they are now. */
  readonly context: SettlementContext;
}

/**
 * The second write of a reversal of somebody with merged numbers, told before the first. Undefined: nobody was merged into him,
 * the reversal would be refused, or a relative's bill keeps the review from writing anything.
 */
export async function reviewAfter(
  loaded: Loaded,
  merged: readonly string[],
  input: ReversalInput,
  { found: { target }, recomputed, blocking, state }: WeighedReversal,
): Promise<ReviewAfter | undefined> {
  if (merged.length === 0 || blocking.length > 0) return undefined;
  const { person, book, now, newId, reason, actor } = input;
  const others = merged.flatMap((id): readonly PersonRow[] => {
    const row = loaded.context.persons.get(id);
    return row === undefined ? [] : [row];
  });
  const numbers = [person, ...others];
  const { found, context } = await loadPersonsBills(
    loaded,
    {
      personIds: numbers.map((one) => one.personId),
      families: numbers.flatMap(({ billsFamilyId }) => billsFamilyId ?? []),
    },
    state.scheme,
  );
  const again = new Map(
    recomputed.flatMap(({ row }) => (row.replacesId === null ? [] : [[row.replacesId, row] as const])),
  );
  const bills = found.bills.filter((row) => row.settlementId !== target.settlementId);
  const decided = decideReview({
    persons: [{ person, merged: others }],
    found: { ...found, bills: bills.map((row) => again.get(row.settlementId) ?? row) },
    context: contextAfter(context, state),
    ...{ book, now, newId, reason, actor },
  });
  if (decided.kind === 'rejected') return undefined;
  const standing = new Map(
    bills.flatMap((row) =>
      [row.settlementId, again.get(row.settlementId)?.settlementId].flatMap((id) =>
        id === undefined ? [] : [[id, row] as const],
      ),
    ),
  );
  return { decided, standing, merged: new Set(merged), context };
}
