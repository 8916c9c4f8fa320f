import type { NewId, Pool, Queryable } from '@gongji/store';
import { beatTask, endTask, insertTask, type TakenTask, type TaskError, takeTask } from '@gongji/store/task';

/** What a handler works with. It may be begun again after the program was killed, so each piece of work must be safe to repeat. */
export interface TaskContext {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly task: TakenTask;
  /** Tells how far the work is. Throws {@link TaskStopped} when it was cancelled or the program ends: let it pass. */
  readonly progress: (done: number, total?: number) => Promise<void>;
}

/** Does the work of one kind of task; what it answers is the result that its user reads. */
export type TaskHandler = (context: TaskContext) => Promise<unknown>;

export class TaskStopped extends Error {}

/** A task that cannot be done, with what its user should know. */
export class TaskRefused extends Error {
  readonly reason: TaskError;
  constructor(reason: TaskError) {
    super(reason.en);
    this.reason = reason;
  }
}

type Asked = Omit<Parameters<typeof insertTask>[1], 'taskId' | 'at'>;
type End = Parameters<typeof endTask>[3];

export interface TaskQueue {
  /** Puts a task in the queue, in the caller's transaction if there is one. */
  readonly add: (db: Queryable, task: Asked) => Promise<string>;
  /**
   * Does at once what the caller waits for, and keeps it as a task too: whoever leaves the page finds it again. It cannot be
   * cancelled. Its kind needs a handler for the case that the program was killed over it.
   */
  readonly track: <T>(
    task: Asked,
    work: (progress: TaskContext['progress']) => Promise<{ readonly answer: T; readonly end: End }>,
  ) => Promise<T>;
}

export interface RunnerOptions {
  readonly pool: Pool;
  readonly newId: NewId;
  readonly now: () => Date;
  readonly handlers: Readonly<Record<string, TaskHandler>>;
  readonly onFault: (fault: unknown) => void;
  readonly lookEveryMs?: number;
}

/** A holder that is silent this long is taken for dead. */
const SILENT_SECONDS = 30;
const BEAT_MS = 5_000;
/** Progress is told no more often than this. */
const BEAT_LEAST_MS = 300;

const FAULT: TaskError = {
  zh: '处理时发生内部错误，未完成的部分没有生效。',
  en: 'An internal error occurred; what was not finished has had no effect.',
  remedyZh: '请重试；再次失败请联系系统管理员。',
  remedyEn: 'Try again; if it fails again, tell the system administrator.',
};

/** Runs tasks one after another in this process, oldest first. Returns the queue and what stops it. */
export function startTasks(options: RunnerOptions): TaskQueue & { readonly stop: () => Promise<void> } {
  const { pool, newId, now, onFault } = options;
  const holder = `${process.pid}-${newId()}`;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    while (!stopping) {
      const task = await takeTask(pool, holder, SILENT_SECONDS);
      if (task === undefined) return;
      await run(options, holder, task, () => stopping);
    }
  };
  const soon = (ms: number): void => {
    clearTimeout(timer);
    if (stopping) return;
    timer = setTimeout(() => {
      working = working
        .then(look)
        .catch(onFault)
        .finally(() => soon(options.lookEveryMs ?? 1_000));
    }, ms);
    timer.unref();
  };
  soon(0);
  return {
    add: async (db, task) => {
      const taskId = newId();
      await insertTask(db, { ...task, taskId, at: now() });
      return taskId;
    },
    track: (task, work) => track(options, holder, task, work),
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** For work that is whole or nothing and answers its caller: nobody is there any more to hear of it. */
export const cutOff: TaskHandler = () =>
  Promise.reject(
    new TaskRefused({
      zh: '处理时程序中断，没有生效的部分已全部撤回。',
      en: 'The program was stopped over it; what had not taken effect has none.',
      remedyZh: '请重新提交一次；已收下的不会重复。',
      remedyEn: 'Send it once more; what was taken is not taken twice.',
    }),
  );

async function track<T>(
  { pool, newId, now, onFault }: RunnerOptions,
  holder: string,
  task: Asked,
  work: (progress: TaskContext['progress']) => Promise<{ readonly answer: T; readonly end: End }>,
): Promise<T> {
  const taskId = newId();
  await insertTask(pool, { ...task, taskId, at: now() }, holder);
  let state = { done: 0, total: null as number | null };
  let beaten = 0;
  const beat = async (): Promise<boolean> => beatTask(pool, taskId, holder, state);
  const alive = setInterval(() => void beat().catch(onFault), BEAT_MS);
  try {
    const { answer, end } = await work(async (done, total) => {
      state = { done, total: total ?? state.total };
      if (Date.now() - beaten < BEAT_LEAST_MS) return;
      beaten = Date.now();
      await beat();
    });
    await endTask(pool, taskId, holder, end);
    return answer;
  } catch (fault) {
    await endTask(pool, taskId, holder, { state: 'failed', error: FAULT });
    throw fault;
  } finally {
    clearInterval(alive);
  }
}

async function run(
  options: RunnerOptions,
  holder: string,
  task: TakenTask,
  stopping: () => boolean,
): Promise<void> {
  const { pool, newId, now, onFault } = options;
  let state = { done: 0, total: null as number | null };
  let beaten = 0;
  const beat = async (): Promise<boolean> => beatTask(pool, task.taskId, holder, state);
  const alive = setInterval(() => void beat().catch(onFault), BEAT_MS);
  const progress = async (done: number, total?: number): Promise<void> => {
    state = { done, total: total ?? state.total };
    if (stopping()) throw new TaskStopped();
    if (Date.now() - beaten < BEAT_LEAST_MS && done !== state.total) return;
    beaten = Date.now();
    if (!(await beat())) throw new TaskStopped();
  };
  try {
    const handler = options.handlers[task.kind];
    if (handler === undefined) throw new Error(`no handler for tasks of kind ${task.kind}`);
    const result = await handler({ pool, newId, now, task, progress });
    await beat();
    await endTask(pool, task.taskId, holder, { state: 'done', result: result ?? null });
  } catch (fault) {
    if (fault instanceof TaskStopped)
      await endTask(pool, task.taskId, holder, { state: stopping() ? 'waiting' : 'cancelled' });
    else if (fault instanceof TaskRefused)
      await endTask(pool, task.taskId, holder, { state: 'failed', error: fault.reason });
    else {
      onFault(fault);
      await endTask(pool, task.taskId, holder, { state: 'failed', error: FAULT });
    }
  } finally {
    clearInterval(alive);
  }
}
