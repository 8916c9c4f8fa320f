import type { UnitPeopleQuery, UnitPeopleView } from '@gongji/contract';
import { unitPeople } from '@gongji/store/census';
import { readUnit } from '@gongji/store/enrolment';
import { spanOfPeriod } from '../contribution/period.ts';
import { personRef } from '../identity/person-ref.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

const MOST = 500;

/** 单位参保人员: since when each is covered, and the joins and ends of a month. */
export async function peopleOfUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  { month: asked }: UnitPeopleQuery,
): Promise<Answer<UnitPeopleView>> {
  const unit = await readUnit(deps.pool, caller, unitId);
  if (unit === undefined) return problemAnswer('not-found');
  const month = asked ?? chinaDay(deps.now()).slice(0, 7);
  const span = spanOfPeriod({ benefitYearStart: '01-01' }, month);
  const rows = await unitPeople(deps.pool, caller, { unitId, ...span, limit: MOST + 1 });
  return ok({
    ...{ unitId, unitName: unit.name, month },
    joined: rows.filter((row) => row.joined).length,
    ended: rows.filter((row) => row.ended).length,
    more: rows.length > MOST,
    items: rows.slice(0, MOST).map(({ personId, coveredTo, ...row }) => ({
      ...row,
      person: personRef(personId),
      name: maskName(row.name),
      psnNo: maskPersonNumber(row.psnNo),
      ...given('coveredTo', coveredTo ?? undefined),
    })),
  });
}
