import { z } from 'zod';
import { bilingual, id } from './values.ts';

/** Task 任务: work of more than a moment: it can be left and found again. */
export const taskView = z
  .object({
    taskId: id,
    kind: z.string(),
    title: z.string(),
    about: z
      .string()
      .optional()
      .meta({ description: '所办的批次或稽核 the batch or audit that it works on' }),
    hasFile: z
      .boolean()
      .meta({ description: '有可取的文件，七天内有效 it made a file that can be fetched for seven days' }),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    done: z.int(),
    total: z.int().optional(),
    result: z.unknown().optional(),
    error: z.object({ message: bilingual, remedy: bilingual }).optional(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    finishedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.output<typeof taskView>;

/** The task that was put in the queue. */
export const taskStartedView = z.object({ taskId: id }).meta({ id: 'TaskStarted' });

export const tasksQuery = z.strictObject({
  mine: z.stringbool().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TasksQuery = z.output<typeof tasksQuery>;
export const tasksView = z.object({ items: z.array(taskView) }).meta({ id: 'Tasks' });
export type TasksView = z.output<typeof tasksView>;
