import type { CollectionDaysView } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { SIGNED_DAYS_FILTER, SignedDaysFilter } from '../contribution/signed-days-filter.tsx';
import { DataTable } from '../design/data-table.tsx';
import { askedOf, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { collectionDayMessages } from './collection-day-messages.ts';

const TAGS = {
  'no-statement': 'tag tag-warn',
  differs: 'tag tag-bad',
  'to-sign': 'tag',
  signed: 'tag tag-good',
  changed: 'tag tag-bad',
} as const;

const FIRST = { sort: 'day', order: 'desc' } as const;
const LIMIT = 50;

/** 日对账: the days of bank and tax authority, those that nobody has signed first. */
export function CollectionDaysPage() {
  const t = useText(collectionDayMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, SIGNED_DAYS_FILTER);
  const days = useApi<CollectionDaysView>(`/api/collection-days?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('title')}>
      <section className="panel">
        <SignedDaysFilter file="/api/collection-days/file" asked={asked} />
        <Answered query={days}>
          {({ items, unsigned, total, receiptsFen, statedFen }) =>
            items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <p className={unsigned > 0 ? 'notice notice-warn' : 'notice'}>
                  {unsigned > 0 ? t('unsigned', { n: unsigned }) : t('allSigned')}
                </p>
                <p className="quiet">
                  {t('sums', { n: total, ours: yuan(receiptsFen), theirs: yuan(statedFen) })}
                </p>
                <Days items={items} query={query} />
                <RowsNav label={t('title')} query={query} limit={LIMIT} shown={items.length} total={total} />
              </>
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}

interface DaysProps {
  readonly items: CollectionDaysView['items'];
  readonly query: URLSearchParams;
}

function Days({ items, query }: DaysProps) {
  const t = useText(collectionDayMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <DataTable
      label={t('title')}
      rows={items}
      keyOf={(row) => `${row.source} ${row.day}`}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('day'),
          sort: 'day',
          cell: (row) => (
            <Link className="nowrap" to={`/contributions/days/${row.source}/${row.day}`}>
              {dateText(row.day, lang)}
            </Link>
          ),
        },
        { head: t('source'), cell: (row) => word(row.source) },
        { head: t('ours'), sort: 'receiptsFen', number: true, cell: (row) => yuan(row.receiptsFen) },
        { head: t('booked'), number: true, cell: (row) => yuan(row.bookedFen) },
        {
          head: t('theirs'),
          number: true,
          cell: ({ totalFen }) => (totalFen === undefined ? '–' : yuan(totalFen)),
        },
        { head: t('differences'), sort: 'differences', number: true, cell: (row) => row.differences ?? '–' },
        { head: t('state'), cell: (row) => <span className={TAGS[row.state]}>{t(row.state)}</span> },
      ]}
    />
  );
}

/** On the page of the books: days that nobody has signed. */
export function UnsignedDays() {
  const t = useText(collectionDayMessages);
  const days = useApi<CollectionDaysView>('/api/collection-days?limit=1');
  const unsigned = days.data?.unsigned ?? 0;
  return unsigned === 0 ? null : (
    <p className="notice notice-warn row">
      {t('title')}: {t('unsigned', { n: unsigned })}
      <Link className="button button-small" to="/contributions/days">
        {t('open')}
      </Link>
    </p>
  );
}
