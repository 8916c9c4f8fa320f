import type {
  ActedView,
  EnrolBody,
  EnrolPreview,
  GroupBody,
  PersonChangeBody,
  RefusedBillsBody,
  UnitBody,
} from '@gongji/contract';
import { auditActionWord, type Bilingual, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  earlierAnswer,
  insertEnrolmentRequest,
  keepAnswer,
  lockPerson,
  readAct,
  registerPersonBy,
} from '@gongji/store/enrolment';
import { proposeRefused } from '../arrears/refused-bills.ts';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type AskedBudgetUnit, proposeBudgetUnit } from '../withholding/budget-unit-proposal.ts';
import { doAct, effectKeyOf, type KeyedRequest, planned, refusedPlan, subjectOf } from './acting.ts';
import { changing, type RegisterDeed } from './changing.ts';
import { proposeEnrolment, stopped, type Who } from './enrol-proposal.ts';
import { proposeGroup } from './group-proposal.ts';
import { proposeMerge } from './merge-proposal.ts';
import { proposePaymentBack } from './payment-back-proposal.ts';
import { proposePerson } from './person-proposal.ts';
import { billsFor, type Proposal, type Propose, type Tried, tryOut } from './proposal.ts';
import { planUndo, repairedBy } from './undo-act.ts';
import { proposeUnit } from './unit-proposal.ts';

/** What somebody asks for, as a request keeps it until a second person decides. */
export type Asked =
  | { readonly kind: 'enrol'; readonly body: EnrolBody }
  | { readonly kind: 'group'; readonly personId: string; readonly body: GroupBody }
  | { readonly kind: 'person'; readonly personId: string; readonly body: PersonChangeBody }
  | { readonly kind: 'unit'; readonly body: UnitBody }
  | { readonly kind: 'merge'; readonly keepId: string; readonly dropId: string; readonly reason: string }
  | {
      readonly kind: 'refusedBills';
      readonly personId: string;
      readonly ids: readonly string[];
      readonly reason: string;
    }
  | { readonly kind: 'paymentBack'; readonly allocationId: string; readonly reason: string }
  | AskedBudgetUnit
  | { readonly kind: 'undo'; readonly actId: string; readonly reason: string };

/** Decides what is asked for, in a transaction; a request is decided again when the second person agrees. */
export function proposerOf(deps: RestDeps, who: Who & Pick<Caller, 'actor'>, asked: Asked): Propose {
  return (tx) => {
    switch (asked.kind) {
      case 'enrol':
        return proposeEnrolment(deps, who, tx, asked.body);
      case 'group':
        return proposeGroup(deps, tx, asked.personId, asked.body);
      case 'person':
        return proposePerson(deps, who, tx, asked);
      case 'unit':
        return proposeUnit(deps, who, tx, asked.body);
      case 'merge':
        return proposeMerge(deps, tx, asked);
      case 'refusedBills':
        return proposeRefused(deps, tx, asked);
      case 'paymentBack':
        return proposePaymentBack(deps, who, tx, asked);
      case 'budgetUnit':
        return proposeBudgetUnit(deps, who, tx, asked);
      case 'undo':
        return proposeUndo(deps, who, tx, asked);
    }
  };
}

const AGREED_BEFORE: Bilingual = { zh: '原业务经过复核', en: 'a second person agreed to the act' };

/** Also where none of them comes out otherwise: that is said by the list of those that do. */
const READ: Bilingual = {
  zh: '补缴恢复的参保已有结算',
  en: 'bills were settled with the cover that the payment made good',
};

async function proposeUndo(
  deps: RestDeps,
  who: Who,
  tx: PoolClient,
  { actId, reason }: Extract<Asked, { kind: 'undo' }>,
): Promise<Proposal> {
  const known = await readAct(tx, who, actId);
  if (known === undefined)
    return stopped([rejection('act-unknown', { act: actId }, { field: 'id', value: actId })]);
  await lockPerson(tx, known.personId);
  const act = await readAct(tx, who, actId);
  if (act === undefined) throw new Error(`act ${actId} is gone`);
  const plan = await planUndo(tx, who, act, reason, chinaDay(deps.now()));
  const what = auditActionWord(`enrolment.${act.kind}`) ?? { zh: act.kind, en: act.kind };
  const title = { zh: `撤回：${what.zh}`, en: `undo of: ${what.en}` };
  if (plan.kind === 'refused') return stopped(plan.rejections, title);
  const read = (await repairedBy(tx, act))?.bills ?? [];
  const causes = [...(act.requestId === null ? [] : [AGREED_BEFORE]), ...(read.length === 0 ? [] : [READ])];
  return { act: plan.act, problems: [], causes, title, shown: {} };
}

/**
 * Does what is asked for at once, or leaves it for a second person where a cause says so: a day far back, missing years, bills
 * that would be settled again, a merge. The same key and body have one effect.
 */
