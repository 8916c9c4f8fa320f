import { addDays, type CalendarDate, date, daysBetween, type Fen, ZERO_FEN } from '@gongji/domain';
import type { Bill, BillLine, Facts } from './bill.ts';
import type { PolicyModel } from './model.ts';
import { benefitYearOf } from './period.ts';

/**
 * Splits a stay that crosses the benefit year into one bill per year, by the days of its lines, where the policy says
 * so (`crossYear: split-by-line-date`); otherwise the bill alone. Settle the parts in order, each with the counters the
 * one before left.
 *
 * The parts keep one `stayId`, so a counter of period `stay` carries what was taken of the deductible into the next
 * part; later parts have the fact `startedLastYear`. Account money goes to the first part: give the next one what that
 * left. Throws RangeError when a line has no day, or one outside the stay.
 */
export function splitStay(policy: PolicyModel, bill: Bill): readonly Bill[] {
  const { startedOn, endedOn } = bill.dates;
  const spans = yearsOf(policy.benefitYearStart, startedOn, endedOn);
  if (policy.crossYear === 'whole' || spans.length < 2) return [bill];
  if (bill.lines === undefined) throw new RangeError('a bill without lines cannot be split by their days');
  const lines = bill.lines;
  for (const line of lines) checkDay(line, startedOn, endedOn);
  const parts = spans.map((span) => ({ span, lines: lines.filter((l) => isIn(l.on, span)) }));
  return parts
    .filter((p) => p.lines.length > 0)
    .map(({ span, lines: own }, i) => partOf(bill, span, own, i === 0));
}

interface Span {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** The stay cut at the first days of benefit years. */
function yearsOf(start: string, from: CalendarDate, to: CalendarDate): readonly Span[] {
  const next = date(`${Number(benefitYearOf(from, start)) + 1}-${start}`);
  if (next > to) return [{ from, to }];
  return [{ from, to: addDays(next, -1) }, ...yearsOf(start, next, to)];
}

function isIn(on: CalendarDate | undefined, { from, to }: Span): boolean {
  return on !== undefined && on >= from && on <= to;
}

function checkDay({ id, on }: BillLine, from: CalendarDate, to: CalendarDate): void {
  if (!isIn(on, { from, to })) throw new RangeError(`line ${id} is of ${on ?? 'no day'}, outside the stay`);
}

function partOf(bill: Bill, { from, to }: Span, lines: readonly BillLine[], first: boolean): Bill {
  const last = to === bill.dates.endedOn;
  const settledOn = last || bill.dates.settledOn < to ? bill.dates.settledOn : to;
  return {
    ...bill,
    facts: factsOf(bill, { from, to }, { first, last }),
    dates: { startedOn: from, endedOn: to, settledOn },
    lines,
    accountFen: first ? bill.accountFen : (ZERO_FEN as Fen),
    familyAccountFen: first ? bill.familyAccountFen : (ZERO_FEN as Fen),
  };
}

/** A night over the year's end counts to the old year. */
function factsOf(
  bill: Bill,
  { from, to }: Span,
  { first, last }: { readonly first: boolean; readonly last: boolean },
): Facts {
  const has = (name: string) => bill.facts[name] !== undefined;
  return {
    ...bill.facts,
    stayId: bill.facts.stayId ?? bill.dates.startedOn,
    ...(has('days') ? { days: daysBetween(from, to) + (last ? 0 : 1) } : {}),
    ...(has('startMonth') ? { startMonth: Number(from.slice(5, 7)) } : {}),
    ...(has('endMonth') ? { endMonth: Number(to.slice(5, 7)) } : {}),
    ...(first ? {} : { startedLastYear: true }),
  };
}
