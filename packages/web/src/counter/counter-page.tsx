import type {
  CounterDaysView,
  CounterPayerView,
  CounterPaymentsView,
  CounterPaymentView,
} from '@gongji/contract';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { SIGNED_DAYS_FILTER, SignedDaysFilter } from '../contribution/signed-days-filter.tsx';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, RowsNav } from '../design/list-tools.tsx';
import { PartyFinder } from '../design/party-finder.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { chinaToday } from '../i18n/china-today.ts';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { counterMessages } from './counter-messages.ts';
import { PaymentTable } from './payment-table.tsx';
import { type Payer, TakeForm } from './take-form.tsx';

const LIMIT = 30;
const PAGE = ['sort', 'order', 'after'];
const FIRST_PAYMENTS = { sort: 'takenAt', order: 'desc' } as const;

/** 柜面收款: a clerk takes payments, a second person decides about mistakes, finance sees cheques cleared. */
export function CounterPage() {
  const t = useText(counterMessages);
  const may = useMay();
  return (
    <ContributionFrame title={t('title')}>
      {may('counter.take') && <Take />}
      {may('counter.take') && <Today />}
      {may('collection.sign') && <Asked />}
      {may('receipt.take') && <Held />}
      <Days />
    </ContributionFrame>
  );
}

function Take() {
  const t = useText(counterMessages);
  const kept = useKept<{ readonly payer?: Payer }>('counter', {});
  const { payer } = kept.value;
  const setPayer = (next: Payer | undefined): void =>
    next === undefined ? kept.forget() : kept.set({ payer: next });
  const query =
    payer === undefined
      ? undefined
      : 'unitId' in payer
        ? `unitId=${payer.unitId}`
        : `person=${encodeURIComponent(payer.person)}`;
  const found = useApi<CounterPayerView>(query && `/api/counter/payer?${query}`);
  return (
    <section className="panel stack">
      <h2>{t('payerTitle')}</h2>
      {payer === undefined ? (
        <PartyFinder
          among="any"
          onChoose={({ kind, id }) => setPayer(kind === 'unit' ? { unitId: id } : { person: id })}
        />
      ) : (
        <Answered query={found}>
          {(view) => (
            <>
              <p className="row">
                <strong>
                  <GivenName name={view.payerName} />
                </strong>
                <button type="button" className="button button-small" onClick={() => setPayer(undefined)}>
                  {t('other')}
                </button>
              </p>
              <TakeForm key={query} payer={payer} view={view} onTaken={kept.sent} />
            </>
          )}
        </Answered>
      )}
    </section>
  );
}

