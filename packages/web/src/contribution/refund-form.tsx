import type { ReceiptDetail } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { contributionMessages } from './contribution-messages.ts';
import { fenOf, inputYuan } from './yuan-input.ts';

/** 申请退费 of what is free of a receipt. */
export function RefundForm({ row }: { readonly row: ReceiptDetail }) {
  const t = useText(contributionMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const [amount, setAmount] = useState(inputYuan(row.freeFen));
  const [reason, setReason] = useState('');
  const [payeeName, setPayeeName] = useState(row.payerName);
  const [payeeAccount, setPayeeAccount] = useState('');
  const send = () => {
    const amountFen = fenOf(amount);
    if (amountFen === undefined || amountFen === 0) return setWrong([t('amountWrong')]);
    void run(`/api/receipts/${row.receiptId}/refunds`, { amountFen, reason, payeeName, payeeAccount });
  };
  return (
    <section className="panel stack">
      <h2>{t('refundTitle')}</h2>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField label={t('refundAmount')} unit={t('yuan')} numeric value={amount} onChange={setAmount} />
        <TextField label={t('refundReason')} value={reason} onChange={setReason} />
        <TextField label={t('payeeName')} value={payeeName} onChange={setPayeeName} />
        <TextField label={t('payeeAccount')} value={payeeAccount} onChange={setPayeeAccount} />
        <button type="submit" className="button" aria-busy={busy}>
          {t('askRefund')}
        </button>
      </form>
      <Problems wrong={wrong} />
    </section>
  );
}
