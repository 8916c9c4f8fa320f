import type { SettlementSummary } from '@gongji/contract';
import { DatePicker, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { DeskTheme } from '../desk/desk-theme.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { SettlementTag } from './settlement-tag.tsx';

interface Page {
  readonly items: readonly SettlementSummary[];
  readonly next?: string;
}

/** Settlements, latest first; the filter stands in the address. */
export function SettlementsPage() {
  const t = useText(deskMessages);
  useTitle(t('settlementsTitle'));
  const [query, setQuery] = useSearchParams();
  const asked = new URLSearchParams(
    [...query].filter(([key]) => ['day', 'institutionCode', 'before'].includes(key)),
  );
  const page = useApi<Page>(`/api/settlements?limit=30&${asked}`);
  return (
    <DeskTheme>
      <div className="page">
        <header className="page-head">
          <div>
            <h1>{t('settlementsTitle')}</h1>
            <p>{t('settlementsIntro')}</p>
          </div>
        </header>
        <Filter query={query} onChange={setQuery} />
        <Answered query={page}>
          {({ items, next }) =>
            items.length === 0 ? (
              <Empty title={t('noSettlements')} hint={t('noSettlementsHint')} />
            ) : (
              <>
                <TableWrap label={t('settlementsTitle')}>
                  <List items={items} />
                </TableWrap>
                <Pager next={next} query={query} />
              </>
            )
          }
        </Answered>
      </div>
    </DeskTheme>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ query, onChange }: FilterProps) {
  const t = useText(deskMessages);
  const [code, setCode] = useState(query.get('institutionCode') ?? '');
  const day = query.get('day');
  const set = (key: string, value: string): void => {
    const next = new URLSearchParams(query);
    next.delete('before');
    if (value === '') next.delete(key);
    else next.set(key, value);
    onChange(next);
  };
  return (
    <form
      className="desk-filter"
      onSubmit={(event) => {
        event.preventDefault();
        set('institutionCode', code.trim());
      }}
    >
      <div className="field">
        <label htmlFor="settled-on">{t('day')}</label>
        <DatePicker
          id="settled-on"
          value={day === null ? null : dayjs(day)}
          onChange={(value) => set('day', value?.format('YYYY-MM-DD') ?? '')}
        />
      </div>
      <TextField label={t('institution')} value={code} onChange={setCode} />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
    </form>
  );
}

function List({ items }: { readonly items: readonly SettlementSummary[] }) {
  const t = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <Table<SettlementSummary>
      rowKey="settlementId"
      dataSource={[...items]}
      pagination={false}
      size="middle"
      columns={[
        {
          title: t('settledAt'),
          render: (_, row) => (
            <Link to={`/settlements/${row.settlementId}`}>{timeText(row.settledAt, lang)}</Link>
          ),
        },
        { title: t('person'), render: (_, row) => <GivenName name={row.person.name} /> },
        { title: t('place'), render: (_, row) => <GivenName name={row.institutionName} /> },
        { title: t('scheme'), render: (_, row) => label(SCHEMES[row.scheme]) },
        { title: t('total'), align: 'right', render: (_, row) => yuan(row.totalFen) },
        { title: t('fund'), align: 'right', render: (_, row) => yuan(row.fundFen) },
        { title: t('cash'), align: 'right', render: (_, row) => yuan(row.cashFen) },
        { title: t('state'), render: (_, row) => <SettlementTag row={row} /> },
      ]}
    />
  );
}

function Pager({ next, query }: { readonly next: string | undefined; readonly query: URLSearchParams }) {
  const t = useText(deskMessages);
  const at = (before: string | undefined): string => {
    const params = new URLSearchParams(query);
    params.delete('before');
    if (before !== undefined) params.set('before', before);
    return `?${params}`;
  };
  return (
    <nav className="pager" aria-label={t('settlementsTitle')}>
      {query.has('before') && (
        <Link className="button" to={at(undefined)}>
          {t('latest')}
        </Link>
      )}
      {next !== undefined && (
        <Link className="button" to={at(next)}>
          {t('older')}
        </Link>
      )}
    </nav>
  );
}
