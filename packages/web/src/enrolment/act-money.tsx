import type { ActedView, EnrolPreview } from '@gongji/contract';
import { Link } from 'react-router';
import { useMay } from '../app/session.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { enrolmentMessages } from './enrolment-messages.ts';

/** Bills that an act has made, or what its undo has cancelled and gives back. */
export function ActMoney({ done }: { readonly done: ActedView }) {
  const t = useText(enrolmentMessages);
  const may = useMay();
  return (
    <>
      {done.bills?.map((bill) => (
        <p key={bill.billId} className="notice">
          {t('billMade', { amount: yuan(bill.amountFen) })}{' '}
          {may('contribution.read') ? (
            <Link to={`/contributions/bills/${bill.billId}`}>
              <span translate="no">{bill.billNo}</span>
            </Link>
          ) : (
            <span translate="no">{bill.billNo}</span>
          )}
        </p>
      ))}
      {done.cancelledFen !== undefined && (
        <p className="notice">{t('cancelled', { amount: yuan(done.cancelledFen) })}</p>
      )}
      {done.refundFen !== undefined && (
        <p className="notice notice-warn">{t('refund', { amount: yuan(done.refundFen) })}</p>
      )}
    </>
  );
}

/** What an undo would cancel or give back, for who asks and for who decides. */
export function MoneyBack({
  shown: { cancelledFen, refundFen },
}: {
  readonly shown: Pick<EnrolPreview, 'cancelledFen' | 'refundFen'>;
}) {
  const t = useText(enrolmentMessages);
  return (
    <>
      {cancelledFen !== undefined && (
        <p className="notice">{t('willCancel', { amount: yuan(cancelledFen) })}</p>
      )}
      {refundFen !== undefined && (
        <p className="notice notice-warn">{t('willRefund', { amount: yuan(refundFen) })}</p>
      )}
    </>
  );
}
