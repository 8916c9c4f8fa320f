import { type CalendarDate, date, type Fen } from '@gongji/domain';
import type { Facts } from '../bill.ts';
import type { PolicyModel } from '../model.ts';
import { assessMoney, type MoneyOutcome } from './money.ts';
import type { RuleInputs } from './rule-encoder.ts';
import { rulesIn, rulesOn } from './rules-on.ts';

/** Whom and what for contributions are assessed. */
export interface ContributionRequest {
  /** Month `2026-05` of a monthly contribution, or year `2026` of a yearly one (the benefit year that begins in it). */
  readonly period: string;
  /** Facts of the person in the period, as for benefits; the policy reads those it declares. */
  readonly facts: Facts;
  /** Declared wage base 申报基数 of the month. */
  readonly declaredBaseFen?: Fen;
  /** Monthly pension 养老金 of a retired person. */
  readonly pensionFen?: Fen;
  /** Day of payment, for fees that depend on it. */
  readonly paidOn?: CalendarDate;
  /** Only this rule, whatever its condition. */
  readonly rule?: string;
}

/**
 * Assesses 核定 the contributions of one person for a month or a year: who pays what into which fund, the base after
 * clamping, and the trace in words. Refuses with every missing fact at once, and where no rule applies. Throws
 * RangeError when the period is not one, or the policy is not in force on its first day.
 */
export function assessContribution(policy: PolicyModel, request: ContributionRequest): MoneyOutcome {
  const { facts, rule } = request;
  const { on, period, month } = periodOf(policy, request.period);
  const inputs = payInputs(request, on, month);
  return assessMoney(policy, {
    section: 'contribution',
    period,
    on,
    subject: { facts, inputs },
    ...(rule === undefined ? {} : { rule }),
  });
}

/** Whether contributions of a period depend on the day of payment. Throws RangeError as {@link assessContribution}. */
export function dependsOnPayment(policy: PolicyModel, text: string): boolean {
  const { on, period } = periodOf(policy, text);
  const rules = rulesIn(rulesOn(policy, on), 'contribution');
  return rules.some(
    ({ ir }) => ir.model.period === period && ir.inputs.some(({ name }) => name === 'paidOn'),
  );
}

/** Inputs of the sections `contribution` and `account`. */
export function payInputs(
  { declaredBaseFen, pensionFen, paidOn }: ContributionRequest,
  on: CalendarDate,
  month: number | undefined,
): RuleInputs {
  const yearStartOn = month === undefined ? on : undefined;
  return { declaredBase: declaredBaseFen, pension: pensionFen, month, paidOn, yearStartOn };
}

/** First day, kind and month number of a period text. */
export function periodOf(
  policy: Pick<PolicyModel, 'benefitYearStart'>,
  text: string,
): { readonly on: CalendarDate; readonly period: 'month' | 'year'; readonly month?: number } {
  if (/^\d{4}$/.test(text)) return { on: date(`${text}-${policy.benefitYearStart}`), period: 'year' };
  return { on: date(`${text}-01`), period: 'month', month: Number(text.slice(5)) };
}
