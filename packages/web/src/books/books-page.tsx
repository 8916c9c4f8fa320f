import type { FundTransfersView, FundTransferView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { UnsignedDays } from '../collection-days/days-page.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { DecisionTable } from '../decision/decision-table.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { TextField } from '../design/fields.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';
import { Income } from './income.tsx';
import { Levies } from './levies.tsx';

/** Transfers of a page. */
const LIMIT = 50;
type Open = FundTransfersView['open'][number];

/** 账务: collected money on its way to the accounts of the funds, and the levy to the adjustment fund. */
export function BooksPage() {
  const t = useText(booksMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, ['sort', 'order', 'after']);
  const books = useApi<FundTransfersView>(`/api/fund-transfers?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('title')}>
      <UnsignedDays />
      <Answered query={books}>
        {(row) => (
          <>
            <OnAccount books={row} />
            {row.total > 0 && <Transfers items={row.items} total={row.total} query={query} asked={asked} />}
          </>
        )}
      </Answered>
      <Income />
      <Levies />
    </ContributionFrame>
  );
}

function OnAccount({ books }: { readonly books: FundTransfersView }) {
  const t = useText(booksMessages);
  const pick = usePick();
  const word = useWord();
  const may = useMay();
  const [moving, setMoving] = useState<Open>();
  const record: Column<Open> = {
    head: t('record'),
    cell: (row) =>
      row.amountFen > 0 && (
        <button type="button" className="button button-small" onClick={() => setMoving(row)}>
          {t('record')}
        </button>
      ),
  };
  return (
    <section className="panel stack">
      <h2>{t('onAccount')}</h2>
      <p className="quiet">{t('onAccountHint')}</p>
      {books.open.length === 0 ? (
        <Empty title={t('nothing')} />
      ) : (
        <DataTable
          label={t('onAccount')}
          rows={books.open}
          keyOf={(row) => `${row.scheme} ${row.fund}`}
          columns={[
            { head: t('scheme'), cell: (row) => word(row.scheme) },
            { head: t('fund'), cell: (row) => pick(row.fundName) },
            { head: t('amount'), number: true, cell: (row) => yuan(row.amountFen) },
            { head: t('receipts'), number: true, cell: (row) => row.receipts },
            ...(may('fund.transfer') ? [record] : []),
          ]}
        />
      )}
      {moving !== undefined && (
        <Move
          key={`${moving.scheme} ${moving.fund}`}
          of={moving}
          on={books.on}
          onDone={() => setMoving(undefined)}
        />
      )}
    </section>
  );
}

function Move({ of, on, onDone }: { readonly of: Open; readonly on: string; readonly onDone: () => void }) {
  const t = useText(booksMessages);
  const pick = usePick();
  const { busy, wrong, run } = useDeed();
  const [upTo, setUpTo] = useState(on);
  const [movedOn, setMovedOn] = useState(on);
  const [bankSerial, setBankSerial] = useState('');
  async function submit() {
    const { scheme, fund } = of;
    const done = await run('/api/fund-transfers', { scheme, fund, upTo, movedOn, bankSerial });
    if (done !== undefined) onDone();
  }
  return (
    <form
      className="contribution-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField label={t('upTo')} type="date" value={upTo} onChange={setUpTo} />
      <TextField label={t('movedOn')} type="date" value={movedOn} onChange={setMovedOn} />
      <TextField label={t('bankSerial')} value={bankSerial} onChange={setBankSerial} />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('recordOf', { fund: pick(of.fundName) })}
      </button>
      <Problems wrong={wrong} />
    </form>
  );
}

interface TransfersProps {
  readonly items: readonly FundTransferView[];
  readonly total: number;
  readonly query: URLSearchParams;
  readonly asked: URLSearchParams;
}

function Transfers({ items, total, query, asked }: TransfersProps) {
  const t = useText(booksMessages);
  const pick = usePick();
  const lang = useLang();
  const word = useWord();
  return (
    <section className="panel stack">
      <h2>{t('transfers')}</h2>
      <div className="row">
        <ExportLinks path="/api/fund-transfers/file" asked={asked} />
      </div>
      <DecisionTable
        label={t('transfers')}
        rows={items}
        columns={[
          {
            head: t('bankSerial'),
            cell: (row) => (
              <Link to={`/contributions/books/${row.transferId}`}>
                <span translate="no">{row.bankSerial}</span>
              </Link>
            ),
          },
          { head: t('fund'), cell: (row) => `${word(row.scheme)} ${pick(row.fundName)}` },
          { head: t('amount'), number: true, sort: 'amountFen', cell: (row) => yuan(row.amountFen) },
          { head: t('receipts'), number: true, cell: (row) => row.receipts },
          { head: t('movedOn'), sort: 'movedOn', cell: (row) => dateText(row.movedOn, lang) },
        ]}
        pathOf={(row) => `/api/fund-transfers/${row.transferId}`}
        askedBy={(row) => ({ who: row.requestedBy })}
        decideAs="fund.decide"
        order={{ query, first: { sort: 'requestedAt', order: 'desc' } }}
        askedSort="requestedAt"
      />
      <RowsNav label={t('transfers')} query={query} limit={LIMIT} shown={items.length} total={total} />
    </section>
  );
}
