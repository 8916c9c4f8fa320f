import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

export type TaskState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** Task 任务: work of more than a moment, with its progress. */
export interface TaskRow {
  readonly taskId: string;
  readonly kind: string;
  readonly title: string;
  /** The batch or audit that it works on. */
  readonly about: string | null;
  /** Whether it made a file that is still there. */
  readonly hasFile: boolean;
  readonly state: TaskState;
  readonly doneCount: number;
  readonly totalCount: number | null;
  readonly result: unknown;
  readonly error: TaskError | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Why a task could not be done, for its user. */
export interface TaskError {
  readonly zh: string;
  readonly en: string;
  readonly remedyZh: string;
  readonly remedyEn: string;
}

export interface NewTask {
  readonly taskId: string;
  readonly regionCode: string;
  readonly unitId: string | null;
  readonly kind: string;
  readonly title: string;
  readonly input: unknown;
  readonly createdBy: string;
  readonly at: Date;
}

export interface TakenTask extends NewTask {
  readonly attempt: number;
}

const COLUMNS = `t.task_id as "taskId", t.kind, t.title, t.state, t.done_count::float8 as "doneCount",
  t.total_count::float8 as "totalCount", t.result, t.error, t.created_by as "createdBy", t.created_at as "createdAt",
  t.started_at as "startedAt", t.finished_at as "finishedAt",
  coalesce(t.input->>'batchId', t.input->>'auditId') as about,
  exists (select from task_file f where f.task_id = t.task_id) as "hasFile"`;

const IN_SCOPE = '(t.region_code like $1 and ($2::bigint is null or t.unit_id = $2))';

/** `holder`: it is under way already, in the hands of that process. */
export async function insertTask(db: Queryable, task: NewTask, holder: string | null = null): Promise<void> {
  await db.query(
    `insert into task (task_id, region_code, unit_id, kind, title, input, created_by, created_at, held_by, state, started_at,
                       beat_at, attempt)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text,
             case when $9::text is null then 'waiting' else 'running' end, case when $9::text is null then null else $8::timestamptz end,
             case when $9::text is null then null else now() end, case when $9::text is null then 0 else 1 end)`,
    [
      task.taskId,
      task.regionCode,
      task.unitId,
      task.kind,
      task.title,
      JSON.stringify(task.input),
      task.createdBy,
      task.at,
      holder,
    ],
  );
}

/** Takes the oldest task that waits, or one whose holder has given no sign of life for a while. */
export async function takeTask(
  db: Queryable,
  holder: string,
  silentSeconds: number,
): Promise<TakenTask | undefined> {
  const { rows } = await db.query<TakenTask>(
    `update task set state = 'running', held_by = $1, beat_at = now(), started_at = coalesce(started_at, now()),
            attempt = attempt + 1
      where task_id = (select task_id from task
              where state = 'waiting' or (state = 'running' and beat_at < now() - make_interval(secs => $2))
              order by created_at limit 1 for update skip locked)
     returning task_id as "taskId", region_code as "regionCode", unit_id as "unitId", kind, title, input,
       created_by as "createdBy", created_at as at, attempt`,
    [holder, silentSeconds],
  );
  return rows[0];
}

/** Sign of life with progress. False: the task was cancelled, or somebody else holds it now. */
export async function beatTask(
  db: Queryable,
  taskId: string,
  holder: string,
  progress: { readonly done: number; readonly total: number | null },
): Promise<boolean> {
  const { rows } = await db.query<{ go: boolean }>(
    `update task set beat_at = now(), done_count = $3, total_count = $4
      where task_id = $1 and held_by = $2 and state = 'running' returning not cancel_asked as go`,
    [taskId, holder, progress.done, progress.total],
  );
  return rows[0]?.go === true;
}

/** Ends a task that this holder has; `waiting` gives it back, for another one to take. */
export async function endTask(
  db: Queryable,
  taskId: string,
  holder: string,
  end: { readonly state: TaskState; readonly result?: unknown; readonly error?: TaskError },
): Promise<void> {
  await db.query(
    `update task set state = $3, result = $4, error = $5, held_by = null,
            finished_at = case when $3 = 'waiting' then null else now() end
      where task_id = $1 and held_by = $2 and state = 'running'`,
    [
      taskId,
      holder,
      end.state,
      end.result === undefined ? null : JSON.stringify(end.result),
      end.error === undefined ? null : JSON.stringify(end.error),
    ],
  );
}

/** Asks for the end of a task in scope: one that waits is cancelled at once, one that runs when it next looks. */
export async function cancelTask(db: Queryable, scope: Scope, taskId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update task t set cancel_asked = true,
            state = case when t.state = 'waiting' then 'cancelled' else t.state end,
            finished_at = case when t.state = 'waiting' then now() else t.finished_at end
      where t.task_id = $3 and t.state in ('waiting', 'running') and ${IN_SCOPE}`,
    [regionPattern(scope), scope.unitId, taskId],
  );
  return rowCount === 1;
}

export async function readTask(db: Queryable, scope: Scope, taskId: string): Promise<TaskRow | undefined> {
  const { rows } = await db.query<TaskRow>(
    `select ${COLUMNS} from task t where t.task_id = $3 and ${IN_SCOPE}`,
    [regionPattern(scope), scope.unitId, taskId],
  );
  return rows[0];
}

/** Tasks in scope, the latest first. */
export async function listTasks(
  db: Queryable,
  scope: Scope,
  filter: { readonly createdBy?: string | undefined; readonly limit: number },
): Promise<readonly TaskRow[]> {
  const { rows } = await db.query<TaskRow>(
    `select ${COLUMNS} from task t where ${IN_SCOPE} and ($3::text is null or t.created_by = $3)
      order by t.created_at desc, t.task_id desc limit $4`,
    [regionPattern(scope), scope.unitId, filter.createdBy ?? null, filter.limit],
  );
  return rows;
}
