import type { AffectedBill, EnrolPreview } from '@gongji/contract';
import { type Bilingual, inPrecedence, type Rejection } from '@gongji/domain';
import { type PoolClient, rolledBack } from '@gongji/store';
import { changeRows, mergedInto } from '@gongji/store/enrolment';
import type { SettleLate } from '../arrears/refused-bills.ts';
import { dueOf } from '../contribution/act-charges.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import type { Resettle } from '../settlement/contract.ts';
import type { ReviewedBill } from '../settlement/decide-review.ts';
import { chargeWays, dueByAct, settleDues } from './act-money.ts';
import { keepAct, type PlannedAct } from './acting.ts';
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

/** Tries a proposal out: it is done as when it is agreed to, with all that follows for bills, and everything is taken back. */
export function tryOut(deps: RestDeps, propose: Propose): Promise<Tried> {
  return againOnConflict(() => rolledBack(deps.pool, async (tx) => triedIn(deps, tx, await propose(tx))));
}

async function triedIn(deps: RestDeps, tx: PoolClient, proposal: Proposal): Promise<Tried> {
  const { act, problems, causes } = proposal;
  const nothing = { proposal, bills: [], personOwesFen: 0, problems: inPrecedence(problems), causes };
  // A unit's own acts change nothing that a bill reads.
  if (act === undefined || problems.length > 0 || act.personId === '0') return nothing;
  const { actId } = await keepAct(deps, TRYING, tx, act, await changeRows(tx, act.changes));
  const back = await moneyBack(deps, tx, act);
  if (back?.kind === 'refused') return { ...nothing, problems: inPrecedence(back.rejections) };
  const shown = { ...proposal.shown, ...(await feeOf(deps, tx, proposal)), ...back?.shown };
  const tried = { ...nothing, proposal: { ...proposal, shown } };
  const result = await deps.settlement.within(tx).resettle(resettleOf(act, actId, TRYING));
  if (result.kind === 'rejected') return { ...tried, problems: inPrecedence(result.rejections) };
  const own = new Set([act.personId, ...(act.paymentBack?.others ?? [])]);
  const merged = new Set<string>();
  for (const id of [act.personId, ...apartAfter(act)])
    for (const number of [id, ...(await mergedInto(tx, id))]) merged.add(number);
  return {
    ...tried,
    bills: result.bills.map((bill) => billView(deps, { own, merged }, bill)),
    personOwesFen: result.personOwesFen,
    causes: result.bills.length > 0 ? [...causes, BILLS] : causes,
  };
}

/** In whose name what is taken back is written. */
const TRYING = { actor: 'preview' };

/** The bills that are settled again with an act. */
export function resettleOf(act: PlannedAct, actId: string, { actor }: Pick<Caller, 'actor'>): Resettle {
  const schemes = act.personId === '0' ? [] : schemesOf(act);
  return { personId: act.personId, apart: apartAfter(act), schemes, reason: `act ${actId}`, actor };
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
  const money = await settleDues(deps, TRYING, tx, { act, actId: '0', settledAgain: true });
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
function schemesOf({
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
function apartAfter({ carry, paymentBack }: Pick<PlannedAct, 'carry' | 'paymentBack'>): readonly string[] {
  return [...(carry?.kind === 'back' ? [carry.dropId] : []), ...(paymentBack?.others ?? [])];
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
