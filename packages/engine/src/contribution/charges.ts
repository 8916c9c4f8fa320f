import { type CalendarDate, daysBetween, type Fen, type RatePpm } from '@gongji/domain';
import type { Facts } from '../bill.ts';
import type { PolicyModel } from '../model.ts';
import { assessMoney, type MoneyOutcome } from './money.ts';

export interface MakeUpRequest {
  /** Day of retirement, whose values hold. */
  readonly on: CalendarDate;
  readonly facts: Facts;
  /** Months really paid 实际缴费, of them paid in this region, and months that count as paid 视同缴费. */
  readonly paidMonths: number;
  readonly localMonths: number;
  readonly deemedMonths: number;
  readonly declaredBaseFen?: Fen;
  readonly pensionFen?: Fen;
}

/**
 * What must be paid for missing years at retirement 补缴年限. `values.missingMonths` is what the policy finds missing;
 * without lines nothing is due.
 */
export function makeUpAtRetirement(policy: PolicyModel, request: MakeUpRequest): MoneyOutcome {
  const { on, facts, paidMonths, localMonths, deemedMonths, declaredBaseFen, pensionFen } = request;
  const months = { paidMonths, localMonths, deemedMonths };
  const inputs = { ...months, declaredBase: declaredBaseFen, pension: pensionFen };
  return assessMoney(policy, { section: 'makeUp', on, subject: { facts, inputs } });
}

export interface LateFeeRequest {
  readonly overdueFen: Fen;
  /** Last day on which it could be paid without a fee. */
  readonly dueOn: CalendarDate;
  /** Day on which it is paid; its values hold. */
  readonly paidOn: CalendarDate;
  /** Days late that lie within an agreement on instalments, as long as it was kept; 0 when left out. */
  readonly daysDeferred?: number;
  readonly facts?: Facts;
}

/** Late fee 滞纳金: the first day that counts is the one after `dueOn`, the last is `paidOn`. */
export function lateFee(policy: PolicyModel, request: LateFeeRequest): MoneyOutcome {
  const { overdueFen, dueOn, paidOn, daysDeferred = 0, facts = {} } = request;
  const daysLate = Math.max(0, daysBetween(dueOn, paidOn));
  const inputs = { overdue: overdueFen, daysLate, daysDeferred };
  return assessMoney(policy, { section: 'lateFee', on: paidOn, subject: { facts, inputs } });
}

export interface LevyRequest {
  /** Day of the levy, whose values hold. */
  readonly on: CalendarDate;
  /** Income of the pooled fund in the period of the levy. */
  readonly incomeFen: Fen;
  /** Pooled spending of the whole city in a year, and what the adjustment fund holds. */
  readonly yearSpendingFen: Fen;
  readonly fundSizeFen: Fen;
}

/** Levy 调剂金上解 of a locality to the adjustment fund; no line while it is suspended. */
export function adjustmentLevy(policy: PolicyModel, request: LevyRequest): MoneyOutcome {
  const { on, incomeFen, yearSpendingFen, fundSizeFen } = request;
  const inputs = { income: incomeFen, yearSpending: yearSpendingFen, fundSize: fundSizeFen };
  return assessMoney(policy, { section: 'levy', on, subject: { facts: {}, inputs } });
}

export interface AdjustmentRequest {
  readonly on: CalendarDate;
  readonly deficitFen: Fen;
  readonly surplusFen: Fen;
  readonly levyPaidFen: Fen;
  readonly levyPaidInFull: boolean;
  readonly followsPolicy: boolean;
  readonly collectionRatePpm: RatePpm;
  readonly medicalParticipants: number;
  readonly pensionParticipants: number;
}

/** Who covers the deficit of a locality 调剂金使用: its surplus, local finance, the adjustment fund. */
export function adjustmentPayout(policy: PolicyModel, request: AdjustmentRequest): MoneyOutcome {
  const { on, deficitFen, surplusFen, levyPaidFen, collectionRatePpm, ...rest } = request;
  const money = { deficit: deficitFen, surplus: surplusFen, levyPaid: levyPaidFen };
  const inputs = { ...money, ...rest, collectionRate: collectionRatePpm };
  return assessMoney(policy, { section: 'adjustment', on, subject: { facts: {}, inputs } });
}
