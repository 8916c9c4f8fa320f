import type { AccountRequestView } from '@gongji/contract';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { accountMessages } from './account-messages.ts';
import './account.css';

/** Account requests 账户业务复核: what waits for a second person, with everything needed to decide. */
export function AccountRequestsPage() {
  const t = useText(accountMessages);
  useTitle(t('requests'));
  const query = useApi<{ readonly items: readonly AccountRequestView[] }>('/api/account-requests');
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('requests')}</h1>
          <p>{t('requestsHint')}</p>
        </div>
      </header>
      <Answered query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="panel">{t('noRequests')}</p>
          ) : (
            <div className="stack">
              {items.map((item) => (
                <RequestCard key={item.requestId} request={item} />
              ))}
            </div>
          )
        }
      </Answered>
    </div>
  );
}

function RequestCard({ request }: { readonly request: AccountRequestView }) {
  const t = useText(accountMessages);
  const lang = useLang();
  const may = useMay();
  const kind = t(request.kind === 'closing' ? 'closing_' : request.kind);
  return (
    <section className="panel stack" aria-label={`${kind} ${request.personName}`}>
      <h2>
        {kind} <Link to={`/persons/${encodeURIComponent(request.ref)}/account`}>{request.personName}</Link>{' '}
        {request.amountFen !== 0 && <span className="money-large">{yuan(request.amountFen)}</span>}
      </h2>
      <p>{request.reason}</p>
      {request.payees.map((payee) => (
        <p key={`${payee.name} ${payee.where}`}>{t('pays', { ...payee, amount: yuan(payee.amountFen) })}</p>
      ))}
      <p className="quiet small">
        {t('balanceNow', { amount: yuan(request.balanceFen) })} ·{' '}
        {t('askedBy', { who: request.requestedBy, when: timeText(request.requestedAt, lang) })}
        {request.proofNo === '' ? '' : ` · ${t('proofNo')} ${request.proofNo}`}
      </p>
      {request.mine && <p className="notice">{t('mine')}</p>}
      {may('account.decide') && !request.mine && (
        <DecisionForm path={`/api/account-requests/${request.requestId}/decision`} />
      )}
    </section>
  );
}
