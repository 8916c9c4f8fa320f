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

function Days() {
  const t = useText(reconciliationMessages);
  const lang = useLang();
  const days = useApi<ReconciliationDaysView>('/api/office/reconciliation?days=31');
  return (
    <>
      <p className="quiet reconciliation-intro">{t('intro')}</p>
      <Answered query={days}>
        {({ items }) => (
          <TableWrap label={t('days')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('day')}</th>
                  <th scope="col">{t('state')}</th>
                  <th scope="col" className="number">
                    {t('countOf')}
                  </th>
                  <th scope="col" className="number">
                    {t('totalOf')}
                  </th>
                  <th scope="col" className="number">
                    {t('fundOf')}
                  </th>
                  <th scope="col">{t('doneBy')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((one) => (
                  <tr key={one.day}>
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
                    <td className="number">{one.count}</td>
                    <td className="number">{yuan(one.totalFen)}</td>
                    <td className="number">{yuan(one.fundFen)}</td>
                    <td translate="no" lang="zh-CN">
                      {one.by ?? ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
        )}
      </Answered>
    </>
  );
}
