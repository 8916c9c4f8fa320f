import type { LevyAuditPage, LevyChecksView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { SelectField } from '../design/fields.tsx';
import { FileField, isTooLarge, uploaded } from '../design/file-field.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { type DeskProblem, serverProblems } from '../office/draft-problems.ts';
import { FileProblems } from '../office/file-problems.tsx';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { levyMessages } from './levy-messages.ts';

const TASKS = ['levy-audit'];

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
  const chosen = useKeptFile(`levy-evidence ${audit.auditId}`);
  const { file } = chosen;
  const [wrong, setWrong] = useState<string>();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const send = async (path: string, body: unknown): Promise<boolean> => {
    setProblems([]);
    try {
      await post(`/api/levy-audits/${audit.auditId}/${path}`, body);
      await queries.invalidateQueries({ queryKey: ['api'] });
      return true;
    } catch (error) {
      setProblems(serverProblems(error) ?? []);
      return false;
    }
  };
  const upload = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return setWrong(t('chooseFile'));
    if (isTooLarge(file)) return setWrong(t('tooLarge'));
    setWrong(undefined);
    if (await send('evidence', { kind, ...(await uploaded(file)) })) chosen.sent();
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
        <FileField label={t('file')} hint={t('fileHint')} error={wrong} chosen={chosen} />
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
          <button type="button" className="button" onClick={() => void send('runs', {})}>
            {t('compare')}
          </button>
        </div>
      </form>
      <FileProblems problems={problems} />
      <OwnTasks kinds={TASKS} />
    </section>
  );
}
