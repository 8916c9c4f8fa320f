import type { DunningNoticeView } from '@gongji/contract';
import { useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

/** One notice 催缴通知 as it was made. */
export function NoticePage() {
  const { id = '' } = useParams();
  const t = useText(arrearsMessages);
  const pick = usePick();
  const lang = useLang();
  const notice = useApi<DunningNoticeView>(`/api/dunning-notices/${id}`);
  return (
    <ContributionFrame title={t('notices')}>
      <Answered query={notice}>
        {(row) => (
          <section className="panel">
            <h2>{pick(row.title)}</h2>
            <p>
              <span translate="no">{row.noticeNo}</span> <GivenName name={row.payerName} />
            </p>
            <p>
              <GivenName name={pick(row.body)} />
            </p>
            <TableWrap label={t('byMonth')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('period')}</th>
                    <th scope="col">{t('dueOn')}</th>
                    <th scope="col" className="number">
                      {t('open')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {row.bills.map((bill) => (
                    <tr key={bill.billNo}>
                      <td className="nowrap">{bill.period}</td>
                      <td className="nowrap">{dateText(bill.dueOn, lang)}</td>
                      <td className="number">{yuan(bill.openFen)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
            <p>
              {t('payBy')} <strong>{dateText(row.payBy, lang)}</strong> · {t('total')}{' '}
              <strong>{money(row.openFen + row.feeFen)}</strong>
            </p>
            <p className="quiet">{timeText(row.madeAt, lang)}</p>
            <PaperLinks papers={[{ text: t('print'), path: `/api/dunning-notices/${id}/print` }]} />
          </section>
        )}
      </Answered>
    </ContributionFrame>
  );
}
