import type { ListedPersonView, RegisterPersonsView } from '@gongji/contract';
import { factValueText } from '@gongji/engine';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { useTypedSearch } from '../design/use-typed-search.ts';
import { Answered } from '../desk/desk-page.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

const PART = 'persons';
const FIRST = { sort: 'psnNo', order: 'asc' } as const;
const LIMIT = 50;

/** Persons of the register in reach: of the region, or of one's unit. What is searched, the order and the page stand in the address. */
export function PersonsTab({ unitId }: { readonly unitId?: string | undefined }) {
  const t = useText(enrolmentMessages);
  const [address] = useSearchParams();
  const asked = askedOf(address, ['q', 'sort', 'order', 'after'], PART);
  const [typed, setTyped] = useTypedSearch(PART);
  if (unitId !== undefined) asked.set('unitId', unitId);
  const query = useApi<RegisterPersonsView>(`/api/register/persons?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <div className="desk-filter">
        <TextField label={t('findPerson')} value={typed} onChange={setTyped} />
        <ExportLinks path="/api/register/persons/file" asked={asked} />
      </div>
      <Answered query={query}>
        {({ items, total, more, next }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('listHint')} />
          ) : (
            <>
              <PersonTable items={items} query={address} />
              <RowsNav
                label={t('tabPersons')}
                query={address}
                limit={LIMIT}
                shown={items.length}
                {...{ total, more, next }}
                part={PART}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface PersonTableProps extends Pick<RegisterPersonsView, 'items'> {
  readonly query: URLSearchParams;
}

function PersonTable({ items, query }: PersonTableProps) {
  const t = useText(enrolmentMessages);
  return (
    <DataTable
      label={t('tabPersons')}
      rows={items}
      keyOf={(one) => one.ref}
      order={{ query, first: FIRST, part: PART }}
      columns={[
        {
          head: t('name'),
          sort: 'name',
          cell: (one) => (
            <>
              <Link to={`/enrolment/persons/${encodeURIComponent(one.ref)}`}>
                <GivenName name={one.name} />
              </Link>{' '}
              {one.status !== 'active' && <span className="tag tag-quiet">{t(`status_${one.status}`)}</span>}
            </>
          ),
        },
        {
          head: t('psnNo'),
          sort: 'psnNo',
          cell: (one) => <span className="number-text">{one.psnNo}</span>,
        },
        { head: t('birthYear'), sort: 'birthYear', cell: (one) => one.birthYear },
        { head: t('certNo'), cell: (one) => <span className="number-text">{one.certNo}</span> },
        { head: t('covers'), cell: (one) => <Covers of={one} /> },
      ]}
    />
  );
}

function Covers({ of: { covers } }: { readonly of: ListedPersonView }) {
  const t = useText(enrolmentMessages);
  const label = useLabel();
  if (covers.length === 0) return <>{t('none')}</>;
  const words = covers.map(({ scheme, personStatus }) => {
    const name = SCHEMES[scheme === 'employee' ? 'employee' : 'resident'];
    return `${label(name)} · ${label(factValueText('personStatus', personStatus))}`;
  });
  return <>{words.join('; ')}</>;
}
