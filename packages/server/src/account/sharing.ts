import type { AccountView, ConsentBody, RevocationBody } from '@gongji/contract';
import { type CalendarDate, inPrecedence, type Rejection, rejection } from '@gongji/domain';
import type { Queryable } from '@gongji/store';
import {
  type Consent,
  consentsOf,
  coveredOn,
  insertConsent,
  lockOwner,
  personByNumber,
  revokeConsent,
} from '@gongji/store/account';
import { type PersonFileRow, personFile } from '@gongji/store/rest';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { account } from './account-view.ts';
import type { AccountDeps } from './deps.ts';

/**
 * 家庭共济授权, by the owner himself or by a clerk with his signed paper. It is written under the lock of the owner's account
 * and moves its version: a bill that is being settled at this moment is decided on all of it or on nothing of it.
 */
export async function shareAccount(
  deps: AccountDeps,
  caller: Caller,
  ref: string,
  wish: ConsentBody,
): Promise<Answer<AccountView>> {
  const owner = await personFile(deps.pool, caller, ref);
  if (owner === undefined) return problemAnswer('not-found');
  const relative = await personByNumber(deps.pool, owner.regionCode, wish.relativeNo, wish.relativeName);
  let problems: readonly Rejection[] = [];
  const deed: Deed = {
    actor: caller.actor,
    action: 'account.share',
    subject: `person:${owner.personId}`,
    detail: {
      relative: relative?.personId,
      relation: wish.relation,
      capFen: wish.capFen,
      from: wish.validFrom,
      to: wish.validTo,
    },
  };
  await againOnConflict(() =>
    audited(deps, deed, async (tx) => {
      const hasAccount = await lockOwner(tx, owner.personId);
      const at = deps.now();
      const found = await consentProblems(tx, {
        owner,
        relativeId: relative?.personId,
        wish,
        today: chinaDay(at),
      });
      problems = hasAccount ? found : [rejection('account-missing', {}), ...found];
      if (problems.length > 0 || relative === undefined) return undefined;
      await insertConsent(tx, {
        regionCode: relative.regionCode,
        userId: relative.personId,
        ownerId: owner.personId,
        relation: wish.relation,
        capFen: wish.capFen ?? null,
        validFrom: wish.validFrom,
        validTo: wish.validTo ?? null,
        by: caller.actor,
        at,
        proofNo: wish.proofNo,
      });
      return true;
    }),
  );
  return problems.length > 0 ? problemAnswer('refused', inPrecedence(problems)) : account(deps, caller, ref);
}

interface Wished {
  readonly owner: PersonFileRow;
  readonly relativeId: string | undefined;
  readonly wish: ConsentBody;
  readonly today: CalendarDate;
}

async function consentProblems(
  tx: Queryable,
  { owner, relativeId, wish, today }: Wished,
): Promise<readonly Rejection[]> {
  const { validFrom: from, validTo: to, relativeNo } = wish;
  const at = { field: 'relativeNo', value: relativeNo };
  const found: Rejection[] = [];
  if (from < today || (to !== undefined && to < from))
    found.push(rejection('consent-period', { from, to: to ?? '—' }, { field: 'validFrom', value: from }));
  if (relativeId === undefined) return [...found, rejection('relative-unknown', {}, at)];
  if (relativeId === owner.personId) return [...found, rejection('relative-self', {}, at)];
  if (!(await coveredOn(tx, relativeId, from))) found.push(rejection('relative-uncovered', {}, at));
  const given = await consentsOf(tx, owner.personId);
  const clash = given.find(
    (one) => one.userId === relativeId && one.ownerId === owner.personId && overlaps(one, wish),
  );
  if (clash !== undefined)
    found.push(rejection('consent-overlaps', { from: clash.validFrom }, { field: 'validFrom', value: from }));
  return found;
}

/** A consent taken back holds its first day in the register: another one begins on a later day. */
function overlaps(known: Consent, { validFrom, validTo }: ConsentBody): boolean {
  if (known.revokedAt !== null) return known.validFrom === validFrom;
  return (
    (known.validTo === null || validFrom <= known.validTo) &&
    (validTo === undefined || known.validFrom <= validTo)
  );
}

/** 撤回授权: from this moment on nothing more is paid, also for care before it. */
export async function revokeSharing(
  deps: AccountDeps,
  caller: Caller,
  ref: string,
  { relative, validFrom }: RevocationBody,
): Promise<Answer<AccountView>> {
  const owner = await personFile(deps.pool, caller, ref);
  if (owner === undefined) return problemAnswer('not-found');
  const consent = { userId: relative.slice(1), ownerId: owner.personId, validFrom };
  const deed: Deed = {
    actor: caller.actor,
    action: 'account.unshare',
    subject: `person:${owner.personId}`,
    detail: { relative: consent.userId, from: validFrom },
  };
  const done = await againOnConflict(() =>
    audited(deps, deed, async (tx) => {
      await lockOwner(tx, owner.personId);
      await tx.query("select set_config('gongji.actor', $1, true)", [caller.actor]);
      // The moment is taken under the lock: what was settled before it is before it.
      const revoked = await revokeConsent(tx, { ...consent, by: caller.actor, at: deps.now() });
      return revoked ? true : undefined;
    }),
  );
  return done === undefined
    ? problemAnswer('refused', [rejection('consent-unknown', {})])
    : account(deps, caller, ref);
}
