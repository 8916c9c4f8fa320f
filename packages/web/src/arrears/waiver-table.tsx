import type { WaiverView } from '@gongji/contract';
import { DecisionTable } from '../decision/decision-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

/** Waivers 减免 with what this person may do about each. */
export function WaiverTable({ items }: { readonly items: readonly WaiverView[] }) {
  const t = useText(arrearsMessages);
  return (
    <DecisionTable
      label={t('waivers')}
      rows={items}
      columns={[
        { head: t('period'), cell: (row) => row.period },
        {
          head: t('amount'),
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
      decideAs="arrears.decide"
    />
  );
}
