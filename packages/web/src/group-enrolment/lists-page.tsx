import type { BatchesView, BatchView, SheetKindsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { SelectField, TextField } from '../design/fields.tsx';
import { FileField } from '../design/file-field.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { isWaiting } from './batch-agreement.tsx';
import { listMessages } from './list-messages.ts';
import './lists.css';

type Kind = SheetKindsView['items'][number];

/** Lists of people 批量参保: which may be sent, their templates, the upload, and what was sent before. */
export function ListsPage() {
  const t = useText(listMessages);
  useTitle(t('title'));
  const may = useMay();
  const kinds = useApi<SheetKindsView>('/api/lists/kinds');
  const batches = useApi<BatchesView>('/api/lists?limit=50');
  return (
    <div className="page lists">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
      </header>
      <Answered query={kinds}>
        {({ items, unit }) =>
          may('list.upload') && items.length > 0 ? <Send kinds={items} unit={unit} /> : null
        }
      </Answered>
      <section className="panel">
        <h2>{t('batches')}</h2>
        <Answered query={batches}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('noBatches')} hint={t('noBatchesHint')} />
            ) : (
              <TableWrap label={t('batches')}>
                <BatchTable items={items} />
              </TableWrap>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

function Send({ kinds, unit }: { readonly kinds: readonly Kind[]; readonly unit: SheetKindsView['unit'] }) {
  const t = useText(listMessages);
  const pick = usePick();
  const lang = useLang();
  const [chosen, setChosen] = useState(kinds[0]?.kind ?? 'staff');
  const kind = kinds.find((one) => one.kind === chosen) ?? kinds[0];
  if (kind === undefined) return null;
  const template = `/api/lists/kinds/${kind.kind}/template?lang=${lang}`;
  return (
    <div className="lists-steps">
      <section className="panel stack">
        <h2>{t('step1')}</h2>
        <SelectField
          label={t('which')}
          value={kind.kind}
          options={kinds.map((one) => ({ value: one.kind, text: pick(one.name) }))}
          onChange={(value) => setChosen(kinds.find((one) => one.kind === value)?.kind ?? chosen)}
        />
        <p className="quiet">{pick(kind.intro)}</p>
        <p className="row">
          <a className="button" href={template}>
            {t('template')}
          </a>
          <a className="button button-plain" href={`${template}&format=csv`}>
            {t('templateCsv')}
          </a>
        </p>
        <details>
          <summary>{t('columns')}</summary>
          <dl className="lists-columns">
            {kind.columns.map((column) => (
              <div key={column.id}>
                <dt>
                  {pick(column.name)}
                  {column.required && <span className="tag">{t('required')}</span>}
                </dt>
                <dd>{pick(column.hint)}</dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
      <Upload kind={kind} unit={unit} />
    </div>
  );
}

function Upload({ kind, unit }: { readonly kind: Kind; readonly unit: SheetKindsView['unit'] }) {
  const t = useText(listMessages);
  const pick = usePick();
  const go = useGo();
  const { busy, post } = usePost();
  const chosen = useKeptFile('list');
  const { file } = chosen;
  const [unitId, setUnitId] = useState('');
  const [wrong, setWrong] = useState<string>();
  const send = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (file === undefined) return setWrong(t('chooseFile'));
    const query = new URLSearchParams({ kind: kind.kind, fileName: file.name });
    if (unit === undefined && kind.of !== 'agency') query.set('unitId', unitId.trim());
    try {
      const { batchId } = await post<BatchView>(`/api/lists?${query}`, file);
      chosen.sent();
      go(`/lists/${batchId}`);
    } catch (error) {
      setWrong(saidBy(error, pick)?.join(' ') ?? t('failed'));
    }
  };
  return (
    <form className="panel stack" onSubmit={(event) => void send(event)}>
      <h2>{t('step2')}</h2>
      {kind.of === 'agency' ? (
        <p>{t('agency')}</p>
      ) : unit === undefined ? (
        <TextField label={t('forUnit')} value={unitId} onChange={setUnitId} />
      ) : (
        <p>
          <GivenName name={unit.name} />
        </p>
      )}
      <FileField
        label={t('file')}
        hint={t('fileHint')}
        chosen={chosen}
        onChange={() => setWrong(undefined)}
      />
      {wrong !== undefined && (
        <p role="alert" className="notice notice-bad">
          {wrong}
        </p>
      )}
      <p>
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {busy ? t('uploading') : t('upload')}
        </button>
      </p>
    </form>
  );
}

function BatchTable({ items }: { readonly items: readonly BatchView[] }) {
  const t = useText(listMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <table className="lists-table">
      <thead>
        <tr>
          <th>{t('colFile')}</th>
          <th>{t('which')}</th>
          <th>{t('colUnit')}</th>
          <th>{t('colState')}</th>
          <th className="number">{t('colRows')}</th>
          <th className="number">{t('colGood')}</th>
          <th className="number">{t('colBad')}</th>
          <th>{t('colAt')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((batch) => (
          <tr key={batch.batchId}>
            <td>
              <Link to={`/lists/${batch.batchId}`}>
                <AsTyped text={batch.fileName} />
              </Link>
            </td>
            <td>{pick(batch.kindName)}</td>
            <td>
              <GivenName name={batch.unit?.name ?? t('agency')} />
            </td>
            <td>
              <span className={`tag tag-${batch.state}`}>
                {t(isWaiting(batch) ? 'waiting' : batch.state)}
              </span>
            </td>
            <td className="number">{batch.rows}</td>
            <td className="number">{batch.good}</td>
            <td className="number">{batch.bad}</td>
            <td className="nowrap">{timeText(batch.createdAt, lang)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
