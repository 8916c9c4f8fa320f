import type { ContributionBillsView, ContributionBillView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { BillTag, useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';

interface Page {
  readonly items: readonly ContributionBillView[];
  readonly next?: string;
  readonly totals: ContributionBillsView['totals'];
}

const FILTER = ['q', 'period', 'state', 'payer', 'after'];

/** 缴费单, the latest first; the filter stands in the address. */
export function ContributionBillsPage() {
  const t = useText(contributionMessages);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const bills = useApi<Page>(`/api/contribution-bills?limit=30&${asked}`);
  return (
    <ContributionFrame title={t('tabBills')}>
      <Filter query={query} onChange={setQuery} asked={asked} />
      <Answered query={bills}>
        {({ items, next, totals }) =>
          items.length === 0 ? (
            <Empty title={t('noBills')} hint={t('noBillsHint')} />
          ) : (
            <>
              <p className="bill-totals">{t('billTotals', totalWords(totals))}</p>
              <BillTable items={items} label={t('tabBills')} />
              {next !== undefined && (
                <nav className="pager" aria-label={t('tabBills')}>
                  <Link
                    className="button"
                    to={`?${new URLSearchParams([...asked].filter(([k]) => k !== 'after'))}&after=${next}`}
                  >
                    {t('more')}
                  </Link>
                </nav>
              )}
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

export function BillTable({
  items,
  label,
}: {
  readonly items: readonly ContributionBillView[];
  readonly label: string;
}) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <TableWrap label={label}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('payer')}</th>
            <th scope="col">{t('period')}</th>
            <th scope="col" className="number">
              {t('heads')}
            </th>
            <th scope="col" className="number">
              {t('amount')}
            </th>
            <th scope="col" className="number">
              {t('openAmount')}
            </th>
            <th scope="col">{t('dueOn')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.billId}>
              <td>
                <Link to={`/contributions/bills/${row.billId}`}>
                  <GivenName name={row.payerName} />
                </Link>{' '}
                {!row.payerName.includes(word(row.payer)) && (
                  <small className="quiet">{word(row.payer)}</small>
                )}
              </td>
              <td>
                <span className="nowrap">{row.period}</span>{' '}
                {row.kind !== 'regular' && <span className="tag tag-quiet">{word(row.kind)}</span>}
              </td>
              <td className="number">{row.heads}</td>
              <td className="number">{yuan(row.amountFen)}</td>
              <td className="number">{yuan(row.openFen)}</td>
              <td className="nowrap">{dateText(row.dueOn, lang)}</td>
              <td>
                <BillTag state={row.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
