import type { RefundView } from '@gongji/contract';
import { useState } from 'react';
import { Link } from 'react-router';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';

const TAGS = { open: 'tag tag-warn', approved: 'tag', refused: 'tag tag-bad', paid: 'tag tag-good' };

/** Refunds 退费 with what this person may do about each. */
export function RefundTable({ items }: { readonly items: readonly RefundView[] }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const deed = useDeed();
  return (
    <>
      <Problems wrong={deed.wrong} />
      <TableWrap label={t('refunds')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('payeeColumn')}</th>
              <th scope="col" className="number">
                {t('refundAmount')}
              </th>
              <th scope="col">{t('reason')}</th>
              <th scope="col">{t('submittedBy')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.refundId}>
                <td>
                  <GivenName name={row.payeeName} /> <small className="quiet">{row.payeeAccount}</small>
                </td>
                <td className="number">{yuan(row.amountFen)}</td>
                <td>
                  <GivenName name={row.reason} />
                </td>
                <td>
                  <span translate="no">{row.requestedBy}</span>{' '}
                  <small className="quiet">{timeText(row.requestedAt, lang)}</small>
                </td>
                <td>
                  <span className={TAGS[row.state]}>{t(`state${row.state}`)}</span>{' '}
                  <Deeds row={row} deed={deed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </>
  );
}

function Deeds({ row, deed }: { readonly row: RefundView; readonly deed: ReturnType<typeof useDeed> }) {
  const t = useText(contributionMessages);
  const may = useMay();
  const { busy, run } = deed;
  const [serial, setSerial] = useState('');
  const path = `/api/refunds/${row.refundId}`;
  if (row.state === 'paid')
    return (
      <small className="quiet" translate="no">
        {row.bankSerial}
      </small>
    );
  if (row.state === 'open' && may('refund.decide') && row.mine)
    return <small className="quiet">{t('ownDecision')}</small>;
  if (row.state === 'open' && may('refund.decide'))
    return (
      <span className="row">
        <button
          type="button"
          className="button button-small"
          aria-busy={busy}
          onClick={() => void run(`${path}/decision`, { approved: true })}
        >
          {t('approve')}
        </button>
        <button
          type="button"
          className="button button-small"
          aria-busy={busy}
          onClick={() => void run(`${path}/decision`, { approved: false })}
        >
          {t('refuse')}
        </button>
      </span>
    );
  if (row.state === 'approved' && may('refund.pay'))
    return (
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          void run(`${path}/payment`, { bankSerial: serial });
        }}
      >
        <TextField label={t('paidSerial')} value={serial} onChange={setSerial} />
        <button type="submit" className="button button-small" aria-busy={busy}>
          {t('markPaid')}
        </button>
      </form>
    );
  return may('receipt.take') ? (
    <Link className="small" to={`/contributions/receipts/${row.receiptId}`}>
      {t('tabReceipts')}
    </Link>
  ) : null;
}
