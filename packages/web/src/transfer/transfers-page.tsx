import type { TransferSummary } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { StartForm } from './start-form.tsx';
import { transferMessages } from './transfer-messages.ts';

/** Worklist of transfers 转移接续: what is due first comes first. */
export function TransfersPage() {
  const t = useText(transferMessages);
  const may = useMay();
  useTitle(t('title'));
  const [direction, setDirection] = useState('all');
  const [starting, setStarting] = useState(false);
  const query = useApi<{ readonly items: readonly TransferSummary[] }>(
    `/api/transfers?open=false${direction === 'all' ? '' : `&direction=${direction}`}`,
  );
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('hint')}</p>
        </div>
      </header>
      <div className="stack">
        {may('transfer.work') && !starting && (
          <div className="row">
            <button type="button" className="button button-strong" onClick={() => setStarting(true)}>
              {t('start')}
            </button>
          </div>
        )}
        {starting && <StartForm onClose={() => setStarting(false)} />}
        <ChoiceField
          label={t('direction')}
          value={direction}
          options={(['all', 'out', 'in', 'within'] as const).map((value) => ({ value, text: t(value) }))}
          onChange={setDirection}
        />
        <Answered query={query}>
          {({ items }) =>
            items.length === 0 ? <p className="panel">{t('none')}</p> : <Worklist items={items} />
          }
        </Answered>
      </div>
    </div>
  );
}

function Worklist({ items }: { readonly items: readonly TransferSummary[] }) {
  const t = useText(transferMessages);
  const lang = useLang();
  return (
    <section className="panel">
      <TableWrap label={t('title')}>
        <table className="table">
          <thead>
            <tr>
              {(['person', 'direction', 'place', 'state', 'due'] as const).map((name) => (
                <th scope="col" key={name}>
                  {t(name)}
                </th>
              ))}
              <th scope="col" className="number">
                {t('money')}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.transferId}>
                <td>
                  <Link to={`/transfers/${item.transferId}`}>
                    <GivenName name={item.personName} />
                  </Link>
                </td>
                <td>{t(item.direction)}</td>
                <td>
                  {item.otherPlace === '' ? (
                    `${t(item.schemeFrom)} → ${t(item.schemeTo)}`
                  ) : (
                    <GivenName name={item.otherPlace} />
                  )}
                </td>
                <td>
                  <span className={item.state === 'done' ? 'tag tag-good' : 'tag tag-quiet'}>
                    {t(item.state === 'money' ? 'moneyState' : item.state)}
                  </span>
                </td>
                <td>
                  <span className="nowrap">
                    {item.dueOn === undefined ? '–' : dateText(item.dueOn, lang)}
                  </span>{' '}
                  {item.overdue && <span className="tag tag-bad">{t('overdue')}</span>}
                </td>
                <td className="number">{yuan(item.accountFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}
