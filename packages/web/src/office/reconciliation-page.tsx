import type { ReconciliationDaysView, ReconciliationState } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';
import './reconciliation.css';

/** 日对账: the last days of the institution, each with how it came out. */
export function ReconciliationPage() {
  const t = useText(officeMessages);
  return <OfficeFrame title={t('tabReconciliation')}>{() => <Days />}</OfficeFrame>;
}

const TAGS: Readonly<Record<ReconciliationState, string>> = {
  empty: 'tag tag-quiet',
  none: 'tag tag-warn',
  stale: 'tag tag-warn',
  open: 'tag tag-bad',
  balanced: 'tag tag-good',
};

export function StateTag({ state }: { readonly state: ReconciliationState }) {
  const t = useText(reconciliationMessages);
  return <span className={TAGS[state]}>{t(state)}</span>;
}

type Day = ReconciliationDaysView['items'][number];

/** Nothing is to be done about it. */
const isLater = ({ state }: Day): boolean => state === 'empty' || state === 'balanced';

function Days() {
  const t = useText(reconciliationMessages);
  const days = useApi<ReconciliationDaysView>('/api/office/reconciliation?days=31');
  return (
    <>
      <p className="quiet reconciliation-intro">{t('intro')}</p>
      <Answered query={days}>{({ items }) => <DayTable days={items} />}</Answered>
    </>
  );
}

function DayTable({ days }: { readonly days: readonly Day[] }) {
  const t = useText(reconciliationMessages);
  const later = days.filter(isLater).length;
  return (
    <>
      {later === days.length && <p className="notice">{t('nothingToDo')}</p>}
      <TableWrap label={t('days')} later={later > 0 ? t('laterDays', { n: later }) : undefined}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('state')}</th>
              {(['countOf', 'totalOf', 'fundOf'] as const).map((head) => (
                <th scope="col" className="number" key={head}>
                  {t(head)}
                </th>
              ))}
              <th scope="col">{t('doneBy')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <DayRow key={one.day} one={one} />
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}

function DayRow({ one }: { readonly one: Day }) {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const figure = one.state === 'empty' ? 'number nothing' : 'number';
  return (
    <tr className={isLater(one) ? 'later' : undefined}>
      <td>
        <Link to={`/office/reconciliation/${one.day}`} className="nowrap">
          {dateText(one.day, lang)}
        </Link>
      </td>
      <td>
        <StateTag state={one.state} />{' '}
        {one.open > 0 && one.state === 'open' && (
          <small className="quiet">{t('openOf', { n: one.open })}</small>
        )}
      </td>
      <td className={figure}>{one.count}</td>
      <td className={figure}>{yuan(one.totalFen)}</td>
      <td className={figure}>{yuan(one.fundFen)}</td>
      <td translate="no" lang="zh-CN">
        {one.by ?? ''}
      </td>
    </tr>
  );
}
