import type { RefundsView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DecisionFilter } from '../decision/decision-filter.tsx';
import { askedOf, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { RefundTable } from './refund-table.tsx';

const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'requestedAt', order: 'desc' } as const;
const STATES = ['open', 'approved', 'refused', 'paid'] as const;
const LIMIT = 30;

/** 退费: asked for, decided by a second person, paid by finance. */
export function RefundsPage() {
  const t = useText(contributionMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const refunds = useApi<RefundsView>(`/api/refunds?limit=${LIMIT}&${asked}`);
  return (
    <ContributionFrame title={t('tabRefunds')}>
      <section className="panel">
        <DecisionFilter states={STATES} file="/api/refunds/file" asked={asked} />
        <Answered query={refunds}>
          {({ items, total, amountFen }) =>
            items.length === 0 ? (
              <Empty title={t('noRefunds')} hint={t('noRefundsHint')} />
            ) : (
              <>
                <p className="quiet">{t('matching', { n: total, amount: yuan(amountFen) })}</p>
                <RefundTable items={items} order={{ query, first: FIRST }} />
                <RowsNav
                  label={t('refunds')}
                  query={query}
                  limit={LIMIT}
                  shown={items.length}
                  total={total}
                />
              </>
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}
