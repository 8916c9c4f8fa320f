import type { PaymentsQuery, PaymentsView } from '@gongji/contract';
import { type CalendarDate, type Fen, fen } from '@gongji/domain';
import {
  chargedYears,
  type OwnBillRow,
  ownBills,
  type PersonChargeRow,
  personCharges,
} from '@gongji/store/contribution';
import { personFile } from '@gongji/store/rest';
import { chargeState } from '../contribution/charge-parts.ts';
import { contributorName } from '../contribution/names.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

/** 缴费明细 of a person by year: what is due now, each period with who bears what, and the proofs to print. */
export async function payments(
  deps: RestDeps,
  caller: Caller,
  ref: string,
  { year: asked }: PaymentsQuery,
): Promise<Answer<PaymentsView>> {
  const { pool } = deps;
  const person = await personFile(pool, caller, ref);
  if (person === undefined) return problemAnswer('not-found');
  const { personId } = person;
  const today = chinaDay(deps.now());
  const [years, bills] = await Promise.all([chargedYears(pool, personId), ownBills(pool, personId)]);
  const year = asked ?? years[0] ?? today.slice(0, 4);
  const rows = await personCharges(pool, personId, year);
  const items = rows.map((row) => paymentItem(deps, row, today));
  return ok({
    years: [...years],
    year,
    due: bills
      .filter((one) => one.amountFen > one.paidFen && one.amountFen > 0)
      .map((one) => dueItem(one, today)),
    items,
    receipts: bills
      .filter((one) => one.period.startsWith(year) && one.paidFen > 0)
      .map(({ billId, period, paidFen }) => ({ billId, period, paidFen: fen(paidFen) })),
    ownFen: total(items.map((one) => one.ownFen)),
    totalFen: total(items.map((one) => one.totalFen)),
  });
}

const total = (amounts: readonly number[]): Fen => fen(amounts.reduce((sum, one) => sum + one, 0));
/** Contributor whose name every policy gives the insured person. */
const SELF = 'person';

function paymentItem(
  { policies }: Pick<RestDeps, 'policies'>,
  row: PersonChargeRow,
  today: CalendarDate,
): PaymentsView['items'][number] {
  const { chargeId, period, scheme, kind, baseFen, totalFen, billPayer, unitName } = row;
  const byPayer = new Map<string, number>();
  row.lines.forEach(({ payer }, index) => {
    byPayer.set(payer, (byPayer.get(payer) ?? 0) + (row.amounts[index] ?? 0));
  });
  const parts = [...byPayer].filter(([, amount]) => amount !== 0);
  return {
    ...{ chargeId, period, scheme, kind },
    ...given('baseFen', baseFen === null ? undefined : fen(baseFen)),
    totalFen: fen(totalFen),
    ownFen: fen(byPayer.get(SELF) ?? 0),
    parts: parts.map(([payer, amount]) => ({
      payer,
      payerName: contributorName(policies, scheme, payer),
      amountFen: fen(amount),
    })),
    through: billPayer ?? 'nobody',
    ...given('unitName', billPayer === 'unit' ? (unitName ?? undefined) : undefined),
    state: chargeState(row, today),
    ...given('paidOn', row.paidOn ?? undefined),
  };
}

function dueItem(bill: OwnBillRow, today: CalendarDate): PaymentsView['due'][number] {
  const { billId, billNo, period, scheme, kind, amountFen, paidFen, dueOn } = bill;
  return {
    ...{ billId, billNo, period, scheme, kind, dueOn },
    amountFen: fen(amountFen),
    openFen: fen(amountFen - paidFen),
    overdue: dueOn < today,
  };
}
