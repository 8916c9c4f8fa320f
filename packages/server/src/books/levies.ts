import type { LeviesQuery, LeviesView, LevyBody, LevyView } from '@gongji/contract';
import type { Fen } from '@gongji/domain';
import { adjustmentLevy } from '@gongji/engine';
import { levyPaidPostings, levyPostings } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import {
  incomeOf,
  insertLevy,
  type LevyRow,
  levyTotals,
  listLevies,
  lockLevy,
  decideLevy as writeDecision,
  payLevy as writePayment,
} from '@gongji/store/contribution';
import { bookEntries, type NewEntry } from '@gongji/store/ledger';
import { today } from '../contribution/bills.ts';
import { contributionPolicy } from '../contribution/period.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { alreadyDecided } from '../rest/already-decided.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { pagePlace } from '../rest/paged.ts';

/** Fund whose income is levied on, by all policies that have a levy. */
const POOLED = 'pooledFund';

/** 计提上解: works the levy out by the policy from the income in the ledger; nothing is booked before another has agreed. */
export async function requestLevy(deps: RestDeps, caller: Caller, body: LevyBody): Promise<Answer<LevyView>> {
  const { scheme, fromOn, toOn, yearSpendingFen, fundSizeFen } = body;
  const { regionCode, actor } = caller;
  if (toOn < fromOn || toOn > today(deps)) return problemAnswer('refused', [wrongDays(toOn)]);
  const policy = contributionPolicy(deps.policies, regionCode, scheme, toOn);
  if (policy === undefined) return problemAnswer('refused', [noPolicy(toOn)]);
  const incomeFen = await incomeOf(deps.pool, caller, { scheme, fund: POOLED, from: fromOn, to: toOn });
  const outcome = adjustmentLevy(policy, {
    ...{ on: toOn, incomeFen: incomeFen as Fen, yearSpendingFen, fundSizeFen },
  });
  if (outcome.kind === 'refused') return problemAnswer('refused', outcome.rejections);
  const levyId = deps.newId();
  const clauses = outcome.trace.flatMap(({ clause }) => (clause === '' ? [] : [clause]));
  const deed: Deed = {
    actor,
    action: 'levy.request',
    subject: `levy:${levyId}`,
    detail: { scheme, fromOn, toOn, amountFen: outcome.totalFen },
  };
  const row = await audited(deps, deed, async (tx) => {
    const made = await insertLevy(tx, {
      ...{ levyId, regionCode, scheme, fromOn, toOn, incomeFen, yearSpendingFen, fundSizeFen },
      ...{
        amountFen: outcome.totalFen,
        clause: [...new Set(clauses)].join('; '),
        policyVersion: policy.version,
      },
      ...{ requestedBy: actor, requestedAt: deps.now() },
    });
    return made ? lockLevy(tx, caller, levyId) : undefined;
  });
  return row === undefined ? problemAnswer('conflict', [levied()]) : ok(levyView(row, caller));
}

export async function levies(
  { pool }: RestDeps,
  caller: Caller,
  query: LeviesQuery,
): Promise<Answer<LeviesView>> {
  const [rows, { total, amountFen }] = await Promise.all([
    listLevies(pool, caller, query),
    levyTotals(pool, caller, query),
  ]);
  return ok({
    items: rows.map((row) => levyView(row, caller)),
    amountFen,
    ...pagePlace(query.after, rows.length, total),
  });
}

/** 复核上解: never by who worked it out. What is agreed is owed to the adjustment fund. */
export async function decideLevy(
  deps: RestDeps,
  caller: Caller,
  levyId: string,
  { approved, note }: { readonly approved: boolean; readonly note: string },
): Promise<Answer<LevyView>> {
  let open: LevyRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: approved ? 'levy.approve' : 'levy.refuse',
    subject: `levy:${levyId}`,
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockLevy(tx, caller, levyId);
    if (open === undefined || open.state !== 'open' || open.requestedBy === caller.actor) return undefined;
    const { regionCode, scheme, amountFen } = open;
    // A suspended levy of nothing is agreed to without an entry.
    const entryId = approved && amountFen > 0 ? deps.newId() : null;
    await writeDecision(tx, levyId, { approved, note, by: caller.actor, at: deps.now(), entryId });
    if (entryId !== null)
      await book(deps, tx, open, {
        ...{
          entryId,
          entryKind: 'adjustment-levy',
          postings: levyPostings({ regionCode, scheme }, POOLED, amountFen),
        },
      });
    return lockLevy(tx, caller, levyId);
  });
  if (row !== undefined) return ok(levyView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  if (open.state === 'open') return problemAnswer('not-allowed');
  return (await alreadyDecided(deps, caller, 'adjustment-levy', levyId)) ?? problemAnswer('conflict');
}

