import type { BatchRowsView, BatchView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { ChoiceField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { listMessages } from './list-messages.ts';

const PAGE = 50;

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
  const [limit, setLimit] = useState(PAGE);
  const [chosen, setChosen] = useState<string>();
  const which = chosen ?? (hasFound ? 'faulty' : 'all');
  const query = `limit=${limit}&faulty=${which === 'faulty'}`;
  const rows = useApi<BatchRowsView>(`/api/lists/${batch.batchId}/rows?${query}`);
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
            onChange={setChosen}
          />
        )}
        <a className="button button-small" href={whole}>
          {t('wholeList')}
        </a>
      </div>
      <Answered query={rows}>
        {(page) => (
          <>
            <TableWrap label={t('allRows')}>
              <RowTable page={page} />
            </TableWrap>
            {page.next !== undefined && limit < 200 && (
              <p>
                <button type="button" className="button" onClick={() => setLimit(200)}>
                  {t('more')}
                </button>
              </p>
            )}
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
    <table className="lists-table">
      <thead>
        <tr>
          <th className="number">{t('row')}</th>
          <th>{t('what')}</th>
          <th>{t('content')}</th>
        </tr>
      </thead>
      <tbody>
        {page.items.map((item) => (
          <tr key={item.row}>
            <td className="number">{item.row}</td>
            <td>
              {item.problems.map((problem) => (
                <p
                  key={`${problem.code}${problem.field}`}
                  className={item.state === 'bad' ? 'lists-wrong' : ''}
                >
                  {pick(problem.message)}
                  <span className="quiet"> {pick(problem.remedy)}</span>
                </p>
              ))}
            </td>
            <td className="small">
              <GivenName name={item.cells.filter((cell) => cell.trim() !== '').join(' · ')} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
