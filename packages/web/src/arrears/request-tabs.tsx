import type { PlansView, WaiversView } from '@gongji/contract';
import { useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { Empty } from '../app/page-states.tsx';
import { DecisionFilter } from '../decision/decision-filter.tsx';
import { askedOf, RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { yuan } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { arrearsMessages } from './arrears-messages.ts';
import { PlanTable } from './plan-table.tsx';
import { WaiverTable } from './waiver-table.tsx';

const FILTER = ['state', 'sort', 'order', 'after'];
const FIRST = { sort: 'requestedAt', order: 'desc' } as const;
const STATES = ['open', 'approved', 'refused'] as const;
const LIMIT = 30;

/** 分期协议 of all debtors. */
export function PlansTab() {
  const t = useText(arrearsMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const plans = useApi<PlansView>(`/api/debt-plans?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('plans')}</h2>
      <DecisionFilter states={STATES} file="/api/debt-plans/file" asked={asked} />
      <Answered query={plans}>
        {({ items, total, totalFen }) =>
          items.length === 0 ? (
            <Empty title={t('noPlans')} hint={t('askAtDebtor')} />
          ) : (
            <>
              <p className="quiet">{t('planTotals', { n: total, amount: yuan(totalFen) })}</p>
              <PlanTable items={items} order={{ query, first: FIRST }} />
              <RowsNav label={t('plans')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

/** 滞纳金减免 of all debtors. */
export function WaiversTab() {
  const t = useText(arrearsMessages);
  const [query] = useSearchParams();
  const asked = askedOf(query, FILTER);
  const waivers = useApi<WaiversView>(`/api/late-fee-waivers?limit=${LIMIT}&${asked}`);
  return (
    <section className="panel stack">
      <h2>{t('waivers')}</h2>
      <DecisionFilter states={STATES} file="/api/late-fee-waivers/file" asked={asked} />
      <Answered query={waivers}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty title={t('noWaivers')} hint={t('askAtDebtor')} />
          ) : (
            <>
              <WaiverTable items={items} order={{ query, first: FIRST }} named />
              <RowsNav label={t('waivers')} query={query} limit={LIMIT} shown={items.length} total={total} />
            </>
          )
        }
      </Answered>
    </section>
  );
}
