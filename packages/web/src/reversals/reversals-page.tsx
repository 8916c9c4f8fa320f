import type { ReversalRequestsPage, ReversalRequestView } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty, useTitle } from '../app/page-states.tsx';
import { reversalMessages } from '../bill/reversal-messages.ts';
import { DataTable } from '../design/data-table.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { addressWith, askedOf, ExportLinks, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';

const FILTER = ['sort', 'order', 'after'];
const FIRST = { sort: 'requestedAt', order: 'desc' } as const;
const LIMIT = 50;
const STATES = ['open', 'closed', 'all'] as const;
const TAGS = { open: 'tag-warn', approved: 'tag-good', refused: 'tag-bad', withdrawn: 'tag-quiet' } as const;

/** Requests for reversals 撤销申请: those that wait first; the filter stands in the address. */
export function ReversalsPage() {
  const t = useText(reversalMessages);
  useTitle(t('requestsTitle'));
  const [query, setQuery] = useSearchParams();
  const state = STATES.find((one) => one === query.get('state')) ?? 'open';
  const asked = askedOf(query, FILTER);
  if (state !== 'all') asked.set('state', state);
  const list = useApi<ReversalRequestsPage>(`/api/reversal-requests?limit=${LIMIT}&${asked}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('requestsTitle')}</h1>
          <p>{t('requestsIntro')}</p>
        </div>
      </header>
      <div className="desk-filter">
        <ChoiceField
          label={t('stateLabel')}
          value={state}
          options={STATES.map((one) => ({ value: one, text: t(one) }))}
          onChange={(value) =>
            setQuery(new URLSearchParams(addressWith(query, { state: value === 'open' ? '' : value })))
          }
        />
        <ExportLinks path="/api/reversal-requests/file" asked={asked} />
      </div>
      <Answered query={list}>
        {({ items, open, total, totalFen }) => (
          <section className="panel">
            <p className="small quiet">{t('openCount', { n: open })}</p>
            {items.length === 0 ? (
              <Empty title={t('none')} hint={t('noneHint')} />
            ) : (
              <>
                <p className="quiet">{t('sums', { n: total, amount: yuan(totalFen) })}</p>
                <Requests items={items} query={query} />
                <RowsNav
                  label={t('requestsTitle')}
                  query={query}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
            )}
          </section>
        )}
      </Answered>
    </div>
  );
}

interface RequestsProps {
  readonly items: readonly ReversalRequestView[];
  readonly query: URLSearchParams;
}

function Requests({ items, query }: RequestsProps) {
  const t = useText(reversalMessages);
  const lang = useLang();
  return (
    <DataTable
      label={t('requestsTitle')}
      rows={items}
      keyOf={(row) => row.requestId}
      order={{ query, first: FIRST }}
      columns={[
        {
          head: t('askedAt'),
          sort: 'requestedAt',
          cell: ({ settlement, requestedAt }) => (
            <Link to={`/settlements/${settlement.settlementId}`} className="nowrap">
              {timeText(requestedAt, lang)}
            </Link>
          ),
        },
        {
          head: t('stateLabel'),
          cell: ({ state }) => <span className={`tag ${TAGS[state]}`}>{t(state)}</span>,
        },
        { head: t('person'), cell: ({ settlement }) => <GivenName name={settlement.person.name} /> },
        { head: t('place'), cell: ({ settlement }) => <GivenName name={settlement.institutionName} /> },
        {
          head: t('amount'),
          sort: 'totalFen',
          number: true,
          cell: ({ settlement }) => yuan(settlement.totalFen),
        },
        { head: t('reason'), cell: ({ reason }) => <AsTyped text={reason} /> },
        { head: t('asker'), cell: ({ requestedBy }) => <AsTyped text={requestedBy.name} /> },
        { head: t('decision'), cell: ({ decision }) => <Decision decision={decision} /> },
      ]}
    />
  );
}

function Decision({ decision }: Pick<ReversalRequestView, 'decision'>) {
  const lang = useLang();
  if (decision === undefined) return null;
  return (
    <>
      <AsTyped text={decision.by.name} /> <small className="nowrap">{timeText(decision.at, lang)}</small>{' '}
      <AsTyped text={decision.note} />
    </>
  );
}
