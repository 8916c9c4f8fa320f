import { BILL_SORTS, type BillsView, type SettlementSummary } from '@gongji/contract';
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { billsMessages } from '../office/bills-messages.ts';
import { Pager } from '../office/pager.tsx';
import { SCHEMES } from '../policy/words.ts';
import { SettlementTag } from './settlement-tag.tsx';
import '../office/office.css';

const FILTERS: readonly string[] = ['from', 'to', 'state', 'scheme', 'q', 'institutionCode', 'sort', 'order'];
const FIRST = { sort: 'settledAt', order: 'desc' } as const;
const STATES = ['standing', 'reversed', 'reversal'] as const;
const AMOUNTS = ['totalFen', 'fundFen', 'accountFen', 'cashFen'] as const;

interface BillListProps {
  /** Address of the page with no filter. */
  readonly home: string;
  /** Of this institution alone; of all that the reader may see when left out. */
  readonly institutionCode?: string;
  /** Bills of the reader himself: there is nobody to search for. */
  readonly own?: boolean;
  readonly empty: { readonly title: string; readonly hint: string };
  /** What may be done with a bill, in a column of its own. */
  readonly acts?: (row: SettlementSummary) => ReactNode;
  /** Read again after this long. */
  readonly renewMs?: number;
}

/** 结算单: a list of bills with its filter, totals and export; filter, order and page stand in the address. */
export function BillList({ home, institutionCode, own, empty, acts, renewMs }: BillListProps) {
  const t = useText(billsMessages);
  const [query, setQuery] = useSearchParams();
  const filter = askedOf(query, FILTERS);
  if (institutionCode !== undefined) filter.set('institutionCode', institutionCode);
  const asked = new URLSearchParams(filter);
  asked.set('page', query.get('page') ?? '1');
  const bills = useApi<BillsView>(`/api/bills?${asked}`, renewMs);
  const find = own === true ? 'nobody' : institutionCode === undefined ? 'anywhere' : 'here';
  return (
    <Answered query={bills}>
      {(data) => (
        <>
          <Filter
            key={query.toString()}
            {...{ home, find, query, file: filter }}
            shown={data}
            onChange={setQuery}
          />
          <BillTotals totals={data.totals} />
          {data.items.length === 0 ? (
            <Empty {...empty} />
          ) : (
            <>
              <TableWrap label={t('listTitle')}>
                <BillTable
                  items={data.items}
                  query={query}
                  places={institutionCode === undefined}
                  acts={acts}
                />
              </TableWrap>
              <Pager label={t('listTitle')} page={data.page} pages={data.pages} query={query} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}

interface FilterProps {
  readonly home: string;
  readonly find: 'nobody' | 'here' | 'anywhere';
  readonly query: URLSearchParams;
  /** What a file of the list is asked for with. */
  readonly file: URLSearchParams;
  readonly shown: Pick<BillsView, 'from' | 'to'>;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ home, find, query, file, shown, onChange }: FilterProps) {
  const t = useText(billsMessages);
  const desk = useText(deskMessages);
  const label = useLabel();
  const [values, setValues] = useState({
    from: String(shown.from),
    to: String(shown.to),
    state: query.get('state') ?? '',
    scheme: query.get('scheme') ?? '',
    institutionCode: query.get('institutionCode') ?? '',
    q: query.get('q') ?? '',
  });
  const set = (part: Partial<typeof values>): void => setValues((now) => ({ ...now, ...part }));
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    const { q, institutionCode } = values;
    const trimmed = { ...values, q: q.trim(), institutionCode: institutionCode.trim() };
    onChange(new URLSearchParams(addressWith(query, trimmed)));
  };
  const choices = <V extends string>(all: readonly V[], text: (value: V) => string) => [
    { value: '', text: t('all') },
    ...all.map((value) => ({ value, text: text(value) })),
  ];
  return (
    <form className="desk-filter" onSubmit={search}>
      <TextField type="date" label={t('from')} value={values.from} onChange={(from) => set({ from })} />
      <TextField type="date" label={t('to')} value={values.to} onChange={(to) => set({ to })} />
      <SelectField
        label={t('state')}
        value={values.state}
        options={choices(STATES, (value) => t(value))}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label={t('scheme')}
        value={values.scheme}
        options={choices(['employee', 'resident'] as const, (value) => label(SCHEMES[value]))}
        onChange={(scheme) => set({ scheme })}
      />
      {find === 'anywhere' && (
        <TextField
          label={desk('institution')}
          value={values.institutionCode}
          onChange={(institutionCode) => set({ institutionCode })}
        />
      )}
      {find !== 'nobody' && <TextField label={t('find')} value={values.q} onChange={(q) => set({ q })} />}
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      {find !== 'nobody' && (
        <Link className="button" to={home}>
          {t('today')}
        </Link>
      )}
      <ExportLinks path="/api/bills/file" asked={file} />
    </form>
  );
}

interface BillTableProps {
  readonly items: readonly SettlementSummary[];
  readonly query: URLSearchParams;
  /** With a column of institutions. */
  readonly places: boolean;
  readonly acts: BillListProps['acts'];
}

function BillTable({ items, query, places, acts }: BillTableProps) {
  const t = useText(billsMessages);
  const desk = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <table className="table">
      <thead>
        <tr>
          <SortHead sort="settledAt" label={t('settledAt')} query={query} first={FIRST} />
          <th scope="col">{t('person')}</th>
          {places && <th scope="col">{desk('place')}</th>}
          <th scope="col">{t('scheme')}</th>
          {BILL_SORTS.filter((name) => name !== 'settledAt').map((name) => (
            <SortHead key={name} sort={name} label={t(name)} query={query} first={FIRST} number />
          ))}
          <th scope="col">{t('state')}</th>
          {acts !== undefined && <th scope="col">{t('acts')}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.settlementId} className="bill-row">
            <td>
              <Link to={`/settlements/${row.settlementId}`} className="nowrap">
                {timeText(row.settledAt, lang)}
              </Link>
            </td>
            <td>
              <GivenName name={row.person.name} />{' '}
              <span className="quiet small">{row.person.psnNo.slice(-6)}</span>
            </td>
            {places && (
              <td>
                <GivenName name={row.institutionName} />
              </td>
            )}
            <td>{label(SCHEMES[row.scheme])}</td>
            {AMOUNTS.map((name) => (
              <td key={name} className="number">
                {yuan(row[name])}
              </td>
            ))}
            <td>
              <SettlementTag row={row} />
            </td>
            {acts !== undefined && <td>{acts(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What all bills of a list amount to, of every page of it. */
function BillTotals({ totals }: Pick<BillsView, 'totals'>) {
  const t = useText(billsMessages);
  const { settlements, reversals } = totals;
  return (
    <dl className="key-figures office-totals" aria-label={t('totalsOf')}>
      <div className="panel">
        <dt>{t('countTitle')}</dt>
        <dd className="office-counts">
          <span>{t('settledCount', { n: settlements })}</span>
          <span>{t('reversedCount', { n: reversals })}</span>
        </dd>
      </div>
      {AMOUNTS.map((name) => (
        <div key={name} className="panel">
          <dt>{t(name)}</dt>
          <dd>{yuan(totals[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
