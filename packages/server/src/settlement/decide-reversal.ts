import { fen, type Rejection, rejection } from '@gongji/domain';
import type { Assessment, Bill, CounterMove } from '@gongji/engine';
import {
  billFromJson,
  type PersonRow,
  type ReversalTarget,
  type SettlementContext,
  type SettlementRow,
} from '@gongji/store/settlement';
import { actorOf, type ReverseRequest } from './contract.ts';
import { type PolicyBook, policyOfVersion, type SettlementPolicy } from './policy-book.ts';
import { accountMovesOf, counterMovesOf, countersAsRead, recordReversal } from './record-reversal.ts';
import { recordSettlement, type SettlementMeta } from './record-settlement.ts';
import { applyMoves, balanceOf, countersOf, openState, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

export interface ReversalInput {
  readonly request: ReverseRequest;
  readonly person: PersonRow;
  readonly found: ReversalTarget;
  readonly context: SettlementContext;
  readonly book: PolicyBook;
  readonly now: Date;
  readonly newId: () => string;
}

export type ReversalDecision =
  | {
      readonly kind: 'decided';
      readonly state: WorkingState;
      readonly reversal: Written;
      readonly recomputed: readonly Written[];
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/**
 * Decides a reversal 撤销/冲正: the opposite settlement, and what becomes of later bills whose counters read what it
 * changes. Policy `refuse`: they must be reversed first. Policy `recompute`: each whose outcome changes gets a reversal
 * and a new settlement in the same write. Pure.
 */
export function decideReversal(asked: ReversalInput): ReversalDecision {
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
  if (blocking.length > 0) {
    return {
      kind: 'rejected',
      rejections: [rejection('later-bills-depend', { settlements: blocking.join(', ') })],
    };
  }
  return { kind: 'decided', state, reversal, recomputed: followers.recomputed };
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
function liveFollowers({ target, later }: ReversalTarget): readonly SettlementRow[] {
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
    recomputed.push(...replaceRow(input, state, own, row, bill, assessment));
  }
  const familyChanged = [found.target, ...live]
    .flatMap(counterMovesOf)
    .some((move) => move.owner === 'family' && changedKeys.has(move.key));
  return { dependent, unsolvable, recomputed, relatives: familyChanged ? found.laterOfFamily : [] };
}

/** The bill as it was, with the account money that it used or that is there now, never more than it might use then. */
function billAgain(row: SettlementRow, state: WorkingState): Bill {
  const bill = billFromJson(row.billJson);
  const available = { own: 0, family: 0 };
  for (const { ownerPersonId, amountFen } of accountMovesOf(row)) {
    available[ownerPersonId === row.personId ? 'own' : 'family'] +=
      balanceOf(state, ownerPersonId) + amountFen;
  }
  if (!accountMovesOf(row).some((m) => m.ownerPersonId === row.personId))
    available.own = balanceOf(state, row.personId);
  return {
    ...bill,
    accountFen: fen(Math.min(bill.accountFen, available.own)),
    familyAccountFen: fen(Math.min(bill.familyAccountFen, available.family)),
  };
}

function replaceRow(
  input: ReversalInput,
  state: WorkingState,
  policy: SettlementPolicy,
  row: SettlementRow,
  bill: Bill,
  assessment: Assessment,
): readonly Written[] {
  const reversal = reverseRow(input, state, row, 'recompute', row.medinsSetlId);
  const familyOwners = accountMovesOf(row).flatMap((m) =>
    m.ownerPersonId === row.personId ? [] : [{ personId: m.ownerPersonId, mostFen: Number.MAX_SAFE_INTEGER }],
  );
  const meta: SettlementMeta = {
    settlementId: input.newId(),
    settledAt: input.now,
    cause: 'recompute',
    owedTo: row.owedTo,
    insutype: row.insutype,
    institutionCode: row.institutionCode,
    visitId: row.visitId,
    medType: row.medType,
    midStay: row.midStay,
    invoiceNo: row.invoiceNo,
    medinsSetlId: row.medinsSetlId,
    actor: actorOf(input.request.message),
    replaces: { settlementId: row.settlementId, place: row.place },
  };
  const { regionCode, clrType, benefitYear } = row;
  const familyKeys = policy.counterKeys(bill).filter((key) => key.owner === 'family');
  const parts = { policy, regionCode, clrType, benefitYear, bill, assessment, familyOwners, familyKeys };
  return [reversal, recordSettlement(state, parts, meta)];
}

function reverseRow(
  { newId, now, request }: ReversalInput,
  state: WorkingState,
  row: SettlementRow,
  cause: SettlementRow['cause'],
  medinsSetlId: string,
): Written {
  return recordReversal(state, row, {
    settlementId: newId(),
    settledAt: now,
    cause,
    medinsSetlId,
    reason: request.reason,
    actor: actorOf(request.message),
  });
}

function opposite(moves: readonly CounterMove[]): readonly CounterMove[] {
  return moves.map((move) => ({ ...move, delta: -move.delta }));
}

/** Who pays what, how the bill is split, and what it adds to each counter. */
export function sameOutcome(row: SettlementRow, a: Assessment): boolean {
  return (
    row.selfPaidFen === a.selfPaidFen &&
    row.overLimitFen === a.overLimitFen &&
    row.firstPayFen === a.firstPayFen &&
    row.deductibleFen === a.deductibleFen &&
    row.providerFen === a.providerFen &&
    row.accountFen === a.accountFen &&
    row.familyAccountFen === a.familyAccountFen &&
    row.cashFen === a.cashFen &&
    row.paymentsJson === JSON.stringify(a.payments) &&
    differingKeys(counterMovesOf(row), a.counterMoves).length === 0
  );
}

function differingKeys(before: readonly CounterMove[], after: readonly CounterMove[]): readonly string[] {
  const difference = new Map<string, number>();
  for (const { key, delta } of before) difference.set(key, (difference.get(key) ?? 0) - delta);
  for (const { key, delta } of after) difference.set(key, (difference.get(key) ?? 0) + delta);
  return [...difference].flatMap(([key, delta]) => (delta === 0 ? [] : [key]));
}
