import type {
  AssignBody,
  CensusExportQuery,
  CensusOperationId,
  CensusPeopleQuery,
  CensusProgressQuery,
  CollectorBody,
  EndCollectorBody,
  RenewalsQuery,
  UnitPeopleQuery,
  VisitBody,
} from '@gongji/contract';
import type { Handler } from '../rest/handler.ts';
import { addCollector, assign, collectors, endWork } from './collectors.ts';
import { exportList } from './export-list.ts';
import { people, progress, renewalList } from './people.ts';
import { peopleOfUnit } from './unit-people.ts';
import { recordVisit, visits } from './visits.ts';

/** The casts state what the operation's own schemas have just checked. */
export const CENSUS_HANDLERS: Readonly<Record<CensusOperationId, Handler>> = {
  censusProgress: (deps, caller, { query }) => progress(deps, caller, query as CensusProgressQuery),
  censusPeople: (deps, caller, { query }) => people(deps, caller, query as CensusPeopleQuery),
  renewals: (deps, caller, { query }) => renewalList(deps, caller, query as RenewalsQuery),
  censusExport: (deps, caller, { query }) => exportList(deps, caller, query as CensusExportQuery),
  unitPeople: (deps, caller, { params, query }) =>
    peopleOfUnit(deps, caller, (params as { id: string }).id, query as UnitPeopleQuery),
  collectors: (deps, caller, { query }) => collectors(deps, caller, (query as { unitId: string }).unitId),
  addCollector: (deps, caller, { body }) => addCollector(deps, caller, body as CollectorBody),
  endCollector: (deps, caller, { params, body }) =>
    endWork(deps, caller, (params as { id: string }).id, body as EndCollectorBody),
  assignPersons: (deps, caller, { body }) => assign(deps, caller, body as AssignBody),
  visits: (deps, caller, { query }) => visits(deps, caller, (query as { person: string }).person),
  recordVisit: (deps, caller, { body }) => recordVisit(deps, caller, body as VisitBody),
};
