import type { ReceiptDetail } from '@gongji/contract';
import { useDeed } from '../api/use-deed.ts';
import { TextField } from '../design/fields.tsx';
import { Problems } from '../design/problems.tsx';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { contributionMessages } from './contribution-messages.ts';
import { fenOf, inputYuan } from './yuan-input.ts';

/** 申请退费 of what is free of a receipt. */
export function RefundForm({ row }: { readonly row: ReceiptDetail }) {
  const t = useText(contributionMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const kept = useKept(`refund ${row.receiptId}`, {
    amount: inputYuan(row.freeFen),
    reason: '',
    payeeName: row.payerName,
    payeeAccount: '',
  });
  const { amount, ...payee } = kept.value;
  const set = (name: keyof typeof kept.value) => (value: string) =>
    kept.set({ ...kept.value, [name]: value });
  const send = async () => {
    const amountFen = fenOf(amount);
    if (amountFen === undefined || amountFen === 0) return setWrong([t('amountWrong')]);
    const asked = await run(`/api/receipts/${row.receiptId}/refunds`, { amountFen, ...payee });
    if (asked !== undefined) kept.forget();
  };
  return (
    <section className="panel stack">
      <h2>{t('refundTitle')}</h2>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField
          label={t('refundAmount')}
          unit={t('yuan')}
          numeric
          value={amount}
          onChange={set('amount')}
        />
        <TextField label={t('refundReason')} value={payee.reason} onChange={set('reason')} />
        <TextField label={t('payeeName')} value={payee.payeeName} onChange={set('payeeName')} />
        <TextField label={t('payeeAccount')} value={payee.payeeAccount} onChange={set('payeeAccount')} />
        <button type="submit" className="button" aria-busy={busy}>
          {t('askRefund')}
        </button>
      </form>
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
    </section>
  );
}
