import { rejection } from '@gongji/domain';
import { inTransaction, type Pool, type PoolClient, rolledBack } from '@gongji/store';
import { againOnConflict } from './again-on-conflict.ts';
import type { ReversalEffects, ReversalPreviewResult, ReverseRequest, ReverseResult } from './contract.ts';
import { reversalEffects } from './reversal-effects.ts';
import { weighWork } from './reverse.ts';
import type { Within } from './within.ts';

interface Deps {
  readonly pool: Pool;
  readonly within: (tx: PoolClient) => Within;
}

/** 撤销影响: the reversal is done with all that follows from it, told, and taken back. */
export function previewReversal(
  { pool, within }: Deps,
  request: ReverseRequest,
): Promise<ReversalPreviewResult> {
  return againOnConflict(() =>
    rolledBack(pool, async (tx) => {
      const { result, effects } = await reverseTold(within(tx), request);
      if (effects !== undefined) return { kind: 'previewed', effects };
      if (result.kind === 'rejected') return result;
      throw new Error(`a reversal that is only shown was ${result.kind}`);
    }),
  );
}

/** Reverses in one transaction with all that follows, if that is what was shown to who confirmed; else nothing is done. */
export async function reverseAsShown(
  { pool, within }: Deps,
  request: ReverseRequest & { readonly target: { readonly kind: string; readonly settlementId?: string } },
): Promise<ReverseResult> {
  const changed = new Error('other effects');
  try {
    return await againOnConflict(() =>
      inTransaction(pool, async (tx) => {
        const work = within(tx);
        const { result, effects } = await reverseTold(work, request);
        if (result.kind === 'reversed' && effects?.fingerprint !== request.expects) throw changed;
        await work.seal();
        return result;
      }),
    );
  } catch (error) {
    if (error !== changed) throw error;
    const { settlementId = '' } = request.target;
    return {
      kind: 'rejected',
      rejections: [rejection('effects-changed', { settlementId }, { field: 'effects' })],
    };
  }
}

interface Told {
  readonly result: ReverseResult;
  /** Undefined where there is nothing to reverse. Where later settlements stand in the way, what would block it. */
  readonly effects: ReversalEffects | undefined;
}

async function reverseTold(work: Within, request: ReverseRequest): Promise<Told> {
  const weighed = await work.run(weighWork(request, work.now, work.newId));
  const result = await work.reverse(request);
  if (weighed.kind === 'rejected') return { result, effects: undefined };
  return { result, effects: await reversalEffects(weighed, work) };
}
