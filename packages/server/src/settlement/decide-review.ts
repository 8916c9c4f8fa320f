import { type CalendarDate, type Fen, fen, type Rejection, rejection } from '@gongji/domain';
import { type Assessment, policyDateOf } from '@gongji/engine';
import { accountPath, type Posting, posting } from '@gongji/ledger';
import type { CarriedCounters, PersonRow, SettlementRow } from '@gongji/store/settlement';
import { AsOnePerson, moveTotals, ownBook } from './as-one-person.ts';
import { CarriedOver, movesOf } from './carried-over.ts';
import { ChangedCounters, differingMoves } from './changed-counters.ts';
import { coverageOn } from './eligibility.ts';
import { bodyFacts, personFacts } from './facts.ts';
import type { PersonsBills } from './load-family.ts';
import { type PolicyBook, policyOfVersion, type SettlementPolicy } from './policy-book.ts';
import { counterMovesOf, paymentsOf } from './record-reversal.ts';
import {
  type Again,
  billAgain,
  inPlaceOf,
  opposite,
  type Recording,
  reverseRow,
  sameOutcome,
} from './replay-rows.ts';
import { applyMoves, countersOf, openState, seenBy, type WorkingState } from './working-state.ts';
import type { Written } from './written.ts';

/** Settlements of persons in one scheme, to be looked at again with what the registers say of each of them now. */
export interface ReviewInput extends Recording {
  readonly persons: readonly ReviewedPerson[];
  /** Their bills, with those of relatives that came after the first of them, in the order of adjudication. */
  readonly found: PersonsBills;
  readonly book: PolicyBook;
}

export interface ReviewedPerson {
  readonly person: PersonRow;
  /** Who was merged into him 合并: bills under their numbers are his. */
  readonly merged: readonly PersonRow[];
}

/** One bill whose outcome changes, with who pays before and after. */
export interface ReviewedBill {
  /** The person under review, or who was merged into him, or a relative whose bill read a counter of the family that changes. */
  readonly personId: string;
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
  /** + the person of the bill owes the fund, − the person gets. */
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
      /** Counters to carry between the numbers of the person. */
      readonly carries: readonly Carried[];
    }
  | { readonly kind: 'rejected'; readonly rejections: readonly Rejection[] };

export type Carried = Pick<CarriedCounters, 'personId' | 'fromId' | 'place' | 'counters'>;

/**
 * Adjudicates every bill of some persons again in its order, with birthday, sex, status, tier, groups and cover as the registers have them now
 * 追溯重算. A bill whose outcome changes gets a reversal and a new settlement in its place; one without cover any more only
 * the reversal; one that lost its cover before and has it again a settlement. Bills of relatives that read a counter which
 * changes are adjudicated again as they were, where their policy says `recompute`; where it says `refuse` they stand in the
 * way. Bills under the numbers of those who were merged into him are bills of his, in one order. What the institution has
 * been promised stays: the difference is between fund and person. Pure.
 */
export function decideReview(input: ReviewInput): ReviewDecision {
  const { found, persons, context, book } = input;
  const [first, main] = [found.bills[0], persons[0]];
  if (first === undefined || main === undefined)
    return { kind: 'decided', state: undefined, bills: [], written: [], differences: [], carries: [] };
  const opening = policyOfVersion(book, first.policyVersion);
  const state = openState(context, main.person, opening);
  const replay = openState(context, main.person, opening);
  const candidates = found.bills.map((row) => ({ row, live: !found.dormant.has(row.settlementId) }));
  for (const { row, live } of candidates)
    if (live) applyMoves(seenBy(replay, row), opposite(counterMovesOf(row)));
  const subjects = persons.map((one) => ({ ...one, asOne: new AsOnePerson(one.person, one.merged) }));
  for (const { asOne } of subjects) asOne.takeOff(replay, found.carries);
  const carried = new CarriedOver(
    found.carries.filter((carry) => !subjects.some(({ asOne }) => asOne.has(carry))),
    found.bills,
  );
  carried.takeOff(replay, found.bills);
  const looked = lookAgain(input, candidates, { state, replay, carried, subjects });
  if (looked.blocking.length > 0) {
    const settlements = looked.blocking.join(', ');
    return { kind: 'rejected', rejections: [rejection('relatives-bills-depend', { settlements })] };
  }
  const missing = subjects.flatMap(({ asOne }) => asOne.carriesToWrite(found.carries));
  // Bills that stand read what they read; what the next bill finds must be right even so.
  const carries = looked.written.length > 0 || moveTotals(missing) ? missing : [];
  for (const carry of carries) applyMoves(ownBook(state, carry.personId), movesOf(carry, 1));
  for (const personId of new Set(carries.map((carry) => carry.personId)))
    ownBook(state, personId).own.version += 1;
  return { kind: 'decided', state, ...looked, carries };
}

interface Subject extends ReviewedPerson {
  readonly asOne: AsOnePerson;
}

