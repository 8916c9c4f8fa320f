import type { CounterDayDetail } from '@gongji/contract';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { useMay } from '../app/session.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { PaperLinks } from '../contribution/paper-links.tsx';
import { SignOff } from '../contribution/sign-off.tsx';
import { fenOf, inputYuan } from '../contribution/yuan-input.ts';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { counterMessages } from './counter-messages.ts';
import { DAY_TAGS } from './counter-page.tsx';
import { PaymentTable } from './payment-table.tsx';

/** 日结 of a clerk's day: what the books say, what was counted, the signature, and the way to the bank. */
export function CounterDayPage() {
  const { clerk = '', day = '' } = useParams();
  const t = useText(counterMessages);
  const lang = useLang();
  const may = useMay();
  const path = `/api/counter/days/${encodeURIComponent(clerk)}/${day}`;
  const found = useApi<CounterDayDetail>(path);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={found}>
        {(row) => (
          <>
            <section className="panel stack">
              <h2>
                {t('dayTitle', { day: dateText(row.day, lang) })} <AsTyped text={row.clerk} />{' '}
                <span className={DAY_TAGS[row.state]}>{t(`day${row.state}`)}</span>
              </h2>
              <Sums row={row} />
              {row.reversed > 0 && <p className="quiet">{t('reversedCount', { n: row.reversed })}</p>}
              {row.signedBy !== undefined && (
                <p className="notice">
                  {t('signedBy')} <AsTyped text={`${row.signedBy} ${row.signNote ?? ''}`} />
                </p>
              )}
              <div className="row">
                <PaperLinks papers={[{ text: t('printSheet'), path: `${path}/print` }]} />
                <Link className="button button-plain button-small" to="/contributions/counter">
                  {t('back')}
                </Link>
              </div>
            </section>
            {row.mine && row.signedBy === undefined && <Count path={path} day={row.day} />}
            {may('collection.sign') && !row.mine && row.state === 'counted' && (
              <SignOff path={path}>
                {row.note !== undefined && row.note !== '' && (
                  <p>
                    <AsTyped text={row.note} />
                  </p>
                )}
                {row.differences.length > 0 && <p className="notice notice-warn">{t('differs')}</p>}
              </SignOff>
            )}
            {row.signedBy !== undefined && <Deposits path={path} row={row} />}
            <section className="panel stack">
              <h2>{t('payments')}</h2>
              <PaymentTable label={t('payments')} items={row.payments} />
            </section>
          </>
        )}
      </Answered>
    </ContributionFrame>
  );
}

function Sums({ row }: { readonly row: CounterDayDetail }) {
  const t = useText(counterMessages);
  const money = (counted: number | undefined, booked: number): readonly ReactNode[] =>
    counted === undefined ? ['–', '–'] : [yuan(counted), yuan(counted - booked)];
  const { countedCheques, cheque } = row;
  const cheques =
    countedCheques === undefined
      ? ['–', '–']
      : [countedCheques, countedCheques - cheque.payments].map(String);
  const rows = [
    ['cash', ...money(row.countedCashFen, row.cash.fen)],
    ['pos', ...money(row.posSlipsFen, row.pos.fen)],
    ['cheque', ...cheques],
    ['transfer', '–', '–'],
  ] as const;
  const differs = (method: string) => row.differences.some((one) => one.method === method);
  return (
    <DataTable
      label={t('byMethod')}
      rows={rows}
      keyOf={([method]) => method}
      columns={[
        { head: t('method'), cell: ([method]) => t(method) },
        { head: t('count'), number: true, cell: ([method]) => row[method].payments },
        { head: t('bookedSum'), number: true, cell: ([method]) => yuan(row[method].fen) },
        { head: t('countedSum'), number: true, cell: ([, counted]) => counted },
        {
          head: t('difference'),
          number: true,
          cell: ([method, , difference]) =>
            differs(method) ? <span className="tag tag-bad">{difference}</span> : difference,
        },
      ]}
    />
  );
}

