import type { ActedView, RefusedBillsView, RefusedBillView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { randomKey } from '../api/use-post.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { SelectField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, type ListOrder, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { PreviewPanel } from '../enrolment/preview-panel.tsx';
import { usePreview } from '../enrolment/use-preview.ts';
import { dateText, timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';

const TAGS = {
  suspended: 'tag tag-bad',
  possible: 'tag tag-warn',
  asked: 'tag tag-quiet',
  never: 'tag',
  settled: 'tag tag-good',
} as const;
const STATES = Object.keys(TAGS) as (keyof typeof TAGS)[];
const PART = 'refused';
const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'refusedAt', order: 'desc' } as const;
const LIMIT = 30;

interface RefusedBillsProps {
  /** Whose people they are of; left out: of all debtors, and the list is the whole page. */
  readonly debtor?: URLSearchParams;
}

/** Bills that suspensions have stopped: those refused and those reversed, and what the policy lets become of each. */
export function RefusedBills({ debtor }: RefusedBillsProps) {
  const t = useText(arrearsMessages);
  const [query, setQuery] = useSearchParams();
  const [chosen, setChosen] = useState<readonly RefusedBillView[]>([]);
  const part = debtor === undefined ? undefined : PART;
  const asked = new URLSearchParams([...(debtor ?? []), ...askedOf(query, FILTER, part)]);
  const bills = useApi<RefusedBillsView>(`/api/refused-bills?limit=${LIMIT}&${asked}`);
  const state = asked.get('state') ?? '';
  // Of a debtor none of whose people was stopped anything there is nothing to say.
  if (asked.size === debtor?.size && (bills.isPending || bills.data?.total === 0)) return null;
  return (
    <section className="panel stack" aria-label={t('refused')}>
      <h2>{t('refused')}</h2>
      <p className="quiet small">{t('refusedIntro')}</p>
      <div className="desk-filter">
        <SelectField
          label={t('refusedState')}
          value={state}
          options={[
            { value: '', text: t('all') },
            ...STATES.map((value) => ({ value, text: t(`refusedIs_${value}`) })),
          ]}
          onChange={(to) => setQuery(new URLSearchParams(addressWith(query, { state: to }, part)))}
        />
        <ExportLinks path="/api/refused-bills/file" asked={asked} />
      </div>
      <Answered query={bills}>
        {({ items, total, totalFen }) =>
          items.length === 0 ? (
            <Empty title={t('noRefused')} />
          ) : (
            <>
              <p className="quiet">{t('refusedTotals', { n: total, amount: yuan(totalFen) })}</p>
              <Bills
                items={items}
                order={{ query, first: FIRST, ...(part === undefined ? {} : { part }) }}
                chosen={chosen}
                onChoose={setChosen}
              />
              <RowsNav
                label={t('refused')}
                query={query}
                limit={LIMIT}
                shown={items.length}
                total={total}
                {...(part === undefined ? {} : { part })}
              />
            </>
          )
        }
      </Answered>
      <SettleLate chosen={chosen} onDone={() => setChosen([])} />
    </section>
  );
}

interface BillsProps {
  readonly items: readonly RefusedBillView[];
  readonly order: ListOrder;
  readonly chosen: readonly RefusedBillView[];
  readonly onChoose: (chosen: readonly RefusedBillView[]) => void;
}

function Bills({ items, order, chosen, onChoose }: BillsProps) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  const may = useMay();
  const others = (one: RefusedBillView) => chosen.filter(({ refusedId }) => refusedId !== one.refusedId);
  const choose: Column<RefusedBillView> = {
    head: t('choose'),
    quietHead: true,
    cell: (row) =>
      row.state === 'possible' && (
        <input
          type="checkbox"
          aria-label={`${t('choose')} ${row.startedOn} ${yuan(row.totalFen)}`}
          checked={others(row).length < chosen.length}
          onChange={({ target }) => onChoose(target.checked ? [...others(row), row] : others(row))}
        />
      ),
  };
  return (
    <DataTable
      label={t('refused')}
      rows={items}
      keyOf={(row) => row.refusedId}
      order={order}
      columns={[
        ...(may('arrears.work') ? [choose] : []),
        {
          head: t('name'),
          sort: 'name',
          cell: (row) => (
            <>
              <GivenName name={row.name} /> <small className="quiet">{row.psnNo}</small>
            </>
          ),
        },
        { head: t('institution'), cell: (row) => <GivenName name={row.institutionName} /> },
        {
          head: t('careFrom'),
          sort: 'startedOn',
          cell: (row) => (
            <>
              <span className="nowrap">{dateText(row.startedOn, lang)}</span>{' '}
              {row.origin === 'reversed' && <span className="tag tag-quiet">{t('reversedWithPayment')}</span>}
            </>
          ),
        },
        { head: t('amount'), sort: 'totalFen', number: true, cell: (row) => yuan(row.totalFen) },
        {
          head: t('stoppedAt'),
          sort: 'refusedAt',
          cell: (row) => <span className="nowrap">{timeText(row.refusedAt, lang)}</span>,
        },
        { head: t('outcome'), cell: (row) => <Outcome row={row} /> },
      ]}
    />
  );
}

function Outcome({ row }: { readonly row: RefusedBillView }) {
  const t = useText(arrearsMessages);
  const lang = useLang();
  return (
    <>
      <span className={TAGS[row.state]}>
        {row.again === undefined
          ? t(`refusedIs_${row.state}`)
          : t('refusedNeverUntil', { day: dateText(row.again, lang) })}
      </span>{' '}
      <AsTyped text={row.clause} />{' '}
      {row.settlementId !== undefined && (
        <Link to={`/settlements/${row.settlementId}`}>
          <span translate="no">{row.settlementId}</span>
        </Link>
      )}
    </>
  );
}

interface SettleLateProps {
  readonly chosen: readonly RefusedBillView[];
  readonly onDone: () => void;
}

/** 补结算 of what is chosen: what it would come to, and the way to the second person. */
function SettleLate({ chosen, onDone }: SettleLateProps) {
  const t = useText(arrearsMessages);
  const { busy, wrong, run } = useDeed();
  const [asked, setAsked] = useState(false);
  const [first] = chosen;
  const ofOne = chosen.every(({ person, origin }) => person === first?.person && origin === first.origin);
  const body =
    first === undefined || !ofOne
      ? undefined
      : {
          person: first.person,
          ids: chosen.map(({ refusedId }) => refusedId),
          reason: t('settleLateReason'),
        };
  const preview = usePreview('/api/refused-bills/preview', body);
  const send = async (): Promise<void> => {
    const done = await run<ActedView>('/api/refused-bills', body, { key: randomKey() });
    if (done === undefined) return;
    onDone();
    setAsked(true);
  };
  return (
    <>
      {!ofOne && <p className="notice notice-warn">{t('onePerson')}</p>}
      {preview !== undefined && <PreviewPanel preview={preview} />}
      <Problems wrong={wrong} />
      {asked && first === undefined && (
        <p className="notice" role="status">
          {t('asked')}
        </p>
      )}
      {body !== undefined && (
        <div>
          <button type="button" className="button button-strong" aria-busy={busy} onClick={() => void send()}>
            {t('settleLate', { n: chosen.length })}
          </button>
        </div>
      )}
    </>
  );
}
