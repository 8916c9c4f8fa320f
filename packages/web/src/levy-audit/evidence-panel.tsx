import type { LevyAuditPage, LevyChecksView, TaskView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { SelectField } from '../design/fields.tsx';
import { FileField, isTooLarge, uploaded } from '../design/file-field.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { type DeskProblem, serverProblems } from '../office/draft-problems.ts';
import { FileProblems } from '../office/file-problems.tsx';
import { levyMessages } from './levy-messages.ts';

interface EvidencePanelProps {
  readonly audit: LevyAuditPage;
  readonly checks: LevyChecksView;
}

/** What was handed in, a way to hand in more, and the comparison. */
export function EvidencePanel({ audit, checks }: EvidencePanelProps) {
  const t = useText(levyMessages);
  const pick = usePick();
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [kind, setKind] = useState('roster');
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<string>();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [taskId, setTaskId] = useState<string>();
  const send = async (path: string, body: unknown): Promise<unknown> => {
    setProblems([]);
    try {
      const answer = await post(`/api/levy-audits/${audit.auditId}/${path}`, body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      return answer;
    } catch (error) {
      setProblems(serverProblems(error) ?? []);
      return undefined;
    }
  };
  const upload = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return setWrong(t('chooseFile'));
    if (isTooLarge(file)) return setWrong(t('tooLarge'));
    setWrong(undefined);
    await send('evidence', { kind, ...(await uploaded(file)) });
  };
  return (
    <section className="panel">
      <h2>{t('evidence')}</h2>
      <p className="quiet">{t('evidenceHint')}</p>
      {audit.evidence.length > 0 && (
        <ul className="levy-evidence">
          {audit.evidence.map((one) => {
            const known = checks.evidence.find((k) => k.id === one.kind);
            return (
              <li key={one.kind}>
                <strong>{known === undefined ? one.kind : pick(known.name)}</strong>{' '}
                <span translate="no" lang="zh-CN">
                  {one.fileName}
                </span>{' '}
                <small className="quiet">
                  {t('rows', { n: one.rows })} · {timeText(one.uploadedAt, lang)}
                </small>
              </li>
            );
          })}
        </ul>
      )}
      <form className="levy-upload" onSubmit={(event) => void upload(event)}>
        <SelectField
          label={t('kind')}
          value={kind}
          onChange={setKind}
          options={checks.evidence.map((one) => ({ value: one.id, text: pick(one.name) }))}
        />
        <FileField label={t('file')} hint={t('fileHint')} error={wrong} onChange={setFile} />
        <p className="row">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a
              key={format}
              className="button button-small"
              href={`/api/levy-checks/${kind}/template?format=${format}&lang=${lang}`}
              download
            >
              {t(format === 'xlsx' ? 'templateXlsx' : 'templateCsv')}
            </a>
          ))}
        </p>
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('upload')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() =>
              void send('runs', {}).then((task) => setTaskId((task as TaskView | undefined)?.taskId))
            }
          >
            {t('compare')}
          </button>
        </div>
      </form>
      <FileProblems problems={problems} />
      {taskId !== undefined && <Progress taskId={taskId} />}
    </section>
  );
}

/** How far the comparison is; when it is done, the findings are read anew. */
function Progress({ taskId }: { readonly taskId: string }) {
  const t = useText(levyMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const [ended, setEnded] = useState(false);
  const task = useApi<TaskView>(`/api/tasks/${taskId}`, ended ? undefined : 700);
  const state = task.data?.state;
  useEffect(() => {
    if (state === undefined || state === 'waiting' || state === 'running') return;
    setEnded(true);
    void queries.invalidateQueries({ queryKey: ['api'] });
  }, [state, queries]);
  if (task.data === undefined) return null;
  const { done, total, result, error } = task.data;
  if (error !== undefined)
    return (
      <p className="notice notice-bad" role="alert">
        {pick(error.message)} — {pick(error.remedy)}
      </p>
    );
  const counts = result as { readonly checks: number; readonly findings: number } | undefined;
  return (
    <p className="notice" role="status">
      {counts === undefined ? t('comparing', { done, total: total ?? '…' }) : t('compared', { ...counts })}
    </p>
  );
}
