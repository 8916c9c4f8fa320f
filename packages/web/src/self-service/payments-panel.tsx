import type { PaymentsView } from '@gongji/contract';
import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { BillTag } from '../contribution/bill-tag.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { SelectField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { meMessages } from './me-messages.ts';

/** 我的缴费: what is due first, in a sentence each; then the year, and the papers. */
export function PaymentsPanel({ path }: { readonly path: string }) {
  const t = useText(meMessages);
  const [year, setYear] = useState('');
  const payments = useApi<PaymentsView>(`${path}/payments${year === '' ? '' : `?year=${year}`}`);
  return (
    <section className="panel stack">
      <h2>{t('payments')}</h2>
      <Answered query={payments}>
        {(view) => (
          <>
            <Due view={view} />
            {view.years.length > 1 && (
              <SelectField
                label={t('year')}
                value={view.year}
                options={view.years.map((value) => ({ value, text: value }))}
                onChange={setYear}
              />
            )}
            {view.items.length === 0 ? <p className="quiet">{t('noPayments')}</p> : <Year view={view} />}
            {view.receipts.length > 0 && (
              <PaperLinks
                papers={view.receipts.map(({ billId, period }) => ({
                  text: t('receipt', { period }),
                  path: `/api/contribution-bills/${billId}/print/receipt`,
                }))}
              />
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

function Due({ view }: { readonly view: PaymentsView }) {
  const t = useText(meMessages);
  const lang = useLang();
  if (view.due.length === 0) return <p className="notice">{t('nothingDue')}</p>;
  return (
    <>
      {view.due.map((one) => (
        <div key={one.billId} className={one.overdue ? 'notice notice-bad' : 'notice notice-warn'}>
          <p>
            {t(one.overdue ? 'overdue' : 'due', {
              scheme: t(one.scheme),
              period: one.period,
              amount: money(one.openFen),
              day: dateText(one.dueOn, lang),
            })}
          </p>
          <PaperLinks
            papers={[{ text: t('notice'), path: `/api/contribution-bills/${one.billId}/print/notice` }]}
          />
        </div>
      ))}
    </>
  );
}

function Year({ view }: { readonly view: PaymentsView }) {
  const t = useText(meMessages);
  return (
    <TableWrap label={t('payments')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('period')}</th>
            <th scope="col" className="number">
              {t('ownPart')}
            </th>
            <th scope="col" className="number">
              {t('inAll')}
            </th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('through')}</th>
          </tr>
        </thead>
        <tbody>
          {view.items.map((one) => (
            <tr key={one.chargeId}>
              <td className="nowrap">{one.period}</td>
              <td className="number">{yuan(one.ownFen)}</td>
              <td className="number">{yuan(one.totalFen)}</td>
              <td>
                <BillTag state={one.state} />
              </td>
              <td>{one.unitName === undefined ? t(one.through) : <GivenName name={one.unitName} />}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{view.year}</th>
            <td className="number">{yuan(view.ownFen)}</td>
            <td className="number">{yuan(view.totalFen)}</td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}
