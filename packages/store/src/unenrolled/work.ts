import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** Collectors of the region who have not ended, with their community. */
export async function regionCollectors(
  db: Queryable,
  scope: Scope,
): Promise<readonly { readonly collectorId: string; readonly name: string; readonly unitName: string }[]> {
  const { rows } = await db.query<{ collectorId: string; name: string; unitName: string }>(
    `select k.collector_id as "collectorId", k.name, u.name as "unitName" from collector k join unit u using (unit_id)
      where k.region_code like $1 and k.ended_on is null order by u.name, k.collector_id limit 1000`,
    [regionPattern(scope)],
  );
  return rows;
}

/** Gives employers of the region to a collector; whoever has one already is left alone. Answers how many were given. */
export async function assignUnenrolled(
  tx: Queryable,
  scope: Scope,
  given: {
    readonly collectorId: string;
    readonly entries: readonly string[];
    readonly assignmentId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into unenrolled_assignment (entry_id, assignment_id, collector_id, assigned_by, assigned_at)
     select e.entry_id, $3, $4, $5, $6 from unenrolled_employer e
      where e.region_code like $1 and e.entry_id = any($2::bigint[])
        and $4::bigint is distinct from (select a.collector_id from unenrolled_assignment a
              where a.entry_id = e.entry_id order by a.assignment_id desc limit 1)`,
    [regionPattern(scope), given.entries, given.assignmentId, given.collectorId, given.by, given.at],
  );
  return rowCount ?? 0;
}

export interface UnenrolledVisitRow {
  readonly visitId: string;
  readonly visitedOn: CalendarDate;
  readonly collectorName: string | null;
  readonly result: string;
  readonly promisedBy: CalendarDate | null;
  readonly reason: string;
  readonly recordedBy: string;
}

/** Visits to an employer who was found in scope, the latest first. */
export async function unenrolledVisits(
  db: Queryable,
  entryId: string,
): Promise<readonly UnenrolledVisitRow[]> {
  const { rows } = await db.query<UnenrolledVisitRow>(
    `select v.visit_id as "visitId", v.visited_on as "visitedOn", k.name as "collectorName", v.result,
            v.promised_by as "promisedBy", v.reason, v.recorded_by as "recordedBy"
       from unenrolled_visit v left join collector k using (collector_id)
      where v.entry_id = $1 order by v.visited_on desc, v.visit_id desc limit 100`,
    [entryId],
  );
  return rows;
}

export async function insertUnenrolledVisit(
  tx: Queryable,
  visit: Omit<UnenrolledVisitRow, 'collectorName'> & {
    readonly entryId: string;
    readonly collectorId: string | null;
    readonly at: Date;
  },
): Promise<void> {
  await tx.query(
    `insert into unenrolled_visit (entry_id, visit_id, visited_on, collector_id, result, promised_by, reason, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[visit.entryId, visit.visitId, visit.visitedOn, visit.collectorId, visit.result, visit.promisedBy],
      ...[visit.reason, visit.recordedBy, visit.at],
    ],
  );
}

export interface UnenrolledStepRow {
  readonly stepId: string;
  readonly kind: string;
  readonly paperNo: string;
  readonly takenOn: CalendarDate;
  readonly nextStep: string;
  readonly nextOn: CalendarDate;
  readonly takenBy: string;
}

/** What was done about a refusal, the latest first. */
export async function unenrolledSteps(db: Queryable, entryId: string): Promise<readonly UnenrolledStepRow[]> {
  const { rows } = await db.query<UnenrolledStepRow>(
    `select step_id as "stepId", kind, paper_no as "paperNo", taken_on as "takenOn", next_step as "nextStep",
            next_on as "nextOn", taken_by as "takenBy"
       from unenrolled_step where entry_id = $1 order by taken_on desc, step_id desc limit 100`,
    [entryId],
  );
  return rows;
}

export async function insertUnenrolledStep(
  tx: Queryable,
  step: UnenrolledStepRow & { readonly entryId: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into unenrolled_step (entry_id, step_id, kind, paper_no, taken_on, next_step, next_on, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[step.entryId, step.stepId, step.kind, step.paperNo, step.takenOn, step.nextStep, step.nextOn],
      ...[step.takenBy, step.at],
    ],
  );
}
