import type { FundsView, OverviewView, SettlementSummary, SettlementView } from '@gongji/contract';
import type { CalendarDate } from '@gongji/domain';
import { type Account, parseAccountPath } from '@gongji/ledger';
import { settledTotal } from '@gongji/store/ledger';
import { catalogueItems } from '@gongji/store/provider-interface';
import {
  accountNets,
  listSettlements,
  regionPattern,
  registerSizes,
  settlementDetail,
  todayByFund,
  todayTotals,
} from '@gongji/store/rest';
import { type Answer, ok, problemAnswer } from './answer.ts';
import type { Caller } from './caller.ts';
import type { RestDeps } from './deps.ts';
import { policyOfSettlement, wholeBillFirstPay } from './explanation.ts';
import { payerName } from './payer-name.ts';
import { settlementSummary, settlementView } from './views.ts';

export interface ListQuery {
  readonly institutionCode?: string | undefined;
  readonly day?: CalendarDate | undefined;
  readonly before?: string | undefined;
  readonly limit: number;
}

export async function settlements(
  { pool }: RestDeps,
  caller: Caller,
  query: ListQuery,
): Promise<Answer<{ readonly items: readonly SettlementSummary[]; readonly next?: string }>> {
  const rows = await listSettlements(pool, caller, { ...query, limit: query.limit + 1 });
  const items = rows.slice(0, query.limit).map(settlementSummary);
  const last = items.at(-1);
  return ok(rows.length > query.limit && last !== undefined ? { items, next: last.settlementId } : { items });
}

export async function settlement(
  deps: RestDeps,
  caller: Caller,
  id: string,
): Promise<Answer<SettlementView>> {
  const { pool, policies } = deps;
  const row = await settlementDetail(pool, caller, id);
  if (row === undefined) return problemAnswer('not-found');
  const codes = new Set(row.billLines.flatMap(({ listCode }) => listCode ?? []));
  const items = codes.size === 0 ? [] : await catalogueItems(pool, [...codes]);
  const names = new Map(items.map((item) => [item.listCode, item.name]));
  const wholeBill = wholeBillFirstPay(await policyOfSettlement(deps, row), row);
  return ok(settlementView(row, { policies, names, wholeBill }));
}

/** Totals by fund from the roll-up of postings; `balanced` compares what they say is owed with what the settlements say. */
export async function funds({ pool }: RestDeps, caller: Caller): Promise<Answer<FundsView>> {
  const [nets, settled] = await Promise.all([
    accountNets(pool, caller),
    settledTotal(pool, regionPattern(caller)),
  ]);
  const found = new Map<string, FundsView['funds'][number]>();
  const add = (scheme: string, fund: string, use: string, netFen: number): void => {
    const key = `${scheme}/${fund}/${use}`;
    found.set(key, { scheme, fund, use, netFen: (found.get(key)?.netFen ?? 0) + netFen });
  };
  const income: FundsView['income'] = [];
  let accountsFen = 0;
  let payableFen = 0;
  for (const { account, netFen } of nets) {
    const path = parseAccountPath(account);
    const net = Number(netFen);
    if (path?.kind === 'fund') add(path.scheme, path.fund, path.use, net);
    else if (path?.kind === 'fundIncome') {
      const { scheme, fund, source } = path;
      add(scheme, fund, 'income', net);
      income.push({ scheme, fund, source, amountFen: -net });
    } else if (path?.kind === 'personalAccounts') accountsFen -= net;
    else if (isOwedBySettlements(path)) payableFen -= net;
  }
  const settledFen = Number(settled);
  return ok({
    funds: [...found.values()],
    income,
    accountsFen,
    payableFen,
    settledFen,
    balanced: payableFen === settledFen,
  });
}

/** What settlements owe; money of contributions, refunds and transfers has accounts of its own. */
function isOwedBySettlements(path: Account | undefined): boolean {
  return path?.kind === 'institutionPayable' || (path?.kind === 'payable' && path.to === 'persons');
}

export async function overview(deps: RestDeps, caller: Caller): Promise<Answer<OverviewView>> {
  const { pool } = deps;
  const now = deps.now();
  const [totals, byFund, sizes, ledger] = await Promise.all([
    todayTotals(pool, caller, now),
    todayByFund(pool, caller, now),
    registerSizes(pool, caller),
    funds(deps, caller),
  ]);
  if (totals === undefined) return problemAnswer('internal');
  const { latestId } = totals;
  return ok({
    day: totals.day,
    settlements: Number(totals.settlements),
    reversals: Number(totals.reversals),
    totalFen: Number(totals.totalFen),
    fundFen: Number(totals.fundFen),
    accountFen: Number(totals.accountFen),
    cashFen: Number(totals.cashFen),
    byFund: byFund.map((f) => ({
      ...f,
      name: payerName(deps.policies, f.payer, f.fundType),
      amountFen: Number(f.amountFen),
      bills: Number(f.bills),
    })),
    persons: Number(sizes.persons),
    institutions: Number(sizes.institutions),
    ...(latestId === null ? {} : { latestId }),
    balanced: ledger.kind === 'ok' && ledger.body.balanced,
  });
}
