import type { CounterPaymentView } from '@gongji/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { ReasonForm } from '../design/reason-form.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { counterMessages } from './counter-messages.ts';

const TAGS = {
  booked: 'tag tag-good',
  held: 'tag tag-warn',
  bounced: 'tag tag-bad',
  asked: 'tag tag-warn',
  reversed: 'tag tag-bad',
} as const;

/** Payments of the counter; the clerk's own of today can be asked back here. `deed`: what else is done with one. */
export function PaymentTable({
  label,
  items,
  deed,
}: {
  readonly label: string;
  readonly items: readonly CounterPaymentView[];
  readonly deed?: (payment: CounterPaymentView) => ReactNode;
}) {
  const t = useText(counterMessages);
  const lang = useLang();
  return (
    <TableWrap label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('payer')}</th>
            <th scope="col">{t('method')}</th>
            <th scope="col" className="number">
              {t('sum')}
            </th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('number')}</th>
            <th scope="col">{t('bills')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.paymentId}>
              <td>
                <GivenName name={one.payerName} />
              </td>
              <td>{t(one.method)}</td>
              <td className="number">{yuan(one.amountFen)}</td>
              <td>
                <span className={TAGS[one.state]}>{t(one.state === 'held' ? 'heldState' : one.state)}</span>{' '}
                <AsTyped text={one.reversalReason ?? one.chequeNote} />
                {deed === undefined ? <Own payment={one} /> : deed(one)}
              </td>
              <td>
                {one.state === 'held' || one.state === 'bounced' ? (
                  <AsTyped text={`${one.chequeBank} ${one.reference}`} />
                ) : (
                  <a
                    href={`/api/counter/payments/${one.paymentId}/print?lang=${lang}`}
                    target="_blank"
                    rel="noreferrer"
                    title={t('print')}
                  >
                    <span translate="no">{one.reference}</span>
                  </a>
                )}
              </td>
              <td>
                {one.bills.map((bill) => (
                  <Link key={bill.billId} to={`/contributions/bills/${bill.billId}`}>
                    <span translate="no">{bill.billNo}</span>{' '}
                  </Link>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

/** 申请冲正 of one's own payment of today. */
function Own({ payment }: { readonly payment: CounterPaymentView }) {
  const t = useText(counterMessages);
  const [asking, setAsking] = useState(false);
  if (!payment.mine || !payment.today || payment.state !== 'booked') return null;
  if (!asking)
    return (
      <button type="button" className="button button-plain button-small" onClick={() => setAsking(true)}>
        {t('reverse')}
      </button>
    );
  return (
    <ReasonForm
      path={`/api/counter/payments/${payment.paymentId}/reversal`}
      deed={t('reverseAsk')}
      onCancel={() => setAsking(false)}
    />
  );
}
