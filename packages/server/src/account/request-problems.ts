import { type CalendarDate, type Fen, type Rejection, rejection, yuanText } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { Queryable } from '@gongji/store';
import type { AccountRequestKind } from '@gongji/store/account';
import { coverGoesOn, type LockedAccount, unsettledVisits } from '@gongji/store/account';
import { paidFen, type RequestDetail } from './request-view.ts';

/** 账户状态, as a refusal says it. */
export const ACCOUNT_STATES = {
  open: { zh: { state: '正常' }, en: { state: 'open' } },
  frozen: { zh: { state: '冻结' }, en: { state: 'frozen' } },
  closed: { zh: { state: '注销' }, en: { state: 'closed' } },
} as const;

/** In which state an account must be. What is left in a closed account can still be paid out. */
const NEEDS: Readonly<Record<AccountRequestKind, readonly LockedAccount['status'][]>> = {
  correction: ['open', 'frozen'],
  freeze: ['open'],
  unfreeze: ['frozen'],
  closing: ['open', 'frozen'],
  withdrawal: ['open', 'closed'],
};

export interface Asked {
  readonly kind: AccountRequestKind;
  readonly amountFen: number;
  readonly detail: RequestDetail;
}

/** Everything that stands against a request: looked at when it is made, and again under the lock when it is decided. */
export async function requestProblems(
  db: Queryable,
  account: LockedAccount | undefined,
  { kind, amountFen, detail }: Asked,
  today: CalendarDate,
): Promise<readonly Rejection[]> {
  if (account === undefined) return [rejection('account-missing', {})];
  const { balanceFen, status, personId } = account;
  const found: Rejection[] = [];
  if (!NEEDS[kind].includes(status))
    found.push(bilingualRejection('account-not-open', ACCOUNT_STATES[status]));
  const balance = yuanText(balanceFen as Fen);
  const taken = kind === 'correction' ? -amountFen : kind === 'withdrawal' ? paidFen(detail.payees) : 0;
  if (taken > balanceFen)
    found.push(
      rejection('account-short', { balance, amount: yuanText(taken as Fen) }, { field: 'amountFen' }),
    );
  if (kind === 'closing' && paidFen(detail.payees) !== balanceFen) {
    const sum = yuanText(paidFen(detail.payees) as Fen);
    found.push(rejection('account-parts-differ', { sum, balance }, { field: 'payees' }));
  }
  if (kind === 'closing' || kind === 'withdrawal') {
    const visits = await unsettledVisits(db, personId);
    if (visits.length > 0) found.push(rejection('account-visits-open', { visits: visits.join('、') }));
  }
  if (kind === 'closing' && (await coverGoesOn(db, personId, 'employee', today)))
    found.push(rejection('account-cover-open', {}));
  return found;
}
