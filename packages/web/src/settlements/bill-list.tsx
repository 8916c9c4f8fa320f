import type { OFFICE_BILL_SORTS, OfficeBillsView } from '@gongji/contract';
import { Link } from 'react-router';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { billsMessages } from '../office/bills-messages.ts';
import { addressWith } from '../office/pager.tsx';
import '../office/office.css';

/** What all bills of a list amount to, of every page of it. */
export function BillTotals({ totals }: Pick<OfficeBillsView, 'totals'>) {
  const t = useText(billsMessages);
  const { settlements, reversals } = totals;
  return (
    <dl className="key-figures office-totals" aria-label={t('totalsOf')}>
      <div className="panel">
        <dt>{t('countTitle')}</dt>
        <dd>{t('count', { settlements, reversals })}</dd>
      </div>
      {(['totalFen', 'fundFen', 'accountFen', 'cashFen'] as const).map((name) => (
        <div key={name} className="panel">
          <dt>{t(name)}</dt>
          <dd>{yuan(totals[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

interface SortHeadProps {
  readonly column: (typeof OFFICE_BILL_SORTS)[number];
  readonly query: URLSearchParams;
}

/** Head of a column that sorts; the order stands in the address. */
export function SortHead({ column, query }: SortHeadProps) {
  const t = useText(billsMessages);
  const sorted = (query.get('sort') ?? 'settledAt') === column;
  const ascending = query.get('order') === 'asc';
  const next = sorted && !ascending ? 'asc' : 'desc';
  const direction = ascending ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={column === 'settledAt' ? undefined : 'number'}
      aria-sort={sorted ? direction : 'none'}
    >
      <Link
        className="office-sort"
        to={addressWith(query, { sort: column, order: next })}
        aria-label={t('sortBy', { column: t(column) })}
      >
        {t(column)} <span aria-hidden="true">{sorted ? (ascending ? '↑' : '↓') : '↕'}</span>
      </Link>
    </th>
  );
}
