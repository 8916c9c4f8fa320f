import { z } from 'zod';
import { doneView, idParams } from './identity.ts';
import type { Operation } from './operation.ts';
import { tasksQuery, tasksView, taskView } from './task.ts';

/** Work that takes more than a moment: what it is doing, and how to stop it. */
export const TASK_OPERATIONS = {
  tasks: {
    method: 'GET',
    path: '/api/tasks',
    action: 'task',
    summary: { zh: '后台任务，最近的在前', en: 'Tasks, latest first' },
    query: tasksQuery,
    response: tasksView,
  },
  task: {
    method: 'GET',
    path: '/api/tasks/{id}',
    action: 'task',
    summary: { zh: '一个任务的进度与结果', en: 'Progress and result of a task' },
    params: idParams,
    response: taskView,
  },
  taskFile: {
    method: 'GET',
    path: '/api/tasks/{id}/file',
    action: 'task',
    summary: { zh: '取自己任务生成的文件', en: 'The file that a task of one’s own has made' },
    params: idParams,
    response: z.string(),
    produces: 'application/pdf',
  },
  cancelTask: {
    method: 'POST',
    path: '/api/tasks/{id}/cancel',
    action: 'task',
    summary: { zh: '取消任务', en: 'Cancel a task' },
    params: idParams,
    response: doneView,
  },
} as const satisfies Record<string, Operation>;

export type TaskOperationId = keyof typeof TASK_OPERATIONS;
