import type { CollectionDaysView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
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

/** 日对账: the days of bank and tax authority, those that nobody has signed first. */
export function CollectionDaysPage() {
  const t = useText(collectionDayMessages);
  const lang = useLang();
  const word = useWord();
  const days = useApi<CollectionDaysView>('/api/collection-days');
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={days}>
        {({ items, unsigned }) =>
          items.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <section className="panel">
              <p className={unsigned > 0 ? 'notice notice-warn' : 'notice'}>
                {unsigned > 0 ? t('unsigned', { n: unsigned }) : t('allSigned')}
              </p>
              <TableWrap label={t('title')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('day')}</th>
                      <th scope="col">{t('source')}</th>
                      <th scope="col" className="number">
                        {t('ours')}
                      </th>
                      <th scope="col" className="number">
                        {t('booked')}
                      </th>
                      <th scope="col" className="number">
                        {t('theirs')}
                      </th>
                      <th scope="col" className="number">
                        {t('differences')}
                      </th>
                      <th scope="col">{t('state')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((row) => (
                      <tr key={`${row.source} ${row.day}`}>
                        <td className="nowrap">
                          <Link to={`/contributions/days/${row.source}/${row.day}`}>
                            {dateText(row.day, lang)}
                          </Link>
                        </td>
                        <td>{word(row.source)}</td>
                        <td className="number">{yuan(row.receiptsFen)}</td>
                        <td className="number">{yuan(row.bookedFen)}</td>
                        <td className="number">{row.totalFen === undefined ? '–' : yuan(row.totalFen)}</td>
                        <td className="number">{row.differences ?? '–'}</td>
                        <td>
                          <span className={TAGS[row.state]}>{t(row.state)}</span>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableWrap>
            </section>
          )
        }
      </Answered>
    </ContributionFrame>
  );
}

/** On the page of the books: days that nobody has signed. */
export function UnsignedDays() {
  const t = useText(collectionDayMessages);
  const days = useApi<CollectionDaysView>('/api/collection-days');
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