function Today() {
  const t = useText(counterMessages);
  const session = useSession();
  const clerk = session.kind === 'signedIn' ? session.view.account : '';
  const day = chinaToday();
  const [query] = useSearchParams();
  const asked = askedOf(query, PAGE, 'today');
  const found = useApi<CounterPaymentsView>(
    `/api/counter/payments?day=${day}&clerk=${encodeURIComponent(clerk)}&limit=${LIMIT}&${asked}`,
  );
  return (
    <section className="panel stack">
      <h2>{t('todayPayments')}</h2>
      <Answered query={found}>
        {({ items, total, amountFen }) =>
          items.length === 0 ? (
            <Empty title={t('noPayments')} hint={t('noPaymentsHint')} />
          ) : (
            <>
              <p className="quiet">{t('paymentTotals', { n: total, amount: yuan(amountFen) })}</p>
              <PaymentTable
                label={t('todayPayments')}
                items={items}
                order={{ query, first: FIRST_PAYMENTS, part: 'today' }}
              />
              <RowsNav
                {...{ label: t('todayPayments'), query, limit: LIMIT, shown: items.length, total }}
                part="today"
              />
              <p>
                <Link className="button" to={`/contributions/counter/${clerk}/${day}`}>
                  {t('daysTitle')}
                </Link>
              </p>
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface WaitingProps {
  readonly state: 'asked' | 'held';
  readonly title: string;
  readonly deed: (payment: CounterPaymentView) => ReactNode;
}

/** Payments about which somebody has to say something; nothing where there are none. */
function Waiting({ state, title, deed }: WaitingProps) {
  const t = useText(counterMessages);
  const [query] = useSearchParams();
  const found = useApi<CounterPaymentsView>(
    `/api/counter/payments?state=${state}&limit=${LIMIT}&${askedOf(query, PAGE, state)}`,
  );
  const { items = [], total = 0, amountFen = 0 } = found.data ?? {};
  if (total === 0) return null;
  return (
    <section className="panel stack">
      <h2>{title}</h2>
      <p className="quiet">{t('paymentTotals', { n: total, amount: yuan(amountFen) })}</p>
      <PaymentTable
        label={title}
        items={items}
        deed={deed}
        order={{ query, first: FIRST_PAYMENTS, part: state }}
      />
      <RowsNav {...{ label: title, query, limit: LIMIT, shown: items.length, total }} part={state} />
    </section>
  );
}

function Asked() {
  const t = useText(counterMessages);
  return <Waiting state="asked" title={t('askedTitle')} deed={(payment) => <Decide payment={payment} />} />;
}

function Decide({ payment }: { readonly payment: CounterPaymentView }) {
  const t = useText(counterMessages);
  const { busy, wrong, run } = useDeed();
  const decide = (approved: boolean) =>
    void run(`/api/counter/payments/${payment.paymentId}/reversal-decision`, { approved });
  return (
    <span className="row">
      <button type="button" className="button button-small" aria-busy={busy} onClick={() => decide(true)}>
        {t('agree')}
      </button>
      <button type="button" className="button button-plain button-small" onClick={() => decide(false)}>
        {t('refuse')}
      </button>
      <Problems wrong={wrong} />
    </span>
  );
}

function Held() {
  const t = useText(counterMessages);
  return <Waiting state="held" title={t('heldTitle')} deed={(payment) => <Cheque payment={payment} />} />;
}

function Cheque({ payment }: { readonly payment: CounterPaymentView }) {
  const t = useText(counterMessages);
  const { busy, wrong, run } = useDeed();
  const kept = useKept(`counter-cheque ${payment.paymentId}`, {
    bankSerial: '',
    on: String(chinaToday()),
    note: '',
  });
  const { bankSerial, on, note } = kept.value;
  const set = (change: Partial<typeof kept.value>): void => kept.set({ ...kept.value, ...change });
  const path = `/api/counter/payments/${payment.paymentId}/cheque`;
  const decide = async (outcome: unknown): Promise<void> => {
    if ((await run(path, outcome)) !== undefined) kept.forget();
  };
  return (
    <div className="stack">
      <div className="contribution-form">
        <TextField
          label={t('transferReference')}
          value={bankSerial}
          onChange={(next) => set({ bankSerial: next })}
        />
        <TextField label={t('clearedOn')} type="date" value={on} onChange={(next) => set({ on: next })} />
        <button
          type="button"
          className="button button-small"
          aria-busy={busy}
          onClick={() => void decide({ cleared: true, bankSerial, on })}
        >
          {t('cleared')}
        </button>
        <TextField label={t('note')} value={note} onChange={(next) => set({ note: next })} />
        <button
          type="button"
          className="button button-plain button-small"
          aria-busy={busy}
          onClick={() => void decide({ cleared: false, note })}
        >
          {t('bounce')}
        </button>
      </div>
      <KeptNote kept={kept} />
      <Problems wrong={wrong} />
    </div>
  );
}

export const DAY_TAGS = {
  open: 'tag tag-warn',
  counted: 'tag tag-warn',
  recount: 'tag tag-bad',
  signed: 'tag',
  deposited: 'tag tag-good',
} as const;

const FIRST = { sort: 'day', order: 'desc' } as const;

function Days() {
  const t = useText(counterMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, SIGNED_DAYS_FILTER);
  const days = useApi<CounterDaysView>(`/api/counter/days?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('daysTitle')}</h2>
      <SignedDaysFilter file="/api/counter/days/file" asked={asked} />
      <Answered query={days}>
        {({ items, total, takenFen, depositedFen }) =>
          items.length === 0 ? (
            <Empty title={t('noDays')} hint={t('noDaysHint')} />
          ) : (
            <>
              <p className="quiet">
                {t('daySums', { n: total, taken: yuan(takenFen), bank: yuan(depositedFen) })}
              </p>
              <DayTable items={items} query={query} />
              <RowsNav
                label={t('daysTitle')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={total}
              />
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface DayTableProps {
  readonly items: CounterDaysView['items'];
  readonly query: URLSearchParams;
}

function DayTable({ items, query }: DayTableProps) {
  const t = useText(counterMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('daysTitle')}
      rows={items}
      keyOf={(row) => `${row.clerk} ${row.day}`}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('day'),
          sort: 'day',
          cell: (row) => (
            <Link to={`/contributions/counter/${row.clerk}/${row.day}`}>{dateText(row.day, lang)}</Link>
          ),
        },
        { head: t('clerk'), sort: 'clerk', cell: (row) => <span translate="no">{row.clerk}</span> },
        {
          head: t('total'),
          sort: 'takenFen',
          number: true,
          cell: (row) => yuan(row.cash.fen + row.pos.fen + row.cheque.fen + row.transfer.fen),
        },
        {
          head: t('state'),
          cell: (row) => <span className={DAY_TAGS[row.state]}>{t(`day${row.state}`)}</span>,
        },
      ]}
    />
  );
}
