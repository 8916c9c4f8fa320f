import type { Queryable } from '../pool.ts';

/** What a task made, to be fetched by whoever asked for it. */
export interface TaskFile {
  readonly mediaType: string;
  readonly name: string;
  readonly content: Uint8Array;
}

/** Puts the file of a task; a task that is done again replaces it. */
export async function putTaskFile(
  db: Queryable,
  taskId: string,
  { mediaType, name, content, at }: TaskFile & { readonly at: Date },
): Promise<void> {
  await db.query(
    `insert into task_file (task_id, media_type, name, content, made_at) values ($1, $2, $3, $4, $5)
     on conflict (task_id) do update set content = excluded.content, made_at = excluded.made_at`,
    [taskId, mediaType, name, Buffer.from(content), at],
  );
}

/** Only of one's own task: papers show what their user may see, which may be more than a colleague may. */
export async function readTaskFile(
  db: Queryable,
  taskId: string,
  createdBy: string,
): Promise<TaskFile | undefined> {
  const { rows } = await db.query<TaskFile>(
    `select f.media_type as "mediaType", f.name, f.content from task_file f join task t using (task_id)
      where f.task_id = $1 and t.created_by = $2`,
    [taskId, createdBy],
  );
  return rows[0];
}

export async function forgetTaskFiles(db: Queryable, before: Date): Promise<void> {
  await db.query('delete from task_file where made_at < $1', [before]);
}
