import type { MessagesPage, SearchView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { request } from '../api/request.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { billsMessages } from './bills-messages.ts';
import { OfficeTabs } from './office-frame.tsx';
import { transactionName } from './transaction-names.ts';
import './office.css';

const FILTERS = [
  'person',
  'msgid',
  'infno',
  'settlementId',
  'failed',
  'from',
  'to',
  'sort',
  'order',
  'before',
];
const FIRST = { sort: 'receivedAt', order: 'desc' } as const;

/** 报文日志. The filter stands in the address; a patient stands there by reference, never by number. */
export function MessageLogPage() {
  const t = useText(billsMessages);
  useTitle(t('log'));
  const [query, setQuery] = useSearchParams();
  const asked = new URLSearchParams([...query].filter(([key]) => FILTERS.includes(key)));
  const page = useApi<MessagesPage>(`/api/messages?limit=30&${asked}`);
  return (
    <div className="page office">
      <header className="office-head">
        <h1>{t('log')}</h1>
        <OfficeTabs />
      </header>
      <p className="quiet">{t('logIntro')}</p>
      <BehindBill settlementId={query.get('settlementId')} />
      <Filter key={query.toString()} query={query} onChange={setQuery} />
      <Answered query={page}>
        {({ items, total, more, next }) =>
          items.length === 0 ? (
            <Empty title={t('noMessages')} />
          ) : (
            <>
              <TableWrap label={t('log')}>
                <LogTable items={items} query={query} />
              </TableWrap>
              <Pager next={next} query={query} count={t(more ? 'atLeast' : 'inAll', { n: total })} />
            </>
          )
        }
      </Answered>
    </div>
  );
}

/** Only the messages of one visit are shown: says so, and leads back. */
function BehindBill({ settlementId }: { readonly settlementId: string | null }) {
  const t = useText(billsMessages);
  if (settlementId === null) return null;
  return (
    <p className="notice row">
      {t('behind', { id: settlementId })}
      <Link className="button button-small" to={`/settlements/${settlementId}`}>
        {t('bill')}
      </Link>
      <Link className="button button-small" to="/office/messages">
        {t('showAll')}
      </Link>
    </p>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
}

/** `2026-05-10T10:00` in Beijing ↔ the instant the interface takes. */
const instant = (local: string): string => (local === '' ? '' : new Date(`${local}:00+08:00`).toISOString());
const local = (at: string | null): string =>
  at === null ? '' : new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16);

function Filter({ query, onChange }: FilterProps) {
  const t = useText(billsMessages);
  const [patient, setPatient] = useState('');
  const [unknown, setUnknown] = useState(false);
  const [values, setValues] = useState({
    msgid: query.get('msgid') ?? '',
    infno: query.get('infno') ?? '',
    failed: query.get('failed') ?? '',
    from: local(query.get('from')),
    to: local(query.get('to')),
  });
  const set = (part: Partial<typeof values>): void => setValues((now) => ({ ...now, ...part }));
  const search = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const person = patient.trim() === '' ? (query.get('person') ?? '') : await refOf(patient.trim());
    setUnknown(person === undefined);
    if (person === undefined) return;
    const { msgid, infno, failed } = values;
    const wanted = {
      person,
      settlementId: query.get('settlementId') ?? '',
      msgid: msgid.trim(),
      infno: infno.trim().toUpperCase(),
      failed,
      from: instant(values.from),
      to: instant(values.to),
      sort: query.get('sort') ?? '',
      order: query.get('order') ?? '',
    };
    onChange(new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== '')));
  };
  return (
    <form className="desk-filter" onSubmit={(event) => void search(event)}>
      {query.has('person') ? (
        <p className="notice office-person">
          {t('patientShown')}
          <Link className="button button-small" to="/office/messages">
            {t('showAll')}
          </Link>
        </p>
      ) : (
        <TextField
          label={t('patient')}
          value={patient}
          error={unknown ? t('patientUnknown') : undefined}
          onChange={setPatient}
        />
      )}
      <TextField label={t('msgid')} value={values.msgid} onChange={(msgid) => set({ msgid })} />
      <TextField label={t('infno')} value={values.infno} onChange={(infno) => set({ infno })} />
      <SelectField
        label={t('result')}
        value={values.failed}
        options={[
          { value: '', text: t('results') },
          { value: 'true', text: t('onlyFailed') },
        ]}
        onChange={(failed) => set({ failed })}
      />
      <TextField type="time" label={t('since')} value={values.from} onChange={(from) => set({ from })} />
      <TextField type="time" label={t('until')} value={values.to} onChange={(to) => set({ to })} />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/messages/file" asked={askedOf(query, FILTERS)} />
    </form>
  );
}

/** Reference of the person with this number, as far as one may find him; undefined when nobody has it. */
async function refOf(number: string): Promise<string | undefined> {
  const { items } = await request<SearchView>(`/api/search?${new URLSearchParams({ q: number })}`);
  const found = items.find((item) => item.kind === 'person');
  return found?.kind === 'person' ? found.ref : undefined;
}

interface LogProps extends Pick<MessagesPage, 'items'> {
  readonly query: URLSearchParams;
}

function LogTable({ items, query }: LogProps) {
  const t = useText(billsMessages);
  const lang = useLang();
  const pick = usePick();
  return (
    <table className="table">
      <thead>
        <tr>
          <SortHead sort="receivedAt" label={t('received')} query={query} first={FIRST} />
          <th scope="col">{t('transaction')}</th>
          <th scope="col">{t('person')}</th>
          <th scope="col">{t('result')}</th>
          <th scope="col">{t('msgid')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((row) => (
          <tr key={row.logId}>
            <td>
              <Link to={`/office/messages/${row.logId}`} className="nowrap">
                {timeText(row.receivedAt, lang, 'second')}
              </Link>
            </td>
            <td>
              <code>{row.infno}</code> {pick(transactionName(row.infno))}
            </td>
            <td>
              <GivenName name={row.person?.name ?? ''} />{' '}
              <span className="quiet small">{row.person?.psnNo.slice(-6)}</span>
            </td>
            <td>
              <span className={row.ok ? 'tag tag-good' : 'tag tag-bad'}>{t(row.ok ? 'done' : 'failed')}</span>
            </td>
            <td>
              <code>{row.msgid}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PagerProps {
  readonly next: string | undefined;
  readonly query: URLSearchParams;
  /** How many there are, in words. */
  readonly count: string;
}

function Pager({ next, query, count }: PagerProps) {
  const t = useText(billsMessages);
  return (
    <nav className="pager" aria-label={t('log')}>
      <span className="quiet">{count}</span>
      {query.has('before') && (
        <Link className="button" to={addressWith(query, {})}>
          {t('firstPage')}
        </Link>
      )}
      {next !== undefined && (
        <Link className="button" to={addressWith(query, { before: next })}>
          {t('nextPage')}
        </Link>
      )}
    </nav>
  );
}
