import type { CarriedReceiptsView, FundTransferView } from '@gongji/contract';
import { Link, useParams, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, money, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { booksMessages } from './books-messages.ts';

/** One transfer 划转 with the receipts it carries. */
export function TransferPage() {
  const { id = '' } = useParams();
  const t = useText(booksMessages);
  const pick = usePick();
  const lang = useLang();
  const transfer = useApi<FundTransferView>(`/api/fund-transfers/${id}`);
  return (
    <ContributionFrame title={t('title')}>
      <Answered query={transfer}>
        {(row) => (
          <section className="panel">
            <h2>
              {pick(row.fundName)} {money(row.amountFen)}
            </h2>
            <p className="quiet">
              {dateText(row.movedOn, lang)} · <span translate="no">{row.bankSerial}</span> · {t('carried')}{' '}
              {row.receipts}
            </p>
            <Carried transferId={id} />
          </section>
        )}
      </Answered>
    </ContributionFrame>
  );
}

type Receipt = CarriedReceiptsView['items'][number];
/** Receipts of a page. */
const LIMIT = 50;

function Carried({ transferId }: { readonly transferId: string }) {
  const t = useText(booksMessages);
  const lang = useLang();
  const word = useWord();
  const may = useMay();
  const [query] = useSearchParams();
  const asked = askedOf(query, ['sort', 'order', 'after']);
  const path = `/api/fund-transfers/${transferId}/receipts`;
  const receipts = useApi<CarriedReceiptsView>(`${path}?limit=${LIMIT}&${asked}`);
  const columns: readonly Column<Receipt>[] = [
    {
      head: t('serial'),
      cell: ({ receiptId, serial }) =>
        receiptId !== undefined && may('receipt.take') ? (
          <Link to={`/contributions/receipts/${receiptId}`}>
            <span translate="no">{serial}</span>
          </Link>
        ) : (
          <span translate="no">{serial}</span>
        ),
    },
    { head: t('source'), cell: ({ source }) => word(source) },
    {
      head: t('paidOn'),
      sort: 'paidOn',
      cell: ({ paidOn }) => (paidOn === '' ? '' : <span className="nowrap">{dateText(paidOn, lang)}</span>),
    },
    { head: t('payer'), sort: 'payerName', cell: ({ payerName }) => <GivenName name={payerName} /> },
    { head: t('amount'), number: true, sort: 'amountFen', cell: ({ amountFen }) => yuan(amountFen) },
  ];
  return (
    <Answered query={receipts}>
      {({ items, total }) => (
        <div className="stack">
          <div className="row">
            <ExportLinks path={`${path}/file`} asked={asked} />
          </div>
          <DataTable
            label={t('carried')}
            columns={columns}
            rows={items}
            keyOf={({ receiptId }) => receiptId ?? 'set-off'}
            order={{ query, first: { sort: 'paidOn', order: 'asc' } }}
          />
          <RowsNav label={t('carried')} query={query} limit={LIMIT} shown={items.length} total={total} />
        </div>
      )}
    </Answered>
  );
}
