import type { AffectedBill, EnrolPreview } from '@gongji/contract';
import { type Bilingual, inPrecedence, type Rejection } from '@gongji/domain';
import { inTransaction, type PoolClient } from '@gongji/store';
import { changeRows, type WhatBillsRead, whatBillsRead } from '@gongji/store/enrolment';
import type { SettleLate } from '../arrears/refused-bills.ts';
import { dueOf } from '../contribution/act-charges.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { ReviewedBill } from '../settlement/decide-review.ts';
import { chargeWays, dueByAct, settleDues } from './act-money.ts';
import type { PlannedAct } from './acting.ts';
import { feeView, nameOf } from './fee-view.ts';

/** What somebody asks to be done, decided from what is true in the transaction in which it is asked. */
export interface Proposal {
  /** Undefined while a problem stops it. */
  readonly act: PlannedAct | undefined;
  readonly problems: readonly Rejection[];
  /** Why a second person must agree, besides bills that it affects. */
  readonly causes: readonly Bilingual[];
  readonly title: Bilingual;
  /** What the officer sees before anything is saved. */
  readonly shown: Partial<EnrolPreview>;
  /** Bills refused during a suspension that are settled once it is agreed to. */
  readonly lateBills?: Omit<SettleLate, 'actor'>;
}

export type Propose = (tx: PoolClient) => Promise<Proposal>;

/** A proposal with the bills that it affects: what is shown before anybody decides. */
export interface Tried {
  readonly proposal: Proposal;
  readonly bills: readonly AffectedBill[];
  readonly personOwesFen: number;
  readonly problems: readonly Rejection[];
  readonly causes: readonly Bilingual[];
}

const BILLS: Bilingual = {
  zh: '影响已结算的费用，须追溯重算',
  en: 'settled bills are affected and must be settled again',
};

/** Tries a proposal out: the rows are changed, what bills would read is read, and everything is taken back. */
export async function tryOut(deps: RestDeps, propose: Propose): Promise<Tried> {
  const { proposal, read } = await rolledBack(deps, async (tx) => {
    const made = await propose(tx);
    // A unit's own acts change nothing that a bill reads.
    if (made.act === undefined || made.problems.length > 0 || made.act.personId === '0')
      return { proposal: made, read: undefined };
    await changeRows(tx, made.act.changes);
    const back = await moneyBack(deps, tx, made.act);
    if (back?.kind === 'refused')
      return { proposal: { ...made, problems: back.rejections }, read: undefined };
    const shown = { ...made.shown, ...(await feeOf(deps, tx, made)), ...back?.shown };
    const read = new Map<string, WhatBillsRead>();
    for (const id of [made.act.personId, ...apartAfter(made.act)]) read.set(id, await whatBillsRead(tx, id));
    return { proposal: { ...made, shown }, read };
  });
  const problems = inPrecedence(proposal.problems);
  const nothing = { proposal, bills: [], personOwesFen: 0, problems, causes: proposal.causes };
  if (read === undefined || proposal.act === undefined) return nothing;
  const found: ReviewedBill[] = [];
  const refused: Rejection[] = [];
  const { personId } = proposal.act;
  let personOwesFen = 0;
  const [registers, ...apart] = [...read].map(([id, registersOf]) => ({
    personId: id,
    registers: registersOf,
  }));
  for (const scheme of registers === undefined ? [] : schemesOf(proposal.act)) {
    const result = await deps.settlement.review({ ...registers, personId, scheme, apart });
    if (result.kind === 'rejected') refused.push(...result.rejections);
    else {
      found.push(...result.bills);
      personOwesFen += result.personOwesFen;
    }
  }
  const own = new Set([personId, ...(proposal.act.paymentBack?.others ?? [])]);
  const merged = new Set(
    [...read].flatMap(([id, { merged: others }]) => [id, ...others.map((o) => o.personId)]),
  );
  return {
    proposal,
    bills: found.map((bill) => billView(deps, { own, merged }, bill)),
    personOwesFen,
    problems: [...problems, ...refused],
    causes: found.length > 0 ? [...proposal.causes, BILLS] : proposal.causes,
  };
}

const BOTH = ['employee', 'resident'] as const;