/** 登记上解已付: from the account of the fund to that of the adjustment fund. */
export async function payLevy(
  deps: RestDeps,
  caller: Caller,
  levyId: string,
  { bankSerial }: { readonly bankSerial: string },
): Promise<Answer<LevyView>> {
  let open: LevyRow | undefined;
  const deed: Deed = {
    actor: caller.actor,
    action: 'levy.pay',
    subject: `levy:${levyId}`,
    detail: { bankSerial },
  };
  const row = await audited(deps, deed, async (tx) => {
    open = await lockLevy(tx, caller, levyId);
    if (open === undefined || open.state !== 'approved' || open.amountFen === 0) return undefined;
    const { regionCode, scheme, amountFen } = open;
    await writePayment(tx, levyId, { by: caller.actor, at: deps.now(), bankSerial });
    const postings = levyPaidPostings({ regionCode, scheme }, POOLED, amountFen);
    await book(deps, tx, open, { entryId: deps.newId(), entryKind: 'adjustment-levy-paid', postings });
    return lockLevy(tx, caller, levyId);
  });
  if (row !== undefined) return ok(levyView(row, caller));
  if (open === undefined) return problemAnswer('not-found');
  const kind = open.state === 'paid' ? 'levy-payment' : 'adjustment-levy';
  return (await alreadyDecided(deps, caller, kind, levyId)) ?? problemAnswer('conflict', [NOT_AGREED]);
}

async function book(
  deps: RestDeps,
  tx: PoolClient,
  { regionCode }: LevyRow,
  entry: Pick<NewEntry, 'entryId' | 'entryKind' | 'postings'>,
): Promise<void> {
  await bookEntries(tx, [
    { ...entry, regionCode, personId: '0', bookedOn: today(deps), bookedAt: deps.now() },
  ]);
}

function levyView(row: LevyRow, caller: Pick<Caller, 'actor'>): LevyView {
  const { levyId, scheme, fromOn, toOn, incomeFen, yearSpendingFen, fundSizeFen, amountFen, clause } = row;
  return {
    ...{ levyId, scheme, fromOn, toOn, incomeFen, yearSpendingFen, fundSizeFen, amountFen, clause },
    ...{ state: row.state, requestedBy: row.requestedBy, note: row.note },
    requestedAt: row.requestedAt.toISOString(),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.bankSerial === null ? {} : { bankSerial: row.bankSerial }),
    mine: row.requestedBy === caller.actor,
  };
}

function wrongDays(value: string) {
  return {
    ...{ code: 'levy-days-invalid', field: 'toOn', value },
    message: {
      zh: '截止日应不早于起始日，且不晚于今天',
      en: 'the last day lies before the first, or in the future',
    },
    remedy: { zh: '请填写已结束的期间', en: 'give days that are over' },
  };
}

function noPolicy(value: string) {
  return {
    ...{ code: 'policy-not-in-force', field: 'toOn', value },
    message: { zh: `${value} 没有生效的政策`, en: `no policy is in force on ${value}` },
    remedy: { zh: '请先发布该期间的政策', en: 'publish a policy for it first' },
  };
}

function levied() {
  return {
    ...{ code: 'levy-known', field: 'fromOn' },
    message: { zh: '该期间与已有的上解重叠', en: 'these days overlap with a levy that is there already' },
    remedy: { zh: '请核对期间', en: 'check the days' },
  };
}

const NOT_AGREED = {
  ...{ code: 'levy-not-agreed', field: 'state' },
  message: {
    zh: '该上解尚未复核，或无须支付',
    en: 'the levy has not been agreed to, or there is nothing to pay',
  },
  remedy: { zh: '请先由复核人员复核', en: 'have a reviewer decide first' },
};
