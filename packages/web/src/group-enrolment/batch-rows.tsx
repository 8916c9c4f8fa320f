import type { BatchRowsView, BatchView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

const LIMIT = 50;

/** What was found: kinds of problems with their numbers, the error file, and the rows themselves. */
export function BatchRows({ batch }: { readonly batch: BatchView }) {
  const t = useText(listMessages);
  const pick = usePick();
  const lang = useLang();
  const found = batch.found ?? [];
  // Who sent text gets text back.
  const format = batch.format === 'csv' ? 'csv' : 'xlsx';
  const file = `/api/lists/${batch.batchId}/errors?lang=${lang}&format=${format}`;
  return (
    <>
      {found.length === 0 ? (
        <p className="notice">{t('allGood')}</p>
      ) : (
        <section className="panel stack">
          <h2>{t('found')}</h2>
          <ul className="lists-found">
            {found.map(({ code, message, count }) => (
              <li key={code}>
                <strong>{t('foundRows', { n: count })}</strong> {pick(message)}
              </li>
            ))}
          </ul>
          {batch.bad > 0 && (
            <p className="row">
              <a className="button button-strong" href={file}>
                {t('errors')}
              </a>
              <span className="quiet small">{t('errorsHint')}</span>
            </p>
          )}
        </section>
      )}
      <Rows batch={batch} whole={`${file}&rows=all`} hasFound={found.length > 0} />
    </>
  );
}

interface RowsProps {
  readonly batch: BatchView;
  /** Where the whole list is taken. */
  readonly whole: string;
  readonly hasFound: boolean;
}

/** The rows that something was found in, or all of them: who decides on a list sees whom it names. */
function Rows({ batch, whole, hasFound }: RowsProps) {
  const t = useText(listMessages);
  const [query, setQuery] = useSearchParams();
  const which = query.get('rows') ?? (hasFound ? 'faulty' : 'all');
  const asked = `limit=${LIMIT}&after=${query.get('after') ?? 0}&faulty=${which === 'faulty'}`;
  const rows = useApi<BatchRowsView>(`/api/lists/${batch.batchId}/rows?${asked}`);
  return (
    <section className="panel stack">
      <h2>{which === 'faulty' ? t('rowList') : t('allRows')}</h2>
      <div className="row">
        {hasFound && (
          <ChoiceField
            label={t('rowList')}
            hideLabel
            value={which}
            options={[
              { value: 'faulty', text: t('rowList') },
              { value: 'all', text: t('allRows') },
            ]}
            onChange={(value) => setQuery(new URLSearchParams(addressWith(query, { rows: value })))}
          />
        )}
        <a className="button button-small" href={whole}>
          {t('wholeList')}
        </a>
      </div>
      <Answered query={rows}>
        {(page) => (
          <>
            <RowTable page={page} />
            <RowsNav
              label={t('allRows')}
              query={query}
              limit={LIMIT}
              shown={page.items.length}
              total={page.total}
            />
          </>
        )}
      </Answered>
    </section>
  );
}

function RowTable({ page }: { readonly page: BatchRowsView }) {
  const t = useText(listMessages);
  const pick = usePick();
  return (
    <DataTable
      label={t('allRows')}
      rows={page.items}
      keyOf={(item) => String(item.row)}
      columns={[
        { head: t('row'), number: true, cell: (item) => item.row },
        {
          head: t('what'),
          cell: ({ problems, state }) =>
            problems.map((problem) => (
              <p key={`${problem.code}${problem.field}`} className={state === 'bad' ? 'lists-wrong' : ''}>
                {pick(problem.message)}
                <span className="quiet"> {pick(problem.remedy)}</span>
              </p>
            )),
        },
        {
          head: t('content'),
          cell: ({ cells }) => (
            <small>
              <GivenName name={cells.filter((cell) => cell.trim() !== '').join(' · ')} />
            </small>
          ),
        },
      ]}
    />
  );
}
