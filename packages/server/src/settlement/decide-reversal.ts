import { type Rejection, rejection } from '@gongji/domain';
import type { PersonRow, ReversalTarget, SettlementRow } from '@gongji/store/settlement';
import type { ReverseRequest } from './contract.ts';
import { type PolicyBook, policyOfVersion, type SettlementPolicy } from './policy-book.ts';
import { counterMovesOf, countersAsRead } from './record-reversal.ts';
import {
  billAgain,
  differingKeys,
  opposite,
  type Recording,
  replaceRow,
  reverseRow,
  sameOutcome,
} from './replay-rows.ts';
import { applyMoves, countersOf, openState, type WorkingState } from './working-state.ts';
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
 * Decides a reversal 撤销/冲正: the opposite settlement, and what becomes of later bills whose counters read what it
 * changes. Policy `refuse`: they must be reversed first. Policy `recompute`: each whose outcome changes gets a reversal
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
  asked: ReversalInput,
): WeighedReversal | Extract<ReversalDecision, { kind: 'rejected' }> {
  const input = { ...asked, found: inItsPlaceNow(asked.found) };
  const { found, request } = input;
  const refused = targetRejections(found, request);
  if (refused.length > 0) return { kind: 'rejected', rejections: refused };
  const policy = policyOfVersion(input.book, found.target.policyVersion);
  const state = openState(input.context, input.person, policy);
  const reversal = reverseRow(input, state, found.target, request.cause, request.message.msgid);
  const followers = replayFollowers(input, policy, state);
  const inTheWay = policy.reversal === 'refuse' ? followers.dependent : followers.unsolvable;
  const blocking = [...inTheWay, ...followers.relatives];
  return { kind: 'weighed', found, state, reversal, recomputed: followers.recomputed, blocking };
}

/**
 * The settlement that stands in the place of the one named: an institution knows the number it was given, not that of a
 * settlement that a recompute put in its place.
 */
function inItsPlaceNow(found: ReversalTarget): ReversalTarget {
  const { target, later } = found;
  const successor = later.find((row) => row.replacesId === target.settlementId);
  if (successor === undefined) return found;
  const others = [target, ...later].filter((row) => row !== successor);
  return inItsPlaceNow({ ...found, target: successor, later: others });
}

function targetRejections({ target, later }: ReversalTarget, request: ReverseRequest): readonly Rejection[] {
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
  const reversal = later.find((row) => row.originId === settlementId);
  if (reversal !== undefined) {
    found.push(rejection('already-reversed', { settlementId, reversalId: reversal.settlementId }));
  }
  return found;
}

/** Settlements adjudicated after the target that nobody has reversed, in the order of adjudication. */
export function liveFollowers({ target, later }: ReversalTarget): readonly SettlementRow[] {
  const reversed = new Set(later.map((row) => row.originId));
  return later
    .filter((row) => row.kind === 'settlement' && !reversed.has(row.settlementId) && row.place > target.place)
    .sort((a, b) => a.place - b.place);
}

interface Followers {
  /** Ids of bills that read a changed counter. */
  readonly dependent: readonly string[];
  /** Ids of bills that the policy would now refuse: a person has to decide. */
  readonly unsolvable: readonly string[];
  /** Ids of relatives' later bills that may have read a counter of the family that changes: they must go first. */
  readonly relatives: readonly string[];
  /** For each bill whose outcome changes, its reversal and the settlement in its place. */
  readonly recomputed: readonly Written[];
}

/**
 * Adjudicates the later bills again in their order, from the counters as they stood before the target, and records the
 * changes on `state`. Bills that read nothing that changed are not touched.
 */
function replayFollowers(input: ReversalInput, policy: SettlementPolicy, state: WorkingState): Followers {
  const { found, context, person, book } = input;
  const live = liveFollowers(found);
  const replay = openState(context, person, policy);
  for (const row of [found.target, ...live]) applyMoves(replay, opposite(counterMovesOf(row)));
  const changedKeys = new Set(counterMovesOf(found.target).flatMap((m) => (m.delta === 0 ? [] : [m.key])));
  const dependent: string[] = [];
  const unsolvable: string[] = [];
  const recomputed: Written[] = [];
  for (const row of live) {
    const moves = counterMovesOf(row);
    const bill = billAgain(row, state);
    const own = policyOfVersion(book, row.policyVersion);
    if (!own.counterKeys(bill).some(({ key }) => changedKeys.has(key))) {
      applyMoves(replay, moves);
      continue;
    }
    dependent.push(row.settlementId);
    // Relatives' later bills are in the family's counters by now; what this bill saw is in its row.
    const counters = countersOf(replay);
    const seen = found.laterOfFamily.length === 0 ? counters : countersAsRead(counters, row);
    const outcome = own.adjudicate(bill, seen);
    if (outcome.kind === 'refused') {
      unsolvable.push(row.settlementId);
      continue;
    }
    const { assessment } = outcome;
    applyMoves(replay, assessment.counterMoves);
    if (sameOutcome(row, assessment)) continue;
    for (const key of differingKeys(moves, assessment.counterMoves)) changedKeys.add(key);
    recomputed.push(...replaceRow(input, state, own, row, { bill, assessment }));
  }
  const familyChanged = [found.target, ...live]
    .flatMap(counterMovesOf)
    .some((move) => move.owner === 'family' && changedKeys.has(move.key));
  return { dependent, unsolvable, recomputed, relatives: familyChanged ? found.laterOfFamily : [] };
}
