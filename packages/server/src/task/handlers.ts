import type { TaskOperationId, TasksQuery, TasksView, TaskView } from '@gongji/contract';
import { cancelTask, listTasks, readTask, readTaskFile } from '@gongji/store/task';
import { type Answer, type FileAnswer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import type { Handler } from '../rest/handler.ts';
import { taskView } from './task-view.ts';

const idIn = (params: unknown): string => (params as { id: string }).id;

export const TASK_HANDLERS: Readonly<Record<TaskOperationId, Handler>> = {
  tasks: (deps, caller, { query }) => tasks(deps, caller, query as TasksQuery),
  task: (deps, caller, { params }) => task(deps, caller, idIn(params)),
  taskFile: (deps, caller, { params }) => taskFile(deps, caller, idIn(params)),
  cancelTask: (deps, caller, { params }) => cancel(deps, caller, idIn(params)),
};

async function tasks(
  { pool }: RestDeps,
  caller: Caller,
  { mine, limit }: TasksQuery,
): Promise<Answer<TasksView>> {
  const createdBy = mine === true ? caller.actor : undefined;
  const rows = await listTasks(pool, caller, { createdBy, limit });
  return ok({ items: rows.map(taskView) });
}

async function task({ pool }: RestDeps, caller: Caller, taskId: string): Promise<Answer<TaskView>> {
  const row = await readTask(pool, caller, taskId);
  return row === undefined ? problemAnswer('not-found') : ok(taskView(row));
}

async function taskFile({ pool }: RestDeps, caller: Caller, taskId: string): Promise<FileAnswer> {
  const row = await readTask(pool, caller, taskId);
  const file = row === undefined ? undefined : await readTaskFile(pool, taskId, caller.actor);
  if (file === undefined) return { kind: 'problem', code: 'not-found', errors: [] };
  const { mediaType: type, name, content } = file;
  return { kind: 'file', file: { type, name, disposition: 'inline', content } };
}

async function cancel(
  { pool }: RestDeps,
  caller: Caller,
  taskId: string,
): Promise<Answer<{ done: boolean }>> {
  if ((await readTask(pool, caller, taskId)) === undefined) return problemAnswer('not-found');
  return ok({ done: await cancelTask(pool, caller, taskId) });
}
