import type { BatchView, TaskView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { BatchAgreement, isWaiting } from './batch-agreement.tsx';
import { BatchDecision } from './batch-decision.tsx';
import { BatchRows } from './batch-rows.tsx';
import { listMessages } from './list-messages.ts';
import './lists.css';

/** One batch: what was found, the decision to enrol it, what became of it, and how to take it back. */
export function BatchPage() {
  const t = useText(listMessages);
  const { id } = useParams();
  const batch = useApi<BatchView>(`/api/lists/${id}`);
  useTitle(batch.data?.fileName ?? t('title'));
  return (
    <div className="page lists">
      <p>
        <Link to="/lists">{t('back')}</Link>
      </p>
      <Answered query={batch}>{(data) => <Batch batch={data} />}</Answered>
    </div>
  );
}

function Batch({ batch }: { readonly batch: BatchView }) {
  const t = useText(listMessages);
  const pick = usePick();
  const lang = useLang();
  const task = useWork(batch);
  const isOpen = task !== undefined && isUnderWay(task);
  const { ranBy, ranAt, undoneBy, undoneAt } = batch;
  return (
    <>
      <header className="page-head">
        <div>
          <h1>
            <AsTyped text={batch.fileName} />
          </h1>
          <p>
            {pick(batch.kindName)} · <GivenName name={batch.unit?.name ?? t('agency')} /> ·{' '}
            {timeText(batch.createdAt, lang)}{' '}
            <span className={`tag tag-${batch.state}`}>{t(isWaiting(batch) ? 'waiting' : batch.state)}</span>
          </p>
          {ranBy !== undefined && ranAt !== undefined && (
            <p className="small">{t('ranBy', { by: ranBy, at: timeText(ranAt, lang) })}</p>
          )}
          {undoneBy !== undefined && undoneAt !== undefined && (
            <p className="small">{t('undoneBy', { by: undoneBy, at: timeText(undoneAt, lang) })}</p>
          )}
        </div>
      </header>
      {batch.refusal.map((reason) => (
        <p key={`${reason.code}${reason.field}`} role="alert" className="notice notice-bad">
          {pick(reason.message)} — {pick(reason.remedy)}
        </p>
      ))}
      {(batch.sameFile ?? []).length > 0 && <p className="notice notice-warn">{t('sameFile')}</p>}
      {batch.outdated && <p className="notice">{t('outdated')}</p>}
      {task?.error !== undefined && (
        <p role="alert" className="notice notice-bad">
          {pick(task.error.message)} — {pick(task.error.remedy)}
        </p>
      )}
      {isOpen && <Progress task={task} />}
      {batch.rows > 0 && <Counts batch={batch} />}
      {batch.asked !== undefined && (
        <BatchAgreement key={batch.asked.at} batchId={batch.batchId} asked={batch.asked} />
      )}
      {!isOpen && <BatchDecision key={batch.state} batch={batch} />}
      {batch.rows > 0 && <BatchRows batch={batch} />}
    </>
  );
}

/** The task of the batch, watched while it is under way; what it did is read again when it has ended. */
function useWork({ batchId, taskId }: BatchView): TaskView | undefined {
  const queries = useQueryClient();
  const task = useApi<TaskView>(taskId === undefined ? undefined : `/api/tasks/${taskId}`, (last) =>
    last === undefined || isUnderWay(last) ? 700 : false,
  ).data;
  const state = task?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when another state is reached
  useEffect(() => {
    if (task === undefined || isUnderWay(task)) return;
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => queryKey.some((part) => String(part).includes(`/api/lists`)),
    });
  }, [state, taskId, batchId, queries]);
  return task;
}

function isUnderWay({ state }: TaskView): boolean {
  return state === 'waiting' || state === 'running';
}

function Progress({ task }: { readonly task: TaskView }) {
  const t = useText(listMessages);
  const { post } = usePost();
  const { done, total } = task;
  return (
    <section className="panel row lists-progress" aria-live="polite">
      <strong>{t('working')}</strong>
      <progress aria-label={t('working')} {...(total === undefined ? {} : { max: total, value: done })} />
      <span>{total === undefined ? t('progressRows', { done }) : t('progress', { done, total })}</span>
      <button
        type="button"
        className="button button-small"
        onClick={() => void post(`/api/tasks/${task.taskId}/cancel`, {})}
      >
        {t('cancel')}
      </button>
    </section>
  );
}

function Counts({ batch }: { readonly batch: BatchView }) {
  const t = useText(listMessages);
  const cards = [
    ['good', batch.good],
    ['bad', batch.bad],
    ['hints', batch.hints ?? 0],
    ...(batch.state === 'done' ? ([['entered', batch.done]] as const) : []),
  ] as const;
  return (
    <section className="lists-counts">
      <p className="lists-total">{t('rows', { n: batch.rows })}</p>
      <dl>
        {cards.map(([name, n]) => (
          <div key={name} className={`lists-count lists-${name}`}>
            <dt>{t(name)}</dt>
            <dd>{n}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
