import type { PlaceFigure, PlaceFiguresQuery, PlaceFiguresView } from '@gongji/contract';
import { type CalendarDate, ratioPpm } from '@gongji/domain';
import {
  latestCensus,
  listTargets,
  type PlaceCountRow,
  placeCounts,
  type TargetRow,
} from '@gongji/store/figures';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { chinaDay } from '../settlement/benefit-year.ts';
import { countedCovers } from './counted-covers.ts';

/** Today in China. */
export function todayOf({ now }: Pick<RestDeps, 'now'>): CalendarDate {
  return chinaDay(now());
}

/** Participation by place 片区参保情况, with the rate, its rank and the gap to the target. */
export async function placeFigures(
  deps: RestDeps,
  caller: Caller,
  query: PlaceFiguresQuery,
): Promise<Answer<PlaceFiguresView>> {
  const { level, within } = query;
  const counted = countedCovers(deps, caller, query);
  const { on, year, knownOn } = counted;
  const [rows, census, targets] = await Promise.all([
    placeCounts(deps.pool, caller, { ...counted, level, within }),
    latestCensus(deps.pool, caller, knownOn),
    listTargets(deps.pool, caller, Number(year), knownOn),
  ]);
  const places = ranked(rows.map((row) => figureOf(row, targetOf(targets, row.key))));
  const whole =
    within === undefined && caller.unitId === null ? targetOf(targets, '') : targetOf(targets, within ?? '-');
  return ok({ on, year, ...(census === undefined ? {} : { census }), places, total: totalOf(rows, whole) });
}

interface PlaceTarget {
  readonly persons?: number;
  readonly ratePpm?: number;
}

/** Targets of a place: persons of both schemes together, and the rate; what nobody has set is left out. */
function targetOf(targets: readonly TargetRow[], place: string): PlaceTarget {
  const own = targets.filter((one) => one.place === place);
  const persons = own.filter(({ metric }) => metric === 'employees' || metric === 'residents');
  const rate = own.find(({ metric }) => metric === 'ratePpm');
  return {
    ...(persons.length === 0 ? {} : { persons: persons.reduce((sum, one) => sum + one.value, 0) }),
    ...(rate === undefined ? {} : { ratePpm: rate.value }),
  };
}

/** Numbers of a place with what follows from them; rates only where there is a denominator. */
export function figureOf(row: PlaceCountRow, target: PlaceTarget = {}): PlaceFigure {
  const { key, name, employees, residents, newToday, eligible, away, missing } = row;
  const insured = employees + residents;
  const here = (eligible ?? 0) - away;
  return {
    ...{ key, name, employees, residents, newToday, away, missing },
    ...(eligible === null ? {} : { eligible }),
    ...(eligible === null || eligible === 0
      ? {}
      : {
          ratePpm: ratioPpm(insured, eligible),
          employeeRatePpm: ratioPpm(employees, eligible),
          residentRatePpm: ratioPpm(residents, eligible),
        }),
    ...(eligible === null || here <= 0 ? {} : { ratePpmWithoutAway: ratioPpm(insured, here) }),
    ...(target.ratePpm === undefined ? {} : { targetRatePpm: target.ratePpm }),
    ...(target.persons === undefined ? {} : { target: target.persons, gap: target.persons - insured }),
  };
}

/** The highest rate is first 排名; equal rates share a rank. */
function ranked(places: readonly PlaceFigure[]): PlaceFigure[] {
  return places.map((one) => {
    if (one.ratePpm === undefined) return one;
    const rate = one.ratePpm;
    return { ...one, rank: 1 + places.filter((other) => (other.ratePpm ?? -1) > rate).length };
  });
}

/** The sum of all places. */
export function totalOf(rows: readonly PlaceCountRow[], target?: PlaceTarget): PlaceFigure {
  const sum = (pick: (row: PlaceCountRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const total = {
    key: '',
    name: '',
    employees: sum((row) => row.employees),
    residents: sum((row) => row.residents),
    newToday: sum((row) => row.newToday),
    eligible: rows.some((row) => row.eligible !== null) ? sum((row) => row.eligible ?? 0) : null,
    away: sum((row) => row.away),
    missing: sum((row) => row.missing),
  };
  return figureOf(total, target);
}
