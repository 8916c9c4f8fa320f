import type { TransferDecisionBody, TransferMoneyBody, TransferSheet, TransferView } from '@gongji/contract';
import {
  addWorkingDays,
  type Fen,
  fen,
  monthNumber,
  monthText,
  type Rejection,
  rejection,
  yuanText,
} from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { accountPath, accountPosting, type Posting, posting } from '@gongji/ledger';
import {
  creditAccounts,
  lockAccounts,
  moveAccounts,
  setAccountStatus,
  unsettledVisits,
} from '@gongji/store/account';
import { bookEntries } from '@gongji/store/ledger';
import { insertCountedPeriods, type TransferChange, workingDayExceptions } from '@gongji/store/transfer';
import { ACCOUNT_STATES } from '../account/request-problems.ts';
import type { Answer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { TransferDeps } from './deps.ts';
import { othersThan } from './insured.ts';
import { sheetProblems } from './sheet-problems.ts';
import { SHEET_DAYS } from './start.ts';
import { refused, type StepContext, step } from './step.ts';
import { sheetOf } from './transfer-view.ts';

/**
 * 复核: by somebody else than who made or entered the sheets. Out: the account closes and its money is owed to the other
 * place. In and between our schemes: the months count from now on.
 */
export function decideTransfer(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  { approved, note }: TransferDecisionBody,
): Promise<Answer<TransferView>> {
  return step(deps, caller, transferId, {
    name: approved ? 'approve' : 'refuse',
    from: ['sheet'],
    work: async (context) => {
      const { row, at } = context;
      if (row.preparedBy === caller.actor) return refused([rejection('own-request', {})]);
      const decided = { decidedBy: caller.actor, decidedAt: at };
      // Refused: back to who prepared it, to be made again.
      if (!approved)
        return { kind: 'done', change: { state: row.direction === 'within' ? 'applied' : 'letter' }, note };
      const sheet = sheetOf(row);
      if (sheet === undefined) throw new Error(`transfer ${transferId} has no sheet`);
      const known = await othersThan(context.tx, row, context.today);
      const found = sheetProblems(sheet, { known, today: context.today, gapsTold: true });
      const problems = row.direction === 'out' ? [...found, ...(await outProblems(context, sheet))] : found;
      if (problems.length > 0) return refused(problems);
      const change =
        row.direction === 'out'
          ? await leave(deps, context, sheet)
          : await arrive(deps, caller, context, sheet);
      return { kind: 'done', change: { ...change, ...decided }, note };
    },
  });
}

/** The account as it is now must be what the sheet says, and no bill may still come. */
async function outProblems({ tx, row }: StepContext, sheet: TransferSheet): Promise<readonly Rejection[]> {
  if (row.schemeFrom !== 'employee') return [];
  const account = (await lockAccounts(tx, [row.personId])).get(row.personId);
  const visits = await unsettledVisits(tx, row.personId);
  const found: Rejection[] = [];
  const now = fen(account?.balanceFen ?? 0);
  if (now !== sheet.totalFen)
    found.push(
      rejection(
        'sheet-balance',
        { total: yuanText(sheet.totalFen as Fen), sum: yuanText(now) },
        { field: 'sheet.totalFen' },
      ),
    );
  if (account !== undefined && account.status === 'frozen')
    found.push(bilingualRejection('account-not-open', ACCOUNT_STATES.frozen));
  if (visits.length > 0) found.push(rejection('account-visits-open', { visits: visits.join('、') }));
  return found;
}

async function leave(
  deps: TransferDeps,
  { tx, row, at, today }: StepContext,
  sheet: TransferSheet,
): Promise<TransferChange> {
  const { personId, regionCode } = row;
  const amountFen = fen(sheet.totalFen);
  const hasAccount =
    row.schemeFrom === 'employee' && (await lockAccounts(tx, [personId])).get(personId)?.status === 'open';
  if (hasAccount && amountFen > 0) {
    const entryId = deps.newId();
    const moves = [{ personId, amountFen: -amountFen }];
    await moveAccounts(tx, deps.newId, { regionCode, entryId, kind: 'transfer-out', moves, movedAt: at });
    await book(
      { tx, row, at, today },
      entryId,
      'transfer-out',
      accountPosting(regionCode, 'transfer-out', fen(-amountFen)),
    );
  }
  if (hasAccount)
    await setAccountStatus(tx, personId, { status: 'closed', closedOn: today, closedReason: 'transfer' });
  return amountFen > 0 ? { state: 'money' } : { state: 'done', dueOn: null };
}

async function arrive(
  deps: TransferDeps,
  caller: Caller,
  { tx, row, at, today }: StepContext,
  sheet: TransferSheet,
): Promise<TransferChange> {
  const common = {
    regionCode: row.regionCode,
    personId: row.personId,
    transferId: row.transferId,
    scheme: row.schemeTo,
    approvedBy: caller.actor,
    approvedAt: at,
  };
  const evidence = row.letterNo ?? '本地参保记录';
  const actual = sheet.rows
    .filter(({ months }) => months > 0)
    .map((one) => ({ ...common, ...one, periodId: deps.newId(), kind: 'actual' as const, evidence }));
  await insertCountedPeriods(tx, [...actual, ...deemedPeriod(deps, sheet, common)]);
  if (sheet.totalFen === 0 || row.direction === 'within') return { state: 'done', dueOn: null };
  return { state: 'money', dueOn: addWorkingDays(today, SHEET_DAYS, await workingDayExceptions(tx)) };
}

/** Deemed months 视同缴费 lie before what was paid: they end the month before the first row. */
function deemedPeriod<Common extends object>({ newId }: TransferDeps, sheet: TransferSheet, common: Common) {
  const [first] = sheet.rows;
  if (sheet.deemedMonths === 0 || first === undefined) return [];
  const last = monthNumber(first.from) - 1;
  const span = { from: monthText(last - sheet.deemedMonths + 1), to: monthText(last) };
  const { division, place } = first;
  return [
    {
      ...common,
      ...span,
      division,
      place,
      periodId: newId(),
      kind: 'deemed' as const,
      months: sheet.deemedMonths,
      evidence: sheet.deemedEvidence,
    },
  ];
}

/** 资金: for a transfer out, the bank has paid it; for a transfer in, it has come and goes into the account. */
export function transferMoney(
  deps: TransferDeps,
  caller: Caller,
  transferId: string,
  { on, bankSerial }: TransferMoneyBody,
): Promise<Answer<TransferView>> {
  return step(deps, caller, transferId, {
    name: 'money',
    from: ['money'],
    work: async (context) => {
      const { tx, row, at } = context;
      const { personId, regionCode } = row;
      const amountFen = fen(row.accountFen);
      const entryId = deps.newId();
      if (row.direction === 'in') {
        const moves = [{ personId, amountFen }];
        await creditAccounts(tx, deps.newId, {
          regionCode,
          entryId,
          kind: 'transfer-in',
          moves,
          movedAt: at,
        });
        await book(context, entryId, 'transfer-in', accountPosting(regionCode, 'transfer-in', amountFen));
      } else {
        const owed = accountPath({ kind: 'payable', regionCode, to: 'transfers' });
        const bank = accountPath({ kind: 'collection', regionCode, use: 'bank' });
        await book(context, entryId, 'transfer-paid', posting(owed, bank, amountFen));
      }
      return {
        kind: 'done',
        change: { state: 'done', dueOn: null, moneyOn: on, bankSerial },
        note: bankSerial,
      };
    },
  });
}

async function book(
  { tx, row, at, today }: StepContext,
  entryId: string,
  entryKind: string,
  one: Posting,
): Promise<void> {
  const { regionCode, personId } = row;
  await bookEntries(tx, [
    { regionCode, personId, entryId, entryKind, bookedOn: today, bookedAt: at, postings: [one] },
  ]);
}
