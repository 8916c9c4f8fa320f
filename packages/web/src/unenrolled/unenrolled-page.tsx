import {
  UNENROLLED_KINDS,
  UNENROLLED_STATES,
  type UnenrolledCollectorsView,
  type UnenrolledListView,
} from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Flag, SelectField, TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { AddPanel } from './add-panel.tsx';
import { AssignBar } from './assign-bar.tsx';
import { unenrolledMessages } from './unenrolled-messages.ts';
import { UnenrolledTable } from './unenrolled-table.tsx';
import './unenrolled.css';

const FILTER = ['q', 'state', 'kind', 'collectorId', 'overdue', 'sort', 'order', 'after'];
const LIMIT = 50;

/** 应参保未参保单位: who ought to enrol, whose task that is, and what came of it. Filter, order and page stand in the address. */
export function UnenrolledPageView() {
  const t = useText(unenrolledMessages);
  useTitle(t('title'));
  const may = useMay();
  const [query] = useSearchParams();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const manages = may('unenrolled.manage');
  const asked = askedOf(query, FILTER);
  const list = useApi<UnenrolledListView>(`/api/unenrolled-employers?limit=${LIMIT}&${asked}`);
  const collectors = useApi<UnenrolledCollectorsView>(
    manages ? '/api/unenrolled-employers/collectors' : undefined,
  );
  const named = collectors.data?.items ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <div className="row">
          {may('levy.read') && (
            <Link className="button" to="/levy-audits">
              {t('toAudits')}
            </Link>
          )}
          {may('census.read') && (
            <Link className="button" to="/census">
              {t('toCensus')}
            </Link>
          )}
        </div>
      </header>
      {manages && <AddPanel />}
      <section className="panel stack">
        <h2>{t('list')}</h2>
        <Filter collectors={named} asked={asked} />
        <Answered query={list}>
          {({ items, total, counts }) => (
            <>
              <Sums total={total} counts={counts} />
              {items.length === 0 ? (
                <Empty title={t('none')} hint={t(manages ? 'noneHint' : 'noneFilter')} />
              ) : (
                <>
                  {manages && <AssignBar collectors={named} chosen={chosen} onDone={() => setChosen([])} />}
                  <div className="unenrolled-list">
                    <UnenrolledTable
                      items={items}
                      query={query}
                      chosen={manages ? chosen : undefined}
                      onChoose={setChosen}
                    />
                  </div>
                  <RowsNav label={t('list')} query={query} limit={LIMIT} shown={items.length} total={total} />
                </>
              )}
            </>
          )}
        </Answered>
      </section>
    </div>
  );
}

interface FilterProps {
  readonly collectors: UnenrolledCollectorsView['items'];
  readonly asked: URLSearchParams;
}

function Filter({ collectors, asked }: FilterProps) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const [query, setQuery] = useSearchParams();
  const [q, setQ] = useState(query.get('q') ?? '');
  const set = (values: Readonly<Record<string, string>>): void =>
    setQuery(new URLSearchParams(addressWith(query, values)));
  const find = (event: SyntheticEvent): void => {
    event.preventDefault();
    set({ q });
  };
  const all = { value: '', text: t('all') };
  const optionsOf = (words: Readonly<Record<string, { readonly zh: string; readonly en: string }>>) => [
    all,
    ...Object.entries(words).map(([value, name]) => ({ value, text: pick(name) })),
  ];
  return (
    <form className="desk-filter" onSubmit={find}>
      <TextField label={t('find')} value={q} onChange={setQ} />
      <button type="submit" className="button">
        {t('search')}
      </button>
      <SelectField
        label={t('state')}
        value={query.get('state') ?? ''}
        options={optionsOf(UNENROLLED_STATES)}
        onChange={(state) => set({ state })}
      />
      <SelectField
        label={t('kind')}
        value={query.get('kind') ?? ''}
        options={optionsOf(UNENROLLED_KINDS)}
        onChange={(kind) => set({ kind })}
      />
      {collectors.length > 0 && (
        <SelectField
          label={t('collector')}
          value={query.get('collectorId') ?? ''}
          options={[
            all,
            { value: '0', text: t('nobody') },
            ...collectors.map((one) => ({
              value: one.collectorId,
              text: `${one.name} · ${one.unitName}`,
              given: true,
            })),
          ]}
          onChange={(collectorId) => set({ collectorId })}
        />
      )}
      <Flag
        label={t('overdueOnly')}
        checked={query.get('overdue') === 'true'}
        onChange={(on) => set({ overdue: on ? 'true' : '' })}
      />
      <ExportLinks path="/api/unenrolled-employers/file" asked={asked} />
    </form>
  );
}

const SHOWN = ['toVisit', 'promised', 'refused', 'enrolled', 'notApplicable'] as const;

function Sums({ total, counts }: Pick<UnenrolledListView, 'total' | 'counts'>) {
  const t = useText(unenrolledMessages);
  const pick = usePick();
  const { visited, enrolledAfterVisit: after, newlyInsured: persons, overdue } = counts;
  return (
    <p className="quiet unenrolled-sums">
      <span>{t('sums', { total, visited, after, persons })}</span>
      {SHOWN.map((state) => (
        <span key={state}>
          {pick(UNENROLLED_STATES[state])} {counts[state]}
        </span>
      ))}
      {overdue > 0 && <strong className="tag tag-bad">{t('overdueSum', { n: overdue })}</strong>}
    </p>
  );
}
