import type { TasksView, TaskView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { homeMessages } from './home-messages.ts';

const SHOWN = 5;
const RENEW_MS = 3_000;
const RECENT_MS = 24 * 3_600_000;

/** Where a kind of task was begun; one that is missing here opens no page. */
const PLACES: Readonly<Record<string, string>> = {
  'group-enrolment-check': '/lists',
  'group-enrolment-run': '/lists',
  'group-enrolment-undo': '/lists',
  'levy-audit': '/levy-audits',
  arrears: '/contributions/arrears',
  'account-run': '/account-runs',
  assessment: '/contributions/assessment',
};

/** 我的任务: what one's own long work has come to, wherever it was left; the last day of it. */
export function OwnTasks() {
  const may = useMay();
  return may('task') ? <Tasks /> : null;
}

function Tasks() {
  const t = useText(homeMessages);
  const tasks = useApi<TasksView>(`/api/tasks?mine=true&limit=${SHOWN}`, RENEW_MS);
  const recent = (tasks.data?.items ?? []).filter(
    ({ state, createdAt }) =>
      state === 'waiting' || state === 'running' || Date.now() - Date.parse(createdAt) < RECENT_MS,
  );
  if (recent.length === 0) return null;
  return (
    <section className="panel home-tasks" aria-labelledby="own-tasks">
      <h2 id="own-tasks">{t('tasks')}</h2>
      <ul>
        {recent.map((task) => (
          <Task key={task.taskId} task={task} />
        ))}
      </ul>
    </section>
  );
}

const TAGS = {
  waiting: 'tag',
  running: 'tag',
  done: 'tag tag-good',
  failed: 'tag tag-bad',
  cancelled: 'tag tag-quiet',
} as const;

function Task({ task }: { readonly task: TaskView }) {
  const t = useText(homeMessages);
  const pick = usePick();
  const lang = useLang();
  const { state, done, total, kind, title, createdAt, error } = task;
  const place = PLACES[kind];
  const name = <AsTyped text={title} />;
  return (
    <li>
      <span className="row">
        {place === undefined ? name : <Link to={place}>{name}</Link>}
        <span className={TAGS[state]}>{t(state)}</span>
        <span className="small quiet">{timeText(createdAt, lang)}</span>
      </span>
      {state === 'running' && (
        <span className="row">
          <progress aria-label={title} {...(total === undefined ? {} : { max: total, value: done })} />
          <span className="small quiet">{total === undefined ? done : `${done} / ${total}`}</span>
        </span>
      )}
      {error !== undefined && (
        <p className="small">
          {pick(error.message)} {pick(error.remedy)}
        </p>
      )}
    </li>
  );
}
