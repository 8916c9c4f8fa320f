import type { CounterPaymentView } from '@gongji/contract';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { DataTable } from '../design/data-table.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { ReasonForm } from '../design/reason-form.tsx';
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
  order,
}: {
  readonly label: string;
  readonly items: readonly CounterPaymentView[];
  readonly deed?: (payment: CounterPaymentView) => ReactNode;
  readonly order?: ListOrder;
}) {
  const t = useText(counterMessages);
  return (
    <DataTable
      label={label}
      rows={items}
      keyOf={(one) => one.paymentId}
      order={order}
      columns={[
        { head: t('payer'), cell: (one) => <GivenName name={one.payerName} /> },
        { head: t('method'), cell: (one) => t(one.method) },
        { head: t('sum'), sort: 'amountFen', number: true, cell: (one) => yuan(one.amountFen) },
        {
          head: t('state'),
          cell: (one) => (
            <>
              <span className={TAGS[one.state]}>{t(one.state === 'held' ? 'heldState' : one.state)}</span>{' '}
              <AsTyped text={one.reversalReason ?? one.chequeNote} />
              {deed === undefined ? <Own payment={one} /> : deed(one)}
            </>
          ),
        },
        { head: t('number'), cell: (one) => <Reference payment={one} /> },
        {
          head: t('bills'),
          cell: (one) =>
            one.bills.map((bill) => (
              <Link key={bill.billId} to={`/contributions/bills/${bill.billId}`}>
                <span translate="no">{bill.billNo}</span>{' '}
              </Link>
            )),
        },
      ]}
    />
  );
}

/** Number of what was paid with; of what is booked it leads to the paper. */
function Reference({ payment }: { readonly payment: CounterPaymentView }) {
  const t = useText(counterMessages);
  const lang = useLang();
  const { paymentId, state, chequeBank, reference } = payment;
  if (state === 'held' || state === 'bounced') return <AsTyped text={`${chequeBank} ${reference}`} />;
  return (
    <a
      href={`/api/counter/payments/${paymentId}/print?lang=${lang}`}
      target="_blank"
      rel="noreferrer"
      title={t('print')}
    >
      <span translate="no">{reference}</span>
    </a>
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
