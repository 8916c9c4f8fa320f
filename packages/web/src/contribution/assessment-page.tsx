import type { ProblemsView, RunView } from '@gongji/contract';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { type Column, DataTable } from '../design/data-table.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { useWord } from './bill-tag.tsx';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { WaitingSubsidiesPanel } from './waiting-subsidies.tsx';

/** 核定: start a run, follow it, and see who could not be assessed. */
export function AssessmentPage() {
  const t = useText(contributionMessages);
  const may = useMay();
  const runs = useApi<{ items: readonly RunView[] }>('/api/assessment-runs?limit=20', 2_000);
  return (
    <ContributionFrame title={t('tabAssess')}>
      {may('assess') && <Start />}
      <WaitingSubsidiesPanel />
      <section className="panel">
        <h2>{t('runs')}</h2>
        <Answered query={runs}>
          {({ items }) =>
            items.length === 0 ? <Empty title={t('noRuns')} hint={t('noRunsHint')} /> : <Runs items={items} />
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
  return (
    <>
      <TableWrap label={t('runs')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('period')}</th>
              <th scope="col">{t('state')}</th>
              <th scope="col" className="number">
                {t('charges')}
              </th>
              <th scope="col" className="number">
                {t('amount')}
              </th>
              <th scope="col" className="number">
                {t('problems')}
              </th>
              <th scope="col">{t('submittedBy')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.runId}>
                <td>
                  {word(row.scheme)} {row.period}{' '}
                  {row.kind !== 'regular' && <span className="tag tag-quiet">{word(row.kind)}</span>}
                </td>
                <td>
                  {row.state === 'done' ? (
                    <span className="tag tag-good">{t('done')}</span>
                  ) : (
                    <span className="tag tag-warn">
                      {t('running', { done: row.partsDone, all: row.parts ?? '…' })}
                    </span>
                  )}
                </td>
                <td className="number">{row.charges}</td>
                <td className="number">{yuan(row.totalFen)}</td>
                <td className="number">
                  {row.problems === 0 ? (
                    t('none')
                  ) : (
                    <button
                      type="button"
                      className="button button-plain button-small"
                      aria-expanded={open === row.runId}
                      onClick={() =>
                        setQuery(new URLSearchParams(open === row.runId ? {} : { run: row.runId }))
                      }
                    >
                      {row.problems}
                    </button>
                  )}
                </td>
                <td>
                  <span translate="no">{row.createdBy}</span>{' '}
                  <small className="quiet nowrap">{timeText(row.createdAt, lang)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      {open !== undefined && items.some(({ runId }) => runId === open) && <Refused runId={open} />}
    </>
  );
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
