import type { UnitPeopleView } from '@gongji/contract';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { kindWord } from '../figures/kind-words.ts';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { noticeMessages } from './notice-messages.ts';

type Row = UnitPeopleView['items'][number];

const FILTER = ['q', 'moved', 'sort', 'order', 'after'];
const FIRST = { sort: 'psnNo', order: 'asc' } as const;
const LIMIT = 50;

/** 参保人员 of a unit in a month: who is covered since when, who joined and who ended; the filter stands in the address. */
export function UnitPeople({ unitId }: { readonly unitId: string }) {
  const t = useText(noticeMessages);
  const [query, setQuery] = useSearchParams();
  const [q, setQ] = useState(query.get('q') ?? '');
  const month = query.get('month') ?? chinaToday().slice(0, 7);
  const asked = askedOf(query, FILTER);
  if (/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) asked.set('month', month);
  const path = `/api/units/${unitId}/people`;
  const people = useApi<UnitPeopleView>(`${path}?limit=${LIMIT}&${asked}`);
  const set = (values: Readonly<Record<string, string>>) =>
    setQuery(new URLSearchParams(addressWith(query, values)));
  return (
    <section className="panel stack">
      <h2>{t('unitPeople')}</h2>
      <form
        className="desk-filter"
        onSubmit={(event) => {
          event.preventDefault();
          set({ q: q.trim() });
        }}
      >
        <TextField type="month" label={t('month')} value={month} onChange={(next) => set({ month: next })} />
        <TextField label={t('personFind')} value={q} onChange={setQ} />
        <SelectField
          label={t('move')}
          value={query.get('moved') ?? ''}
          options={[
            { value: '', text: t('everybody') },
            { value: 'yes', text: t('movedYes') },
            { value: 'no', text: t('movedNo') },
          ]}
          onChange={(moved) => set({ moved })}
        />
        <button type="submit" className="button">
          {t('find')}
        </button>
        <ExportLinks path={`${path}/file`} asked={asked} />
      </form>
      <Answered query={people}>
        {(view) => (
          <>
            <p>{t('monthMoves', { joined: view.joined, ended: view.ended })}</p>
            {view.items.length === 0 ? (
              <Empty title={t('nobody')} />
            ) : (
              <>
                <People items={view.items} query={query} />
                <RowsNav
                  label={t('unitPeople')}
                  query={query}
                  limit={LIMIT}
                  shown={view.items.length}
                  total={view.total}
                />
              </>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

function People({ items, query }: { readonly items: readonly Row[]; readonly query: URLSearchParams }) {
  const t = useText(noticeMessages);
  const pick = usePick();
  const lang = useLang();
  return (
    <DataTable
      label={t('unitPeople')}
      rows={items}
      keyOf={(one) => `${one.person} ${one.scheme} ${one.coveredFrom}`}
      order={{ query, first: FIRST }}
      columns={[
        { head: t('name'), sort: 'name', cell: (one) => <GivenName name={one.name} /> },
        { head: t('psnNo'), sort: 'psnNo', cell: (one) => <span translate="no">{one.psnNo}</span> },
        { head: t('personStatus'), cell: (one) => pick(kindWord('personStatus', one.personStatus)) },
        {
          head: t('coveredFrom'),
          sort: 'coveredFrom',
          cell: (one) => <span className="nowrap">{dateText(one.coveredFrom, lang)}</span>,
        },
        {
          head: t('benefitFrom'),
          cell: (one) => <span className="nowrap">{dateText(one.benefitFrom, lang)}</span>,
        },
        {
          head: t('move'),
          cell: (one) => (
            <>
              {one.joined && <span className="tag">{t('joined')}</span>}
              {one.ended && one.coveredTo !== undefined && (
                <span className="tag tag-quiet">{t('ended', { day: dateText(one.coveredTo, lang) })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
