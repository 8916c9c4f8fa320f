import { type CalendarDate, type Fen, fen, type Rejection, rejection } from '@gongji/domain';
import { type Assessment, type CounterMove, policyDateOf } from '@gongji/engine';
import { accountPath, type Posting, posting } from '@gongji/ledger';
import type { PersonRow, SettlementRow } from '@gongji/store/settlement';
import { coverageOn } from './eligibility.ts';
import { personFacts } from './facts.ts';
import { type PolicyBook, policyOfVersion, type SettlementPolicy } from './policy-book.ts';
import { counterMovesOf, paymentsOf } from './record-reversal.ts';
import {
  type Again,
  billAgain,
  differingKeys,
  inPlaceOf,
  opposite,
  type Recording,
  replaceRow,
  reverseRow,
  sameOutcome,
} from './replay-rows.ts';
import { applyMoves, countersOf, openState, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

/** A person's settlements in one scheme, to be looked at again with what the registers say of the person now. */
export interface ReviewInput extends Recording {
  readonly person: PersonRow;
  /** Every row of the person in the scheme, reversals included. */
  readonly rows: readonly SettlementRow[];
  /** Whether relatives of the family have bills in the scheme: their counters may have been read. */
  readonly relativesBills: readonly string[];
  readonly book: PolicyBook;
}

/** One bill whose outcome changes, with who pays before and after. */
export interface ReviewedBill {
  readonly settlementId: string;
  /** The settlement that stands in its place; absent = nothing is paid for it any more. */
  readonly replacedBy?: string;
  readonly policyVersion: string;
  readonly institutionCode: string;
  readonly startedOn: CalendarDate;
  readonly endedOn: CalendarDate;
  readonly medType: string;
  readonly totalFen: Fen;
  readonly covered: boolean;
  readonly payers: readonly { readonly payer: string; readonly beforeFen: Fen; readonly afterFen: Fen }[];
  /** + the person owes the fund, − the person gets. */
  readonly personOwesFen: Fen;
}

export type ReviewDecision =
  | {
      readonly kind: 'decided';
      readonly state: WorkingState | undefined;
      readonly bills: readonly ReviewedBill[];
      readonly written: readonly Written[];
      /** Postings of the difference between institution and person, by the row they belong to. */
      readonly differences: readonly { readonly written: Written; readonly postings: readonly Posting[] }[];
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

/**
 * Adjudicates every bill of a person again in its order, with status, tier, groups and cover as the registers have them now
 * 追溯重算. A bill whose outcome changes gets a reversal and a new settlement in its place; one without cover any more only
 * the reversal; one that lost its cover before and has it again a settlement. What the institution has been promised stays:
 * the difference is between fund and person. Pure.
 */
export function decideReview(input: ReviewInput): ReviewDecision {
  const { rows, person, context, book } = input;
  const candidates = billsOf(rows);
  const first = candidates[0];
  if (first === undefined)
    return { kind: 'decided', state: undefined, bills: [], written: [], differences: [] };
  const opening = policyOfVersion(book, first.row.policyVersion);
  const state = openState(context, person, opening);
  const replay = openState(context, person, opening);
  for (const { row, live } of candidates) if (live) applyMoves(replay, opposite(counterMovesOf(row)));
  const bills: ReviewedBill[] = [];
  const written: Written[] = [];
  const differences: { written: Written; postings: readonly Posting[] }[] = [];
  const changedFamily = new Set<string>();
  for (const { row, live } of candidates) {
    const policy = policyOfVersion(book, row.policyVersion);
    const now = outcomeNow(input, policy, { row, live }, { state, replay });
    if (now !== undefined) applyMoves(replay, now.assessment.counterMoves);
    if (live ? now !== undefined && sameOutcome(row, now.assessment) : now === undefined) continue;
    const family = (moves: readonly CounterMove[]) => moves.filter((move) => move.owner === 'family');
    const [before, after] = [live ? counterMovesOf(row) : [], now?.assessment.counterMoves ?? []];
    for (const key of differingKeys(family(before), family(after))) changedFamily.add(key);
    const made = record(input, policy, { row, live, now }, state);
    written.push(...made);
    const bill = reviewed(row, live, now?.assessment, made.at(-1));
    bills.push(bill);
    const last = made.at(-1);
    const moved = row.owedTo === 'institution' ? differencePostings(row, bill.personOwesFen) : [];
    if (last !== undefined && moved.length > 0) differences.push({ written: last, postings: moved });
  }
  if (changedFamily.size > 0 && input.relativesBills.length > 0) {
    const settlements = input.relativesBills.join(', ');
    return { kind: 'rejected', rejections: [rejection('later-bills-depend', { settlements })] };
  }
  return { kind: 'decided', state, bills, written, differences };
}

interface Candidate {
  readonly row: SettlementRow;
  /** False: a review took its cover away, nothing is paid for it at present. */
  readonly live: boolean;
}

/** Bills that stand, and those that an earlier review left without cover, in the order of adjudication. */
function billsOf(rows: readonly SettlementRow[]): readonly Candidate[] {
  const reversals = new Map(rows.flatMap((row) => (row.originId === null ? [] : [[row.originId, row]])));
  const replaced = new Set(rows.map((row) => row.replacesId));
  return rows
    .filter((row) => row.kind === 'settlement')
    .flatMap((row): readonly Candidate[] => {
      const reversal = reversals.get(row.settlementId);
      if (reversal === undefined) return [{ row, live: true }];
      const dormant = reversal.cause === 'recompute' && !replaced.has(row.settlementId);
      return dormant ? [{ row, live: false }] : [];
    })
    .toSorted((a, b) => a.row.place - b.row.place);
}

/** What the bill would be if it came today with today's registers; undefined = nothing would be paid. */
function outcomeNow(
  { context }: ReviewInput,
  policy: SettlementPolicy,
  { row, live }: Candidate,
  { state, replay }: { readonly state: WorkingState; readonly replay: WorkingState },
): Again | undefined {
  const then = billAgain(row, state, live);
  const on = policyDateOf(policy, then.dates);
  const covered = coverageOn(context.coverage.get(row.personId) ?? [], row.insutype, on);
  if (covered.kind === 'refused') return undefined;
  const groups = context.groups.get(row.personId) ?? [];
  const facts = { ...then.facts, ...personFacts({ coverage: covered.coverage, groups }, on) };
  const benefit = policy.benefitFor(on, row.medType, facts);
  if (benefit.kind === 'refused') return undefined;
  const bill = { ...then, facts, benefit: benefit.benefit };
  const outcome = policy.adjudicate(bill, countersOf(replay));
  return outcome.kind === 'refused' ? undefined : { bill, assessment: outcome.assessment };
}

function record(
  input: ReviewInput,
  policy: SettlementPolicy,
  { row, live, now }: Candidate & { readonly now: Again | undefined },
  state: WorkingState,
): readonly Written[] {
  if (now === undefined) return [reverseRow(input, state, row, 'recompute', row.medinsSetlId)];
  if (live) return replaceRow(input, state, policy, row, now);
  return [inPlaceOf(input, state, policy, row, now)];
}

function reviewed(
  row: SettlementRow,
  live: boolean,
  after: Assessment | undefined,
  last: Written | undefined,
): ReviewedBill {
  const before = live ? new Map(paidBy(row)) : new Map<string, number>();
  const then = after === undefined ? new Map<string, number>() : new Map(paidOf(after));
  const provider = { before: row.providerFen, after: after?.providerFen ?? row.providerFen };
  const sum = (parts: ReadonlyMap<string, number>) => [...parts.values()].reduce((total, n) => total + n, 0);
  const cash = {
    before: row.totalFen - provider.before - sum(before),
    after: row.totalFen - provider.after - sum(then),
  };
  const names = new Set([...before.keys(), ...then.keys()]);
  return {
    settlementId: row.settlementId,
    ...(after === undefined || last === undefined ? {} : { replacedBy: last.row.settlementId }),
    policyVersion: row.policyVersion,
    institutionCode: row.institutionCode,
    startedOn: row.startedOn,
    endedOn: row.endedOn,
    medType: row.medType,
    totalFen: fen(row.totalFen),
    covered: after !== undefined,
    payers: [
      ...[...names].map((payer) => ({
        payer,
        beforeFen: fen(before.get(payer) ?? 0),
        afterFen: fen(then.get(payer) ?? 0),
      })),
      ...(provider.before === 0 && provider.after === 0
        ? []
        : [{ payer: 'provider', beforeFen: fen(provider.before), afterFen: fen(provider.after) }]),
      { payer: 'cash', beforeFen: fen(cash.before), afterFen: fen(cash.after) },
    ],
    personOwesFen: fen(cash.after - cash.before),
  };
}

function paidBy(row: SettlementRow): readonly (readonly [string, number])[] {
  return [
    ...paymentsOf(row).map((p) => [p.payer, p.amountFen] as const),
    ['account', row.accountFen + row.familyAccountFen] as const,
  ];
}

function paidOf(a: Assessment): readonly (readonly [string, number])[] {
  return [
    ...a.payments.map((p) => [p.payer, p.amountFen] as const),
    ['account', a.accountFen + a.familyAccountFen] as const,
  ];
}

/** The institution keeps what it was promised; the person owes the rest or gets it. */
function differencePostings(row: SettlementRow, personOwesFen: Fen): readonly Posting[] {
  if (personOwesFen === 0) return [];
  const { regionCode, institutionCode } = row;
  const persons = accountPath({ kind: 'payable', regionCode, to: 'persons' });
  const institution = accountPath({ kind: 'institutionPayable', regionCode, institutionCode });
  const amount = fen(Math.abs(personOwesFen));
  return [personOwesFen > 0 ? posting(persons, institution, amount) : posting(institution, persons, amount)];
}
