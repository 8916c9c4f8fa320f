import type { DeceasedQuery, DeceasedView } from '@gongji/contract';
import { type DeceasedRow, deceasedTotals, listDeceased } from '@gongji/store/account';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pageAfter } from '../rest/paged.ts';
import type { AccountDeps } from './deps.ts';

/** 已故人员: whose cover ended when, and whose account still has to be closed or paid out, to whom. */
export async function deceased(
  { pool }: AccountDeps,
  caller: Caller,
  query: DeceasedQuery,
): Promise<Answer<DeceasedView>> {
  const [rows, totals] = await Promise.all([
    listDeceased(pool, caller, { ...query, limit: query.limit + 1 }),
    deceasedTotals(pool, caller, query),
  ]);
  return ok({ ...pageAfter(rows.map(deceasedItem), query), ...totals });
}

function deceasedItem(row: DeceasedRow): DeceasedView['items'][number] {
  const { personId, psnNo, name, coverEndedOn, closedOn, payees, ...rest } = row;
  return {
    ...rest,
    person: personRef(personId),
    psnNo: maskPersonNumber(psnNo),
    name: maskName(name),
    ...(coverEndedOn === null ? {} : { coverEndedOn }),
    ...(closedOn === null ? {} : { closedOn }),
    payees: payees.map((one) => ({ ...one, name: maskName(one.name) })),
  };
}
