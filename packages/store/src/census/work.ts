import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Collector 网格员、专干: who goes from door to door for a community. */
export interface CollectorRow {
  readonly collectorId: string;
  readonly unitId: string;
  readonly name: string;
  readonly phone: string;
  readonly role: 'grid' | 'specialist';
  readonly endedOn: CalendarDate | null;
}

const COLLECTOR = `select collector_id as "collectorId", unit_id as "unitId", name, phone, role, ended_on as "endedOn"
  from collector where region_code like $1 and ($2::bigint is null or unit_id = $2)`;

export async function listCollectors(
  db: Queryable,
  scope: Scope,
  unitId: string,
): Promise<readonly CollectorRow[]> {
  const { rows } = await db.query<CollectorRow>(
    `${COLLECTOR} and unit_id = $3 order by ended_on nulls first, collector_id`,
    [regionPattern(scope), scope.unitId, unitId],
  );
  return rows;
}

export async function readCollector(
  db: Queryable,
  scope: Scope,
  collectorId: string,
): Promise<CollectorRow | undefined> {
  const { rows } = await db.query<CollectorRow>(`${COLLECTOR} and collector_id = $3`, [
    regionPattern(scope),
    scope.unitId,
    collectorId,
  ]);
  return rows[0];
}

export async function insertCollector(
  db: Queryable,
  one: Omit<CollectorRow, 'endedOn'> & {
    readonly regionCode: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await db.query(
    `insert into collector (collector_id, region_code, unit_id, name, phone, role, added_by, added_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [one.collectorId, one.regionCode, one.unitId, one.name, one.phone, one.role, one.by, one.at],
  );
}

/** False: he has ended already. */
export async function endCollector(db: Queryable, collectorId: string, on: CalendarDate): Promise<boolean> {
  const { rowCount } = await db.query(
    'update collector set ended_on = $2 where collector_id = $1 and ended_on is null',
    [collectorId, on],
  );
  return rowCount === 1;
}

/** Gives persons to a collector; whoever has him already is left alone. Answers how many were given. */
export async function assignPersons(
  tx: Queryable,
  {
    collectorId,
    personIds,
    firstId,
    by,
    at,
  }: {
    readonly collectorId: string;
    readonly personIds: readonly string[];
    /** Numbers of the rows count up from here. */
    readonly firstId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into collector_assignment (region_code, person_id, assignment_id, collector_id, assigned_by, assigned_at)
     select p.region_code, p.person_id, $3::bigint, $1, $4, $5
       from person p where p.person_id = any($2::bigint[])
        and $1::bigint is distinct from (select a.collector_id from collector_assignment a
              where a.person_id = p.person_id order by a.assignment_id desc limit 1)`,
    [collectorId, personIds, firstId, by, at],
  );
  return rowCount ?? 0;
}

export interface VisitRow {
  readonly visitId: string;
  readonly visitedOn: CalendarDate;
  readonly collectorName: string | null;
  readonly result: string;
  readonly promisedBy: CalendarDate | null;
  readonly note: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

/** Visits of a person who was found in scope, the latest first. */
export async function listVisits(db: Queryable, personId: string): Promise<readonly VisitRow[]> {
  const { rows } = await db.query<VisitRow>(
    `select v.visit_id as "visitId", v.visited_on as "visitedOn", k.name as "collectorName", v.result,
            v.promised_by as "promisedBy", v.note, v.recorded_by as "recordedBy", v.recorded_at as "recordedAt"
       from census_visit v left join collector k using (collector_id)
      where v.person_id = $1 order by v.visit_id desc`,
    [personId],
  );
  return rows;
}

export interface NewVisit {
  readonly visitId: string;
  readonly regionCode: string;
  readonly personId: string;
  readonly visitedOn: CalendarDate;
  readonly collectorId: string | null;
  readonly result: string;
  readonly promisedBy: CalendarDate | null;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
}

export async function insertVisit(tx: Queryable, visit: NewVisit): Promise<void> {
  await tx.query(
    `insert into census_visit (region_code, person_id, visit_id, visited_on, collector_id, result, promised_by, note, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[visit.regionCode, visit.personId, visit.visitId, visit.visitedOn, visit.collectorId],
      ...[visit.result, visit.promisedBy, visit.note, visit.by, visit.at],
    ],
  );
}
