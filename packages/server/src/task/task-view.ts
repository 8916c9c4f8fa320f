import type { TaskView } from '@gongji/contract';
import type { TaskRow } from '@gongji/store/task';

/** A task as its user sees it. */
export function taskView(row: TaskRow): TaskView {
  const { error } = row;
  return {
    taskId: row.taskId,
    kind: row.kind,
    title: row.title,
    ...(row.about === null ? {} : { about: row.about }),
    hasFile: row.hasFile,
    state: row.state,
    done: row.doneCount,
    ...(row.totalCount === null ? {} : { total: row.totalCount }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(error === null
      ? {}
      : {
          error: {
            message: { zh: error.zh, en: error.en },
            remedy: { zh: error.remedyZh, en: error.remedyEn },
          },
        }),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt.toISOString() }),
  };
}
