import { type CalendarDate, type Rejection, rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { lockAccounts } from '@gongji/store/account';
import { retiredSince } from '@gongji/store/contribution';
import {
  type ActRow,
  actsSince,
  billsAfterAct,
  billsSince,
  type RowEffect,
  repairedAct,
  undoChanges,
} from '@gongji/store/enrolment';
import { carriedMoney } from '@gongji/store/settlement';
import type { Caller } from '../rest/caller.ts';
import { type Plan, planned, refusedPlan } from './acting.ts';

/**
 * 撤回: puts back exactly what stood before an act, as an act of its own. Refused once something was built on it: a row that
 * was changed since, a later act on a person it registered, or a bill settled since with a cover or group of the act.
 */
export async function planUndo(
  tx: PoolClient,
  caller: Pick<Caller, 'unitId'>,
  act: ActRow,
  reason: string,
  today: CalendarDate,
): Promise<Plan> {
  if (act.undoneBy !== null) return refusedPlan([rejection('act-undone', { actId: act.undoneBy })]);
  if (act.kind === 'late-settle') return refusedPlan([rejection('late-settle-undo', {})]);
  if (act.kind === 'payment-back') return refusedPlan([rejection('payment-back-undo', {})]);
  if (act.kind === 'unit-budget' || act.kind === 'unit-budgetEnd')
    return refusedPlan([rejection('budget-unit-undo', {})]);
  if (act.kind === 'repaired') return refusedPlan([rejection('repaired-undo', {})]);
  if (act.undoesId !== null) return refusedPlan([rejection('act-not-undoable', {})]);
  const repaired = await repairedBy(tx, act);
  const built = await builtOn(tx, act);
  if (built.length > 0) return refusedPlan(built);
  const undo = await undoChanges(tx, act.effects);
  if ('changedSince' in undo) {
    const { register } = undo.changedSince;
    return refusedPlan([builtOnBy(`登记 ${register}`, `the row of ${register} was changed`)]);
  }
  return planned({
    kind: 'undo',
    regionCode: act.regionCode,
    personId: act.personId,
    ...(act.scheme === null ? {} : { scheme: act.scheme }),
    unitId: caller.unitId ?? act.unitId,
    ...(repaired === undefined ? {} : { affects: repaired.scheme }),
    effectiveOn: today,
    facts: { undoes: act.kind },
    changes: undo.changes,
    reason,
    undoesId: act.actId,
    ...(act.kind === 'merge'
      ? {
          carry: {
            ...{ kind: 'back', keepId: String(act.facts.keep), dropId: String(act.facts.drop) },
          } as const,
        }
      : {}),
  });
}

interface Repaired {
  readonly scheme: 'employee' | 'resident';
  /** Settlements since, which may have read the cover. */
  readonly bills: readonly string[];
}

/** A break in cover that the payment of an act has made good 断缴补缴到账. */
export async function repairedBy(tx: PoolClient, act: ActRow): Promise<Repaired | undefined> {
  if (act.kind !== 'repair') return undefined;
  const { personId, actId: makeUp } = act;
  const repaired = await repairedAct(tx, { personId, makeUp });
  if (repaired === undefined) return undefined;
  const bills = await billsSince(tx, personId, repaired.actedAt);
  return { scheme: repaired.scheme === 'resident' ? 'resident' : 'employee', bills };
}

/** Registers that a settlement reads. */
const READ_BY_BILLS: ReadonlySet<string> = new Set(['coverage', 'person_group']);

function readByBills({ register, before, after }: RowEffect): boolean {
  if (register !== 'person') return READ_BY_BILLS.has(register);
  return before?.born_on !== after?.born_on || before?.sex !== after?.sex;
}

async function builtOn(tx: PoolClient, act: ActRow): Promise<readonly Rejection[]> {
  const found: Rejection[] = [];
  if (act.kind === 'register') {
    const later = await actsSince(tx, act);
    if (later.length > 0) found.push(builtOnBy(`业务 ${later.join('、')}`, `acts ${later.join(', ')}`));
  }
  if (act.kind === 'makeUp' || act.kind === 'recognise') {
    const retired = await retiredSince(tx, act);
    if (retired !== undefined) found.push(builtOnBy(`退休业务 ${retired}`, `the retirement ${retired}`));
  }
  if (act.kind === 'merge') return [...found, ...(await builtOnMerge(tx, act))];
  if (act.kind === 'register' || act.effects.some(readByBills)) {
    const bills = await billsSince(tx, act.personId, act.actedAt);
    if (bills.length > 0)
      found.push(builtOnBy(`结算 ${bills.join('、')}`, `settlements ${bills.join(', ')}`));
  }
  return found;
}

/** Bills that read what a merge carried over, and money of it that was spent since. */
async function builtOnMerge(tx: PoolClient, act: ActRow): Promise<readonly Rejection[]> {
  const { keep, drop } = act.facts;
  const bills = await billsAfterAct(tx, [String(keep), String(drop)], act.actId);
  if (bills.length > 0) {
    const list = bills.join('、');
    return [builtOnBy(`合并后的结算 ${list}`, `settlements after the merge: ${bills.join(', ')}`)];
  }
  // Those who had been merged into the duplicate before become his again, with what has come to them since.
  const his = act.effects.flatMap(({ register, before }) =>
    register === 'person' && String(before?.merged_into) === String(drop) ? [String(before?.person_id)] : [],
  );
  const moved = await carriedMoney(tx, String(keep), [String(drop), ...his]);
  const left = (await lockAccounts(tx, [String(keep)])).get(String(keep))?.balanceFen ?? 0;
  if (left >= moved) return [];
  return [
    builtOnBy(
      '结转的个人账户余额已部分支用',
      'part of the account money that was carried over has been used',
    ),
  ];
}

function builtOnBy(zh: string, en: string): Rejection {
  return bilingualRejection('act-built-on', { zh: { what: zh }, en: { what: en } });
}
