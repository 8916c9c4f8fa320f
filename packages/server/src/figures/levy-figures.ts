import type {
  LevyBillsQuery,
  LevyBillsView,
  LevyFiguresQuery,
  LevyFiguresView,
  LevyMonthsQuery,
  LevyMonthsView,
  LevyPlace,
  LevyPlacesQuery,
  LevyPlacesView,
  LevyUnitsQuery,
  LevyUnitsView,
} from '@gongji/contract';
import { type CalendarDate, type Fen, ratioPpm } from '@gongji/domain';
import {
  type LevyPlaceRow,
  ledgerIncome,
  levyBills,
  levyByPlace,
  levyMonths,
  levySums,
  levyUnits,
  sumLevyUnits,
} from '@gongji/store/contribution';
import { listTargets, type TargetRow } from '@gongji/store/figures';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { todayOf } from './place-figures.ts';

/** Collection by scheme and payer, and the same by the ledger. */
export async function levy(
  { pool }: RestDeps,
  caller: Caller,
  { from, to }: LevyFiguresQuery,
): Promise<Answer<LevyFiguresView>> {
  if (from > to) return problemAnswer('refused', [DAYS_REVERSED]);
  const [sums, ledgerIncomeFen, set] = await Promise.all([
    levySums(pool, caller, { from, to }),
    ledgerIncome(pool, caller, { from, to }),
    listTargets(pool, caller, Number(to.slice(0, 4))),
  ]);
  const paidFen = sums.reduce((total, one) => total + one.paidFen, 0);
  const target = targetOf(set, '');
  return ok({
    from,
    to,
    sums: [...sums],
    billedFen: sums.reduce((total, one) => total + one.billedFen, 0),
    paidFen,
    ledgerIncomeFen,
    equal: paidFen === ledgerIncomeFen,
    ...(target === undefined ? {} : { targetFen: target }),
  });
}

/** Collection by the place of the payer 片区征缴, with the rate and the target of each. */
export async function levyPlaces(
  { pool }: RestDeps,
  caller: Caller,
  query: LevyPlacesQuery,
): Promise<Answer<LevyPlacesView>> {
  const { from, to, within } = query;
  if (from > to) return problemAnswer('refused', [DAYS_REVERSED]);
  const [rows, set] = await Promise.all([
    levyByPlace(pool, caller, query),
    listTargets(pool, caller, Number(to.slice(0, 4))),
  ]);
  const places = rows.map((row) => levyPlaceOf(row, targetOf(set, row.key === '' ? '-' : row.key)));
  const whole = within === undefined && caller.unitId === null ? '' : (within ?? '-');
  const total = levyPlaceOf(wholeOf(rows), targetOf(set, whole));
  return ok({ from, to, places, total, equal: places.every((one) => one.paidFen === one.ledgerFen) });
}

/** Target of money of a place: of both schemes, or the sum where each has its own. */
function targetOf(set: readonly TargetRow[], place: string): number | undefined {
  const of = (metric: TargetRow['metric']) =>
    set.find((one) => one.place === place && one.metric === metric)?.value;
  const [employees, residents] = [of('employeeLevyFen'), of('residentLevyFen')];
  const sum = employees === undefined || residents === undefined ? undefined : employees + residents;
  return of('levyFen') ?? sum;
}

/** Numbers of a place with what follows from them; rates only where there is a denominator. */
export function levyPlaceOf(row: LevyPlaceRow, targetFen: number | undefined): LevyPlace {
  const billedFen = row.employeeBilledFen + row.residentBilledFen;
  const paidFen = row.employeePaidFen + row.residentPaidFen;
  return {
    ...row,
    ...{ billedFen, paidFen },
    ...(billedFen > 0 ? { ratePpm: ratioPpm(paidFen, billedFen) } : {}),
    ...(targetFen === undefined ? {} : { targetFen }),
    ...(targetFen === undefined || targetFen === 0 ? {} : { targetMetPpm: ratioPpm(paidFen, targetFen) }),
  };
}

function wholeOf(rows: readonly LevyPlaceRow[]): LevyPlaceRow {
  const sum = (pick: (row: LevyPlaceRow) => number) => rows.reduce((fen, row) => fen + pick(row), 0) as Fen;
  return {
    ...{ key: '', name: '' },
    employeeBilledFen: sum((row) => row.employeeBilledFen),
    employeePaidFen: sum((row) => row.employeePaidFen),
    residentBilledFen: sum((row) => row.residentBilledFen),
    residentPaidFen: sum((row) => row.residentPaidFen),
    ledgerFen: sum((row) => row.ledgerFen),
  };
}

/** Collection month by month 分月征缴 of a year, beside the year before. */
export async function levyByMonth(
  deps: RestDeps,
  caller: Caller,
  { year = Number(todayOf(deps).slice(0, 4)) }: LevyMonthsQuery,
): Promise<Answer<LevyMonthsView>> {
  return ok({ year, months: [...(await levyMonths(deps.pool, caller, year))] });
}

/** Collection by employer 单位征缴率, the lowest rate first unless asked otherwise. */
export async function levyByUnit(
  deps: RestDeps,
  caller: Caller,
  asked: LevyUnitsQuery,
): Promise<Answer<LevyUnitsView>> {
  const { pool } = deps;
  const { to = todayOf(deps) } = asked;
  const query = { ...asked, to, from: asked.from ?? (`${to.slice(0, 4)}-01-01` as CalendarDate) };
  if (query.from > query.to) return problemAnswer('refused', [DAYS_REVERSED]);
  const [rows, { total, ...sums }] = await Promise.all([
    levyUnits(pool, caller, query),
    sumLevyUnits(pool, caller, query),
  ]);
  return ok({
    items: rows.map(({ areaName, ratePpm, ...row }) => ({
      ...row,
      ...(areaName === null ? {} : { areaName }),
      ...(ratePpm === null ? {} : { ratePpm }),
    })),
    ...sums,
    ...pagePlace(query.after, rows.length, total),
  });
}

const PAGE = 50;

/** The bills behind a number of a place; their sums are the number. */
export async function levyBehind(
  { pool }: RestDeps,
  caller: Caller,
  query: LevyBillsQuery,
): Promise<Answer<LevyBillsView>> {
  if (query.from > query.to) return problemAnswer('refused', [DAYS_REVERSED]);
  const rows = await levyBills(pool, caller, { ...query, after: query.after ?? '0', limit: PAGE + 1 });
  const items = rows.slice(0, PAGE).map(({ payerName, personName, ...rest }) => {
    const name = personName === null ? payerName : maskName(personName);
    return { ...rest, ...(name === null ? {} : { payerName: name }) };
  });
  const last = rows[PAGE - 1];
  return ok(rows.length > PAGE && last !== undefined ? { items, next: last.billId } : { items });
}

export const DAYS_REVERSED = {
  code: 'days-reversed',
  field: 'to',
  message: { zh: '止日早于起日', en: 'the last day is before the first' },
  remedy: { zh: '请改正日期', en: 'correct the days' },
};
