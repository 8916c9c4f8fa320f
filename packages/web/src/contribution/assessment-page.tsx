import type { ProblemsView, RunsView, RunView } from '@gongji/contract';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { WaitingSubsidiesPanel } from './waiting-subsidies.tsx';

/** The runs beside those who could not be assessed in one of them. */
const PART = 'runs';
const FILTER = ['scheme', 'sort', 'order', 'after'];
const FIRST_RUNS = { sort: 'createdAt', order: 'desc' } as const;
const RUNS = 20;

/** 核定: start a run, follow it, and see who could not be assessed. */
export function AssessmentPage() {
  const t = useText(contributionMessages);
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const runs = useApi<RunsView>(`/api/assessment-runs?limit=${RUNS}&${askedOf(query, FILTER, PART)}`, 2_000);
  return (
    <ContributionFrame title={t('tabAssess')}>
      {may('assess') && <Start />}
      <WaitingSubsidiesPanel />
      <section className="panel">
        <h2>{t('runs')}</h2>
        <div className="desk-filter">
          <ChoiceField
            label={t('scheme')}
            value={query.get(`${PART}.scheme`) ?? ''}
            options={['', 'employee', 'resident'].map((value) => ({
              value,
              text: t(value === '' ? 'bothSchemes' : (value as 'employee' | 'resident')),
            }))}
            onChange={(scheme) => setQuery(new URLSearchParams(addressWith(query, { scheme }, PART)))}
          />
          <ExportLinks path="/api/assessment-runs/file" asked={askedOf(query, FILTER, PART)} />
        </div>
        <Answered query={runs}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty title={t('noRuns')} hint={t('noRunsHint')} />
            ) : (
              <>
                <Runs items={items} />
                <RowsNav
                  {...{ label: t('runs'), query, limit: RUNS, shown: items.length, total }}
                  part={PART}
                />
              </>
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}

function Start() {
  const t = useText(contributionMessages);
  const { busy, wrong, run } = useDeed();
  const [scheme, setScheme] = useState('employee');
  const [period, setPeriod] = useState(new Date().toISOString().slice(0, 7));
  return (
    <section className="panel stack">
      <div>
        <h2>{t('assessTitle')}</h2>
        <p className="quiet small">{t('assessHint')}</p>
      </div>
      <form
        className="contribution-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run('/api/assessment-runs', { scheme, period: period.trim() });
        }}
      >
        <ChoiceField
          label={t('scheme')}
          value={scheme}
          options={[
            { value: 'employee', text: t('employee') },
            { value: 'resident', text: t('resident') },
          ]}
          onChange={(value) => {
            setScheme(value);
            const now = new Date().toISOString();
            setPeriod(value === 'employee' ? now.slice(0, 7) : now.slice(0, 4));
          }}
        />
        <TextField label={t('period')} hint={t('periodHint')} value={period} onChange={setPeriod} />
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {t('assess')}
        </button>
      </form>
      <Problems wrong={wrong} />
    </section>
  );
}

function Runs({ items }: { readonly items: readonly RunView[] }) {
  const t = useText(contributionMessages);
  const lang = useLang();
  const word = useWord();
  const [query, setQuery] = useSearchParams();
  const open = query.get('run') ?? undefined;
  // Another run, another list of persons.
  const choose = (run: string): void =>
    setQuery(new URLSearchParams(addressWith(query, { run, sort: '', order: '' })));
  return (
    <>
      <DataTable
        label={t('runs')}
        rows={items}
        keyOf={(row) => row.runId}
        order={{ query, first: FIRST_RUNS, part: PART }}
        columns={[
          {
            head: t('period'),
            sort: 'period',
            cell: (row) => (
              <>
                {word(row.scheme)} {row.period}{' '}
                {row.kind !== 'regular' && <span className="tag tag-quiet">{word(row.kind)}</span>}
              </>
            ),
          },
          { head: t('state'), cell: (row) => <RunState row={row} /> },
          { head: t('charges'), number: true, cell: (row) => row.charges },
          { head: t('amount'), number: true, cell: (row) => yuan(row.totalFen) },
          {
            head: t('problems'),
            number: true,
            cell: (row) =>
              row.problems === 0 ? (
                t('none')
              ) : (
                <button
                  type="button"
                  className="button button-plain button-small"
                  aria-expanded={open === row.runId}
                  onClick={() => choose(open === row.runId ? '' : row.runId)}
                >
                  {row.problems}
                </button>
              ),
          },
          {
            head: t('submittedBy'),
            sort: 'createdAt',
            cell: (row) => (
              <>
                <span translate="no">{row.createdBy}</span>{' '}
                <small className="quiet nowrap">{timeText(row.createdAt, lang)}</small>
              </>
            ),
          },
        ]}
      />
      {open !== undefined && items.some(({ runId }) => runId === open) && <Refused runId={open} />}
    </>
  );
}

function RunState({ row }: { readonly row: RunView }) {
  const t = useText(contributionMessages);
  if (row.state === 'done') return <span className="tag tag-good">{t('done')}</span>;
  return <span className="tag tag-warn">{t('running', { done: row.partsDone, all: row.parts ?? '…' })}</span>;
}

type Refusal = ProblemsView['items'][number];
/** Persons of a page of those who could not be assessed. */
const LIMIT = 50;

/** Who could not be assessed in a run; its place and order stand in the address, under the run. */
function Refused({ runId }: { readonly runId: string }) {
  const t = useText(contributionMessages);
  const pick = usePick();
  const [query] = useSearchParams();
  const asked = askedOf(query, ['sort', 'order', 'after']);
  const path = `/api/assessment-runs/${runId}/problems`;
  const problems = useApi<ProblemsView>(`${path}?limit=${LIMIT}&${asked}`);
  const columns: readonly Column<Refusal>[] = [
    { head: t('name'), sort: 'name', cell: ({ name }) => <GivenName name={name} /> },
    { head: t('psnNo'), cell: ({ psnNo }) => psnNo },
    { head: t('unit'), sort: 'unitName', cell: ({ unitName }) => <GivenName name={unitName ?? ''} /> },
    { head: t('reason'), cell: ({ reasons }) => reasons.map(pick).join(' ') },
  ];
  return (
    <Answered query={problems}>
      {({ items, total }) => (
        <div className="stack">
          <div className="row">
            <ExportLinks path={`${path}/file`} asked={asked} />
          </div>
          <DataTable
            label={t('problems')}
            columns={columns}
            rows={items}
            keyOf={({ person }) => person}
            order={{ query, first: { sort: 'unitName', order: 'asc' } }}
          />
          <RowsNav label={t('problems')} query={query} limit={LIMIT} shown={items.length} total={total} />
        </div>
      )}
    </Answered>
  );
}
