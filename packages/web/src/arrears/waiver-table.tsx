import type { WaiverView } from '@gongji/contract';
import { Link } from 'react-router';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import type { ListOrder } from '../design/list-tools.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { DebtorLink } from './debtor-link.tsx';

interface WaiverTableProps {
  readonly items: readonly WaiverView[];
  readonly order?: ListOrder;
  /** Of all debtors: each is named. */
  readonly named?: boolean;
}

/** Waivers 减免 with what this person may do about each. */
export function WaiverTable({ items, order, named = false }: WaiverTableProps) {
  const t = useText(arrearsMessages);
  return (
    <DecisionTable
      label={t('waivers')}
      rows={items}
      columns={[
        ...(named ? [{ head: t('payer'), cell: (row: WaiverView) => <DebtorLink {...row} /> }] : []),
        {
          head: t('period'),
          sort: 'period',
          cell: (row) => (
            <Link to={`/contributions/bills/${row.billId}`} className="nowrap">
              {row.period}
            </Link>
          ),
        },
        {
          head: t('amount'),
          sort: 'amountFen',
          number: true,
          cell: (row) => (row.amountFen === undefined ? t('allOfIt') : yuan(row.amountFen)),
        },
        {
          head: t('reason'),
          cell: (row) => (
            <>
              <GivenName name={row.reason} /> <small className="quiet">{row.proofNo}</small>
            </>
          ),
        },
      ]}
      pathOf={(row) => `/api/late-fee-waivers/${row.waiverId}`}
      askedBy={(row) => ({ who: row.requestedBy, at: row.requestedAt })}
      askedSort="requestedAt"
      {...(order === undefined ? {} : { order })}
      decideAs="arrears.decide"
    />
  );
}
