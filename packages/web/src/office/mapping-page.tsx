import type { MappingStateName, MappingsDoneView, MappingView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { Empty } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { MappingImport } from './mapping-import.tsx';
import { mappingMessages } from './mapping-messages.ts';
import { MappingTable } from './mapping-table.tsx';
import { OfficeFrame } from './office-frame.tsx';
import { officeMessages } from './office-messages.ts';
import './mapping.css';

const FILTER = ['state', 'q', 'sort', 'order', 'after'];
const LIMIT = 50;
const STATES = ['to-map', 'suggested', 'submitted', 'approved', 'rejected', 'withdrawn', 'lapsed'] as const;

/** 目录对照: the institution's own items and what they are in the catalogue. */
export function MappingPage() {
  const t = useText(officeMessages);
  return <OfficeFrame title={t('tabMapping')}>{() => <Mapping />}</OfficeFrame>;
}

interface Said {
  readonly good: boolean;
  readonly text: string;
}

function Mapping() {
  const t = useText(mappingMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { post } = usePost();
  const [query] = useSearchParams();
  const [said, setSaid] = useState<Said>();
  const asked = askedOf(query, FILTER);
  const view = useApi<MappingView>(`/api/office/mapping?limit=${LIMIT}&${asked}`);
  const act = async (
    what: 'submissions' | 'withdrawals',
    pairs: readonly { readonly localCode: string; readonly listCode: string }[],
  ): Promise<void> => {
    try {
      const { done } = await post<MappingsDoneView>(`/api/office/mapping/${what}`, { pairs });
      setSaid({ good: true, text: t('done', { n: done }) });
    } catch (error) {
      setSaid({ good: false, text: saidBy(error, pick)?.join(' ') ?? t('failed') });
    }
    await queries.invalidateQueries({ queryKey: ['api'] });
  };
  return (
    <div className="stack">
      <p className="quiet mapping-intro">{t('intro')}</p>
      <MappingImport />
      {said !== undefined && (
        <p className={said.good ? 'notice' : 'notice notice-warn'} role="status">
          {said.text}
        </p>
      )}
      <Answered query={view}>
        {(data) => (
          <>
            <States counts={data.counts} query={query} />
            <Find key={query.toString()} query={query} asked={asked} />
            {data.items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <MappingTable key={`${asked}`} items={data.items} query={query} onAct={act} />
                <RowsNav
                  label={t('list')}
                  query={query}
                  limit={LIMIT}
                  shown={data.items.length}
                  total={data.total}
                />
              </>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}

interface StatesProps {
  readonly counts: MappingView['counts'];
  readonly query: URLSearchParams;
}

/** How many items stand where; each leads to them. */
function States({ counts, query }: StatesProps) {
  const t = useText(mappingMessages);
  const chosen = query.get('state') ?? '';
  const all = STATES.reduce((sum, state) => sum + counts[state], 0);
  const links: readonly (readonly [MappingStateName | '', string, number])[] = [
    ['', t('all'), all],
    ...STATES.map((state) => [state, t(state), counts[state]] as const),
  ];
  return (
    <nav className="mapping-states" aria-label={t('states')}>
      {links.map(([state, text, n]) => (
        <Link
          key={state}
          className="choice-link"
          aria-current={state === chosen ? 'true' : undefined}
          to={addressWith(query, { state })}
        >
          {text} <strong>{n}</strong>
        </Link>
      ))}
    </nav>
  );
}

interface FindProps {
  readonly query: URLSearchParams;
  readonly asked: URLSearchParams;
}

function Find({ query, asked }: FindProps) {
  const t = useText(mappingMessages);
  const [, setQuery] = useSearchParams();
  const [typed, setTyped] = useState(query.get('q') ?? '');
  const search = (event: SyntheticEvent): void => {
    event.preventDefault();
    setQuery(new URLSearchParams(addressWith(query, { q: typed.trim() })));
  };
  return (
    <form className="desk-filter" onSubmit={search}>
      <TextField label={t('find')} value={typed} onChange={setTyped} />
      <button type="submit" className="button">
        {t('search')}
      </button>
      <ExportLinks path="/api/office/mapping/file" asked={asked} />
    </form>
  );
}
