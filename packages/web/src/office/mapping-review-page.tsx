import type { MappingReviewsView, MappingsDoneView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { TextField } from '../design/fields.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { mappingMessages } from './mapping-messages.ts';
import { ReviewTable } from './review-table.tsx';
import './office.css';
import './mapping.css';

type Item = MappingReviewsView['items'][number];

const FILTER = ['q', 'sort', 'order', 'after'];
const LIMIT = 50;

/** 目录对照审核 at the agency: the second person looks at both sides and decides, one or many at a time. */
export function MappingReviewPage() {
  const t = useText(mappingMessages);
  useTitle(t('reviewTitle'));
  const [query] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const queue = useApi<MappingReviewsView>(`/api/mapping-reviews?limit=${LIMIT}&${asked}`);
  const { said, decide } = useDecision();
  return (
    <div className="page office">
      <header className="page-head">
        <div>
          <h1>{t('reviewTitle')}</h1>
          <p>{t('reviewIntro')}</p>
        </div>
      </header>
      {said !== undefined && (
        <p className={said.good ? 'notice' : 'notice notice-warn'} role="status">
          {said.text}
        </p>
      )}
      <Find key={query.toString()} query={query} asked={asked} />
      <Answered query={queue}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t('reviewNone')} hint={t('reviewNoneHint')} />
          ) : (
            <>
              <p className="quiet">{t('waiting', { n: data.total })}</p>
              <ReviewTable
                key={data.items.map(({ localCode, listCode }) => localCode + listCode).join()}
                items={data.items}
                query={query}
                onDecide={decide}
              />
              <RowsNav
                label={t('reviewTitle')}
                query={query}
                limit={LIMIT}
                shown={data.items.length}
                total={data.total}
              />
            </>
          )
        }
      </Answered>
    </div>
  );
}

function useDecision() {
  const t = useText(mappingMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { post } = usePost();
  const [said, setSaid] = useState<{ readonly good: boolean; readonly text: string }>();
  const decide = async (items: readonly Item[], approved: boolean, reason: string): Promise<void> => {
    const pairs = items.map(({ institutionCode, localCode, listCode }) => ({
      institutionCode,
      localCode,
      listCode,
    }));
    try {
      const body = { pairs, approved, reason };
      const { done } = await post<MappingsDoneView>('/api/mapping-reviews/decisions', body);
      setSaid({ good: true, text: t('done', { n: done }) });
    } catch (error) {
      setSaid({ good: false, text: saidBy(error, pick)?.join(' ') ?? t('failed') });
    }
    await queries.invalidateQueries({ queryKey: ['api'] });
  };
  return { said, decide };
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
      <TextField label={t('reviewFind')} value={typed} onChange={setTyped} />
      <button type="submit" className="button">
        {t('search')}
      </button>
      <ExportLinks path="/api/mapping-reviews/file" asked={asked} />
    </form>
  );
}
