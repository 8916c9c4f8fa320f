import type { TransferSummary, TransfersView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { StartForm } from './start-form.tsx';
import { transferMessages } from './transfer-messages.ts';

const FILTER = ['direction', 'sort', 'order', 'after'];
const FIRST = { sort: 'dueOn', order: 'asc' } as const;
const LIMIT = 50;

/** Worklist of transfers 转移接续: what is due first comes first. */
export function TransfersPage() {
  const t = useText(transferMessages);
  const may = useMay();
  const asks = may('transfer.ask');
  useTitle(t('title'));
  const [address, setAddress] = useSearchParams();
  const direction = address.get('direction') ?? 'all';
  const asked = askedOf(address, FILTER);
  asked.set('open', 'false');
  const [starting, setStarting] = useState(false);
  const query = useApi<TransfersView>(`/api/transfers?limit=${LIMIT}&${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t(asks ? 'ownHint' : 'hint')}</p>
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
          onChange={(value) =>
            setAddress(new URLSearchParams(addressWith(address, { direction: value === 'all' ? '' : value })))
          }
        />
        <div className="row">
          <ExportLinks path="/api/transfers/file" asked={asked} />
        </div>
        <Answered query={query}>
          {({ items, total }) =>
            items.length === 0 ? (
              <p className="panel">
                {t('none')} {asks && <Link to="/me">{t('askAtMe')}</Link>}
              </p>
            ) : (
              <section className="panel">
                <Worklist items={items} query={address} />
                <RowsNav
                  label={t('title')}
                  query={address}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </section>
            )
          }
        </Answered>
      </div>
    </div>
  );
}

function Worklist({
  items,
  query,
}: {
  readonly items: readonly TransferSummary[];
  readonly query: URLSearchParams;
}) {
  const t = useText(transferMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('title')}
      rows={items}
      keyOf={(item) => item.transferId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('person'),
          cell: (item) => (
            <Link to={`/transfers/${item.transferId}`}>
              <GivenName name={item.personName} />
            </Link>
          ),
        },
        { head: t('direction'), cell: (item) => t(item.direction) },
        {
          head: t('place'),
          cell: (item) =>
            item.otherPlace === '' ? (
              `${t(item.schemeFrom)} → ${t(item.schemeTo)}`
            ) : (
              <GivenName name={item.otherPlace} />
            ),
        },
        {
          head: t('state'),
          cell: ({ state }) => (
            <span className={state === 'done' ? 'tag tag-good' : 'tag tag-quiet'}>
              {t(state === 'money' ? 'moneyState' : state)}
            </span>
          ),
        },
        {
          head: t('appliedOn'),
          sort: 'appliedOn',
          cell: (item) => <span className="nowrap">{dateText(item.appliedOn, lang)}</span>,
        },
        {
          head: t('due'),
          sort: 'dueOn',
          cell: (item) => (
            <>
              <span className="nowrap">{item.dueOn === undefined ? '–' : dateText(item.dueOn, lang)}</span>{' '}
              {item.overdue && <span className="tag tag-bad">{t('overdue')}</span>}
            </>
          ),
        },
        { head: t('money'), number: true, cell: (item) => yuan(item.accountFen) },
      ]}
    />
  );
}
