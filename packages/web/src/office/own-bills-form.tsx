import type { ReconciliationDayView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { FileField, isTooLarge, uploaded } from '../design/file-field.tsx';
import { Rest } from '../design/rest.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

interface OwnBillsFormProps {
  readonly view: ReconciliationDayView;
  readonly busy: boolean;
  readonly onSend: (what: 'lists' | 'checks', body: unknown) => Promise<boolean>;
}

/** Which bills of the institution's own the day is compared with, and a way to give others. */
export function OwnBillsForm({ view, busy, onSend }: OwnBillsFormProps) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const chosen = useKeptFile(`own-bills ${view.day}`);
  const { file } = chosen;
  const [wrong, setWrong] = useState<string>();
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (file === undefined) return setWrong(t('chooseFile'));
    if (isTooLarge(file)) return setWrong(t('tooLarge'));
    setWrong(undefined);
    if (await onSend('lists', { source: 'file', ...(await uploaded(file)) })) chosen.sent();
  };
  return (
    <section className="panel">
      <Rest summary={<h2>{t('own')}</h2>} wanted={view.list === undefined}>
        <OwnList list={view.list} />
        <form className="reconciliation-upload" onSubmit={(event) => void send(event)}>
          <FileField
            label={t('file')}
            hint={t('fileHint')}
            error={wrong}
            chosen={chosen}
            onChange={() => setWrong(undefined)}
          />
          <div className="row">
            <button type="submit" className="button button-strong" aria-busy={busy}>
              {busy ? t('uploading') : t('upload')}
            </button>
            <a className="button" href={`/api/office/reconciliation-template.xlsx?lang=${lang}`} download>
              {t('template')}
            </a>
            <button type="button" className="button" onClick={() => void onSend('lists', { source: 'desk' })}>
              {t('desk')}
            </button>
            {view.list !== undefined && (
              <button type="button" className="button" onClick={() => void onSend('checks', {})}>
                {t('check')}
              </button>
            )}
          </div>
        </form>
      </Rest>
    </section>
  );
}

function OwnList({ list }: Pick<ReconciliationDayView, 'list'>) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  if (list === undefined) return <p className="quiet">{t('noList')}</p>;
  const { source, filename, bills, by } = list;
  const at = timeText(list.at, lang);
  return (
    <p className="quiet" translate="no">
      {source === 'file'
        ? t('listFile', { file: filename, n: bills, by, at })
        : t('listDesk', { n: bills, by, at })}
    </p>
  );
}
