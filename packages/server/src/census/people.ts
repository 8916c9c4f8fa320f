import type {
  CensusPeopleQuery,
  CensusPeopleView,
  CensusProgressItem,
  CensusProgressQuery,
  CensusProgressView,
  RenewalsQuery,
  RenewalsView,
} from '@gongji/contract';
import { ageOn, type CalendarDate, type Fen, ratioPpm } from '@gongji/domain';
import {
  type CensusPersonRow,
  type CensusProgressRow,
  censusPeople,
  censusProgress,
  countCensusPeople,
  countRenewals,
  type FollowUp,
  type RenewalRow,
  renewals,
} from '@gongji/store/census';
import { contributionPolicy, spanOfPeriod } from '../contribution/period.ts';
import { countedCovers } from '../figures/counted-covers.ts';
import { personRef } from '../identity/person-ref.ts';
import { given } from '../print/person-fields.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { maskName, maskNumber, maskPhone } from '../rest/mask.ts';
import { pagePlace } from '../rest/paged.ts';
import { chinaDay } from '../settlement/benefit-year.ts';

/** Progress 进度 by community or collector; the four states of each row and of the total add up. */
export async function progress(
  deps: RestDeps,
  caller: Caller,
  { by, unitId, ...asked }: CensusProgressQuery,
): Promise<Answer<CensusProgressView>> {
  const { on, covered } = countedCovers(deps, caller, asked);
  const rows = await censusProgress(deps.pool, caller, { covered, by, unitId });
  return ok({ on, by, items: rows.map(withRates), total: withRates(totalOf(rows)) });
}

function withRates(row: CensusProgressRow): CensusProgressItem {
  const eligible = row.covered + row.missing + row.away;
  const here = row.covered + row.missing;
  return {
    ...row,
    ...(eligible === 0 ? {} : { ratePpm: ratioPpm(row.covered, eligible) }),
    ...(here === 0 ? {} : { ratePpmWithoutAway: ratioPpm(row.covered, here) }),
  };
}

function totalOf(rows: readonly CensusProgressRow[]): CensusProgressRow {
  const total = { key: '', name: '', ...NOTHING };
  for (const row of rows) for (const name of COUNTS) total[name] += row[name];
  return total;
}

const NOTHING = {
  people: 0,
  covered: 0,
  exempt: 0,
  away: 0,
  missing: 0,
  assigned: 0,
  visited: 0,
  promised: 0,
  refused: 0,
  notFound: 0,
  won: 0,
};
const COUNTS = Object.keys(NOTHING) as (keyof typeof NOTHING)[];

/** People of the census in a state: the missing unless asked otherwise. */
export async function people(
  deps: RestDeps,
  caller: Caller,
  { on: asked, year, sort, order, after, limit, ...query }: CensusPeopleQuery,
): Promise<Answer<CensusPeopleView>> {
  const { on, covered } = countedCovers(deps, caller, { on: asked, year });
  const filter = { ...query, covered, today: chinaDay(deps.now()) };
  const [rows, total] = await Promise.all([
    censusPeople(deps.pool, caller, { ...filter, sort, order, after, limit }),
    countCensusPeople(deps.pool, caller, filter),
  ]);
  return ok({ on, items: rows.map((row) => personItem(row, on)), ...pagePlace(after, rows.length, total) });
}

function personItem(row: CensusPersonRow, on: CalendarDate): CensusPeopleView['items'][number] {
  const { personId, unitId, unitName, groups } = row;
  return {
    person: personRef(personId),
    name: maskName(row.name),
    certNo: maskNumber(row.certNo),
    ...given('phone', row.phone === null ? undefined : maskPhone(row.phone)),
    age: ageOn(row.bornOn, on),
    unitId,
    unitName,
    ...(row.exempt === 'none' ? {} : { exempt: row.exempt as NonNullable<CensusPeopleQuery['exempt']> }),
    ...given('proof', row.proof ?? undefined),
    ...given('scheme', (row.scheme ?? undefined) as 'employee' | 'resident' | undefined),
    ...given('lastCoveredTo', row.lastCoveredTo ?? undefined),
    groups: [...groups],
    ...followUpOf(row),
  };
}

type Result = NonNullable<Exclude<CensusPeopleQuery['result'], 'none'>>;

function followUpOf(row: FollowUp) {
  return {
    ...given('collectorId', row.collectorId ?? undefined),
    ...given('collectorName', row.collectorName ?? undefined),
    visits: row.visits,
    ...given('visitedOn', row.visitedOn ?? undefined),
    ...given('result', (row.result ?? undefined) as Result | undefined),
    ...given('promisedBy', row.promisedBy ?? undefined),
    ...given('note', row.note ?? undefined),
  };
}

/** The renewal list 续保名单 of a year. */
export async function renewalList(
  deps: RestDeps,
  caller: Caller,
  { year, sort, order, after, limit, ...query }: RenewalsQuery,
): Promise<Answer<RenewalsView>> {
  const today = chinaDay(deps.now());
  const filter = { ...query, ...yearOf(deps, caller, year), today };
  const [rows, total] = await Promise.all([
    renewals(deps.pool, caller, { ...filter, sort, order, after, limit }),
    countRenewals(deps.pool, caller, filter),
  ]);
  const items = rows.map((row) => renewalItem(row, today));
  return ok({ year: filter.year, items, ...pagePlace(after, rows.length, total) });
}

/** The benefit year of residents and its first day, by the policy in force. */
export function yearOf(
  deps: Pick<RestDeps, 'now' | 'policies'>,
  { regionCode }: Pick<Caller, 'regionCode'>,
  year: string | undefined,
): { readonly year: string; readonly from: CalendarDate } {
  const today = chinaDay(deps.now());
  const policy = contributionPolicy(deps.policies, regionCode, 'resident', today);
  const begins = { benefitYearStart: policy?.benefitYearStart ?? '01-01' };
  const thisYear = today.slice(0, 4);
  const period =
    year ?? (today < spanOfPeriod(begins, thisYear).from ? String(Number(thisYear) - 1) : thisYear);
  return { year: period, from: spanOfPeriod(begins, period).from };
}

function renewalItem(row: RenewalRow, on: CalendarDate): RenewalsView['items'][number] {
  const { dueFen, paidFen } = row;
  return {
    person: personRef(row.personId),
    name: maskName(row.name),
    certNo: maskNumber(row.certNo),
    ...given('phone', row.phone === null ? undefined : maskPhone(row.phone)),
    age: ageOn(row.bornOn, on),
    unitName: row.unitName ?? '',
    ...given('className', row.className ?? undefined),
    ...given('billId', row.billId ?? undefined),
    ...(dueFen === null ? {} : { dueFen: dueFen as Fen, openFen: (dueFen - (paidFen ?? 0)) as Fen }),
    ...given('dueOn', row.dueOn ?? undefined),
    ...followUpOf(row),
  };
}
