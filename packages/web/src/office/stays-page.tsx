import type { OfficeView, StaysView } from '@gongji/contract';
import { type CalendarDate, daysBetween } from '@gongji/domain';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
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

/** 住院: admit by keyboard, and everybody who is in hospital or waits to be settled. */
export function StaysPage() {
  const t = useText(officeMessages);
  return <OfficeFrame title={t('tabStays')}>{(office) => <Stays office={office} />}</OfficeFrame>;
}

function Stays({ office }: { readonly office: OfficeView }) {
  const t = useText(stayMessages);
  const [query] = useSearchParams();
  const all = query.get('all') === 'true';
  const read = useApi<StaysView>(`/api/office/stays?all=${all}`);
  return (
    <div className="stack">
      {office.inpatient && <AdmissionForm today={office.day} />}
      <section className="panel office-step">
        <div className="stay-head">
          <h2>{t('list')}</h2>
          <Link className="button button-small" to={all ? '/office/stays' : '?all=true'}>
            {all ? t('showOpen') : t('showAll')}
          </Link>
        </div>
        <Answered query={read}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <TableWrap label={t('list')}>
                <StayTable items={items} today={office.day as CalendarDate} />
              </TableWrap>
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

function StayTable({ items, today }: { readonly items: readonly Row[]; readonly today: CalendarDate }) {
  const t = useText(stayMessages);
  const lang = useLang();
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('patient')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t('since')}</th>
          <th scope="col" className="number">
            {t('openFen')}
          </th>
          <th scope="col" className="number">
            {t('totalFen')}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.visitId}>
            <td>
              <Link to={`/office/stays/${row.visitId}`}>
                <GivenName name={row.person.name} /> {row.person.psnNo.slice(-6)}
              </Link>{' '}
              {row.diagnosis !== undefined && (
                <small className="quiet" lang="zh-CN">
                  {row.diagnosis}
                </small>
              )}
            </td>
            <td>
              <StayTag state={row.state} />
            </td>
            <td>
              {dateText(row.begunAt.slice(0, 10), lang)}{' '}
              <small className="quiet">{t('days', { n: dayOfStay(row, today) })}</small>
            </td>
            <td className="number">{yuan(row.openFen)}</td>
            <td className="number">{yuan(row.totalFen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
