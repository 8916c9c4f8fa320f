import { fen, type Rejection, rejection, yuanText } from '@gongji/domain';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

type Bill = { readonly totalFen: string };

/** From this total on a second person decides a reversal 双人办理标准, in fen. */
export function secondPersonFromFen({ security }: Pick<RestDeps, 'security'>): number {
  return security.reversal.secondPersonFromYuan * 100;
}

/**
 * Whether the agency’s staff must have a reversal decided by a second person. An institution takes back its own bill as
 * its own system would, by message: the interface asks for no second person.
 */
export function needsSecondPerson(deps: Pick<RestDeps, 'security'>, caller: Caller, bill: Bill): boolean {
  return caller.institutionCode === null && Number(bill.totalFen) >= secondPersonFromFen(deps);
}

export function secondPersonNeeded(deps: Pick<RestDeps, 'security'>, { totalFen }: Bill): Rejection {
  return rejection('second-person-needed', {
    total: yuanText(fen(Number(totalFen))),
    limit: yuanText(fen(secondPersonFromFen(deps))),
  });
}
