import { createHash } from 'node:crypto';
import type { ActedView } from '@gongji/contract';
import { type CalendarDate, type EnrolmentAct, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import { errorCode } from '@gongji/store';
import {
  changeRows,
  type EffectKey,
  earlierAnswer,
  insertAct,
  keepAnswer,
  type RowChange,
  type RowEffect,
} from '@gongji/store/enrolment';
import { insertCountedPeriods } from '@gongji/store/transfer';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { type Carry, carry } from '../settlement/merge-carry.ts';
import { settleDues } from './act-money.ts';
import { changing } from './changing.ts';
import type { CoverDecision, RecognisedMonths } from './cover-case.ts';

/** What an act will do, decided from what is true in its transaction. */
export interface PlannedAct {
  readonly kind: EnrolmentAct;
  readonly regionCode: string;
  /** `0` for a register without persons. */
  readonly personId: string;
  readonly scheme?: 'employee' | 'resident';
  readonly unitId?: string | null;
  readonly effectiveOn: CalendarDate;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly decision?: Readonly<Record<string, unknown>>;
  /** Period whose contribution the act makes due at once. */
  readonly duePeriod?: string;
  /** Missing months that the act charges. */
  readonly makeUp?: NonNullable<CoverDecision['makeUp']>;
  /** Months that the act recognises. */
  readonly recognised?: RecognisedMonths;
  readonly changes: readonly RowChange[];
  readonly reason: string;
  readonly undoesId?: string;
  /** Scheme whose bills it affects beside those of its rows: the undo of a break that was paid for. */
  readonly affects?: 'employee' | 'resident';
  /** Payment that it takes back, and the others whose bills rest on it. */
  readonly paymentBack?: {
    readonly allocationId: string;
    readonly amountFen: number;
    readonly others: readonly string[];
  };
  /** What it moves between counters and accounts besides the rows. */
  readonly carry?: Carry;
  readonly requestId?: string;
}

export type Plan =
  | { readonly kind: 'planned'; readonly act: PlannedAct }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

export function planned(act: PlannedAct): Plan {
  return { kind: 'planned', act };
}

export function refusedPlan(rejections: readonly Rejection[]): Plan {
  return { kind: 'refused', rejections };
}

/** Who sent what under which key; the body's hash tells a repeat from another request. */
export interface KeyedRequest {
  readonly operation: string;
  readonly idempotencyKey: string | undefined;
  readonly body: unknown;
}

export function effectKeyOf({ actor }: Pick<Caller, 'actor'>, request: KeyedRequest): EffectKey {
  const { operation, idempotencyKey = '', body } = request;
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([operation, body]))
    .digest();
  return { sender: actor, key: idempotencyKey, bodyHash };
}

/** Tried again when another request of the same person or certificate was quicker: it is then decided from what it left. */
const ATTEMPTS = 4;

/**
 * Does one act 办理: replay check → plan → rows, act, answer and audit entry in one transaction. `plan` runs inside of it,
 * so that it decides from what is true then. The same key and body have one effect and one answer.
 */
export async function doAct(
  deps: RestDeps,
  caller: Caller,
  request: KeyedRequest,
  plan: (tx: PoolClient) => Promise<Plan>,
): Promise<Answer<ActedView>> {
  const key = effectKeyOf(caller, request);
  for (let attempt = 1; ; attempt += 1) {
    const earlier = await earlierAnswer(deps.pool, key);
    if (earlier === 'conflict') return problemAnswer('conflict', [rejection('key-reused', {})]);
    if (earlier !== undefined) return ok(earlier as ActedView);
    let refusals: readonly Rejection[] = [];
    try {
      const done = await changing(
        deps,
        caller,
        ({ act, actId }: Done) => ({
          action: `enrolment.${act.kind}`,
          subject: subjectOf(act),
          detail: { actId, ...(act.scheme === undefined ? {} : { scheme: act.scheme }) },
        }),
        async (tx) => {
          const decided = await plan(tx);
          if (decided.kind === 'refused') refusals = decided.rejections;
          if (decided.kind === 'refused') return undefined;
          const written = await write(deps, caller, tx, { act: decided.act, key });
          if (written?.kind === 'refused') refusals = written.rejections;
          return written?.kind === 'refused' ? undefined : written?.done;
        },
      );
      if (done !== undefined) return ok(done.answer);
      if (refusals.length > 0) return problemAnswer('refused', refusals);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRace(error)) throw error;
    }
    if (attempt >= ATTEMPTS) throw new Error(`act ${request.operation} was overtaken ${attempt} times`);
  }
}

/** Whom or what an act is about, as the audit log names it. */
export function subjectOf({ personId, unitId }: Pick<PlannedAct, 'personId' | 'unitId'>): string {
  return personId === '0' && unitId != null ? `unit:${unitId}` : `person:${personId}`;
}

interface Done {
  readonly act: PlannedAct;
  readonly actId: string;
  readonly effects: readonly RowEffect[];
  readonly answer: ActedView;
}

type Written =
  | { readonly kind: 'written'; readonly done: Done }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] };

/** Undefined: the same key has had its effect in the meantime. */
async function write(
  deps: RestDeps,
  caller: Caller,
  tx: PoolClient,
  { act, key }: { readonly act: PlannedAct; readonly key: EffectKey },
): Promise<Written | undefined> {
  const effects = await changeRows(tx, act.changes);
  const kept = await keepAct(deps, caller, tx, act, effects);
  const money = await settleDues(deps, caller, tx, kept);
  if (money.kind === 'refused') return money;
  const done = { ...kept, answer: { ...kept.answer, ...money.shown } };
  return (await keepAnswer(tx, key, done.answer)) ? { kind: 'written', done } : undefined;
}

/** Writes the act for rows that have been changed in this transaction. */
export async function keepAct(
  deps: Pick<RestDeps, 'newId' | 'now'>,
  { actor }: Pick<Caller, 'actor'>,
  tx: PoolClient,
  act: PlannedAct,
  effects: readonly RowEffect[],
): Promise<Done> {
  const actId = deps.newId();
  await insertAct(tx, {
    actId,
    regionCode: act.regionCode,
    personId: act.personId,
    kind: act.kind,
    scheme: act.scheme ?? null,
    unitId: act.unitId ?? null,
    effectiveOn: act.effectiveOn,
    facts: act.facts,
    decision: act.decision ?? {},
    effects,
    reason: act.reason,
    undoesId: act.undoesId ?? null,
    requestId: act.requestId ?? null,
    actedBy: actor,
  });
  if (act.carry !== undefined)
    await carry(deps, tx, { regionCode: act.regionCode, actId, wanted: act.carry });
  if (act.recognised !== undefined)
    await insertCountedPeriods(tx, [
      {
        ...{ ...act.recognised, regionCode: act.regionCode, personId: act.personId, periodId: deps.newId() },
        ...{ scheme: act.scheme === 'resident' ? 'resident' : 'employee', place: '', actId },
        ...{ approvedBy: actor, approvedAt: deps.now() },
      },
    ]);
  const person = act.personId === '0' ? {} : { person: personRef(act.personId) };
  return { act, actId, effects, answer: { state: 'done', actId, ...person, causes: [] } };
}

/** 23505: the row is there already; 40P01: the database chose a victim. */
function isRace(error: unknown): boolean {
  const code = errorCode(error);
  return code === '23505' || code === '40P01';
}
