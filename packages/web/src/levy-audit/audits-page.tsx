import type { LevyAuditsView, LevyAuditView } from '@gongji/contract';
import type { SyntheticEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useDeed } from '../api/use-deed.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { useGo } from '../app/use-go.ts';
import { DataTable } from '../design/data-table.tsx';
import { SelectField, TextField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Problems } from '../design/problems.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { levyMessages } from './levy-messages.ts';
import './levy.css';

const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'createdAt', order: 'desc' } as const;
const STATES = ['running', 'closed'] as const;
const LIMIT = 50;

/** 征缴稽核: audits of contributions, and a way to begin one. */
export function LevyAuditsPage() {
  const t = useText(levyMessages);
  useTitle(t('title'));
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const audits = useApi<LevyAuditsView>(`/api/levy-audits?limit=${LIMIT}&${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('intro')}</p>
        </div>
        <Link className="button" to="/levy-selection">
          {t('toSelection')}
        </Link>
        {may('unenrolled.read') && (
          <Link className="button" to="/unenrolled-employers">
            {t('toUnenrolled')}
          </Link>
        )}
      </header>
      {may('levy.audit') && <Begin />}
      <section className="panel">
        <h2>{t('audits')}</h2>
        <div className="desk-filter">
          <SelectField
            label={t('state')}
            value={query.get('state') ?? ''}
            options={[
              { value: '', text: t('all') },
              ...STATES.map((state) => ({ value: state, text: t(state) })),
            ]}
            onChange={(state) => setQuery(new URLSearchParams(addressWith(query, { state })))}
          />
          <ExportLinks path="/api/levy-audits/file" asked={asked} />
        </div>
        <Answered query={audits}>
          {({ items, total, shortFen, madeUpFen }) =>
            items.length === 0 ? (
              <Empty title={t('none')} hint={may('levy.audit') ? t('noneHint') : undefined} />
            ) : (
              <>
                <p className="quiet">
                  {t('sums', { n: total, short: yuan(shortFen), madeUp: yuan(madeUpFen) })}
                </p>
                <List items={items} query={query} />
                <RowsNav label={t('audits')} query={query} limit={LIMIT} shown={items.length} total={total} />
              </>
            )
          }
        </Answered>
      </section>
    </div>
  );
}

function Begin() {
  const t = useText(levyMessages);
  const go = useGo();
  const { busy, wrong, run } = useDeed();
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const kept = useKept('levy-audit', { name: '', uscc: '', from: `${month.slice(0, 4)}-01`, to: month });
  const draft = kept.value;
  const set = (key: keyof typeof draft) => (value: string) => kept.set({ ...draft, [key]: value });
  const begin = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const { uscc, ...rest } = draft;
    const made = await run<LevyAuditView>('/api/levy-audits', { ...rest, ...(uscc === '' ? {} : { uscc }) });
    if (made === undefined) return;
    kept.forget();
    go(`/levy-audits/${made.auditId}`);
  };
  return (
    <form className="panel levy-begin" onSubmit={(event) => void begin(event)}>
      <h2>{t('begin')}</h2>
      <Problems wrong={wrong} />
      <div className="levy-fields">
        <TextField label={t('name')} hint={t('nameHint')} value={draft.name} onChange={set('name')} />
        <TextField label={t('uscc')} hint={t('usccHint')} value={draft.uscc} onChange={set('uscc')} />
        <TextField type="month" label={t('from')} value={draft.from} onChange={set('from')} />
        <TextField type="month" label={t('to')} value={draft.to} onChange={set('to')} />
      </div>
      <KeptNote kept={kept} />
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {t('create')}
      </button>
    </form>
  );
}

interface ListProps {
  readonly items: LevyAuditsView['items'];
  readonly query: URLSearchParams;
}

function List({ items, query }: ListProps) {
  const t = useText(levyMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('audits')}
      rows={items}
      keyOf={(one) => one.auditId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('name'),
          cell: (one) => (
            <Link to={`/levy-audits/${one.auditId}`}>
              <AsTyped text={one.name} />
            </Link>
          ),
        },
        {
          head: t('scope'),
          cell: ({ unit }) => (unit === undefined ? t('wholeRegion') : <GivenName name={unit.name} />),
        },
        { head: t('months'), cell: (one) => <span className="nowrap">{`${one.from} – ${one.to}`}</span> },
        {
          head: t('begun'),
          sort: 'createdAt',
          cell: (one) => <span className="nowrap">{timeText(one.createdAt, lang)}</span>,
        },
        { head: t('found'), sort: 'findings', number: true, cell: (one) => one.findings },
        { head: t('stillOpen'), sort: 'open', number: true, cell: (one) => one.open },
        { head: t('short'), sort: 'shortFen', number: true, cell: (one) => yuan(one.shortFen) },
        { head: t('madeUp'), sort: 'madeUpFen', number: true, cell: (one) => yuan(one.madeUpFen) },
        {
          head: t('state'),
          cell: ({ closedAt }) => (
            <span className={closedAt === undefined ? 'tag tag-warn' : 'tag tag-good'}>
              {t(closedAt === undefined ? 'running' : 'closed')}
            </span>
          ),
        },
      ]}
    />
  );
}
