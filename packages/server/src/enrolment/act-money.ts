import type { ActedView } from '@gongji/contract';
import type { Rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { PoolClient } from '@gongji/store';
import { lockAllocating } from '@gongji/store/contribution';
import { type ActDue, type ChargeWays, chargeActs, takeActChargesBack } from '../contribution/act-charges.ts';
import { chargeMakeUp } from '../contribution/make-up-charges.ts';
import { retiredOn, type Stands, takeAllocationBack } from '../contribution/reverse-allocation.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import type { PlannedAct } from './acting.ts';

/**
 * What an act makes due is charged and billed with it; an undo takes the charge of the act back. `settledAgain`: the bills that
 * it affects are settled again after it, as a second person has agreed.
 */
export async function settleDues(
  deps: Pick<RestDeps, 'newId' | 'policies' | 'now'>,
  { actor }: Pick<Caller, 'actor'>,
  tx: PoolClient,
  {
    act,
    actId,
    settledAgain = false,
  }: { readonly act: PlannedAct; readonly actId: string; readonly settledAgain?: boolean },
): Promise<
  | { readonly kind: 'done'; readonly shown: Partial<ActedView> }
  | { readonly kind: 'refused'; readonly rejections: readonly Rejection[] }
> {
  const ways = chargeWays(deps, actor);
  if (act.paymentBack !== undefined) {
    const { allocationId, amountFen } = act.paymentBack;
    await lockAllocating(tx);
    const again = { settledAgain: true, suspendedAgain: true };
    const back = await takeAllocationBack(tx, ways, { allocationId, regionCode: act.regionCode, ...again });
    if (back.kind === 'stands') return { kind: 'refused', rejections: [paymentStands(back)] };
    return { kind: 'done', shown: { refundFen: amountFen } };
  }
  if (act.undoesId !== undefined) {
    const back = await takeActChargesBack(tx, ways, [act.undoesId], { settledAgain });
    if (back.kind === 'stands')
      return {
        kind: 'refused',
        rejections: [bilingualRejection('act-built-on', whatStands(back))],
      };
    const { cancelledFen, refundFen } = back;
    return {
      kind: 'done',
      shown: { ...(cancelledFen > 0 ? { cancelledFen } : {}), ...(refundFen > 0 ? { refundFen } : {}) },
    };
  }
  const due = dueByAct(act, actId);
  const bills = [
    ...(due === undefined ? [] : await chargeActs(tx, ways, [due])),
    ...(act.makeUp === undefined ? [] : await chargeMakeUp(tx, ways, { act, actId, ...act.makeUp })),
  ];
  return { kind: 'done', shown: bills.length === 0 ? {} : { bills: [...bills] } };
}

function paymentStands(standing: Stands): Rejection {
  return bilingualRejection('payment-back-stands', whatStands(standing));
}

function whatStands({ problem, retired }: Stands): Record<'zh' | 'en', { what: string }> {
  if (retired === undefined) return STANDS[problem] ?? STANDS.paid;
  const { zh, en } = retiredOn(retired);
  return {
    zh: { what: `凭所缴月份办理的退休：${zh}` },
    en: { what: `retirements on months that it paid: ${en}` },
  };
}

const STANDS: Readonly<Record<string, Record<'zh' | 'en', { what: string }>>> & {
  readonly paid: Record<'zh' | 'en', { what: string }>;
} = {
  spent: { zh: { what: '划入的个人账户已使用' }, en: { what: 'a personal account has spent its share' } },
  repaired: {
    zh: { what: '用了补缴恢复的参保的结算' },
    en: { what: 'bills that have used the cover that it made good' },
  },
  lifted: {
    zh: { what: '其缴费恢复待遇后的结算（请先在到账页面撤销该缴费）' },
    en: {
      what: 'bills settled since its payment ended a suspension (take that payment back first, on the page of its receipt)',
    },
  },
  'repair-changed': {
    zh: { what: '补缴恢复的参保此后的变更' },
    en: { what: 'a change of the cover that it made good' },
  },
  retired: { zh: { what: '已凭补缴的年限退休' }, en: { what: 'the person has retired on it' } },
  corrected: { zh: { what: '缴费已补退' }, en: { what: 'its payment was given back by a correction' } },
  'fee-paid': { zh: { what: '滞纳金已缴' }, en: { what: 'its late fee is paid' } },
  paid: { zh: { what: '缴费已入账' }, en: { what: 'its payment is booked' } },
};

export function chargeWays(
  { newId, policies, now }: Pick<RestDeps, 'newId' | 'policies' | 'now'>,
  by: string,
): ChargeWays {
  return { newId, policies, by, at: now(), bookedOn: chinaDay(now()) };
}

/** Undefined: the act makes nothing due. */
export function dueByAct(act: PlannedAct, actId: string): ActDue | undefined {
  const { duePeriod: period, regionCode, personId, scheme, facts, effectiveOn: paidOn } = act;
  if (period === undefined || (scheme !== 'employee' && scheme !== 'resident')) return undefined;
  const wageFen = typeof facts.wageFen === 'number' ? facts.wageFen : undefined;
  return { actId, regionCode, personId, scheme, period, paidOn, wageFen };
}
