import type { CounterMethod, CounterPayerView, CounterPaymentView } from '@gongji/contract';
import { useState } from 'react';
import { useDeed } from '../api/use-deed.ts';
import { useWord } from '../contribution/bill-tag.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { fenOf, inputYuan } from '../contribution/yuan-input.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { counterMessages } from './counter-messages.ts';

/** Who pays: a person by our reference, or a unit. */
export type Payer = { readonly person: string } | { readonly unitId: string };

const METHODS = ['cash', 'pos', 'cheque', 'transfer'] as const satisfies readonly CounterMethod[];

interface Draft {
  /** Bills left out; all others are paid. */
  readonly without: readonly string[];
  readonly method: CounterMethod;
  /** What was typed; until then all that is due. */
  readonly amount?: string;
  readonly reference: string;
  readonly chequeBank: string;
  readonly paidOn: string;
}

interface TakeFormProps {
  readonly payer: Payer;
  readonly view: CounterPayerView;
  /** The next to come is another payer. */
  readonly onTaken: () => void;
}

/** Open bills of a payer with the late fee of today, and the payment that pays them. */
export function TakeForm({ payer, view, onTaken }: TakeFormProps) {
  const t = useText(counterMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const [taken, setTaken] = useState<CounterPaymentView>();
  const empty: Draft = { without: [], method: 'cash', reference: '', chequeBank: '', paidOn: chinaToday() };
  const who = 'unitId' in payer ? payer.unitId : payer.person;
  const kept = useKept<Draft>(`counter/${who}`, empty);
  const draft = kept.value;
  const set = (change: Partial<Draft>): void => kept.set({ ...draft, ...change });
  const chosen = view.bills.filter((bill) => !draft.without.includes(bill.billId));
  const feeFen = chosen.reduce((sum, bill) => sum + bill.feeFen, 0);
  const dueFen = chosen.reduce((sum, bill) => sum + bill.openFen, 0) + feeFen;
  const amount = draft.amount ?? inputYuan(dueFen);
  const send = async (): Promise<void> => {
    const amountFen = fenOf(amount);
    if (chosen.length === 0) return setWrong([t('chooseBill')]);
    if (amountFen === undefined || amountFen === 0) return setWrong([t('amountWrong')]);
    const { method, reference, chequeBank, paidOn } = draft;
    const done = await run<CounterPaymentView>('/api/counter/payments', {
      ...payer,
      ...{ billIds: chosen.map((bill) => bill.billId), method, amountFen },
      ...(method === 'cash' ? {} : { reference: reference.trim() }),
      ...(method === 'cheque' ? { chequeBank: chequeBank.trim() } : {}),
      ...(method === 'transfer' ? { paidOn } : {}),
    });
    if (done === undefined) return;
    setTaken(done);
    kept.forget();
    onTaken();
  };
  return (
    <>
      {taken !== undefined && <Taken payment={taken} />}
      {view.heldFen > 0 && <p className="notice notice-warn">{t('held', { amount: yuan(view.heldFen) })}</p>}
      {view.bills.length === 0 ? (
        <p className="notice">{t('nothingOpen')}</p>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <Bills view={view} without={draft.without} onWithout={(without) => set({ without })} />
          <p>
            <strong>{t('due', { amount: yuan(dueFen), fee: yuan(feeFen) })}</strong>
          </p>
          <ChoiceField
            label={t('method')}
            value={draft.method}
            options={METHODS.map((value) => ({ value, text: t(value) }))}
            onChange={(method) => set({ method: METHODS.find((one) => one === method) ?? 'cash' })}
          />
          <Fields draft={draft} amount={amount} onChange={set} />
          {draft.method === 'cheque' && <p className="quiet small">{t('chequeHint')}</p>}
          <Problems wrong={wrong} />
          {view.closed ? (
            <p className="notice notice-warn">{t('closed')}</p>
          ) : (
            <div className="row">
              <button type="submit" className="button button-strong" aria-busy={busy}>
                {t('take')}
              </button>
              <KeptNote kept={kept} />
            </div>
          )}
        </form>
      )}
    </>
  );
}

/** The amount, and what else the method asks for. */
function Fields({
  draft,
  amount,
  onChange,
}: {
  readonly draft: Draft;
  readonly amount: string;
  readonly onChange: (change: Partial<Draft>) => void;
}) {
  const t = useText(counterMessages);
  return (
    <div className="contribution-form">
      <TextField
        label={t('amount')}
        unit={t('yuan')}
        numeric
        value={amount}
        onChange={(next) => onChange({ amount: next })}
      />
      {draft.method !== 'cash' && (
        <TextField
          label={t(`${draft.method}Reference`)}
          value={draft.reference}
          onChange={(reference) => onChange({ reference })}
        />
      )}
      {draft.method === 'cheque' && (
        <TextField
          label={t('chequeBank')}
          value={draft.chequeBank}
          onChange={(chequeBank) => onChange({ chequeBank })}
        />
      )}
      {draft.method === 'transfer' && (
        <TextField
          label={t('paidOn')}
          type="date"
          value={draft.paidOn}
          onChange={(paidOn) => onChange({ paidOn })}
        />
      )}
    </div>
  );
}

function Taken({ payment }: { readonly payment: CounterPaymentView }) {
  const t = useText(counterMessages);
  const amount = yuan(payment.amountFen);
  return (
    <div role="status" className="notice stack">
      <p>
        {t(payment.state === 'held' ? 'takenHeld' : 'taken', { amount })}
        {payment.freeFen > 0 && ` · ${t('free', { amount: yuan(payment.freeFen) })}`}
      </p>
      {payment.state !== 'held' && (
        <PaperLinks
          papers={[{ text: t('print'), path: `/api/counter/payments/${payment.paymentId}/print` }]}
        />
      )}
    </div>
  );
}

function Bills({
  view,
  without,
  onWithout,
}: {
  readonly view: CounterPayerView;
  readonly without: readonly string[];
  readonly onWithout: (without: readonly string[]) => void;
}) {
  const t = useText(counterMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <TableWrap label={t('billsTitle')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('pay')}</th>
            <th scope="col">{t('period')}</th>
            <th scope="col">{t('kind')}</th>
            <th scope="col">{t('dueOn')}</th>
            <th scope="col" className="number">
              {t('open')}
            </th>
            <th scope="col" className="number">
              {t('fee')}
            </th>
            <th scope="col">{t('billNo')}</th>
          </tr>
        </thead>
        <tbody>
          {view.bills.map((bill) => (
            <tr key={bill.billId}>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('payBill', { no: bill.billNo })}
                  checked={!without.includes(bill.billId)}
                  onChange={({ target }) =>
                    onWithout(
                      target.checked ? without.filter((id) => id !== bill.billId) : [...without, bill.billId],
                    )
                  }
                />
              </td>
              <td className="nowrap">{bill.period}</td>
              <td>{word(bill.kind)}</td>
              <td>
                {dateText(bill.dueOn, lang)}{' '}
                {bill.overdue && <span className="tag tag-bad">{word('overdue')}</span>}
                {bill.noPolicy && <span className="tag tag-bad">{t('noPolicy')}</span>}
                {bill.failure !== undefined && (
                  <span className="tag tag-warn">
                    {t('failure')}
                    <AsTyped text={bill.failure} />
                  </span>
                )}
              </td>
              <td className="number">{yuan(bill.openFen)}</td>
              <td className="number">{yuan(bill.feeFen)}</td>
              <td>
                <span translate="no">{bill.billNo}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
