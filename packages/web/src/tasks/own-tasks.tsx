import type { TasksView, TaskView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { type Text, usePick, useText } from '../i18n/messages.ts';
import { taskMessages } from './task-messages.ts';
import './tasks.css';

const SHOWN = 5;
/** Of the page of one kind of work: its tasks may stand behind others. */
const ASKED = 20;
const RENEW_MS = 3_000;
const RENEW_OPEN_MS = 1_000;
const RECENT_MS = 24 * 3_600_000;

/** Where a kind of task was begun, and where its work is seen; one that is missing here opens no page. */
const PLACES: Readonly<Record<string, { readonly path: string; readonly each?: boolean }>> = {
  'group-enrolment-check': { path: '/lists', each: true },
  'group-enrolment-run': { path: '/lists', each: true },
  'group-enrolment-undo': { path: '/lists', each: true },
  'levy-audit': { path: '/levy-audits', each: true },
  arrears: { path: '/contributions/arrears' },
  'account-run': { path: '/account-runs' },
  assessment: { path: '/contributions/assessment' },
  'payment-file': { path: '/contributions/receipts' },
};

interface OwnTasksProps {
  /** Of these kinds alone, as on the page where they are begun; all of them when left out. */
  readonly kinds?: readonly string[];
}

/** 我的任务: what one's own long work has come to, wherever it was left; the last day of it. */
export function OwnTasks(props: OwnTasksProps) {
  const may = useMay();
  return may('task') ? <Tasks {...props} /> : null;
}

function isOpen({ state }: TaskView): boolean {
  return state === 'waiting' || state === 'running';
}

function Tasks({ kinds }: OwnTasksProps) {
  const t = useText(taskMessages);
  const limit = kinds === undefined ? SHOWN : ASKED;
  const path = `/api/tasks?mine=true&limit=${limit}`;
  const tasks = useApi<TasksView>(path, kinds === undefined ? RENEW_MS : RENEW_OPEN_MS);
  const recent = (tasks.data?.items ?? [])
    .filter(
      (task) =>
        (kinds === undefined || kinds.includes(task.kind)) &&
        (isOpen(task) || Date.now() - Date.parse(task.createdAt) < RECENT_MS),
    )
    .slice(0, SHOWN);
  useReadAfter(kinds === undefined ? 0 : recent.filter(isOpen).length);
  if (recent.length === 0) return null;
  return (
    <section className="panel own-tasks" aria-labelledby="own-tasks">
      <h2 id="own-tasks">{t(kinds === undefined ? 'tasks' : 'tasksHere')}</h2>
      <ul>
        {recent.map((task) => (
          <Task key={task.taskId} task={task} linked={kinds === undefined} />
        ))}
      </ul>
    </section>
  );
}

/** When one of them has ended, the page shows what it has changed. */
function useReadAfter(open: number): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (open > 0) return () => void queries.invalidateQueries({ queryKey: ['api'] });
    return undefined;
  }, [open, queries]);
}

const TAGS = {
  waiting: 'tag',
  running: 'tag',
  done: 'tag tag-good',
  failed: 'tag tag-bad',
  cancelled: 'tag tag-quiet',
} as const;

function Task({ task, linked }: { readonly task: TaskView; readonly linked: boolean }) {
  const t = useText(taskMessages);
  const pick = usePick();
  const lang = useLang();
  const { state, done, total, taskId, createdAt, error } = task;
  const place = placeOf(task);
  const name = <Name task={task} />;
  return (
    <li>
      <span className="row">
        {!linked || place === undefined ? name : <Link to={place}>{name}</Link>}
        <span className={TAGS[state]}>{t(state)}</span>
        <span className="small quiet">{timeText(createdAt, lang)}</span>
        {task.hasFile && (
          <a
            className="button button-small"
            href={`/api/tasks/${taskId}/file`}
            target="_blank"
            rel="noreferrer"
          >
            {t('openFile')}
          </a>
        )}
      </span>
      {state === 'running' && (
        <span className="row">
          <progress aria-label={t(state)} {...(total === undefined ? {} : { max: total, value: done })} />
          <span className="small quiet">{total === undefined ? done : `${done} / ${total}`}</span>
        </span>
      )}
      {state === 'done' && <p className="small">{resultText(task, t)}</p>}
      {error !== undefined && (
        <p className="small">
          {pick(error.message)} {pick(error.remedy)}
        </p>
      )}
    </li>
  );
}

function placeOf({ kind, about }: TaskView): string | undefined {
  const place = PLACES[kind];
  return place?.each === true && about !== undefined ? `${place.path}/${about}` : place?.path;
}

/** Kinds whose titles begin with words of ours; other titles are names of files and audits. */
const WORDED = ['account-run', 'assessment', 'papers', 'arrears'];

function isWord(word: string): word is keyof typeof taskMessages.texts {
  return Object.hasOwn(taskMessages.texts, word);
}

/** The kind of work, then what it is about: words of ours in the language of the page, names as they are. */
function Name({ task: { kind, title } }: { readonly task: TaskView }) {
  const t = useText(taskMessages);
  const words = title.split(' ');
  const first = WORDED.includes(kind) ? words.findIndex((word) => !isWord(word)) : 0;
  const ours = first === -1 ? words : words.slice(0, first);
  const about = words.slice(ours.length).join(' ');
  const said = [isWord(kind) ? kind : undefined, ...ours]
    .filter((word, at, all) => word !== undefined && all.indexOf(word) === at)
    .map((word) => (word !== undefined && isWord(word) ? t(word) : ''));
  return (
    <>
      {said.join(' · ')} {about !== '' && <AsTyped text={about} />}
    </>
  );
}

/** The casts state what the handlers of the server answer. */
function resultText({ kind, result, hasFile }: TaskView, t: Text<keyof typeof taskMessages.texts>): string {
  const told = (result ?? {}) as Readonly<Record<string, number>>;
  const { amountFen = 0, freeFen = 0, bad = 0 } = told;
  switch (kind) {
    case 'group-enrolment-check':
      return told.good === undefined ? t('unreadable') : t('checked', told);
    case 'group-enrolment-run':
      return told.done === undefined ? '' : t('entered', { ...told, bad });
    case 'group-enrolment-undo':
      return told.acts === undefined ? '' : t('undone', told);
    case 'levy-audit':
      return t('compared', told);
    case 'arrears':
      return t('seenTo', told);
    case 'account-run':
      return t('credited', { ...told, amount: yuan(amountFen) });
    case 'payment-file':
      return t('taken', { ...told, free: yuan(freeFen) });
    case 'papers':
      return hasFile ? '' : t('fileGone');
    default:
      return '';
  }
}
