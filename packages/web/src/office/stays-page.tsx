import type { OfficeView, StaysView } from '@gongji/contract';
import { type CalendarDate, daysBetween } from '@gongji/domain';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { AdmissionForm } from './admission-form.tsx';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { stayMessages } from './stay-messages.ts';
import './stays.css';

type Row = StaysView['items'][number];

const FILTER = ['all', 'sort', 'order', 'after'];
const FIRST = { sort: 'begunAt', order: 'desc' } as const;
const LIMIT = 50;

/** 住院: admit by keyboard, and everybody who is in hospital or waits to be settled. */
export function StaysPage() {
  const t = useText(officeMessages);
  return <OfficeFrame title={t('tabStays')}>{(office) => <Stays office={office} />}</OfficeFrame>;
}

function Stays({ office }: { readonly office: OfficeView }) {
  const t = useText(stayMessages);
  const [query] = useSearchParams();
  const all = query.get('all') === 'true';
  const asked = askedOf(query, FILTER);
  const read = useApi<StaysView>(`/api/office/stays?limit=${LIMIT}&${asked}`);
  return (
    <div className="stack">
      {office.inpatient && <AdmissionForm today={office.day} />}
      <section className="panel office-step">
        <h2>{t('list')}</h2>
        <div className="row">
          <Link className="button" to={addressWith(query, { all: all ? '' : 'true' })}>
            {all ? t('showOpen') : t('showAll')}
          </Link>
          <ExportLinks path="/api/office/stays/file" asked={asked} />
        </div>
        <Answered query={read}>
          {({ items, total, openFen, totalFen }) =>
            items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <p className="quiet">{t('sums', { n: total, open: yuan(openFen), all: yuan(totalFen) })}</p>
                <StayTable items={items} query={query} today={office.day as CalendarDate} />
                <RowsNav label={t('list')} query={query} limit={LIMIT} shown={items.length} total={total} />
              </>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

const TAGS = { open: 'tag tag-good', discharged: 'tag tag-warn', settled: 'tag tag-quiet' } as const;

export function StayTag({ state }: Pick<Row, 'state'>) {
  const t = useText(stayMessages);
  return <span className={TAGS[state]}>{t(state)}</span>;
}

interface StayTableProps {
  readonly items: readonly Row[];
  readonly query: URLSearchParams;
  readonly today: CalendarDate;
}

function StayTable({ items, query, today }: StayTableProps) {
  const t = useText(stayMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('list')}
      rows={items}
      keyOf={(row) => row.visitId}
      order={{ query, first: FIRST }}
      columns={[
        { head: t('patient'), cell: (row) => <Patient row={row} /> },
        { head: t('state'), cell: (row) => <StayTag state={row.state} /> },
        {
          head: t('since'),
          sort: 'begunAt',
          cell: (row) => (
            <>
              {dateText(row.begunAt.slice(0, 10), lang)}{' '}
              <small className="quiet">{t('days', { n: dayOfStay(row, today) })}</small>
            </>
          ),
        },
        { head: t('openFen'), sort: 'openFen', number: true, cell: (row) => yuan(row.openFen) },
        { head: t('totalFen'), sort: 'totalFen', number: true, cell: (row) => yuan(row.totalFen) },
      ]}
    />
  );
}

function Patient({ row: { visitId, person, diagnosis } }: { readonly row: Row }) {
  return (
    <>
      <Link to={`/office/stays/${visitId}`}>
        <GivenName name={person.name} /> {person.psnNo.slice(-6)}
      </Link>{' '}
      {diagnosis !== undefined && (
        <small className="quiet" lang="zh-CN">
          {diagnosis}
        </small>
      )}
    </>
  );
}

/** The day of admission is the first. */
export function dayOfStay(
  { begunAt, endedAt }: Pick<Row, 'begunAt' | 'endedAt'>,
  today: CalendarDate,
): number {
  const last = (endedAt ?? today).slice(0, 10) as CalendarDate;
  return daysBetween(begunAt.slice(0, 10) as CalendarDate, last) + 1;
}
