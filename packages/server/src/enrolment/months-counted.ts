import type { MonthsView } from '@gongji/contract';
import { type CalendarDate, type Fen, fen } from '@gongji/domain';
import {
  type Facts,
  type MakeUpRequest,
  type MoneyOutcome,
  makeUpAtRetirement,
  type PolicyModel,
} from '@gongji/engine';
import type { MonthSources } from '@gongji/store/contribution';
import { traceLine } from './fee-view.ts';

/** Months of contribution 缴费月数 of a person, each counted once. */
export interface MonthsCounted {
  /** Charged here and paid in full. */
  readonly charged: number;
  /** Recognised as paid: in this region before the system, and in others. */
  readonly earlier: number;
  readonly elsewhere: number;
  readonly madeUp: number;
  readonly deemed: number;
  /** Charged here, their bill still open. */
  readonly unpaid: readonly string[];
  /** Charged as a make-up and not paid. */
  readonly waiting: number;
  /** Day on which the last make-up was paid. */
  readonly madeUpOn?: CalendarDate;
}

/** Counts from the register and the bills: nobody types it. A month that was recognised and is charged here counts as charged. Pure. */
export function countMonths(sources: MonthSources, regionCode: string): MonthsCounted {
  const charged = new Set(sources.charged.filter(({ paid }) => paid).map(({ month }) => month));
  const actual = sources.counted.filter(({ kind }) => kind === 'actual');
  const beyond = (local: boolean): number =>
    actual
      .filter(({ division }) => (division.slice(0, 4) === regionCode.slice(0, 4)) === local)
      .reduce((sum, { from, to, months }) => {
        const twice = [...charged].filter((month) => from <= month && month <= to).length;
        return sum + Math.max(0, months - twice);
      }, 0);
  const paid = sources.madeUp.filter((one) => one.paid);
  const madeUpOn = paid
    .flatMap(({ paidOn }) => paidOn ?? [])
    .toSorted()
    .at(-1);
  return {
    charged: charged.size,
    earlier: beyond(true),
    elsewhere: beyond(false),
    madeUp: total(paid),
    deemed: total(sources.counted.filter(({ kind }) => kind === 'deemed')),
    unpaid: sources.charged.flatMap(({ month, paid: done }) => (done ? [] : [month])),
    waiting: total(sources.madeUp.filter((one) => !one.paid)),
    ...(madeUpOn === undefined ? {} : { madeUpOn }),
  };
}

const total = (rows: readonly { readonly months: number }[]): number =>
  rows.reduce((sum, { months }) => sum + months, 0);

/** Inputs of the policy's make-up rule. Years made up here count as paid, and as paid here. */
export function monthInputs({ charged, earlier, elsewhere, madeUp, deemed }: MonthsCounted) {
  const localMonths = charged + earlier + madeUp;
  return { paidMonths: localMonths + elsewhere, localMonths, deemedMonths: deemed };
}

export interface MissingRequest {
  readonly policy: PolicyModel;
  readonly on: CalendarDate;
  readonly facts: Facts;
  readonly declaredBaseFen?: Fen | undefined;
  readonly pensionFen?: Fen | undefined;
}

/** The request to the policy's make-up rule for months as they are counted. */
export function makeUpRequest(request: MissingRequest, months: MonthsCounted): MakeUpRequest {
  return requestOf(request, monthInputs(months));
}

/** What is missing to retire and what it costs, by the make-up rule of the policy. */
export function missingBy(request: MissingRequest, months: MonthsCounted): MoneyOutcome {
  return makeUpAtRetirement(request.policy, makeUpRequest(request, months));
}

/** Months that the policy asks for: what is missing when nothing was paid. Undefined: the policy does not say. */
export function neededBy(request: MissingRequest): number | undefined {
  // The years alone are asked for, not what they would cost: any wage will do.
  const anyBase = { ...request, declaredBaseFen: fen(0), pensionFen: fen(0) };
  const nothing = requestOf(anyBase, { paidMonths: 0, localMonths: 0, deemedMonths: 0 });
  const found = makeUpAtRetirement(request.policy, nothing);
  return found.kind === 'assessed' ? missingOf(found) : undefined;
}

export function missingOf(found: MoneyOutcome): number {
  return found.kind === 'assessed' ? (found.values.missingMonths?.value ?? 0) : 0;
}

function requestOf(
  { on, facts, declaredBaseFen, pensionFen }: MissingRequest,
  months: ReturnType<typeof monthInputs>,
): MakeUpRequest {
  return {
    ...{ on, facts, ...months },
    ...(declaredBaseFen === undefined ? {} : { declaredBaseFen }),
    ...(pensionFen === undefined ? {} : { pensionFen }),
  };
}

export function monthsView(
  months: MonthsCounted,
  request: MissingRequest,
  found: MoneyOutcome | undefined,
): MonthsView {
  const { charged, earlier, elsewhere, madeUp, deemed, unpaid, waiting } = months;
  const needed = found === undefined ? undefined : neededBy(request);
  return {
    asOf: request.on,
    chargedMonths: charged,
    earlierMonths: earlier,
    elsewhereMonths: elsewhere,
    madeUpMonths: madeUp,
    deemedMonths: deemed,
    totalMonths: charged + earlier + elsewhere + madeUp + deemed,
    unpaid: [...unpaid],
    waitingMonths: waiting,
    ...(needed === undefined ? {} : { neededMonths: needed }),
    ...(found?.kind === 'assessed'
      ? { missingMonths: missingOf(found), costFen: fen(found.totalFen), trace: found.trace.map(traceLine) }
      : { trace: [] }),
  };
}
