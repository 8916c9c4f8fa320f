import type { NoticesQuery } from '@gongji/contract';
import { readUnit } from '@gongji/store/enrolment';
import { putTaskFile } from '@gongji/store/task';
import { type Answer, ok, problemAnswer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { refusalOf } from '../task/refusal.ts';
import { type TaskHandler, TaskRefused } from '../task/runner.ts';
import { printDunnings } from './dunning-paper.ts';
import { printNotices } from './print-contribution.ts';
import type { PrintWish } from './print-job.ts';

/** Kind of the tasks that make many papers in one file. */
export const PAPERS_TASK = 'papers';

type Wish<More> = More & Omit<PrintWish, 'progress'>;
type Papers =
  | {
      readonly kind: 'notices';
      readonly unitId: string;
      readonly wish: Wish<NoticesQuery & { readonly document: 'notices' | 'notice-list' }>;
    }
  | {
      readonly kind: 'dunnings';
      readonly wish: Wish<{
        readonly level?: number | undefined;
        readonly madeOn?: string | undefined;
        readonly part: number;
      }>;
    };
interface PapersInput {
  readonly papers: Papers;
  /** Whose scope and permissions hold for what is printed. */
  readonly caller: Omit<Caller, 'session'>;
}

/** Puts the printing of many papers in the queue: what takes long can be left, and its file is found again. */
export async function startPapers(
  deps: RestDeps,
  caller: Caller,
  papers: Papers,
): Promise<Answer<{ taskId: string }>> {
  const title = await titleOf(deps, caller, papers);
  if (title === undefined) return problemAnswer('not-found');
  const { session: _, ...asking } = caller;
  const { regionCode, actor, home } = caller;
  const taskId = await deps.tasks.add(deps.pool, {
    ...{ regionCode, unitId: home.unitId, kind: PAPERS_TASK, title, createdBy: actor },
    input: { papers, caller: asking } satisfies PapersInput,
  });
  return ok({ taskId });
}

async function titleOf({ pool }: RestDeps, caller: Caller, papers: Papers): Promise<string | undefined> {
  if (papers.kind === 'dunnings') return 'dunnings';
  const unit = await readUnit(pool, caller, papers.unitId);
  const { document, scheme, period, part } = papers.wish;
  if (unit === undefined) return undefined;
  return [document, scheme, period, unit.name, ...(part === 1 ? [] : [`(${part})`])].join(' ');
}

/** Prints as who asked would, and keeps the file. Done again after a stop, it prints again. `deps` are whole only when it runs. */
export function papersTask(deps: () => RestDeps): TaskHandler {
  return async ({ pool, now, task, progress }) => {
    const { papers, caller: asking } = task.input as PapersInput;
    const caller: Caller = { ...asking, session: undefined };
    const printed =
      papers.kind === 'notices'
        ? await printNotices(deps(), caller, papers.unitId, { ...papers.wish, progress })
        : await printDunnings(deps(), caller, { ...papers.wish, progress });
    if (printed.kind === 'problem') throw new TaskRefused(refusalOf(printed));
    const name = `${task.title.replaceAll(/[\s/\\]+/g, '-')}.pdf`;
    const content = printed.body;
    await putTaskFile(pool, task.taskId, { mediaType: 'application/pdf', name, content, at: now() });
    return { kilobytes: Math.ceil(content.length / 1024) };
  };
}
