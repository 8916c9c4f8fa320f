import type {
  BehindQuery,
  BehindView,
  BulletinQuery,
  EnrolmentFiguresOperationId,
  EntryDelaysQuery,
  LevyBillsQuery,
  LevyFiguresQuery,
  LevyMonthsQuery,
  LevyPlacesQuery,
  LevyUnitsQuery,
  PlaceFiguresQuery,
  ReportQuery,
  SplitQuery,
  SplitView,
  TargetBody,
  TargetsQuery,
} from '@gongji/contract';
import { enrolledBy, enrolledPersons } from '@gongji/store/figures';
import { personRef } from '../identity/person-ref.ts';
import { type Answer, ok } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { Handler } from '../rest/handler.ts';
import { maskName, maskNumber } from '../rest/mask.ts';
import { countedCovers } from './counted-covers.ts';
import { entryDelay } from './entry-delay.ts';
import { levy, levyBehind, levyByMonth, levyByUnit, levyPlaces } from './levy-figures.ts';
import { placeFigures } from './place-figures.ts';
import { bulletinFile, reportFile } from './report-files.ts';
import type { ReportKind } from './reports.ts';
import { setTarget, targets } from './targets.ts';

/** The casts state what the operation's own schemas have just checked. */
export const ENROLMENT_FIGURES_HANDLERS: Readonly<Record<EnrolmentFiguresOperationId, Handler>> = {
  placeFigures: (deps, caller, { query }) => placeFigures(deps, caller, query as PlaceFiguresQuery),
  enrolmentSplit: (deps, caller, { query }) => split(deps, caller, query as SplitQuery),
  personsBehind: (deps, caller, { query }) => behind(deps, caller, query as BehindQuery),
  entryDelays: (deps, caller, { query }) => entryDelay(deps, caller, query as EntryDelaysQuery),
  levyFigures: (deps, caller, { query }) => levy(deps, caller, query as LevyFiguresQuery),
  levyByPlace: (deps, caller, { query }) => levyPlaces(deps, caller, query as LevyPlacesQuery),
  levyMonths: (deps, caller, { query }) => levyByMonth(deps, caller, query as LevyMonthsQuery),
  levyUnits: (deps, caller, { query }) => levyByUnit(deps, caller, query as LevyUnitsQuery),
  levyBills: (deps, caller, { query }) => levyBehind(deps, caller, query as LevyBillsQuery),
  targets: (deps, caller, { query }) => targets(deps, caller, (query as TargetsQuery).year),
  report: (deps, caller, { params, query }) =>
    reportFile(deps, caller, (params as { kind: ReportKind }).kind, query as ReportQuery),
  enrolmentBulletin: (deps, caller, { query }) => bulletinFile(deps, caller, query as BulletinQuery),
  setTarget: (deps, caller, { body }) => setTarget(deps, caller, body as TargetBody),
};

async function split(
  deps: RestDeps,
  caller: Caller,
  { by, ...asked }: SplitQuery,
): Promise<Answer<SplitView>> {
  const counted = countedCovers(deps, caller, asked);
  const items = await enrolledBy(deps.pool, caller, { ...counted, split: by });
  return ok({ on: counted.on, items: [...items] });
}

const PAGE = 50;

async function behind(deps: RestDeps, caller: Caller, query: BehindQuery): Promise<Answer<BehindView>> {
  const { by, key, scheme, after } = query;
  const counted = countedCovers(deps, caller, query);
  const asked = { ...counted, split: by, key, scheme, after: after ?? '0', limit: PAGE + 1 };
  const rows = await enrolledPersons(deps.pool, caller, asked);
  const items = rows.slice(0, PAGE).map(({ personId, name, certNo, unitName, ...rest }) => ({
    person: personRef(personId),
    name: maskName(name),
    certNo: maskNumber(certNo),
    ...rest,
    ...(unitName === null ? {} : { unitName }),
  }));
  const last = rows[PAGE - 1];
  return ok(rows.length > PAGE && last !== undefined ? { items, next: last.personId } : { items });
}
