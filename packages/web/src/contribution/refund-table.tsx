import type { RefundView } from '@gongji/contract';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';

/** Refunds 退费 with what this person may do about each: the list in its order, or those of one receipt. */
export function RefundTable({
  items,
  order,
}: {
  readonly items: readonly RefundView[];
  readonly order?: ListOrder;
}) {
  const t = useText(contributionMessages);
  const may = useMay();
  return (
    <DecisionTable
      label={t('refunds')}
      rows={items}
      columns={[
        {
          head: t('payeeColumn'),
          sort: 'payeeName',
          cell: (row) => (
            <>
              <GivenName name={row.payeeName} /> <small className="quiet">{row.payeeAccount}</small>
            </>
          ),
        },
        { head: t('refundAmount'), sort: 'amountFen', number: true, cell: (row) => yuan(row.amountFen) },
        { head: t('reason'), cell: (row) => <GivenName name={row.reason} /> },
      ]}
      pathOf={(row) => `/api/refunds/${row.refundId}`}
      askedBy={(row) => ({ who: row.requestedBy, at: row.requestedAt })}
      askedSort="requestedAt"
      {...(order === undefined ? {} : { order })}
      decideAs="refund.decide"
      pay={{ as: 'refund.pay', when: () => true }}
      more={(row) =>
        order !== undefined &&
        row.state !== 'paid' &&
        may('receipt.take') && (
          <Link className="small" to={`/contributions/receipts/${row.receiptId}`}>
            {t('tabReceipts')}
          </Link>
        )
      }
    />
  );
}
