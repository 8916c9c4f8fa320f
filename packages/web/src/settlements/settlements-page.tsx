import { OFFICE_BILL_SORTS, type OfficeBillsView, type SettlementSummary } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useSession } from '../app/session.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { deskMessages } from '../desk/desk-messages.ts';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useLabel, useText } from '../i18n/messages.ts';
import { billsMessages } from '../office/bills-messages.ts';
import { addressWith, Pager } from '../office/pager.tsx';
import { SCHEMES } from '../policy/words.ts';
import { BillTotals, SortHead } from './bill-list.tsx';
import { SettlementTag } from './settlement-tag.tsx';

const FILTERS = ['from', 'to', 'state', 'scheme', 'q', 'institutionCode', 'sort', 'order'];

/** Settlements of the region or of one's own; filter, order and page stand in the address. */
export function SettlementsPage() {
  const t = useText(deskMessages);
  const words = useText(billsMessages);
  useTitle(t('settlementsTitle'));
  const [query, setQuery] = useSearchParams();
  const asked = new URLSearchParams([...query].filter(([key]) => [...FILTERS, 'page'].includes(key)));
  const bills = useApi<OfficeBillsView>(`/api/bills?${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('settlementsTitle')}</h1>
          <p>{t('settlementsIntro')}</p>
        </div>
      </header>
      <Answered query={bills}>
        {(data) => (
          <>
            <Filter key={query.toString()} query={query} shown={data} onChange={setQuery} />
            <BillTotals totals={data.totals} />
            {data.items.length === 0 ? (
              <Empty title={t('noSettlements')} hint={t('noSettlementsHint')} />
            ) : (
              <>
                <TableWrap label={t('settlementsTitle')}>
                  <List items={data.items} query={query} />
                </TableWrap>
                <Pager label={words('listTitle')} page={data.page} pages={data.pages} query={query} />
              </>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly shown: Pick<OfficeBillsView, 'from' | 'to'>;
  readonly onChange: (query: URLSearchParams) => void;
}

function Filter({ query, shown, onChange }: FilterProps) {
  const t = useText(billsMessages);
  const desk = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  const session = useSession();
  const own = session.kind === 'signedIn' && session.view.permissions['settlement.read'] === 'person';
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
  const file = (format: 'xlsx' | 'csv'): string => {
    const fields = [...query].filter(([key]) => FILTERS.includes(key));
    return `/api/bills/file?${new URLSearchParams([...fields, ['lang', lang], ['format', format]])}`;
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
        options={choices(['standing', 'reversed', 'reversal'] as const, (value) => t(value))}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label={t('scheme')}
        value={values.scheme}
        options={choices(['employee', 'resident'] as const, (value) => label(SCHEMES[value]))}
        onChange={(scheme) => set({ scheme })}
      />
      {!own && (
        <>
          <TextField
            label={desk('institution')}
            value={values.institutionCode}
            onChange={(institutionCode) => set({ institutionCode })}
          />
          <TextField label={t('find')} value={values.q} onChange={(q) => set({ q })} />
        </>
      )}
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <Link className="button" to="/settlements">
        {t('today')}
      </Link>
      <a className="button" href={file('xlsx')} download>
        {desk('exportXlsx')}
      </a>
      <a className="button" href={file('csv')} download>
        {desk('exportCsv')}
      </a>
    </form>
  );
}

interface ListProps {
  readonly items: readonly SettlementSummary[];
  readonly query: URLSearchParams;
}

function List({ items, query }: ListProps) {
  const t = useText(deskMessages);
  const label = useLabel();
  const lang = useLang();
  return (
    <table className="table">
      <thead>
        <tr>
          <SortHead column="settledAt" query={query} />
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('place')}</th>
          <th scope="col">{t('scheme')}</th>
          {OFFICE_BILL_SORTS.filter((name) => name !== 'settledAt').map((name) => (
            <SortHead key={name} column={name} query={query} />
          ))}
          <th scope="col">{t('state')}</th>
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
              <GivenName name={row.person.name} />
            </td>
            <td>
              <GivenName name={row.institutionName} />
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}
