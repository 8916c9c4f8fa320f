import type { ReceiptDetail } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { allocationPostings, oppositePostings } from '@gongji/ledger';
import type { PoolClient } from '@gongji/store';
import { moveAccounts } from '@gongji/store/account';
import {
  accountShares,
  billsOnPayment,
  feeOfPayment,
  insertAllocations,
  insertLateFee,
  lockAllocating,
  lockAllocation,
  lockBills,
  lockReceipts,
  makeUpsOfBill,
  type OpenBill,
  type RetiredOnMonths,
  reopenSuspensions,
  retiredOnMonths,
  retiredSince,
} from '@gongji/store/contribution';
import { bookEntries } from '@gongji/store/ledger';
import { takeRepairBack } from '../enrolment/repair-break.ts';
import { audited, type Deed } from '../identity/audited.ts';
import { type Answer, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { fetchCarried } from '../settlement/fetch-carried.ts';
import { carryOn } from '../settlement/merge-carry.ts';
import type { AllocateContext } from './allocate.ts';
import { lessenFee } from './late-fees.ts';
import { allocating, receipt } from './receipts.ts';
import { setOff } from './set-off.ts';

/** Why an allocation cannot be taken back. */
export type StandsBecause = keyof typeof PROBLEMS | 'months-retired' | 'not-found';

/**
 * 撤销入账: an opposite row and an opposite entry; the money is free again. Shares of merged numbers are fetched from who stays.
 * Refused when a personal account has spent its share meanwhile: it would fall below zero.
 */
export async function reverseAllocation(
  deps: RestDeps,
  caller: Caller,
  allocationId: string,
  reason: string,
): Promise<Answer<ReceiptDetail>> {
  let standing: Stands = stands('not-found');
  const deed: Deed = {
    actor: caller.actor,
    action: 'allocation.reverse',
    subject: `allocation:${allocationId}`,
    detail: { reason },
  };
  const done = await audited(deps, deed, async (tx) => {
    await lockAllocating(tx);
    const back = await takeAllocationBack(tx, allocating(deps, caller.actor), {
      allocationId,
      regionCode: caller.regionCode,
    });
    if (back.kind === 'stands') standing = back;
    return back.kind === 'stands' ? undefined : back.receiptId;
  });
  return done === undefined ? standsAnswer(standing) : receipt(deps, caller, done);
}

export function standsAnswer({ problem, retired = [] }: Stands) {
  if (problem === 'not-found') return problemAnswer('not-found');
  if (problem === 'months-retired') return problemAnswer('conflict', [retiredProblem(retired)]);
  return problemAnswer('conflict', [PROBLEMS[problem]]);
}

export interface Stands {
  readonly kind: 'stands';
  readonly problem: StandsBecause;
  /** Who has retired on months that it paid. */
  readonly retired?: readonly RetiredOnMonths[];
}

export type TakenBack = Stands | { readonly kind: 'taken-back'; readonly receiptId: string };

const stands = (problem: StandsBecause, retired: readonly RetiredOnMonths[] = []): Stands => ({
  ...{ kind: 'stands', problem },
  ...(retired.length === 0 ? {} : { retired }),
});

interface AllocationBack {
  readonly allocationId: string;
  readonly regionCode: string;
  /** Bills that rest on a break in cover that the payment made good are settled again by who takes it back. */
  readonly settledAgain?: boolean;
  /** So are those that rest on a suspension which the payment ended. */
  readonly suspendedAgain?: boolean;
}

/** In the transaction, after {@link lockAllocating}: all of it, or the reason why nothing was done. */
export async function takeAllocationBack(
  tx: PoolClient,
  booking: Omit<AllocateContext, 'how'>,
  { allocationId, regionCode: ours, settledAgain = false, suspendedAgain = false }: AllocationBack,
): Promise<TakenBack> {
  const context = { ...booking, how: 'correction' as const };
  const origin = await lockAllocation(tx, allocationId);
  if (origin === undefined || origin.regionCode.slice(0, 4) !== ours.slice(0, 4)) return stands('not-found');
  if (origin.reversed || origin.how === 'reversal') return stands('reversed');
  const { receiptId, billId, regionCode, personId, scheme } = origin;
  if (receiptId === null) return stands('set-off');
  if (!suspendedAgain && (await billsOnPayment(tx, billId)).length > 0) return stands('lifted');
  const [paidBy] = await lockReceipts(tx, [receiptId]);
  // A correction has given back what is asked for a second time.
  if ((paidBy?.allocatedFen ?? 0) < origin.amountFen) return stands('corrected');
  const [bill] = await lockBills(tx, [billId]);
  if (bill === undefined || !(await takeFeeBack(tx, context, allocationId, bill))) return stands('fee-paid');
  if (await retiredOnMakeUp(tx, bill)) return stands('retired');
  const retired = await retiredOnMonths(tx, { billId, allocationId });
  if (retired.length > 0) return stands('months-retired', retired);
  const repair =
    bill.kind === 'makeUp' ? await takeRepairBack(tx, context, { billId, settledAgain }) : 'done';
  if (repair !== 'done') return stands(repair);
  const accounts = origin.lines.some((line) => line.fund === 'account');
  const shares = accounts ? await accountShares(tx, bill) : [];
  const { newId, by, at, bookedOn } = context;
  const ways = { newId, now: () => at };
  const moves = shares.map((s) => ({ personId: s.personId, amountFen: -s.amountFen }));
  if (!(await fetchCarried(ways, tx, moves))) return stands('spent');
  const entryId = newId();
  const lines = origin.lines.map((line) => ({ ...line, amountFen: -line.amountFen }));
  const postings = oppositePostings(allocationPostings({ regionCode, scheme }, origin.lines));
  await bookEntries(tx, [
    {
      ...{ regionCode, personId, entryId, entryKind: 'contribution-reversal', bookedOn, bookedAt: at },
      postings,
    },
  ]);
  if (shares.length > 0) {
    await moveAccounts(tx, newId, { regionCode, entryId, kind: 'correction', moves, movedAt: at });
    // A correction of a whole unit may have taken from some: what they get again goes on.
    await carryOn(
      ways,
      tx,
      moves.filter((move) => move.amountFen > 0).map((move) => move.personId),
    );
  }
  await insertAllocations(tx, [
    {
      ...{ regionCode, personId, allocationId: newId(), receiptId, billId, amountFen: -origin.amountFen },
      ...{ how: 'reversal', originId: allocationId, lines, entryId, by, at },
    },
  ]);
  await reopenSuspensions(tx, billId);
  return { kind: 'taken-back', receiptId };
}

/** Somebody has retired on the months that the bill has made up. */
async function retiredOnMakeUp(tx: PoolClient, { kind, billId }: OpenBill): Promise<boolean> {
  if (kind !== 'makeUp') return false;
  for (const makeUp of await makeUpsOfBill(tx, billId))
    if (makeUp.why === 'retirement' && (await retiredSince(tx, makeUp)) !== undefined) return true;
  return false;
}

/** The late fee of the payment goes with it. False: it is paid, and its payment has to be taken back first. */
async function takeFeeBack(
  tx: PoolClient,
  context: AllocateContext,
  allocationId: string,
  bill: OpenBill,
): Promise<boolean> {
  const fee = await feeOfPayment(tx, allocationId);
  if (fee === undefined || fee.principalFen === 0) return true;
  const { dueOn, paidOn, principalFen, computedFen, waivedFen } = fee;
  const lessFen = computedFen - waivedFen;
  if (fee.openFen < lessFen) return false;
  const feeBillId = lessFen === 0 ? undefined : await lessenFee(tx, context, { allocationId, lessFen, bill });
  const { regionCode, personId, billId } = bill;
  const row = { regionCode, personId, feeId: context.newId(), billId, allocationId, dueOn, paidOn };
  const amounts = { principalFen: -principalFen, computedFen: -computedFen, waivedFen: -waivedFen };
  await insertLateFee(tx, { ...row, ...amounts, feeBillId: feeBillId ?? null }, context.at);
  if (feeBillId !== undefined && !(await setOff(tx, context, feeBillId)))
    throw new Error(`fee bill ${feeBillId} could not be set off`);
  return true;
}

/** Most persons that are named one by one. */
const NAMED = 5;

/** Who has retired on which months, names masked: a unit's payment is held back by whoever of its people has. */
export function retiredOn(retired: readonly RetiredOnMonths[]): Bilingual {
  const named = retired
    .slice(0, NAMED)
    .map(({ name, months }) => ({ name: maskName(name), months: months.join('、') }));
  const more = retired.length > NAMED;
  return {
    zh:
      named.map(({ name, months }) => `${name}（${months}）`).join('、') +
      (more ? ` 等 ${retired.length} 人` : ''),
    en:
      named.map(({ name, months }) => `${name} (${months})`).join(', ') +
      (more ? ` and ${retired.length - NAMED} more` : ''),
  };
}

function retiredProblem(retired: readonly RetiredOnMonths[]) {
  const { zh, en } = retiredOn(retired);
  return {
    code: 'months-retired',
    message: {
      zh: `${zh} 已凭这笔缴费的月份退休，不能撤销`,
      en: `retired on months that it paid: ${en}`,
    },
    remedy: {
      zh: '请先撤回这些人的退休业务；只是个别人的月份有误的，请更正申报，不必撤销整笔入账',
      en: 'take these retirements back first; where only the month of one person is wrong, correct the declaration instead of taking all of it back',
    },
  };
}

/** Bills were settled since the payment ended a suspension. */
export const LIFTED = {
  code: 'payment-lifted-suspension',
  message: {
    zh: '这笔缴费恢复待遇后已有结算，不能只撤销缴费',
    en: 'bills were settled since this payment ended a suspension: the payment alone is not taken back',
  },
  remedy: {
    zh: '请在到账页面撤销这笔入账并送复核：受影响的结算列明，经第二人同意后重新结算',
    en: 'take it back on the page of the receipt and send it to a second person: the bills are listed, and settled again once agreed',
  },
};

const PROBLEMS = {
  'set-off': {
    code: 'allocation-set-off',
    message: { zh: '抵扣没有动用资金，不能撤销', en: 'a set-off moved no money and cannot be taken back' },
    remedy: { zh: '请更正申报基数，产生新的补退', en: 'correct the declaration; a new adjustment is made' },
  },
  repaired: {
    code: 'make-up-used',
    message: {
      zh: '补缴恢复的参保已有结算，不能只撤销缴费',
      en: 'bills have used the cover that it made good: the payment alone is not taken back',
    },
    remedy: {
      zh: '请在参保人登记页撤回断缴补缴业务，受影响的结算经复核后重新结算，缴费转为暂收款',
      en: 'undo the act that paid for the break, on the page of the person: a second person agrees, the bills are settled again and the money is free',
    },
  },
  lifted: LIFTED,
  'repair-changed': {
    code: 'make-up-changed',
    message: {
      zh: '补缴恢复的参保此后已变更，不能撤销',
      en: 'the cover that it made good was changed since',
    },
    remedy: { zh: '请先撤回该变更', en: 'undo that change first' },
  },
  retired: {
    code: 'make-up-retired',
    message: {
      zh: '参保人已凭补缴的年限退休，不能撤销',
      en: 'the person has retired on the months that it made up',
    },
    remedy: { zh: '请先撤回退休业务', en: 'take the retirement back first' },
  },
  'fee-paid': {
    code: 'late-fee-paid',
    message: { zh: '这笔缴费产生的滞纳金已缴', en: 'the late fee of this payment has been paid' },
    remedy: { zh: '请先撤销滞纳金的入账', en: 'take the payment of the late fee back first' },
  },
  corrected: {
    code: 'allocation-corrected',
    message: {
      zh: '这笔缴费已因补退转为暂收款，不能再次撤销',
      en: 'a correction has made this payment free money already',
    },
    remedy: { zh: '请在到账页面办理退费', en: 'ask for the refund on the page of the receipt' },
  },
  reversed: {
    code: 'allocation-reversed',
    message: { zh: '该入账已撤销', en: 'the allocation has been taken back' },
    remedy: { zh: '请刷新', en: 'look again' },
  },
  spent: {
    code: 'account-spent',
    message: { zh: '划入的个人账户余额已使用，不能撤销', en: 'a personal account has spent its share' },
    remedy: { zh: '请按个人账户更正流程处理', en: 'correct the personal account first' },
  },
} as const;
