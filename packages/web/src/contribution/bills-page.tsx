import type { ContributionBillsView, ContributionBillView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, type ListOrder, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { BillTag, useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';

interface Page {
  readonly items: readonly ContributionBillView[];
  readonly totals: ContributionBillsView['totals'];
}

const FILTER = ['q', 'period', 'state', 'payer', 'sort', 'order', 'after'];
/** Bills of a page. */
const LIMIT = 30;

/** 缴费单, the latest first; the filter stands in the address. */
export function ContributionBillsPage() {
  const t = useText(contributionMessages);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const bills = useApi<Page>(`/api/contribution-bills?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('tabBills')}>
      <Filter query={query} onChange={setQuery} asked={asked} />
      <Answered query={bills}>
        {({ items, totals }) =>
          items.length === 0 ? (
            <Empty title={t('noBills')} hint={t('noBillsHint')} />
          ) : (
            <>
              <p className="bill-totals">{t('billTotals', totalWords(totals))}</p>
              <BillTable
                items={items}
                label={t('tabBills')}
                order={{ query, first: { sort: 'billId', order: 'desc' } }}
              />
              <RowsNav
                label={t('tabBills')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={totals.bills}
              />
            </>
          )
        }
      </Answered>
    </ContributionFrame>
  );
}

function totalWords({ bills, amountFen, openFen }: Page['totals']) {
  return { bills, amount: yuan(amountFen), open: yuan(openFen) };
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
  readonly asked: URLSearchParams;
}

function Filter({ query, onChange, asked }: FilterProps) {
  const t = useText(contributionMessages);
  const [q, setQ] = useState(query.get('q') ?? '');
  const [period, setPeriod] = useState(query.get('period') ?? '');
  const set = (values: Readonly<Record<string, string>>) =>
    onChange(new URLSearchParams(addressWith(query, values)));
  const options = (
    keys: readonly (
      | 'open'
      | 'partly'
      | 'paid'
      | 'overdue'
      | 'unit'
      | 'person'
      | 'central'
      | 'province'
      | 'city'
      | 'county'
      | 'government'
      | 'medicalAid'
      | 'account'
    )[],
  ) => [{ value: '', text: t('all') }, ...keys.map((value) => ({ value, text: t(value) }))];
  return (
    <form
      className="desk-filter"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: q.trim(), period: /^\d{4}(-\d{2})?$/.test(period.trim()) ? period.trim() : '' });
      }}
    >
      <TextField label={t('billQ')} value={q} onChange={setQ} />
      <TextField label={t('period')} hint={t('periodHint')} value={period} onChange={setPeriod} />
      <SelectField
        label={t('state')}
        value={query.get('state') ?? ''}
        options={options(['open', 'partly', 'paid', 'overdue'])}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label={t('payerKind')}
        value={query.get('payer') ?? ''}
        options={options([
          'unit',
          'person',
          'central',
          'province',
          'city',
          'county',
          'government',
          'medicalAid',
          'account',
        ])}
        onChange={(payer) => set({ payer })}
      />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/contribution-bills/file" asked={asked} />
    </form>
  );
}

interface BillTableProps {
  readonly items: readonly ContributionBillView[];
  readonly label: string;
  readonly order?: ListOrder;
}

export function BillTable({ items, label, order }: BillTableProps) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  const columns: readonly Column<ContributionBillView>[] = [
    {
      head: t('payer'),
      cell: ({ billId, payer, payerName }) => (
        <>
          <Link to={`/contributions/bills/${billId}`}>
            <GivenName name={payerName} />
          </Link>{' '}
          {!payerName.includes(word(payer)) && <small className="quiet">{word(payer)}</small>}
        </>
      ),
    },
    {
      head: t('period'),
      sort: 'period',
      cell: ({ period, kind }) => (
        <>
          <span className="nowrap">{period}</span>{' '}
          {kind !== 'regular' && <span className="tag tag-quiet">{word(kind)}</span>}
        </>
      ),
    },
    { head: t('heads'), number: true, cell: ({ heads }) => heads },
    { head: t('amount'), number: true, sort: 'amountFen', cell: ({ amountFen }) => yuan(amountFen) },
    { head: t('openAmount'), number: true, cell: ({ openFen }) => yuan(openFen) },
    {
      head: t('dueOn'),
      sort: 'dueOn',
      cell: ({ dueOn }) => <span className="nowrap">{dateText(dueOn, lang)}</span>,
    },
    { head: t('state'), cell: ({ state }) => <BillTag state={state} /> },
  ];
  return (
    <DataTable label={label} columns={columns} rows={items} keyOf={({ billId }) => billId} order={order} />
  );
}
