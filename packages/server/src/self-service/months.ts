import type { MonthsView } from '@gongji/contract';
import { type Fen, fen } from '@gongji/domain';
import { coversOf, groupSpansOf, registerPersonBy } from '@gongji/store/enrolment';
import { personFile, wholeRegion } from '@gongji/store/rest';
import { contributionFacts, factSource } from '../contribution/facts.ts';
import { contributionPolicy } from '../contribution/period.ts';
import { missingBy, monthsView } from '../enrolment/months-counted.ts';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

/** 缴费月数 of who is or was insured as an employee: counted from bills and recognitions, with what the policy asks for. */
export async function contributionMonths(
  { pool, policies, now }: RestDeps,
  caller: Caller,
  ref: string,
): Promise<Answer<{ months?: MonthsView }>> {
  const file = await personFile(pool, caller, ref);
  const person = file && (await registerPersonBy(pool, wholeRegion(caller.regionCode), `~${file.personId}`));
  if (person === undefined) return problemAnswer('not-found');
  const { personId, regionCode } = person;
  const covers = (await coversOf(pool, personId)).filter(({ scheme }) => scheme === 'employee');
  const latest = covers.at(-1);
  if (latest === undefined) return ok({});
  const on = chinaDay(now());
  const { sources, counted } = await monthsOfPerson(pool, person, { scheme: 'employee', until: on });
  const policy = contributionPolicy(policies, regionCode, 'employee', on);
  if (policy === undefined) return ok({});
  const status = latest.personStatus === 'flexible' ? 'flexible' : 'active';
  const source = factSource(person, latest, await groupSpansOf(pool, personId), on);
  const facts = contributionFacts(policy, { ...source, personStatus: status }, on);
  const declaredBaseFen: Fen | undefined =
    sources.lastBaseFen === null ? undefined : fen(sources.lastBaseFen);
  const request = { policy, on, facts, declaredBaseFen };
  // Who is retired has brought his years.
  const found = latest.personStatus === 'retired' ? undefined : missingBy(request, counted);
  return ok({ months: monthsView(counted, request, found) });
}
