import { addDays, type CalendarDate, date, daysInMonth } from '@gongji/domain';
import type { PolicyModel } from '@gongji/engine';
import type { Span } from '@gongji/store/contribution';

/** First and last day of a month `2026-05` or of the benefit year that begins in `2026`. Throws RangeError for another text. */
export function spanOfPeriod(policy: Pick<PolicyModel, 'benefitYearStart'>, period: string): Span {
  const [year = 0, month] = period.split('-').map(Number);
  if (month !== undefined) {
    const last = String(daysInMonth(year, month)).padStart(2, '0');
    return { from: date(`${period}-01`), to: date(`${period}-${last}`) };
  }
  const from = date(`${period}-${policy.benefitYearStart}`);
  return { from, to: addDays(date(`${year + 1}-${policy.benefitYearStart}`), -1) };
}

/** Last day without a late fee where nobody names another: the last of the month; of a year, the day before it begins. */
export function usualDueDay({ from, to }: Span, period: string): CalendarDate {
  return period.length === 4 ? addDays(from, -1) : to;
}

type Policies = readonly { readonly model: PolicyModel }[];

/** The policy of a region and scheme on a day; a division inside the pooling region is served by the region's. */
export function contributionPolicy(
  policies: Policies,
  regionCode: string,
  scheme: string,
  on: CalendarDate,
): PolicyModel | undefined {
  return policyWhere(policies, regionCode, scheme, () => on);
}

/** The policy of a month or a benefit year: the one in force on its first day, which the policy itself says. */
export function policyOfPeriod(
  policies: Policies,
  regionCode: string,
  scheme: string,
  period: string,
): PolicyModel | undefined {
  return policyWhere(policies, regionCode, scheme, (model) => spanOfPeriod(model, period).from);
}

function policyWhere(
  policies: Policies,
  regionCode: string,
  scheme: string,
  dayOf: (model: PolicyModel) => CalendarDate,
): PolicyModel | undefined {
  const region = `${regionCode.slice(0, 4)}00`;
  return policies
    .map(({ model }) => model)
    .find((model) => {
      const { from, to } = model.inForce;
      const ours = model.scheme === scheme && (model.region === regionCode || model.region === region);
      return ours && from <= dayOf(model) && (to === undefined || dayOf(model) <= to);
    });
}
