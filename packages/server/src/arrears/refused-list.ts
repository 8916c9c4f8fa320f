import type { RefusedBillsQuery, RefusedBillsView, RefusedBillView } from '@gongji/contract';
import { addDays, type CalendarDate, fen } from '@gongji/domain';
import { listRefused, type StoppedBill } from '@gongji/store/settlement';
import { coveredAgain } from '../contribution/end-suspensions.ts';
import { personRef } from '../identity/person-ref.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { debtorOf } from './debtors.ts';

/** Bills that suspensions have stopped, of the people of a debtor or of all in the region, and what may become of each. */
export async function refusedBills(
  { pool, policies }: RestDeps,
  caller: Caller,
  query: RefusedBillsQuery,
): Promise<Answer<RefusedBillsView>> {
  const filter = { ...query, debtor: debtorOf(caller, query) };
  const { rows, total, totalFen } = await listRefused(pool, caller, filter);
  const items = rows.map((row) => refusedView(policies, row));
  return ok({ items, totalFen: fen(totalFen), ...pagePlace(query.after, rows.length, total) });
}

/** The clause by which benefits are given back for a bill or not, and from which day they begin where they are not. */
export function clauseOf(
  policies: RestDeps['policies'],
  { suspension, ...row }: StoppedBill,
): { readonly clause: string; readonly again?: CalendarDate } {
  if (row.state === 'settled' || suspension === null || suspension.toOn === null) return { clause: '' };
  const { fromOn, toOn, paidOn, facts } = suspension;
  const covered = paidOn === null ? undefined : coveredAgain(policies, { ...row, fromOn, facts }, paidOn);
  const again = covered?.kind === 'covered' ? covered : undefined;
  const clause = again?.cover?.clause ?? '';
  return row.state === 'never' ? { clause, again: again?.on ?? addDays(toOn, 1) } : { clause };
}

function refusedView(policies: RestDeps['policies'], row: StoppedBill): RefusedBillView {
  const { clause, again } = clauseOf(policies, row);
  return {
    ...{ refusedId: row.refusedId, origin: row.origin, person: personRef(row.personId) },
    ...{ name: maskName(row.name), psnNo: maskPersonNumber(row.psnNo), institutionName: row.institutionName },
    ...{
      startedOn: row.startedOn,
      endedOn: row.endedOn,
      totalFen: fen(row.totalFen),
      state: row.state,
      clause,
    },
    refusedAt: row.stoppedAt.toISOString(),
    ...given('again', again),
    ...given('settlementId', row.settlementId ?? undefined),
  };
}
