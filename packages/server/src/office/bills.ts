import type { OfficeBillsCsvQuery, OfficeBillsQuery, OfficeBillsView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  type BillFilter,
  type BillOrder,
  institutionBills,
  institutionBillTotals,
} from '@gongji/store/office';
import { beijingDay } from '../provider-interface/message/beijing-time.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { settlementSummary } from '../rest/views.ts';
import { billsCsv } from './bills-csv.ts';

/** Most rows of an export; beyond that the days are to be narrowed. */
const MOST_EXPORTED = 50_000;

type Filter = Pick<OfficeBillsQuery, 'from' | 'to' | 'state' | 'scheme' | 'q'>;

function filterOf(deps: RestDeps, caller: Caller, { from, to, state, scheme, q }: Filter): BillFilter {
  const first = from ?? to ?? (beijingDay(deps.now()) as CalendarDate);
  return {
    scope: { ...caller, institutionCode: caller.institutionCode ?? '' },
    from: first,
    to: to ?? first,
    state,
    scheme,
    text: q,
  };
}

/** 今日账单: paged, sorted and totalled by the database, so that a page shows what the whole list amounts to. */
export async function officeBills(
  deps: RestDeps,
  caller: Caller,
  query: OfficeBillsQuery,
): Promise<Answer<OfficeBillsView>> {
  const { page, size, sort, order } = query;
  const filter = filterOf(deps, caller, query);
  const [rows, totals] = await Promise.all([
    institutionBills(deps.pool, filter, { sort, order, limit: size, offset: (page - 1) * size }),
    institutionBillTotals(deps.pool, filter),
  ]);
  const count = Number(totals.settlements) + Number(totals.reversals);
  return ok({
    from: filter.from,
    to: filter.to,
    items: rows.map(settlementSummary),
    page,
    pages: Math.max(1, Math.ceil(count / size)),
    totals: {
      settlements: Number(totals.settlements),
      reversals: Number(totals.reversals),
      totalFen: Number(totals.totalFen),
      fundFen: Number(totals.fundFen),
      accountFen: Number(totals.accountFen),
      cashFen: Number(totals.cashFen),
    },
  });
}

/** The same list as a file for a spreadsheet. */
export async function exportBills(
  deps: RestDeps,
  caller: Caller,
  query: OfficeBillsCsvQuery,
): Promise<Answer<string>> {
  const order: BillOrder = { sort: query.sort, order: query.order, limit: MOST_EXPORTED, offset: 0 };
  const rows = await institutionBills(deps.pool, filterOf(deps, caller, query), order);
  return ok(billsCsv(rows.map(settlementSummary), query.lang));
}
