import type { PaymentFileView, ReceiptsView, ReceiptView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { type LaidOutFile, LayoutUpload } from './layout-upload.tsx';
import { PaymentFiles } from './payment-files.tsx';

const TASKS = ['payment-file'];

const FILTER = ['state', 'q', 'sort', 'order', 'after'];
const FIRST = { sort: 'takenAt', order: 'desc' } as const;
const LIMIT = 30;

/** 到账与入账: take payment files, and see what money waits for a bill. */
export function ReceiptsPage() {
  const t = useText(contributionMessages);
  const [query, setQuery] = useSearchParams();
  const all = query.get('state') === 'all';
  const asked = askedOf(query, FILTER);
  const receipts = useApi<ReceiptsView>(`/api/receipts?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('tabReceipts')}>
      <Upload />
      <OwnTasks kinds={TASKS} />
      <section className="panel">
        <h2>{t('freeTitle')}</h2>
        <Find key={query.get('q')} query={query} onChange={setQuery} asked={asked} />
        <Answered query={receipts}>
          {({ items, freeFen, total, amountFen }) => (
            <>
              <p className="row">
                <strong>{t('freeTotal', { amount: money(freeFen) })}</strong>
                <Link
                  className="button button-plain button-small"
                  to={addressWith(query, { state: all ? '' : 'all' })}
                >
                  {t(all ? 'showFree' : 'showAll')}
                </Link>
              </p>
              {items.length === 0 ? (
                <Empty
                  title={t(all || query.has('q') ? 'noReceipt' : 'noFree')}
                  {...(all || query.has('q') ? {} : { hint: t('noFreeHint') })}
                />
              ) : (
                <>
                  <p className="quiet">{t('matching', { n: total, amount: yuan(amountFen) })}</p>
                  <Receipts items={items} query={query} />
                  <RowsNav
                    label={t('freeTitle')}
                    query={query}
                    limit={LIMIT}
                    shown={items.length}
                    total={total}
                  />
                </>
              )}
            </>
          )}
        </Answered>
      </section>
      <PaymentFiles />
    </ContributionFrame>
  );
}

interface FindProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
  readonly asked: URLSearchParams;
}

function Find({ query, onChange, asked }: FindProps) {
  const t = useText(contributionMessages);
  const [q, setQ] = useState(query.get('q') ?? '');
  return (
    <form
      className="desk-filter"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(new URLSearchParams(addressWith(query, { q: q.trim() })));
      }}
    >
      <TextField label={t('findReceipt')} value={q} onChange={setQ} />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/receipts/file" asked={asked} />
    </form>
  );
}

function Receipts({
  items,
  query,
}: {
  readonly items: readonly ReceiptView[];
  readonly query: URLSearchParams;
}) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <DataTable
      label={t('freeTitle')}
      rows={items}
      keyOf={(row) => row.receiptId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('serial'),
          sort: 'takenAt',
          cell: (row) => (
            <Link to={`/contributions/receipts/${row.receiptId}`}>
              <span translate="no">{row.serial}</span>
            </Link>
          ),
        },
        { head: t('source'), cell: (row) => word(row.source) },
        { head: t('payerName'), sort: 'payerName', cell: (row) => <GivenName name={row.payerName} /> },
        {
          head: t('paidOn'),
          sort: 'paidOn',
          cell: (row) => <span className="nowrap">{dateText(row.paidOn, lang)}</span>,
        },
        { head: t('received'), sort: 'amountFen', number: true, cell: (row) => yuan(row.amountFen) },
        { head: t('free'), number: true, cell: (row) => yuan(row.freeFen) },
      ]}
    />
  );
}

function Upload() {
  const t = useText(contributionMessages);
  const { busy, wrong, run } = useDeed();
  const [taken, setTaken] = useState<PaymentFileView>();
  const send = async (file: LaidOutFile): Promise<boolean> => {
    const done = await run<PaymentFileView>('/api/payment-files', file);
    setTaken(done);
    return done !== undefined;
  };
  return (
    <section className="panel stack">
      <div>
        <h2>{t('uploadTitle')}</h2>
        <p className="quiet small">{t('uploadHint')}</p>
      </div>
      <LayoutUpload form="payments" busy={busy} onSend={send} />
      <Problems wrong={wrong} />
      <div role="status">
        {taken !== undefined && (
          <p className="notice">
            {taken.again && `${t('takenAgain')} `}
            {t('taken', {
              lines: taken.lines,
              total: yuan(taken.totalFen),
              taken: taken.taken,
              matched: taken.matched,
              free: yuan(taken.freeFen),
            })}
            {taken.freeFen > 0 && ` ${t('takenFree')}`}
          </p>
        )}
      </div>
    </section>
  );
}
