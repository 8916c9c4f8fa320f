import type { LevyUnitsView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { percent, shareText, yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { NoLevy } from './no-levy.tsx';

const FILTER = ['employer', 'sort', 'order', 'after'];
const FIRST = { sort: 'ratePpm', order: 'asc' } as const;
const LIMIT = 50;

interface Props extends TabProps {
  readonly from: string;
  readonly to: string;
}

/** Collection by employer 单位征缴率: who is behind stands first. */
export function LevyUnitsPanel({ query, onQuery, from, to }: Props) {
  const t = useText(figuresMessages);
  const asked = askedOf(query, FILTER);
  asked.set('from', from);
  asked.set('to', to);
  const units = useApi<LevyUnitsView>(`/api/levy-figures/units?limit=${LIMIT}&${asked}`);
  const [employer, setEmployer] = useState(query.get('employer') ?? '');
  return (
    <section className="panel">
      <h2>{t('levyUnits')}</h2>
      <p className="quiet">{t('levyUnitsHint')}</p>
      <form
        className="desk-filter"
        onSubmit={(event) => {
          event.preventDefault();
          onQuery(new URLSearchParams(addressWith(query, { employer: employer.trim() })));
        }}
      >
        <TextField label={t('employerFind')} value={employer} onChange={setEmployer} />
        <button type="submit" className="button">
          {t('find')}
        </button>
        <ExportLinks path="/api/levy-figures/units/file" asked={asked} />
      </form>
      <Answered query={units}>
        {(view) =>
          view.items.length === 0 ? (
            <NoLevy />
          ) : (
            <>
              <Units view={view} query={query} />
              <RowsNav
                label={t('levyUnits')}
                query={query}
                limit={LIMIT}
                shown={view.items.length}
                total={view.total}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Units({ view, query }: { readonly view: LevyUnitsView; readonly query: URLSearchParams }) {
  const t = useText(figuresMessages);
  return (
    <DataTable
      label={t('levyUnits')}
      rows={view.items}
      keyOf={(one) => one.unitId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('employer'),
          sort: 'name',
          cell: (one) => (
            <Link to={`/contributions?q=${encodeURIComponent(one.name)}`}>
              <GivenName name={one.name} />
            </Link>
          ),
        },
        { head: t('street'), cell: (one) => <GivenName name={one.areaName ?? '–'} /> },
        { head: t('billed'), sort: 'billedFen', number: true, cell: (one) => yuan(one.billedFen) },
        { head: t('paid'), sort: 'paidFen', number: true, cell: (one) => yuan(one.paidFen) },
        {
          head: t('collectionRate'),
          sort: 'ratePpm',
          number: true,
          cell: ({ ratePpm }) => (ratePpm === undefined ? '–' : percent(Math.round(ratePpm / 100) * 100)),
        },
      ]}
      foot={
        <tr>
          <th scope="row" colSpan={2}>
            {t('levyUnitsTotal', { n: view.total })}
          </th>
          <td className="number">{yuan(view.billedFen)}</td>
          <td className="number">{yuan(view.paidFen)}</td>
          <td className="number">{shareText(view.paidFen, view.billedFen)}</td>
        </tr>
      }
    />
  );
}
