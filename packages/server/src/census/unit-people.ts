import type { UnitPeopleQuery, UnitPeopleView } from '@gongji/contract';
import { countUnitPeople, unitPeople } from '@gongji/store/census';
import { readUnit } from '@gongji/store/enrolment';
import { spanOfPeriod } from '../contribution/period.ts';
import { personRef } from '../identity/person-ref.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskPersonNumber } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

/** 单位参保人员: since when each is covered, and the joins and ends of a month. */
export async function peopleOfUnit(
  deps: RestDeps,
  caller: Caller,
  unitId: string,
  { month: asked, q, moved, ...page }: UnitPeopleQuery,
): Promise<Answer<UnitPeopleView>> {
  const unit = await readUnit(deps.pool, caller, unitId);
  if (unit === undefined) return problemAnswer('not-found');
  const month = asked ?? chinaDay(deps.now()).slice(0, 7);
  const span = spanOfPeriod({ benefitYearStart: '01-01' }, month);
  const filter = { unitId, ...span, text: q, moved };
  const [rows, { total, joined, ended }] = await Promise.all([
    unitPeople(deps.pool, caller, { ...filter, ...page }),
    countUnitPeople(deps.pool, caller, filter),
  ]);
  return ok({
    ...{ unitId, unitName: unit.name, month, joined, ended },
    ...pagePlace(page.after, rows.length, total),
    items: rows.map(({ personId, coveredTo, ...row }) => ({
      ...row,
      person: personRef(personId),
      name: maskName(row.name),
      psnNo: maskPersonNumber(row.psnNo),
      ...given('coveredTo', coveredTo ?? undefined),
    })),
  });
}
