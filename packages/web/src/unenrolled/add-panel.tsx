import type { UnenrolledAddedView, UnenrolledPage } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { usePost } from '../api/use-post.ts';
import { useGo } from '../app/use-go.ts';
import { TextField } from '../design/fields.tsx';
import { FileField, isTooLarge, uploaded } from '../design/file-field.tsx';
import { Problems } from '../design/problems.tsx';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { type DeskProblem, serverProblems } from '../office/draft-problems.ts';
import { FileProblems } from '../office/file-problems.tsx';
import { EmployerFields } from './employer-fields.tsx';
import { unenrolledMessages } from './unenrolled-messages.ts';

/** Ways onto the register besides the findings of an audit: one by hand, many by file. */
export function AddPanel() {
  const t = useText(unenrolledMessages);
  return (
    <details className="panel unenrolled-add">
      <summary>{t('add')}</summary>
      <h3>{t('addFile')}</h3>
      <Upload />
      <h3>{t('addOne')}</h3>
      <AddOne />
    </details>
  );
}

function Upload() {
  const t = useText(unenrolledMessages);
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const chosen = useKeptFile('unenrolled-employers');
  const [wrong, setWrong] = useState<string>();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [came, setCame] = useState<UnenrolledAddedView>();
  const upload = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const { file } = chosen;
    if (file === undefined) return setWrong(t('chooseFile'));
    if (isTooLarge(file)) return setWrong(t('tooLarge'));
    setWrong(undefined);
    setProblems([]);
    setCame(undefined);
    try {
      setCame(
        await post<UnenrolledAddedView>('/api/unenrolled-employers/uploads', { ...(await uploaded(file)) }),
      );
      chosen.sent();
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (error) {
      setProblems(serverProblems(error) ?? []);
    }
  };
  return (
    <form className="unenrolled-form" onSubmit={(event) => void upload(event)}>
      <FileField label={t('file')} hint={t('fileHint')} error={wrong} chosen={chosen} />
      <p className="row">
        {(['xlsx', 'csv'] as const).map((format) => (
          <a
            key={format}
            className="button button-small"
            href={`/api/unenrolled-employers/template?format=${format}&lang=${lang}`}
            download
          >
            {t(format === 'xlsx' ? 'templateXlsx' : 'templateCsv')}
          </a>
        ))}
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('upload')}
        </button>
      </p>
      <p role="status">{came === undefined ? '' : t('came', { ...came })}</p>
      <FileProblems problems={problems} />
    </form>
  );
}

const EMPTY = {
  uscc: '',
  name: '',
  kind: 'private',
  street: '',
  contact: '',
  phone: '',
  headcount: '',
  sourceName: '',
};

function AddOne() {
  const t = useText(unenrolledMessages);
  const go = useGo();
  const { busy, wrong, run } = useDeed();
  const kept = useKept('unenrolled-employer', EMPTY);
  const draft = kept.value;
  const set = (key: keyof typeof EMPTY) => (value: string) => kept.set({ ...draft, [key]: value });
  const add = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const { headcount, ...rest } = draft;
    const made = await run<UnenrolledPage>('/api/unenrolled-employers', {
      ...rest,
      ...(headcount === '' ? {} : { headcount: Number(headcount) }),
    });
    if (made === undefined) return;
    kept.forget();
    go(`/unenrolled-employers/${made.entryId}`);
  };
  return (
    <form className="stack" onSubmit={(event) => void add(event)}>
      <Problems wrong={wrong} />
      <div className="unenrolled-form">
        <EmployerFields draft={draft} set={set} />
        <TextField
          label={t('source')}
          hint={t('sourceHint')}
          value={draft.sourceName}
          onChange={set('sourceName')}
        />
      </div>
      <KeptNote kept={kept} />
      <p>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('put')}
        </button>
      </p>
    </form>
  );
}
