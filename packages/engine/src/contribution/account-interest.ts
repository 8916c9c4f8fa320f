import { addDays, type CalendarDate, daysBetween, type Fen } from '@gongji/domain';
import type { ExplainedStep } from '../assessment.ts';
import type { PolicyModel } from '../model.ts';
import { assessMoney, sumOf } from './money.ts';
import { rulesOn } from './rules-on.ts';
import type { PaymentLine, Refused } from './run-rule.ts';

export interface InterestRequest {
  /** First and last day of the period of interest, both included. */
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Balance carried from earlier years 上年结转 at the start of `from`; this year's 当年划入 at the start of `from`. */
  readonly carriedFen: Fen;
  readonly currentFen: Fen;
  /**
   * Credits (positive) and spending (negative) in the period, by day, effective from that day. Credits go to this
   * year's balance; spending takes this year's money first, then what was carried.
   */
  readonly movements: readonly { readonly on: CalendarDate; readonly amountFen: Fen }[];
}

/** AccountInterest 个人账户利息: one part for each stretch of days in which balance and rates stay the same. */
export interface AccountInterest {
  readonly kind: 'assessed';
  readonly parts: readonly InterestPart[];
  readonly lines: readonly PaymentLine[];
  readonly totalFen: Fen;
  readonly trace: readonly ExplainedStep[];
}

export interface InterestPart {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
  readonly carriedFen: Fen;
  readonly currentFen: Fen;
  readonly interestFen: Fen;
}

/** Interest of a personal account by the rules of section `interest`, each stretch rounded on its own. RangeError when overdrawn. */
export function accountInterest(policy: PolicyModel, request: InterestRequest): AccountInterest | Refused {
  const parts: InterestPart[] = [];
  const lines: PaymentLine[] = [];
  const trace: ExplainedStep[] = [];
  for (const stretch of stretches(policy, request)) {
    const { from, days, carriedFen, currentFen } = stretch;
    const inputs = { carried: carriedFen, current: currentFen, days };
    const part = assessMoney(policy, { section: 'interest', on: from, subject: { facts: {}, inputs } });
    if (part.kind === 'refused') return part;
    parts.push({ ...stretch, interestFen: part.totalFen });
    lines.push(...part.lines);
    trace.push(...part.trace);
  }
  return { kind: 'assessed', parts, lines, totalFen: sumOf(lines), trace };
}

function stretches(
  policy: PolicyModel,
  { from, to, carriedFen, currentFen, movements }: InterestRequest,
): readonly Omit<InterestPart, 'interestFen'>[] {
  const ordered = [...movements]
    .filter((m) => m.on >= from && m.on <= to)
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const found: Omit<InterestPart, 'interestFen'>[] = [];
  let [carried, current] = [carriedFen as number, currentFen as number];
  let day = from;
  let next = 0;
  while (day <= to) {
    for (let move = ordered[next]; move !== undefined && move.on <= day; move = ordered[++next]) {
      current += move.amountFen;
      if (current < 0) [carried, current] = [carried + current, 0];
      if (carried < 0) throw new RangeError(`the account is overdrawn on ${move.on}`);
    }
    const { validTo } = rulesOn(policy, day);
    const following = ordered[next];
    const before = following === undefined ? undefined : addDays(following.on, -1);
    const ends = [to, validTo, before].filter((d) => d !== undefined);
    const last = ends.reduce((a, b) => (b < a ? b : a));
    const balances = { carriedFen: carried as Fen, currentFen: current as Fen };
    found.push({ from: day, to: last, days: daysBetween(day, last) + 1, ...balances });
    day = addDays(last, 1);
  }
  return found;
}
