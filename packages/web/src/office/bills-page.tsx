import { OFFICE_BILL_SORTS, type OfficeBillsView, type SettlementSummary } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { SCHEMES } from '../policy/words.ts';
import { BillTotals, SortHead } from '../settlements/bill-list.tsx';
import { SettlementTag } from '../settlements/settlement-tag.tsx';
import { billsMessages } from './bills-messages.ts';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import { addressWith, Pager } from './pager.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';
import { printAddress } from './settled-panel.tsx';

const FILTERS = ['from', 'to', 'state', 'scheme', 'q', 'sort', 'order'] as const;

/** 今日账单: what the institution settled; filter, order and page stand in the address. */
export function OfficeBillsPage() {
  const t = useText(officeMessages);
  return <OfficeFrame title={t('tabBills')}>{({ day }) => <Bills today={day} />}</OfficeFrame>;
}

function Bills({ today }: { readonly today: string }) {
  const t = useText(billsMessages);
  const [query, setQuery] = useSearchParams();
  const asked = new URLSearchParams([...query].filter(([key]) => [...FILTERS, 'page'].includes(key)));
  const bills = useApi<OfficeBillsView>(`/api/office/bills?${asked}`, 15_000);
  return (
    <>
      <Filter key={query.toString()} query={query} today={today} onChange={setQuery} />
      <Answered query={bills}>
        {(data) => (
          <>
            <BillTotals totals={data.totals} />
            {data.items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <TableWrap label={t('listTitle')}>
                  <BillTable items={data.items} query={query} />
                </TableWrap>
                <Pager label={t('listTitle')} page={data.page} pages={data.pages} query={query} />
              </>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly today: string;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ query, today, onChange }: FilterProps) {
  const t = useText(billsMessages);
  const label = useLabel();
  const lang = useLang();
  const start = query.get('from') ?? query.get('to') ?? today;
  const [values, setValues] = useState({
    from: start,
    to: query.get('to') ?? start,
    state: query.get('state') ?? '',
    scheme: query.get('scheme') ?? '',
    q: query.get('q') ?? '',
  });
  const set = (part: Partial<typeof values>): void => setValues((now) => ({ ...now, ...part }));
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    onChange(new URLSearchParams(addressWith(query, { ...values, q: values.q.trim() })));
  };
  const file = new URLSearchParams(
    [...query].filter(([key]) => (FILTERS as readonly string[]).includes(key)),
  );
  file.set('lang', lang);
  return (
    <form className="desk-filter" onSubmit={search}>
      <TextField type="date" label={t('from')} value={values.from} onChange={(from) => set({ from })} />
      <TextField type="date" label={t('to')} value={values.to} onChange={(to) => set({ to })} />
      <SelectField
        label={t('state')}
        value={values.state}
        options={[
          { value: '', text: t('all') },
          ...(['standing', 'reversed', 'reversal'] as const).map((value) => ({ value, text: t(value) })),
        ]}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label={t('scheme')}
        value={values.scheme}
        options={[
          { value: '', text: t('all') },
          ...(['employee', 'resident'] as const).map((value) => ({ value, text: label(SCHEMES[value]) })),
        ]}
        onChange={(scheme) => set({ scheme })}
      />
      <TextField label={t('find')} value={values.q} onChange={(q) => set({ q })} />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <Link className="button" to="/office/bills">
        {t('today')}
      </Link>
      <a className="button" href={`/api/office/bills.csv?${file}`} download>
        {t('export')}
      </a>
    </form>
  );
}

interface BillTableProps {
  readonly items: OfficeBillsView['items'];
  readonly query: URLSearchParams;
}

function BillTable({ items, query }: BillTableProps) {
  const t = useText(billsMessages);
  const [reversing, setReversing] = useState<SettlementSummary>();
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <SortHead column="settledAt" query={query} />
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('scheme')}</th>
            {OFFICE_BILL_SORTS.filter((name) => name !== 'settledAt').map((name) => (
              <SortHead key={name} column={name} query={query} />
            ))}
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('acts')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <BillRow key={row.settlementId} row={row} onReverse={() => setReversing(row)} />
          ))}
        </tbody>
      </table>
      {reversing !== undefined && (
        <ReverseDialog settlementId={reversing.settlementId} onClose={() => setReversing(undefined)} />
      )}
    </>
  );
}

function BillRow({ row, onReverse }: { readonly row: SettlementSummary; readonly onReverse: () => void }) {
  const t = useText(billsMessages);
  const label = useLabel();
  const lang = useLang();
  const { settlementId: id } = row;
  return (
    <tr>
      <td>
        <Link to={`/settlements/${id}`} className="nowrap">
          {timeText(row.settledAt, lang)}
        </Link>
      </td>
      <td>
        <GivenName name={row.person.name} /> <span className="quiet small">{row.person.psnNo.slice(-6)}</span>
      </td>
      <td>{label(SCHEMES[row.scheme])}</td>
      {(['totalFen', 'fundFen', 'accountFen', 'cashFen'] as const).map((name) => (
        <td key={name} className="number">
          {yuan(row[name])}
        </td>
      ))}
      <td>
        <SettlementTag row={row} />
      </td>
      <td>
        <a
          className="button button-plain button-small"
          href={printAddress(id, 'settlement', lang)}
          target="_blank"
          rel="noopener"
          aria-label={t('printOf', { id })}
        >
          {t('print')}
        </a>
        {row.kind === 'settlement' && row.reversedBy === undefined && (
          <button
            type="button"
            className="button button-plain button-small"
            aria-label={t('reverseOf', { id })}
            onClick={onReverse}
          >
            {t('reverse')}
          </button>
        )}
      </td>
    </tr>
  );
}
