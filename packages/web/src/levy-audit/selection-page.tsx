import type { LevyAuditView, LevySelectionView } from '@gongji/contract';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { ReasonList } from './reason-list.tsx';
import { selectionMessages } from './selection-messages.ts';
import './levy.css';

const FILTER = ['employer', 'signal', 'sort', 'order', 'after'];
const FIRST = { sort: 'score', order: 'desc' } as const;
const SIGNALS = ['atFloor', 'lowAverage', 'movement', 'arrears', 'lowered', 'uncorrected'] as const;
const LIMIT = 50;

/** 重点稽核选户: whom to audit, and why. */
export function SelectionPage() {
  const t = useText(selectionMessages);
  useTitle(t('title'));
  const [query, setQuery] = useSearchParams();
  const [employer, setEmployer] = useState(query.get('employer') ?? '');
  const asked = askedOf(query, FILTER);
  const found = useApi<LevySelectionView>(`/api/levy-selection?limit=${LIMIT}&${asked}`);
  const filter = (values: Readonly<Record<string, string>>) =>
    setQuery(new URLSearchParams(addressWith(query, values)));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <p>
            <Link to="/levy-audits">← {t('back')}</Link>
          </p>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
      </header>
      <section className="panel">
        <form
          className="desk-filter"
          onSubmit={(event) => {
            event.preventDefault();
            filter({ employer: employer.trim() });
          }}
        >
          <TextField label={t('employerFind')} value={employer} onChange={setEmployer} />
          <SelectField
            label={t('signal')}
            value={query.get('signal') ?? ''}
            options={[
              { value: '', text: t('any') },
              ...SIGNALS.map((signal) => ({ value: signal, text: t(signal) })),
            ]}
            onChange={(signal) => filter({ signal })}
          />
          <button type="submit" className="button">
            {t('find')}
          </button>
          <ExportLinks path="/api/levy-selection/file" asked={asked} />
        </form>
        <Answered query={found}>
          {(view) =>
            view.items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <p className="quiet">
                  {t('sums', {
                    n: view.total,
                    persons: view.persons,
                    overdue: yuan(view.overdueFen),
                    from: view.from ?? '',
                    to: view.to ?? '',
                  })}
                </p>
                <Units view={view} query={query} />
                <RowsNav
                  label={t('title')}
                  query={query}
                  limit={LIMIT}
                  shown={view.items.length}
                  total={view.total}
                />
              </>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

type Row = LevySelectionView['items'][number];

function Units({ view, query }: { readonly view: LevySelectionView; readonly query: URLSearchParams }) {
  const t = useText(selectionMessages);
  const may = useMay();
  const go = useGo();
  const { busy, wrong, run } = useDeed();
  const begin = async ({ name, uscc }: Row): Promise<void> => {
    const months = { from: view.from ?? '', to: view.to ?? '' };
    const audit = { name: t('auditName', { name }).slice(0, 100), uscc, ...months, chosen: true };
    const made = await run<LevyAuditView>('/api/levy-audits', audit);
    if (made !== undefined) go(`/levy-audits/${made.auditId}`);
  };
  const act = (row: Row) => {
    if (row.auditId !== undefined) return <Link to={`/levy-audits/${row.auditId}`}>{t('underWay')}</Link>;
    if (!may('levy.audit')) return row.lastAuditedOn ?? '–';
    return (
      <button type="button" className="button nowrap" aria-busy={busy} onClick={() => void begin(row)}>
        {t('begin')}
      </button>
    );
  };
  return (
    <>
      <Problems wrong={wrong} />
      <DataTable
        label={t('title')}
        rows={view.items}
        keyOf={(one) => one.unitId}
        order={{ query, first: FIRST }}
        columns={[
          { head: t('score'), sort: 'score', number: true, cell: (one) => <strong>{one.score}</strong> },
          {
            head: t('employer'),
            sort: 'name',
            cell: (one) => (
              <>
                <GivenName name={one.name} />
                <br />
                <small className="quiet">{one.uscc}</small>
              </>
            ),
          },
          { head: t('reasons'), cell: (one) => <Reasons row={one} /> },
          { head: t('persons'), sort: 'persons', number: true, cell: (one) => one.persons },
          { head: t('overdue'), sort: 'overdueFen', number: true, cell: (one) => yuan(one.overdueFen) },
          { head: t('audit'), cell: act },
        ]}
      />
    </>
  );
}

/** The largest reason in a word; opened, each with its numbers and points. */
function Reasons({ row }: { readonly row: Row }) {
  const t = useText(selectionMessages);
  return (
    <details className="levy-reasons">
      <summary>{row.reasons.map(({ signal, points }) => `${t(signal)} ${points}`).join(' · ')}</summary>
      <ReasonList reasons={row.reasons} />
    </details>
  );
}