export async function ask(
  deps: RestDeps,
  caller: Caller,
  request: KeyedRequest,
  asked: Asked,
): Promise<Answer<ActedView>> {
  const key = effectKeyOf(caller, request);
  const earlier = await earlierAnswer(deps.pool, key);
  if (earlier === 'conflict') return problemAnswer('conflict', [rejection('key-reused', {})]);
  if (earlier !== undefined) return ok(earlier as ActedView);
  const propose = proposerOf(deps, caller, asked);
  const tried = await tryOut(deps, propose);
  if (tried.problems.length > 0 || tried.proposal.act === undefined)
    return problemAnswer('refused', tried.problems);
  if (tried.causes.length > 0) return leaveFor(deps, caller, request, asked, tried);
  return doAct(deps, caller, request, async (tx) => {
    const { act, problems } = await propose(tx);
    return act === undefined || problems.length > 0 ? refusedPlan(problems) : planned(act);
  });
}

async function leaveFor(
  deps: RestDeps,
  caller: Caller,
  request: KeyedRequest,
  asked: Asked,
  { proposal, bills, personOwesFen, causes }: Tried,
): Promise<Answer<ActedView>> {
  const { act, title, shown } = proposal;
  if (act === undefined) throw new Error('nothing to leave for a second person');
  const requestId = deps.newId();
  const answer: ActedView = {
    state: 'waiting',
    requestId,
    ...(act.personId === '0' ? {} : { person: personRef(act.personId) }),
    causes: [...causes],
  };
  const kept = asked.kind === 'enrol' ? { ...asked, body: act.facts } : asked;
  const full = { ...shown, title, causes, bills, personOwesFen };
  const deed: RegisterDeed = {
    action: 'enrolment.request',
    subject: subjectOf(act),
    detail: { requestId, kind: act.kind },
  };
  const done = await changing(deps, caller, deed, async (tx) => {
    await insertEnrolmentRequest(tx, {
      requestId,
      regionCode: act.regionCode,
      personId: act.personId,
      kind:
        asked.kind === 'merge'
          ? 'merge'
          : asked.kind === 'undo'
            ? 'undo'
            : bills.length > 0
              ? 'retroactive'
              : 'act',
      body: kept,
      shown: full,
      causes: causes.map(({ zh, en }) => `${zh}|${en}`),
      reason: act.reason,
      unitId: act.unitId ?? null,
      requestedBy: caller.actor,
    });
    return (await keepAnswer(tx, effectKeyOf(caller, request), answer)) ? answer : undefined;
  });
  if (done !== undefined) return ok(done);
  // The same key came twice at the same moment: its one answer is there now.
  return ok((await earlierAnswer(deps.pool, effectKeyOf(caller, request))) as ActedView);
}

/** What is asked for would do, before anything is saved. */
export async function preview(deps: RestDeps, caller: Caller, asked: Asked): Promise<Answer<EnrolPreview>> {
  const tried = await tryOut(deps, proposerOf(deps, caller, asked));
  return ok({
    ...tried.proposal.shown,
    problems: [...tried.problems],
    warnings: [],
    causes: [...tried.causes],
    bills: [...billsFor(caller, tried.bills)],
    personOwesFen: tried.personOwesFen,
  });
}

/** The same for a person that the address names. */
export async function previewOf(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  asked: (personId: string) => Asked,
): Promise<Answer<EnrolPreview>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  return person === undefined ? problemAnswer('not-found') : preview(deps, caller, asked(person.personId));
}

/** 变更、更正、分户、死亡登记: see {@link proposePerson}. */
export async function changePerson(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  body: PersonChangeBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const request = { operation: `changePerson/${personId}`, idempotencyKey, body };
  return ask(deps, caller, request, { kind: 'person', personId, body });
}

/** 特殊人群: see {@link proposeGroup}. */
export async function changeGroup(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  body: GroupBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const person = await registerPersonBy(deps.pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const request = { operation: `changeGroup/${personId}`, idempotencyKey, body };
  return ask(deps, caller, request, { kind: 'group', personId, body });
}

/** What undoing would do: rows, bills, and what of its charge is cancelled or refunded. */
export async function previewUndo(
  deps: RestDeps,
  caller: Caller,
  actId: string,
  body: { readonly reason: string },
): Promise<Answer<EnrolPreview>> {
  if ((await readAct(deps.pool, caller, actId)) === undefined) return problemAnswer('not-found');
  return preview(deps, caller, { kind: 'undo', actId, ...body });
}

/** 撤回: an act that a second person agreed to needs one again. */
export async function undoAct(
  deps: RestDeps,
  caller: Caller,
  actId: string,
  body: { readonly reason: string },
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  if ((await readAct(deps.pool, caller, actId)) === undefined) return problemAnswer('not-found');
  const request = { operation: `undoAct/${actId}`, idempotencyKey, body };
  return ask(deps, caller, request, { kind: 'undo', actId, ...body });
}

/** What settling bills of a suspension after all would do. */
export async function previewRefused(
  deps: RestDeps,
  caller: Caller,
  { person: ref, ids, reason }: RefusedBillsBody,
): Promise<Answer<EnrolPreview>> {
  return previewOf(deps, caller, ref, (personId) => ({ kind: 'refusedBills', personId, ids, reason }));
}

/** 补结算: see `proposeRefused`. */
export async function settleRefused(
  deps: RestDeps,
  caller: Caller,
  body: RefusedBillsBody,
  idempotencyKey: string | undefined,
): Promise<Answer<ActedView>> {
  const person = await registerPersonBy(deps.pool, caller, body.person);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const { ids, reason } = body;
  const request = { operation: `settleRefusedBills/${personId}`, idempotencyKey, body };
  return ask(deps, caller, request, { kind: 'refusedBills', personId, ids, reason });
}
