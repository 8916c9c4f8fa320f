import type { FundTransferDetail } from '@gongji/contract';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';

/** One transfer 划转 with the receipts it carries. */
export function TransferPage() {
  const { id = '' } = useParams();
  const t = useText(booksMessages);
  const pick = usePick();
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const transfer = useApi<FundTransferDetail>(`/api/fund-transfers/${id}`);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={transfer}>
        {(row) => (
          <section className="panel">
            <h2>
              {pick(row.fundName)} {money(row.amountFen)}
            </h2>
            <p className="quiet">
              {dateText(row.movedOn, lang)} · <span translate="no">{row.bankSerial}</span> · {t('carried')}{' '}
              {row.receipts}
            </p>
            <TableWrap label={t('carried')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('serial')}</th>
                    <th scope="col">{t('source')}</th>
                    <th scope="col">{t('paidOn')}</th>
                    <th scope="col">{t('payer')}</th>
                    <th scope="col" className="number">
                      {t('amount')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {row.carried.map((one) => (
                    <tr key={one.receiptId ?? 'set-off'}>
                      <td>
                        {one.receiptId !== undefined && may('receipt.take') ? (
                          <Link to={`/contributions/receipts/${one.receiptId}`}>
                            <span translate="no">{one.serial}</span>
                          </Link>
                        ) : (
                          <span translate="no">{one.serial}</span>
                        )}
                      </td>
                      <td>{word(one.source)}</td>
                      <td className="nowrap">{one.paidOn === '' ? '' : dateText(one.paidOn, lang)}</td>
                      <td>
                        <GivenName name={one.payerName} />
                      </td>
                      <td className="number">{yuan(one.amountFen)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
          </section>
        )}
      </Answered>
    </ContributionFrame>
  );
}
