import type { BatchesView, BatchView, SheetKindsView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { FileField } from '../design/file-field.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useKeptFile } from '../kept/use-kept-file.ts';
import { isWaiting } from './batch-agreement.tsx';
import { listMessages } from './list-messages.ts';
import './lists.css';

type Kind = SheetKindsView['items'][number];

const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'createdAt', order: 'desc' } as const;
const STATES = ['waiting', 'uploaded', 'unreadable', 'checked', 'done', 'undone'] as const;
const LIMIT = 50;

/** Lists of people 批量参保: which may be sent, their templates, the upload, and what was sent before. */
export function ListsPage() {
  const t = useText(listMessages);
  useTitle(t('title'));
  const may = useMay();
  const kinds = useApi<SheetKindsView>('/api/lists/kinds');
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const batches = useApi<BatchesView>(`/api/lists?limit=${LIMIT}&${asked}`);
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
        <div className="desk-filter">
          <SelectField
            label={t('colState')}
            value={query.get('state') ?? ''}
            options={[{ value: '', text: t('all') }, ...STATES.map((value) => ({ value, text: t(value) }))]}
            onChange={(state) => setQuery(new URLSearchParams(addressWith(query, { state })))}
          />
          <ExportLinks path="/api/lists/file" asked={asked} />
        </div>
        <Answered query={batches}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty title={t('noBatches')} hint={may('list.upload') ? t('noBatchesHint') : undefined} />
            ) : (
              <>
                <BatchTable items={items} query={query} />
                <RowsNav
                  label={t('batches')}
                  query={query}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
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

interface BatchTableProps {
  readonly items: readonly BatchView[];
  readonly query: URLSearchParams;
}

function BatchTable({ items, query }: BatchTableProps) {
  const t = useText(listMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <DataTable
      label={t('batches')}
      rows={items}
      keyOf={(batch) => batch.batchId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('colFile'),
          cell: (batch) => (
            <Link to={`/lists/${batch.batchId}`}>
              <AsTyped text={batch.fileName} />
            </Link>
          ),
        },
        { head: t('which'), cell: (batch) => pick(batch.kindName) },
        { head: t('colUnit'), cell: (batch) => <GivenName name={batch.unit?.name ?? t('agency')} /> },
        {
          head: t('colState'),
          cell: (batch) => (
            <span className={`tag tag-${batch.state}`}>{t(isWaiting(batch) ? 'waiting' : batch.state)}</span>
          ),
        },
        { head: t('colRows'), sort: 'rows', number: true, cell: (batch) => batch.rows },
        { head: t('colGood'), sort: 'good', number: true, cell: (batch) => batch.good },
        { head: t('colBad'), sort: 'bad', number: true, cell: (batch) => batch.bad },
        {
          head: t('colAt'),
          sort: 'createdAt',
          cell: (batch) => <span className="nowrap">{timeText(batch.createdAt, lang)}</span>,
        },
      ]}
    />
  );
}
