import type { AccountRunBody } from '@gongji/contract';
import { type CalendarDate, date, daysInMonth, type Fen, fen, rejection } from '@gongji/domain';
import { accountCredit, accountInterest, type PolicyModel } from '@gongji/engine';
import { accountPosting } from '@gongji/ledger';
import { inTransaction, type PoolClient } from '@gongji/store';
import {
  type AccountMove,
  creditAccounts,
  type InterestDue,
  lockInterestDue,
  markInterest,
  markMonth,
  type RetiredRow,
  retiredWithoutCredit,
} from '@gongji/store/account';
import { bookEntries } from '@gongji/store/ledger';
import { contributionFacts } from '../contribution/facts.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { againOnConflict } from '../settlement/again-on-conflict.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { refusalOf } from '../task/refusal.ts';
import { type TaskContext, type TaskHandler, TaskRefused } from '../task/runner.ts';

type PolicyFiles = readonly { readonly model: PolicyModel }[];
interface RunInput {
  readonly kind: 'interest' | 'retired-credit';
  readonly period: string;
  readonly regionCode: string;
}

/** Accounts of one transaction: a second of work. */
const PAGE = 1_000;

/** 计息、统筹划入: puts the run in the queue of tasks. A period that is not over has no interest. */
export async function startAccountRun(
  deps: RestDeps,
  caller: Caller,
  { kind, period }: AccountRunBody,
): Promise<Answer<{ readonly taskId: string }>> {
  const today = chinaDay(deps.now());
  const last = kind === 'interest' ? `${period}-12-31` : `${period}-01`;
  if (kind === 'interest' ? last >= today : last > today)
    return problemAnswer('refused', [
      rejection('account-run-early', { period }, { field: 'period', value: period }),
    ]);
  const deed: Deed = { actor: caller.actor, action: `account.run.${kind}`, subject: period };
  const taskId = await audited(deps, deed, (tx) =>
    deps.tasks.add(tx, {
      regionCode: caller.regionCode,
      unitId: null,
      kind: 'account-run',
      title: `${kind} ${period}`,
      input: { kind, period, regionCode: caller.regionCode },
      createdBy: caller.actor,
    }),
  );
  if (taskId === undefined) throw new Error('the run was not put in the queue');
  return ok({ taskId });
}

/** The task of both runs: page by page, each in a transaction of its own that leaves out who was credited before. */
export function accountRunTask(files: PolicyFiles): TaskHandler {
  return async (context) => {
    // The cast states what startAccountRun wrote.
    const input = context.task.input as RunInput;
    const done = { accounts: 0, credited: 0, amountFen: 0 };
    for (let afterId = '0'; ; ) {
      const page = await againOnConflict(() =>
        inTransaction(context.pool, (tx) => onePage(context, tx, { files, input, afterId })),
      );
      if (page.lastId === undefined) return done;
      afterId = page.lastId;
      done.accounts += page.accounts;
      done.credited += page.credited;
      done.amountFen += page.amountFen;
      await context.progress(done.accounts);
    }
  };
}

interface PageOf {
  readonly files: PolicyFiles;
  readonly input: RunInput;
  readonly afterId: string;
}

interface PageDone {
  readonly lastId: string | undefined;
  readonly accounts: number;
  readonly credited: number;
  readonly amountFen: number;
}

async function onePage(
  context: TaskContext,
  tx: PoolClient,
  { files, input, afterId }: PageOf,
): Promise<PageDone> {
  const { regionCode, period } = input;
  const page = { afterId, size: PAGE };
  if (input.kind === 'interest') {
    const span = { from: date(`${period}-01-01`), to: date(`${period}-12-31`) };
    const due = await lockInterestDue(tx, regionCode, span, page);
    const policy = policyOn(files, regionCode, span.to);
    const moves = due.flatMap((account) => interestOf(policy, account, span));
    await markInterest(
      tx,
      due.map((account) => account.personId),
      span.to,
    );
    return credited(context, tx, { regionCode, cause: 'interest', moves, rows: due });
  }
  const first = date(`${period}-01`);
  const last = date(`${period}-${daysInMonth(Number(period.slice(0, 4)), Number(period.slice(5)))}`);
  const rows = await retiredWithoutCredit(tx, regionCode, { first, last }, page);
  const policy = policyOn(files, regionCode, last);
  const wished = rows.flatMap((row) => creditOf(policy, row, period, last));
  const fresh = await markMonth(tx, regionCode, first, context.task.taskId, wished);
  const moves = wished.filter((move) => fresh.has(move.personId));
  return credited(context, tx, { regionCode, cause: 'pooled-credit', moves, rows });
}

