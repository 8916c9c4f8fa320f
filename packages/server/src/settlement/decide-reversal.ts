import { type Rejection, rejection } from '@gongji/domain';
import type { PersonRow } from '@gongji/store/settlement';
import { CarriedOver } from './carried-over.ts';
import { ChangedCounters, differingMoves } from './changed-counters.ts';
import type { ReverseRequest } from './contract.ts';
import type { ReversalTarget } from './load-family.ts';
import { type PolicyBook, policyOfVersion, type SettlementPolicy } from './policy-book.ts';
import { counterMovesOf } from './record-reversal.ts';
import { billAgain, opposite, type Recording, replaceRow, reverseRow, sameOutcome } from './replay-rows.ts';
import { applyMoves, countersOf, openState, seenBy, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

export interface ReversalInput extends Recording {
  readonly request: ReverseRequest;
  readonly person: PersonRow;
  readonly found: ReversalTarget;
  readonly book: PolicyBook;
}

export type ReversalDecision =
  | {
      readonly kind: 'decided';
      readonly state: WorkingState;
      readonly reversal: Written;
      readonly recomputed: readonly Written[];
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/** What a reversal comes to, before it is known whether it may stand. */
export interface WeighedReversal {
  readonly kind: 'weighed';
  /** The settlement that is reversed, and what came after it. */
  readonly found: ReversalTarget;
  readonly state: WorkingState;
  readonly reversal: Written;
  readonly recomputed: readonly Written[];
  /** Ids of later settlements that must go first. */
  readonly blocking: readonly string[];
}

/**
 * Decides a reversal 撤销/冲正: the opposite settlement, and what becomes of later bills, of the person and of relatives, that
 * read a counter which it changes. Policy `refuse`: they must be reversed first. Policy `recompute`: each whose outcome changes gets a reversal
 * and a new settlement in the same write. Pure.
 */
export function decideReversal(asked: ReversalInput): ReversalDecision {
  const weighed = weighReversal(asked);
  if (weighed.kind === 'rejected') return weighed;
  const { blocking, state, reversal, recomputed } = weighed;
  if (blocking.length > 0)
    return {
      kind: 'rejected',
      rejections: [rejection('later-bills-depend', { settlements: blocking.join(', ') })],
    };
  return { kind: 'decided', state, reversal, recomputed };
}

/** Works a reversal out, also where later settlements stand in its way. */
export function weighReversal(
  input: ReversalInput,
): WeighedReversal | Extract<ReversalDecision, { kind: 'rejected' }> {
  const { found, request } = input;
  const refused = targetRejections(found, request);
  if (refused.length > 0) return { kind: 'rejected', rejections: refused };
  const policy = policyOfVersion(input.book, found.target.policyVersion);
  const state = openState(input.context, input.person, policy);
  const reversal = reverseRow(input, state, found.target, request.cause, request.message.msgid);
  const { dependent, unsolvable, recomputed } = replayFollowers(input, policy, state);
  const blocking = policy.reversal === 'refuse' ? dependent : unsolvable;
  return { kind: 'weighed', found, state, reversal, recomputed, blocking };
}

function targetRejections(
  { target, reversalId }: ReversalTarget,
  request: ReverseRequest,
): readonly Rejection[] {
  const { settlementId } = target;
  if (target.kind === 'reversal') return [rejection('is-reversal', { settlementId })];
  const found: Rejection[] = [];
  const { institutionCode } = request.message;
  if (request.cause !== 'manual' && target.institutionCode !== institutionCode) {
    found.push(
      rejection('settlement-not-yours', { settlementId }, { field: 'settlementId', value: settlementId }),
    );
  }
  const visitId = request.target.kind === 'settlement' ? request.target.visitId : undefined;
  if (visitId !== undefined && target.visitId !== visitId) {
    found.push(rejection('visit-mismatch', { settlementId, visitId }, { field: 'visitId', value: visitId }));
  }
  if (reversalId !== undefined) found.push(rejection('already-reversed', { settlementId, reversalId }));
  return found;
}

interface Followers {
  /** Ids of bills that read a changed counter. */
  readonly dependent: readonly string[];
  /** Ids of bills that the policy would now refuse: a person has to decide. */
  readonly unsolvable: readonly string[];
  /** For each bill whose outcome changes, its reversal and the settlement in its place. */
  readonly recomputed: readonly Written[];
}

/**
 * Adjudicates the later bills again in their order, each from its person's and family's counters as they stood before the
 * target, and records the changes on `state`. Bills that read nothing that changed are not touched.
 */
function replayFollowers(input: ReversalInput, policy: SettlementPolicy, state: WorkingState): Followers {
  const { found, context, person, book } = input;
  const replay = openState(context, person, policy);
  const all = [found.target, ...found.later];
  for (const row of all) applyMoves(seenBy(replay, row), opposite(counterMovesOf(row)));
  const carried = new CarriedOver(found.carries, all);
  carried.takeOff(replay, all);
  const changed = new ChangedCounters();
  changed.add(
    seenBy(replay, found.target),
    counterMovesOf(found.target).filter((m) => m.delta !== 0),
  );
  const dependent: string[] = [];
  const unsolvable: string[] = [];
  const recomputed: Written[] = [];
  for (const row of found.later) {
    const own = policyOfVersion(book, row.policyVersion);
    carried.putOnBefore(replay, row);
    const [then, moves] = [seenBy(replay, row), counterMovesOf(row)];
    const bill = billAgain(row, state);
    if (!changed.hasAny(then, own.counterKeys(bill))) {
      applyMoves(then, moves);
      continue;
    }
    dependent.push(row.settlementId);
    const outcome = own.adjudicate(bill, countersOf(then));
    if (outcome.kind === 'refused') {
      unsolvable.push(row.settlementId);
      continue;
    }
    const { assessment } = outcome;
    applyMoves(then, assessment.counterMoves);
    if (sameOutcome(row, assessment)) continue;
    changed.add(then, differingMoves(moves, assessment.counterMoves));
    recomputed.push(...replaceRow(input, state, own, row, { bill, assessment, found: then }));
  }
  return { dependent, unsolvable, recomputed };
}
