import type { TargetBody, TargetsView } from '@gongji/contract';
import { type CalendarDate, ratioPpm } from '@gongji/domain';
import { type LevyPlaceRow, levyByPlace } from '@gongji/store/contribution';
import {
  insertTarget,
  type PlaceCountRow,
  type PlaceLevel,
  placeCounts,
  type TargetMetric,
  type TargetRow,
  targetsEver,
} from '@gongji/store/figures';
import { audited, type Deed } from '../identity/audited.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { countedCovers } from './counted-covers.ts';
import { figureOf, totalOf } from './place-figures.ts';

/** The targets of a year, how far each is met, and what was set before. */
export async function targets(deps: RestDeps, caller: Caller, year: number): Promise<Answer<TargetsView>> {
  const rows = await targetsEver(deps.pool, caller, year);
  const reached = await reachedBy(deps, caller, year, rows);
  const sets = [...Map.groupBy(rows, (row) => `${row.place} ${row.metric}`).values()];
  const items = sets.flatMap(([row, ...earlier]) => {
    if (row === undefined) return [];
    const { place, placeName, metric, value } = row;
    const done = reached(row);
    return [
      {
        ...{ place, metric, ...setOf(row), earlier: earlier.map(setOf) },
        ...given('placeName', placeName ?? undefined),
        ...given('done', done),
        ...(done === undefined || value === 0 ? {} : { metPpm: ratioPpm(done, value) }),
      },
    ];
  });
  return ok({ year, items });
}

function setOf({ value, responsible, signedOn, setBy, setAt }: TargetRow) {
  return {
    value,
    responsible,
    setBy,
    setAt: setAt.toISOString(),
    ...given('signedOn', signedOn ?? undefined),
  };
}

const LEVELS: Readonly<Record<number, PlaceLevel>> = { 0: 'county', 6: 'county', 9: 'street' };
const levelOf = ({ place }: TargetRow): PlaceLevel => LEVELS[place.length] ?? 'community';
const ofMoney = ({ metric }: TargetRow): boolean => MONEY[metric] !== undefined;
const MONEY: Partial<Record<TargetMetric, (row: Paid) => number>> = {
  levyFen: (row) => row.employeePaidFen + row.residentPaidFen,
  employeeLevyFen: (row) => row.employeePaidFen,
  residentLevyFen: (row) => row.residentPaidFen,
};
type Paid = Pick<LevyPlaceRow, 'employeePaidFen' | 'residentPaidFen'>;

/** What has been reached of each target: persons and rates as the figures of the year have them, money as the ledger does. */
async function reachedBy(
  deps: RestDeps,
  caller: Caller,
  year: number,
  set: readonly TargetRow[],
): Promise<(target: TargetRow) => number | undefined> {
  const counted = countedCovers(deps, caller, { year: String(year) });
  const from = `${year}-01-01` as CalendarDate;
  const days = { from, to: `${year}-12-31` as CalendarDate };
  const persons = new Map<PlaceLevel, readonly PlaceCountRow[]>();
  const money = new Map<PlaceLevel, readonly LevyPlaceRow[]>();
  for (const target of set) {
    const level = levelOf(target);
    if (ofMoney(target)) {
      if (!money.has(level)) money.set(level, await levyByPlace(deps.pool, caller, { ...days, level }));
    } else if (!persons.has(level))
      persons.set(level, await placeCounts(deps.pool, caller, { ...counted, level }));
  }
  return (target) => {
    const { place, metric } = target;
    const level = levelOf(target);
    const paid = MONEY[metric];
    if (paid !== undefined) {
      const rows = money.get(level)?.filter(({ key }) => place === '' || key === place) ?? [];
      return rows.reduce((sum, row) => sum + paid(row), 0);
    }
    const rows = persons.get(level) ?? [];
    const own = rows.find(({ key }) => key === place);
    const figure = place === '' ? totalOf(rows) : own && figureOf(own);
    return figure?.[metric as 'employees' | 'residents' | 'ratePpm'];
  };
}

export async function setTarget(
  deps: RestDeps,
  caller: Caller,
  body: TargetBody,
): Promise<Answer<TargetsView>> {
  const targetId = deps.newId();
  const deed: Deed = {
    actor: caller.actor,
    action: 'target.set',
    subject: `target:${targetId}`,
    detail: { ...body },
  };
  const done = await audited(deps, deed, async (tx) => {
    const { signedOn = null, ...rest } = body;
    const target = {
      ...rest,
      signedOn,
      targetId,
      regionCode: caller.regionCode,
      by: caller.actor,
      at: deps.now(),
    };
    return (await insertTarget(tx, target)) ? true : undefined;
  });
  return done === undefined ? problemAnswer('refused', [PLACE_UNKNOWN]) : targets(deps, caller, body.year);
}

const PLACE_UNKNOWN = {
  code: 'place-unknown',
  field: 'place',
  message: { zh: '没有这个区县、街道或单位', en: 'there is no such county, street or unit' },
  remedy: { zh: '请核对编号；全区目标留空', en: 'check the number; leave it empty for the whole region' },
};
