import { addDays, type CalendarDate, daysBetween } from '@gongji/domain';
import type { Deferral } from '@gongji/store/contribution';

type Promised = Pick<Deferral, 'agreedOn' | 'instalments' | 'payments'>;

/** The day after the first instalment that was not paid by its day; undefined: the agreement is kept as of a day. */
export function brokenOn({ instalments, payments }: Promised, on: CalendarDate): CalendarDate | undefined {
  let dueFen = 0;
  for (const { dueOn, amountFen } of instalments) {
    dueFen += amountFen;
    if (dueOn >= on) return undefined;
    const paidFen = payments.reduce((sum, one) => (one.on <= dueOn ? sum + one.amountFen : sum), 0);
    if (paidFen < dueFen) return addDays(dueOn, 1);
  }
  return undefined;
}

/** Days late, up to a day of payment, that lie within the agreement as long as it was kept. */
export function daysDeferred(
  deferral: Promised | undefined,
  { dueOn, paidOn }: { readonly dueOn: CalendarDate; readonly paidOn: CalendarDate },
): number {
  if (deferral === undefined) return 0;
  const from = deferral.agreedOn > dueOn ? deferral.agreedOn : dueOn;
  const broken = brokenOn(deferral, paidOn);
  return Math.max(0, daysBetween(from, broken === undefined ? paidOn : addDays(broken, -1)));
}
