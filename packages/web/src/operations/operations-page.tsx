import type { FundsView, OperationsView, OverviewView } from '@gongji/contract';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { useText } from '../i18n/messages.ts';
import { LedgerPanel } from './ledger-panel.tsx';
import { MinutePanel } from './minute-panel.tsx';
import { operationsMessages } from './operations-messages.ts';
import { RefusalPanel } from './refusal-panel.tsx';
import { SystemPanel, VerifyPanel } from './system-panel.tsx';
import { FundPanel, Today } from './today.tsx';
import './operations.css';

const RENEW_MS = 15_000;

/** What is happening now: figures from postings, refusals, and the state of the books and of the machine. */
export function OperationsPage() {
  const t = useText(operationsMessages);
  useTitle(t('title'));
  const mayFunds = useMay()('fund.read');
  const overview = useApi<OverviewView>('/api/overview', RENEW_MS);
  const operations = useApi<OperationsView>('/api/operations', RENEW_MS);
  const funds = useApi<FundsView>(mayFunds ? '/api/funds' : undefined, RENEW_MS);
  return (
    <div className="page">
      <Answered query={overview}>
        {(data) => (
          <>
            <Today overview={data} />
            <Answered query={operations}>
              {(now) => (
                <div className="desk-columns">
                  <div className="stack">
                    <MinutePanel perMinute={now.perMinute} />
                    <FundPanel overview={data} />
                  </div>
                  <div className="stack">
                    <RefusalPanel {...now} />
                    {now.system !== undefined && (
                      <>
                        <VerifyPanel verify={now.verify} />
                        <SystemPanel system={now.system} />
                      </>
                    )}
                  </div>
                </div>
              )}
            </Answered>
            {mayFunds && (
              <div className="below-columns">
                <Answered query={funds}>
                  {(ledger) => <LedgerPanel ledger={ledger} overview={data} />}
                </Answered>
              </div>
            )}
          </>
        )}
      </Answered>
    </div>
  );
}
