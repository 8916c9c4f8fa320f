import type { OwnItemsView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { FileField, isTooLarge, uploaded } from '../design/file-field.tsx';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { type DeskProblem, serverProblems } from './draft-problems.ts';
import { FileProblems } from './file-problems.tsx';
import { mappingMessages } from './mapping-messages.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

/** Takes a list of own items, or says everything that is wrong with it. */
export function MappingImport() {
  const t = useText(mappingMessages);
  const files = useText(reconciliationMessages);
  const lang = useLang();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const chosen = useKeptFile('mapping');
  const { file } = chosen;
  const [wrong, setWrong] = useState<string>();
  const [problems, setProblems] = useState<readonly DeskProblem[]>([]);
  const [taken, setTaken] = useState<OwnItemsView>();
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setTaken(undefined);
    setProblems([]);
    if (file === undefined) return setWrong(files('chooseFile'));
    if (isTooLarge(file)) return setWrong(files('tooLarge'));
    try {
      setTaken(await post<OwnItemsView>('/api/office/mapping/items', await uploaded(file)));
      chosen.sent();
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (error) {
      const said = serverProblems(error);
      setProblems(said ?? []);
      if (said === undefined) setWrong(t('failed'));
    }
  };
  return (
    <details className="panel mapping-import">
      <summary>{t('import')}</summary>
      <form className="reconciliation-upload" onSubmit={(event) => void send(event)}>
        <FileField
          label={t('file')}
          hint={files('fileHint')}
          error={wrong}
          chosen={chosen}
          onChange={() => setWrong(undefined)}
        />
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {busy ? t('taking') : t('take')}
          </button>
          <a className="button" href={`/api/office/mapping-template.xlsx?lang=${lang}`} download>
            {files('template')}
          </a>
        </div>
        {taken !== undefined && (
          <p className="notice" role="status">
            {t('taken', taken)}
          </p>
        )}
        <FileProblems problems={problems} />
      </form>
    </details>
  );
}