function policyOn(files: PolicyFiles, regionCode: string, on: CalendarDate): PolicyModel {
  const found = files
    .map(({ model }) => model)
    .filter((m) => m.scheme === 'employee' && m.region.slice(0, 4) === regionCode.slice(0, 4))
    .findLast(({ inForce }) => inForce.from <= on && (inForce.to === undefined || on <= inForce.to));
  if (found !== undefined) return found;
  throw new TaskRefused({
    zh: `${on} 没有有效的职工医保政策`,
    en: `no employee policy is in force on ${on}`,
    remedyZh: '请先载入该期间的政策文件',
    remedyEn: 'load the policy of that period first',
  });
}

/** Balances go by the end of each day; the balance of the last year's end is what was carried. */
function interestOf(
  policy: PolicyModel,
  account: InterestDue,
  span: { readonly from: CalendarDate; readonly to: CalendarDate },
): readonly AccountMove[] {
  const movements = account.movements.map(({ on, amountFen }) => ({ on, amountFen: fen(amountFen) }));
  const outcome = accountInterest(policy, {
    ...span,
    carriedFen: fen(account.openingFen),
    currentFen: 0 as Fen,
    movements,
  });
  if (outcome.kind === 'refused')
    throw new TaskRefused(refusalOf({ code: 'refused', errors: outcome.rejections }));
  return outcome.totalFen > 0 ? [{ personId: account.personId, amountFen: outcome.totalFen }] : [];
}

function creditOf(
  policy: PolicyModel,
  row: RetiredRow,
  period: string,
  on: CalendarDate,
): readonly AccountMove[] {
  const insured = {
    ...row,
    ...{ unitId: null, areaCode: null, payerKind: 'retired', personStatus: 'retired', coveredFrom: on },
    ...{
      unitKind: null,
      employerKind: null,
      groups: [],
      declaredFen: null,
      withAccount: true,
      papersInTime: false,
      graduatedOn: null,
    },
  };
  const facts = contributionFacts(policy, insured, on);
  const outcome = accountCredit(policy, { period, facts, contributionPaid: false });
  if (outcome.kind === 'refused')
    throw new TaskRefused(refusalOf({ code: 'refused', errors: outcome.rejections }));
  return outcome.creditFen > 0 ? [{ personId: row.personId, amountFen: outcome.creditFen }] : [];
}

interface Credits {
  readonly regionCode: string;
  readonly cause: 'interest' | 'pooled-credit';
  readonly moves: readonly AccountMove[];
  readonly rows: readonly { readonly personId: string }[];
}

async function credited(
  { newId, now }: TaskContext,
  tx: PoolClient,
  { regionCode, cause, moves, rows }: Credits,
): Promise<PageDone> {
  const at = now();
  let amountFen = 0;
  if (moves.length > 0) {
    const entryId = newId();
    amountFen = await creditAccounts(tx, newId, { regionCode, entryId, kind: cause, moves, movedAt: at });
    const postings = [accountPosting(regionCode, cause, fen(amountFen))];
    const entry = {
      regionCode,
      personId: '0',
      entryId,
      entryKind: `account-${cause}`,
      bookedOn: chinaDay(at),
      bookedAt: at,
    };
    await bookEntries(tx, [{ ...entry, postings }]);
  }
  return { lastId: rows.at(-1)?.personId, accounts: rows.length, credited: moves.length, amountFen };
}
