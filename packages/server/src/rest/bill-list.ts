import type { BillsFileQuery, BillsQuery, BillsView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import {
  type BillFilter,
  type BillOrder,
  institutionBills,
  institutionBillTotals,
} from '@gongji/store/office';
import { handOut, MOST_EXPORTED } from '../list-file/whole-list.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { type Answer, type FileAnswer, ok } from './answer.ts';
import { BILL_SHEET } from './bill-sheet.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { settlementSummary } from './views.ts';

type Filter = Pick<BillsQuery, 'from' | 'to' | 'state' | 'scheme' | 'q' | 'institutionCode'>;

/** Without days: today, or for one's own bills the year so far. */
function filterOf(deps: RestDeps, caller: Caller, asked: Filter): BillFilter {
  const { from, to, state, scheme, q, institutionCode } = asked;
  const today = chinaDay(deps.now());
  const first =
    from ?? to ?? (caller.personId === null ? today : (`${today.slice(0, 4)}-01-01` as CalendarDate));
  return { scope: caller, institutionCode, from: first, to: to ?? from ?? today, state, scheme, text: q };
}

/** 结算单: filtered, paged, sorted and totalled by the database, so that a page shows what the whole list amounts to. */
export async function bills(deps: RestDeps, caller: Caller, query: BillsQuery): Promise<Answer<BillsView>> {
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

/** The same list as a file: persons masked as on the page. */
export async function billsFile(deps: RestDeps, caller: Caller, query: BillsFileQuery): Promise<FileAnswer> {
  const { sort, order } = query;
  const all: BillOrder = { sort, order, limit: MOST_EXPORTED + 1, offset: 0 };
  const rows = await institutionBills(deps.pool, filterOf(deps, caller, query), all);
  return handOut(deps, caller, { sheet: BILL_SHEET, rows: rows.map(settlementSummary), form: query });
}