/** The fee is what the bill would be, worked out from the rows as they would stand; charged already, it says so. */
async function feeOf(
  deps: RestDeps,
  tx: PoolClient,
  { act, shown }: Proposal,
): Promise<Partial<EnrolPreview>> {
  const due = act === undefined ? undefined : dueByAct(act, '0');
  if (due === undefined || shown.fee === undefined) return {};
  const assessment = await dueOf(tx, chargeWays(deps, 'preview'), due);
  if (assessment === undefined) return { fee: { ...shown.fee, billed: false } };
  return { fee: feeView(deps.policies, { period: due.period, assessment }) };
}

/** What taking back does to charges or a payment: cancelled, or to be refunded. Undefined: nothing is taken back. */
async function moneyBack(deps: RestDeps, tx: PoolClient, act: PlannedAct) {
  if (act.undoesId === undefined && act.paymentBack === undefined) return undefined;
  const money = await settleDues(deps, { actor: 'preview' }, tx, { act, actId: '0', settledAgain: true });
  if (money.kind === 'refused') return money;
  const { cancelledFen, refundFen } = money.shown;
  return {
    kind: 'shown' as const,
    shown: {
      ...(cancelledFen === undefined ? {} : { cancelledFen }),
      ...(refundFen === undefined ? {} : { refundFen }),
    },
  };
}

/** Schemes whose bills a change may affect. */
export function schemesOf({
  changes,
  carry,
  affects,
}: Pick<PlannedAct, 'changes' | 'carry' | 'affects'>): readonly ('employee' | 'resident')[] {
  if (carry !== undefined) return BOTH;
  const found = new Set(affects === undefined ? [] : [affects]);
  for (const { register, key, to } of changes) {
    if (register === 'person_group') return BOTH;
    if (register === 'person' && (to?.born_on !== undefined || to?.sex !== undefined)) return BOTH;
    const scheme = key?.scheme ?? to?.scheme;
    if (register === 'coverage' && (scheme === 'employee' || scheme === 'resident')) found.add(scheme);
  }
  return [...found];
}

/**
 * Whose bills are looked at by themselves beside those of the person of an act: who is a person of his own again, as a merge
 * is undone; the others whose bills rest on a payment that is taken back.
 */
export function apartAfter({
  carry,
  paymentBack,
}: Pick<PlannedAct, 'carry' | 'paymentBack'>): readonly string[] {
  return [...(carry?.kind === 'back' ? [carry.dropId] : []), ...(paymentBack?.others ?? [])];
}

/** Does work in a transaction and takes everything back. */
export async function rolledBack<T>(
  { pool }: Pick<RestDeps, 'pool'>,
  work: (tx: PoolClient) => Promise<T>,
): Promise<T> {
  let found: { readonly value: T } | undefined;
  const takeBack = new Error('tried out');
  try {
    await inTransaction(pool, async (tx) => {
      found = { value: await work(tx) };
      throw takeBack;
    });
  } catch (error) {
    if (error !== takeBack || found === undefined) throw error;
  }
  if (found === undefined) throw new Error('nothing was tried');
  return found.value;
}

/** A unit acts for its own people: who their relatives are and what they were treated for is not for it to see. */
export function billsFor({ unitId }: Caller, bills: readonly AffectedBill[]): readonly AffectedBill[] {
  return unitId === null ? bills : bills.filter(({ whose }) => whose !== 'family');
}

function billView(
  { policies }: RestDeps,
  { own, merged }: { readonly own: ReadonlySet<string>; readonly merged: ReadonlySet<string> },
  bill: ReviewedBill,
): AffectedBill {
  const { settlementId, institutionCode, startedOn, endedOn, medType, totalFen, covered, personOwesFen } =
    bill;
  const payers = bill.payers.map(({ payer, beforeFen, afterFen }) => ({
    payer,
    name: nameOf(policies, payer, bill.policyVersion),
    beforeFen,
    afterFen,
  }));
  return {
    settlementId,
    whose: own.has(bill.personId) ? 'own' : merged.has(bill.personId) ? 'merged' : 'family',
    institutionCode,
    startedOn,
    endedOn,
    medType,
    totalFen,
    covered,
    personOwesFen,
    payers,
  };
}
