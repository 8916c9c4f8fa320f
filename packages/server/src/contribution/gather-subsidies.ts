import type { GatheredSubsidies, WaitingSubsidies } from '@gongji/contract';
import type { PolicyModel } from '@gongji/engine';
import type { NewId, Pool, PoolClient } from '@gongji/store';
import {
  endRun,
  type GatheredGroup,
  gatherInto,
  insertRun,
  lockAllocating,
  waitingGroups,
  waitingSubsidies,
  writeBills,
} from '@gongji/store/contribution';
import { audited } from '../identity/audited.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { NIGHT } from '../verify/nightly.ts';
import { runOf } from './act-charges.ts';
import { publicPayerName } from './names.ts';
import { gatheredBills } from './public-bills.ts';
import { useCredit } from './set-off.ts';

export interface GatherDeps {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly policies: readonly { readonly model: PolicyModel }[];
}

/** 待汇总补助: what acts and corrections ask of levels of government and what is not billed yet. */
export async function subsidiesWaiting(
  { pool }: RestDeps,
  caller: Caller,
): Promise<Answer<WaitingSubsidies>> {
  const rows = await waitingSubsidies(pool, caller);
  return ok({
    items: rows.map(({ scheme, period, payer, areaName, heads, amountFen }) => ({
      ...{ scheme, period, payer, payerName: publicPayerName(payer, areaName), heads, amountFen },
    })),
    totalFen: rows.reduce((sum, { amountFen }) => sum + amountFen, 0),
  });
}

/** 汇总财政补助 of all that waits, today; what is of an earlier month is gathered in the night. */
export async function gatherSubsidies(deps: RestDeps, caller: Caller): Promise<Answer<GatheredSubsidies>> {
  const groups = await waitingGroups(deps.pool, { regionCode: caller.regionCode });
  return ok(await gatherAll(deps, groups, { by: caller.actor }));
}

/** What acts of earlier months have left waiting, in every region: the work of a night. */
export async function gatherSubsidiesEverywhere(deps: GatherDeps): Promise<void> {
  const before = new Date(`${chinaDay(deps.now()).slice(0, 7)}-01T00:00:00+08:00`);
  await gatherAll(deps, await waitingGroups(deps.pool, { before }), { by: NIGHT, before });
}

interface GatheredBy {
  readonly by: string;
  /** What was assessed earlier than this; left out: everything. */
  readonly before?: Date;
}

/** Each scheme and period in a transaction of its own. */
async function gatherAll(
  deps: GatherDeps,
  groups: readonly GatheredGroup[],
  of: GatheredBy,
): Promise<GatheredSubsidies> {
  const sums = { bills: 0, amountFen: 0 };
  for (const group of groups) {
    const done = await audited(
      deps,
      ({ runId, ...detail }: GatheredRun) => ({
        ...{ actor: of.by, action: 'contribution.gather', subject: `run:${runId}`, detail },
      }),
      (tx) => gather(deps, tx, group, of),
    );
    sums.bills += done?.bills ?? 0;
    sums.amountFen += done?.amountFen ?? 0;
  }
  return sums;
}

interface GatheredRun {
  readonly runId: string;
  readonly scheme: 'employee' | 'resident';
  readonly period: string;
  /** Runs of acts and corrections. */
  readonly runs: number;
  readonly bills: number;
  readonly amountFen: number;
}

/** One bill for each payer; what comes to less than nothing is used for what he still owes, or freed. Undefined: another was first. */
async function gather(
  { newId, now, policies }: GatherDeps,
  tx: PoolClient,
  group: GatheredGroup,
  { by, before }: GatheredBy,
): Promise<GatheredRun | undefined> {
  await lockAllocating(tx);
  const at = now();
  const ways = { newId, policies, by, at, bookedOn: chinaDay(at) };
  const run = runOf(ways, { ...group, kind: 'subsidy' });
  await insertRun(tx, run);
  const runs = await gatherInto(tx, group, run.runId, before);
  if (runs === 0) return undefined;
  const bills = await gatheredBills(tx, run, newId, at);
  await writeBills(tx, bills);
  await endRun(tx, run.runId, at);
  for (const { billId, amountFen } of bills) if (amountFen < 0) await useCredit(tx, ways, billId);
  const { scheme, period } = group;
  const amountFen = bills.reduce((sum, bill) => sum + bill.amountFen, 0);
  return { runId: run.runId, scheme, period, runs, bills: bills.length, amountFen };
}
