import type { AccountDecisionBody, AccountRequestView } from '@gongji/contract';
import { type CalendarDate, inPrecedence, type Rejection, rejection } from '@gongji/domain';
import type { PoolClient } from '@gongji/store';
import {
  type AccountRequestRow,
  decideAccountRequest,
  type LockedAccount,
  lockAccountRequest,
  lockAccounts,
  openAccounts,
  personByNumber,
} from '@gongji/store/account';
import { audited } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { carryOut, type Heir } from './carry-out.ts';
import type { AccountDeps } from './deps.ts';
import { requestProblems } from './request-problems.ts';
import { requestView, storedDetail } from './request-view.ts';

/**
 * 复核: by somebody else than who asked. What is agreed to is looked at once more under the locks of all accounts it
 * touches, and carried out in the same transaction: movements, journal entry, state of the account.
 */
export async function decideAccount(
  deps: AccountDeps,
  caller: Caller,
  requestId: string,
  decision: AccountDecisionBody,
): Promise<Answer<AccountRequestView>> {
  let problems: readonly Rejection[] = [];
  const done = await againOnConflict(() =>
    audited(
      deps,
      (row: AccountRequestRow) => ({
        actor: caller.actor,
        action: decision.approved ? 'account.approve' : 'account.refuse',
        subject: `person:${row.personId}`,
        detail: { requestId, kind: row.kind, amountFen: row.amountFen, requestedBy: row.requestedBy },
      }),
      async (tx) => {
        problems = [];
        const row = await lockAccountRequest(tx, caller, requestId);
        if (row === undefined) return undefined;
        const outcome = await decided(deps, caller, tx, row, decision);
        if (outcome.kind === 'done') return outcome.row;
        problems = outcome.problems;
        return undefined;
      },
    ),
  );
  if (done !== undefined) return ok(requestView(done, caller));
  if (problems.length > 0) return problemAnswer('refused', inPrecedence(problems));
  return (await alreadyDecided(deps, caller, 'account-request', requestId)) ?? problemAnswer('not-found');
}

type Outcome =
  | { readonly kind: 'done'; readonly row: AccountRequestRow }
  | { readonly kind: 'refused'; readonly problems: readonly Rejection[] };

async function decided(
  deps: AccountDeps,
  caller: Caller,
  tx: PoolClient,
  row: AccountRequestRow,
  { approved, note }: AccountDecisionBody,
): Promise<Outcome> {
  if (row.requestedBy === caller.actor) return { kind: 'refused', problems: [rejection('own-request', {})] };
  const at = deps.now();
  let entryId: string | null = null;
  if (approved) {
    const locked = await lockAll(tx, row, at);
    const problems = await allProblems(tx, row, locked, chinaDay(at));
    if (problems.length > 0 || locked.account === undefined) return { kind: 'refused', problems };
    entryId = await carryOut(deps, tx, { row, account: locked.account, heirs: locked.heirs, at });
  }
  await decideAccountRequest(tx, row, { by: caller.actor, at, approved, note, entryId });
  return { kind: 'done', row: { ...row, decidedBy: caller.actor, decidedAt: at, approved, note } };
}

interface Locked {
  readonly account: LockedAccount | undefined;
  readonly heirs: readonly (Heir | undefined)[];
}

/** The accounts of the owner and of heirs who are paid into theirs, all locked in the order of the persons. */
async function lockAll(tx: PoolClient, row: AccountRequestRow, at: Date): Promise<Locked> {
  const heirs: (Heir | undefined)[] = [];
  for (const payee of storedDetail(row).payees) {
    if (payee.to !== 'account') continue;
    const heir = await personByNumber(tx, row.regionCode, payee.psnNo, payee.name);
    heirs.push(heir === undefined ? undefined : { ...heir, amountFen: payee.amountFen });
  }
  const known = heirs.filter((heir) => heir !== undefined);
  for (const { regionCode, personId } of known) await openAccounts(tx, regionCode, [personId], at);
  const accounts = await lockAccounts(tx, [row.personId, ...known.map((heir) => heir.personId)]);
  return { account: accounts.get(row.personId), heirs };
}

async function allProblems(
  tx: PoolClient,
  row: AccountRequestRow,
  { account, heirs }: Locked,
  today: CalendarDate,
): Promise<readonly Rejection[]> {
  const detail = storedDetail(row);
  const asked = { kind: row.kind, amountFen: row.amountFen, detail };
  const unknown = heirs.includes(undefined) ? [rejection('account-payee-unknown', { psnNo: '—' })] : [];
  return [...(await requestProblems(tx, account, asked, today)), ...unknown];
}
