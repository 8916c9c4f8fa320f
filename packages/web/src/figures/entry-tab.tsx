import type { EntryDelaysView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { shareText } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import type { TabProps } from './enrolment-tab.tsx';
import { figuresMessages } from './figures-messages.ts';
import { daysIn } from './levy-tab.tsx';

const FILTER = ['sort', 'order', 'after'];
const FIRST = { sort: 'late', order: 'desc' } as const;
const LIMIT = 50;

/** How soon acts of enrolment are entered 录入及时性, by who reports them; the latest first. */
export function EntryTab({ query, onQuery }: TabProps) {
  const t = useText(figuresMessages);
  const { from, to } = daysIn(query);
  const asked = askedOf(query, FILTER);
  asked.set('from', from);
  asked.set('to', to);
  const delays = useApi<EntryDelaysView>(`/api/enrolment-figures/entry-delays?limit=${LIMIT}&${asked}`);
  const set = (key: string) => (value: string) =>
    onQuery(new URLSearchParams(addressWith(query, { [key]: value })));
  return (
    <section className="panel">
      <div className="figures-filter">
        <TextField type="date" label={t('from')} value={from} onChange={set('from')} />
        <TextField type="date" label={t('to')} value={to} onChange={set('to')} />
        <ExportLinks path="/api/enrolment-figures/entry-delays/file" asked={asked} />
      </div>
      <Answered query={delays}>
        {(view) => (
          <>
            <p className="quiet">{t('entryHint', { n: view.lateAfterDays })}</p>
            {view.items.length === 0 ? (
              <Empty title={t('noActs')} hint={t('noActsHint')} />
            ) : (
              <>
                <Delays view={view} query={query} />
                <RowsNav
                  label={t('entry')}
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

function Delays({ view, query }: { readonly view: EntryDelaysView; readonly query: URLSearchParams }) {
  const t = useText(figuresMessages);
  return (
    <DataTable
      label={t('entry')}
      rows={view.items}
      keyOf={(one) => one.unitId ?? ''}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('reportedBy'),
          cell: ({ name }) => (name === undefined ? t('desk') : <GivenName name={name} />),
        },
        { head: t('acts'), sort: 'acts', number: true, cell: (one) => one.acts },
        { head: t('lateActs'), sort: 'late', number: true, cell: (one) => one.late },
        { head: t('inTime'), number: true, cell: (one) => shareText(one.acts - one.late, one.acts) },
        {
          head: t('averageDays'),
          sort: 'averageDays',
          number: true,
          cell: (one) => one.averageDays.toFixed(1),
        },
        { head: t('mostDays'), sort: 'mostDays', number: true, cell: (one) => one.mostDays },
      ]}
      foot={
        <tr>
          <th scope="row">{t('total')}</th>
          <td className="number">{view.acts}</td>
          <td className="number">{view.late}</td>
          <td className="number">{shareText(view.acts - view.late, view.acts)}</td>
          <td />
          <td />
        </tr>
      }
    />
  );
}
