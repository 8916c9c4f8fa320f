import type { RefundView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { ContributionFrame } from './contribution-frame.tsx';
import { contributionMessages } from './contribution-messages.ts';
import { RefundTable } from './refund-table.tsx';

/** 退费: asked for, decided by a second person, paid by finance. */
export function RefundsPage() {
  const t = useText(contributionMessages);
  const refunds = useApi<{ items: readonly RefundView[] }>('/api/refunds?limit=100');
  return (
    <ContributionFrame title={t('tabRefunds')}>
      <section className="panel">
        <Answered query={refunds}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title={t('noRefunds')} hint={t('noRefundsHint')} />
            ) : (
              <RefundTable items={items} />
            )
          }
        </Answered>
      </section>
    </ContributionFrame>
  );
}
