import type { OfficeBillsCsvQuery, OfficeBillsQuery, OfficeBillsView } from '@gongji/contract';
import type { Answer, FileAnswer } from '../rest/answer.ts';
import { bills, billsFile } from '../rest/bill-list.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

/** Whoever works at no institution has no bills here. */
function ownPlace(caller: Caller): Caller {
  return { ...caller, institutionCode: caller.institutionCode ?? '' };
}

/** 今日账单: the list of bills, of one's own institution. */
export function officeBills(
  deps: RestDeps,
  caller: Caller,
  query: OfficeBillsQuery,
): Promise<Answer<OfficeBillsView>> {
  return bills(deps, ownPlace(caller), query);
}

/** The same list as a file for a spreadsheet. */
export function officeBillsCsv(
  deps: RestDeps,
  caller: Caller,
  query: OfficeBillsCsvQuery,
): Promise<FileAnswer> {
  return billsFile(deps, ownPlace(caller), { ...query, format: 'csv' });
}
