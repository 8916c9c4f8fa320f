import { fen, type Rejection, yuanText } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import { causeOf, type SecondPersonRules } from '../enrolment/second-person-rules.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';

type Bill = { readonly totalFen: string };
type Rules = Pick<RestDeps, 'secondPerson'>;

/** From this total on a second person decides a reversal 双人办理标准, in fen: of the pooling region, or of all. */
export function reversalLimitFen({ reversal }: SecondPersonRules, regionCode: string): number {
  const own = reversal.regions[`${regionCode.slice(0, 4)}00`];
  return (own ?? reversal.fromYuan) * 100;
}

export function secondPersonFromFen({ secondPerson }: Rules, { regionCode }: Caller): number {
  return reversalLimitFen(secondPerson, regionCode);
}

/**
 * Whether the agency’s staff must have a reversal decided by a second person. An institution takes back its own bill as
 * its own system would, by message: the interface asks for no second person.
 */
export function needsSecondPerson(deps: Rules, caller: Caller, bill: Bill): boolean {
  return caller.institutionCode === null && Number(bill.totalFen) >= secondPersonFromFen(deps, caller);
}

export function secondPersonNeeded(deps: Rules, caller: Caller, { totalFen }: Bill): Rejection {
  const limit = yuanText(fen(secondPersonFromFen(deps, caller)));
  const total = yuanText(fen(Number(totalFen)));
  const cause = causeOf(deps.secondPerson, deps.secondPerson.reversal, { from: limit });
  return bilingualRejection('second-person-needed', {
    zh: { total, cause: cause.zh },
    en: { total, cause: cause.en },
  });
}
