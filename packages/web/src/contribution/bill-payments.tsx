import type { ContributionBillDetail } from '@gongji/contract';
import { Link } from 'react-router';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { dateText, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { useWord } from './bill-tag.tsx';
import { contributionMessages } from './contribution-messages.ts';

/** What was paid on a bill, set off or taken back, each with its receipt. */
export function BillPayments({ bill }: { readonly bill: ContributionBillDetail }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const may = useMay();
  const word = useWord();
  return (
    <section className="panel">
      <h2>{t('payments')}</h2>
      {bill.allocations.length === 0 ? (
        <Empty title={t('noPayments')} />
      ) : (
        <TableWrap label={t('payments')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('paidOn')}</th>
                <th scope="col">{t('source')}</th>
                <th scope="col">{t('serial')}</th>
                <th scope="col" className="number">
                  {t('paidAmount')}
                </th>
                <th scope="col">{t('state')}</th>
              </tr>
            </thead>
            <tbody>
              {bill.allocations.map((one) => (
                <tr key={one.allocationId}>
                  <td className="nowrap">
                    {one.paidOn === '' ? timeText(one.at, lang) : dateText(one.paidOn, lang)}
                  </td>
                  <td>{one.how === 'set-off' ? t('setOff') : word(one.source)}</td>
                  <td>
                    {one.receiptId !== undefined && may('receipt.take') ? (
                      <Link to={`/contributions/receipts/${one.receiptId}`}>
                        <span translate="no">{one.serial}</span>
                      </Link>
                    ) : (
                      <span translate="no">{one.serial}</span>
                    )}
                  </td>
                  <td className="number">{yuan(one.amountFen)}</td>
                  <td>{one.how === 'reversal' ? t('reversal') : one.reversed ? t('reversed') : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      )}
    </section>
  );
}
