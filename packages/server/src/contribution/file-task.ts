import type { PaymentFileBody, PaymentFileView } from '@gongji/contract';
import type { Answer } from '../rest/answer.ts';
import type { Caller } from '../rest/caller.ts';
import type { RestDeps } from '../rest/deps.ts';
import { refusalOf } from '../task/refusal.ts';
import { takeFile } from './receipts.ts';

/** Kind of the tasks that take payment files. */
export const PAYMENT_FILE_TASK = 'payment-file';

/** {@link takeFile}, kept as a task: a file of a whole day takes longer than anybody looks at one page. */
export function takeFileAsTask(
  deps: RestDeps,
  caller: Caller,
  file: PaymentFileBody,
): Promise<Answer<PaymentFileView>> {
  const { regionCode, actor: createdBy } = caller;
  const task = {
    ...{ regionCode, unitId: null, kind: PAYMENT_FILE_TASK, title: file.name, createdBy },
    input: { layout: file.layout },
  };
  return deps.tasks.track<Answer<PaymentFileView>>(task, async (progress) => {
    const answer = await takeFile(deps, caller, file, progress);
    if (answer.kind === 'problem') return { answer, end: { state: 'failed', error: refusalOf(answer) } };
    const { lines, matched, freeFen, again } = answer.body;
    return { answer, end: { state: 'done', result: { lines, matched, freeFen, again } } };
  });
}