function Count({ path, day }: { readonly path: string; readonly day: string }) {
  const t = useText(counterMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const kept = useKept(`counter-count/${day}`, { cash: '', pos: '', cheques: '0', note: '' });
  const { cash, pos, cheques, note } = kept.value;
  const set = (field: keyof typeof kept.value) => (value: string) =>
    kept.set({ ...kept.value, [field]: value });
  const send = async (): Promise<void> => {
    const [cashFen, posSlipsFen, n] = [fenOf(cash), fenOf(pos === '' ? '0' : pos), Number(cheques)];
    if (cashFen === undefined || posSlipsFen === undefined || !Number.isInteger(n) || n < 0)
      return setWrong([t('amountWrong')]);
    if ((await run(`${path}/count`, { cashFen, posSlipsFen, cheques: n, note })) !== undefined) kept.sent();
  };
  return (
    <section className="panel stack">
      <h2>{t('countTitle')}</h2>
      <p className="quiet">{t('countHint')}</p>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <TextField label={t('countCash')} unit={t('yuan')} numeric value={cash} onChange={set('cash')} />
        <TextField label={t('countPos')} unit={t('yuan')} numeric value={pos} onChange={set('pos')} />
        <TextField label={t('countCheques')} numeric value={cheques} onChange={set('cheques')} />
        <TextField label={t('note')} value={note} onChange={set('note')} />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('countDo')}
        </button>
      </form>
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
    </section>
  );
}

function Deposits({ path, row }: { readonly path: string; readonly row: CounterDayDetail }) {
  const t = useText(counterMessages);
  const lang = useLang();
  const may = useMay();
  const leftFen = row.cash.fen + row.pos.fen - row.depositedFen;
  return (
    <section className="panel stack">
      <h2>{t('depositTitle')}</h2>
      <p>{leftFen > 0 ? t('depositLeft', { amount: yuan(leftFen) }) : t('depositAll')}</p>
      {row.deposits.length > 0 && (
        <ul>
          {row.deposits.map((one) => (
            <li key={one.serial}>
              {t(one.method)} {yuan(one.amountFen)} · {dateText(one.paidOn, lang)} ·{' '}
              <span translate="no">{one.serial}</span>
            </li>
          ))}
        </ul>
      )}
      {may('receipt.take') && leftFen > 0 && <DepositForm path={path} row={row} />}
    </section>
  );
}

interface Deposit {
  readonly method: 'cash' | 'pos';
  readonly serial: string;
  /** What was typed; until then all that is left. */
  readonly amount?: string;
  readonly paidOn: string;
}

function DepositForm({ path, row }: { readonly path: string; readonly row: CounterDayDetail }) {
  const t = useText(counterMessages);
  const { busy, wrong, run, setWrong } = useDeed();
  const leftOf = (method: 'cash' | 'pos'): number =>
    row[method].fen - row.deposits.reduce((sum, one) => sum + (one.method === method ? one.amountFen : 0), 0);
  const kept = useKept<Deposit>(`counter-deposit ${path}`, {
    method: leftOf('cash') > 0 ? 'cash' : 'pos',
    serial: '',
    paidOn: chinaToday(),
  });
  const { method, serial, amount, paidOn } = kept.value;
  const set = (change: Partial<Deposit>): void => kept.set({ ...kept.value, ...change });
  const shown = amount ?? inputYuan(leftOf(method));
  const send = async (): Promise<void> => {
    const amountFen = fenOf(shown);
    if (amountFen === undefined) return setWrong([t('amountWrong')]);
    if ((await run(`${path}/deposits`, { method, serial, amountFen, paidOn })) !== undefined) kept.forget();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ChoiceField
        label={t('method')}
        value={method}
        options={(['cash', 'pos'] as const).map((value) => ({ value, text: t(value) }))}
        onChange={(value) => set({ method: value === 'pos' ? 'pos' : 'cash' })}
      />
      <div className="contribution-form">
        <TextField label={t('depositSerial')} value={serial} onChange={(next) => set({ serial: next })} />
        <TextField
          label={t('amount')}
          unit={t('yuan')}
          numeric
          value={shown}
          onChange={(next) => set({ amount: next })}
        />
        <TextField
          label={t('paidOn')}
          type="date"
          value={paidOn}
          onChange={(next) => set({ paidOn: next })}
        />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('depositDo')}
        </button>
      </div>
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
    </form>
  );
}