/** Goes through the bills in their order; what changes is put on `state`. */
function lookAgain(
  input: ReviewInput,
  candidates: readonly Candidate[],
  {
    state,
    replay,
    carried,
    subjects,
  }: {
    readonly state: WorkingState;
    readonly replay: WorkingState;
    readonly carried: CarriedOver;
    readonly subjects: readonly Subject[];
  },
): Omit<Extract<ReviewDecision, { kind: 'decided' }>, 'kind' | 'state' | 'carries'> & {
  /** Ids of relatives' bills that would have to be settled again and must not be, or cannot. */
  readonly blocking: readonly string[];
} {
  const bills: ReviewedBill[] = [];
  const written: Written[] = [];
  const differences: { written: Written; postings: readonly Posting[] }[] = [];
  const changed = new ChangedCounters();
  const blocking: string[] = [];
  for (const { row, live } of candidates) {
    const policy = policyOfVersion(input.book, row.policyVersion);
    carried.putOnBefore(replay, row);
    const subject = subjects.find(({ asOne }) => asOne.has(row));
    subject?.asOne.reach(row);
    const counted = { ...row, familyId: familyNow(subject, input.found, row) };
    const then = subject?.asOne.foundBy(replay, counted) ?? seenBy(replay, row);
    const before = live ? counterMovesOf(row) : [];
    const outcome =
      subject === undefined
        ? outcomeOfRelative(policy, row, { state, then, changed })
        : outcomeNow(input, policy, { row, live }, { state, then, subject });
    if (outcome === 'in-the-way') blocking.push(row.settlementId);
    if (outcome === 'as-before' || outcome === 'in-the-way') {
      applyMoves(then, before);
      continue;
    }
    const now = outcome === 'not-paid' ? undefined : outcome;
    const after = now?.assessment.counterMoves ?? [];
    applyMoves(then, after);
    subject?.asOne.count(row, after);
    const moved = row.familyId !== null && row.familyId !== counted.familyId;
    const same = live ? now !== undefined && sameOutcome(row, now.assessment) : now === undefined;
    if (same && !(live && moved)) continue;
    for (const [seen, own] of moved
      ? ([
          [seenBy(replay, row), before],
          [then, after],
        ] as const)
      : [])
      changed.add(seen, differingMoves(own, []));
    changed.add(then, differingMoves(before, after));
    const made = record(input, policy, { row, counted, live, now }, state);
    written.push(...made);
    const last = made.at(-1);
    const bill = reviewed(row, live, now?.assessment, last);
    bills.push(bill);
    const owed = row.owedTo === 'institution' ? differencePostings(row, bill.personOwesFen) : [];
    if (last !== undefined && owed.length > 0) differences.push({ written: last, postings: owed });
  }
  return { bills, written, differences, blocking };
}

/** Whose counters of a family the bill reads and moves, as its person is registered now. */
function familyNow(
  subject: Subject | undefined,
  { firstFamily }: PersonsBills,
  row: SettlementRow,
): string | null {
  return subject?.asOne.familyOf(row, firstFamily.get(row.settlementId) ?? null) ?? row.familyId;
}

interface Candidate {
  readonly row: SettlementRow;
  /** False: a review took its cover away, nothing is paid for it at present. */
  readonly live: boolean;
}

interface Replay {
  readonly state: WorkingState;
  /** Counters as the bill would have found them. */
  readonly then: WorkingState;
}

/** What the bill would be if it came today with today's registers. */
function outcomeNow(
  { context }: ReviewInput,
  policy: SettlementPolicy,
  { row, live }: Candidate,
  { state, then, subject: { person } }: Replay & { readonly subject: Subject },
): Again | 'not-paid' {
  const asItWas = billAgain(row, state, live);
  const on = policyDateOf(policy, asItWas.dates);
  const covered = coverageOn(context.coverage.get(row.personId) ?? [], row.insutype, on);
  if (covered.kind === 'refused') return 'not-paid';
  // Who was merged belongs to the groups of who stays: they are one.
  const groups = [...new Set([row.personId, person.personId])].flatMap((id) => context.groups.get(id) ?? []);
  const facts = {
    ...asItWas.facts,
    ...personFacts({ coverage: covered.coverage, groups }, on),
    ...bodyFacts(person, on),
  };
  const benefit = policy.benefitFor(on, row.medType, facts);
  if (benefit.kind === 'refused') return 'not-paid';
  const bill = { ...asItWas, facts, benefit: benefit.benefit };
  const outcome = policy.adjudicate(bill, countersOf(then));
  return outcome.kind === 'refused' ? 'not-paid' : { bill, assessment: outcome.assessment, found: then };
}

/** A relative's bill as it was, where it read a counter that changes. */
function outcomeOfRelative(
  policy: SettlementPolicy,
  row: SettlementRow,
  { state, then, changed }: Replay & { readonly changed: ChangedCounters },
): Again | 'as-before' | 'in-the-way' {
  const bill = billAgain(row, state);
  if (!changed.hasAny(then, policy.counterKeys(bill))) return 'as-before';
  if (policy.reversal === 'refuse') return 'in-the-way';
  const outcome = policy.adjudicate(bill, countersOf(then));
  return outcome.kind === 'refused' ? 'in-the-way' : { bill, assessment: outcome.assessment, found: then };
}

function record(
  input: ReviewInput,
  policy: SettlementPolicy,
  {
    row,
    counted,
    live,
    now,
  }: Candidate & { readonly counted: SettlementRow; readonly now: Again | undefined },
  state: WorkingState,
): readonly Written[] {
  return [
    ...(live ? [reverseRow(input, state, row, 'recompute', row.medinsSetlId)] : []),
    ...(now === undefined ? [] : [inPlaceOf(input, state, policy, counted, now)]),
  ];
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
    personId: row.personId,
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
