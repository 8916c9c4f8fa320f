import type { ArrearsView, DebtorView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useWord } from '../contribution/bill-tag.tsx';
import { ContributionFrame } from '../contribution/contribution-frame.tsx';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { dateText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { OwnTasks } from '../tasks/own-tasks.tsx';
import { arrearsMessages } from './arrears-messages.ts';
import { NoticesTab } from './notices-tab.tsx';
import { RefusedBills } from './refused-bills.tsx';
import { PlansTab, WaiversTab } from './request-tabs.tsx';

const TASKS = ['arrears'];
const FILTER = ['q', 'payer', 'minDays', 'sort', 'order', 'after'];
const FIRST = { sort: 'openFen', order: 'desc' } as const;
const LIMIT = 30;
const PAYERS = [
  'unit',
  'person',
  'medicalAid',
  'central',
  'province',
  'city',
  'county',
  'government',
] as const;

const LISTS = {
  '': 'debtors',
  plans: 'plans',
  waivers: 'waivers',
  refused: 'refusedTab',
  notices: 'notices',
} as const;

/** 欠费: who owes what since when, and what is done about it, one list at a time; which one and its filter stand in the address. */
export function ArrearsPage() {
  const t = useText(arrearsMessages);
  const [query] = useSearchParams();
  const list = query.get('list') ?? '';
  return (
    <ContributionFrame title={t('title')}>
      <nav className="office-tabs" aria-label={t('title')}>
        {Object.entries(LISTS).map(([id, name]) => (
          <Link key={id} to={id === '' ? '?' : `?list=${id}`} aria-current={id === list ? 'page' : undefined}>
            {t(name)}
          </Link>
        ))}
      </nav>
      {list === 'plans' ? (
        <PlansTab />
      ) : list === 'waivers' ? (
        <WaiversTab />
      ) : list === 'refused' ? (
        <RefusedBills />
      ) : list === 'notices' ? (
        <NoticesTab />
      ) : (
        <DebtorsTab />
      )}
    </ContributionFrame>
  );
}

/** 欠费台账 */
function DebtorsTab() {
  const t = useText(arrearsMessages);
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const arrears = useApi<ArrearsView>(`/api/arrears?limit=${LIMIT}&${asked}`);
  return (
    <>
      <Filter query={query} onChange={setQuery} asked={asked} />
      <Run />
      <OwnTasks kinds={TASKS} />
      <Answered query={arrears}>
        {({ items, ages, total, openFen, paidFen }) =>
          ages.length === 0 ? (
            <Empty title={t('none')} hint={t('noneHint')} />
          ) : (
            <>
              <Ages ages={ages} />
              <section className="panel stack">
                <h2>{t('debtors')}</h2>
                {items.length === 0 ? (
                  <Empty title={t('none')} />
                ) : (
                  <>
                    <p className="quiet">
                      {t('debtorTotals', { n: total, open: yuan(openFen), paid: yuan(paidFen) })}
                    </p>
                    <Debtors items={items} query={query} />
                    <RowsNav
                      label={t('debtors')}
                      query={query}
                      limit={LIMIT}
                      shown={items.length}
                      total={total}
                    />
                  </>
                )}
              </section>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Run() {
  const t = useText(arrearsMessages);
  const may = useMay();
  const { busy, wrong, run } = useDeed();
  if (!may('arrears.work')) return null;
  return (
    <section className="row">
      <button
        type="button"
        className="button"
        aria-busy={busy}
        onClick={() => void run('/api/arrears/runs', {})}
      >
        {t('run')}
      </button>
      <span className="quiet">{t('runHint')}</span>
      <Problems wrong={wrong} />
    </section>
  );
}

interface FilterProps {
  readonly query: URLSearchParams;
  readonly onChange: (query: URLSearchParams) => void;
  readonly asked: URLSearchParams;
}

function Filter({ query, onChange, asked }: FilterProps) {
  const t = useText(arrearsMessages);
  const word = useWord();
  const [q, setQ] = useState(query.get('q') ?? '');
  const [minDays, setMinDays] = useState(query.get('minDays') ?? '');
  const set = (values: Readonly<Record<string, string>>) =>
    onChange(new URLSearchParams(addressWith(query, values)));
  return (
    <form
      className="desk-filter"
      onSubmit={(event) => {
        event.preventDefault();
        set({ q: q.trim(), minDays: /^[1-9]\d{0,3}$/.test(minDays.trim()) ? minDays.trim() : '' });
      }}
    >
      <TextField label={t('q')} value={q} onChange={setQ} />
      <TextField label={t('minDays')} value={minDays} onChange={setMinDays} numeric />
      <SelectField
        label={t('payerKind')}
        value={query.get('payer') ?? ''}
        options={[{ value: '', text: t('all') }, ...PAYERS.map((value) => ({ value, text: word(value) }))]}
        onChange={(payer) => set({ payer })}
      />
      <button type="submit" className="button button-strong">
        {t('search')}
      </button>
      <ExportLinks path="/api/arrears/file" asked={asked} />
    </form>
  );
}

function Ages({ ages }: Pick<ArrearsView, 'ages'>) {
  const t = useText(arrearsMessages);
  return (
    <section className="panel stack">
      <h2>{t('ages')}</h2>
      <TableWrap label={t('ages')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('days')}</th>
              <th scope="col" className="number">
                {t('bills')}
              </th>
              <th scope="col" className="number">
                {t('open')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ages.map((age) => (
              <tr key={age.upTo ?? 0}>
                <td>{age.upTo === undefined ? t('older') : t('upTo', { n: age.upTo })}</td>
                <td className="number">{age.bills}</td>
                <td className="number">{yuan(age.openFen)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
    </section>
  );
}

function Debtors({
  items,
  query,
}: {
  readonly items: readonly DebtorView[];
  readonly query: URLSearchParams;
}) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const word = useWord();
  return (
    <DataTable
      label={t('debtors')}
      rows={items}
      keyOf={(row) => `${row.payer}/${row.unitId ?? row.person ?? row.payerName}`}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('payer'),
          sort: 'payerName',
          cell: (row) => (
            <>
              <Link to={pathOf(row)}>
                <GivenName name={row.payerName} />
              </Link>{' '}
              <small className="quiet">{word(row.payer)}</small>
            </>
          ),
        },
        { head: t('bills'), sort: 'bills', number: true, cell: (row) => row.bills },
        { head: t('periods'), number: true, cell: (row) => row.periods },
        { head: t('open'), sort: 'openFen', number: true, cell: (row) => yuan(row.openFen) },
        { head: t('paidPart'), number: true, cell: (row) => yuan(row.paidFen) },
        {
          head: t('since'),
          sort: 'oldestDueOn',
          cell: (row) => <span className="nowrap">{dateText(row.oldestDueOn, lang)}</span>,
        },
        { head: t('days'), number: true, cell: (row) => row.daysLate },
      ]}
    />
  );
}

/** A unit or a person has an account; what a level of government owes stands on its bills. */
function pathOf({ payer, unitId, person }: DebtorView): string {
  if (payer === 'unit' && unitId !== undefined) return `/contributions/arrears/account?unitId=${unitId}`;
  if (payer === 'person' && person !== undefined) return `/contributions/arrears/account?person=${person}`;
  return `/contributions?state=overdue&payer=${payer}`;
}
