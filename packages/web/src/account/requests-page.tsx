import type { AccountRequestsView, AccountRequestView } from '@gongji/contract';
import { Link, useSearchParams } from 'react-router';
import { useApi } from '../api/client.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { decisionMessages } from '../decision/decision-messages.ts';
import { WaitingFilter, waitingAsked } from '../decision/waiting-filter.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { RowsNav } from '../design/list-tools.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { accountMessages } from './account-messages.ts';
import './account.css';

const LIMIT = 20;

/** Account requests 账户业务复核: what waits for a second person, with everything needed to decide. */
export function AccountRequestsPage() {
  const t = useText(accountMessages);
  useTitle(t('requests'));
  const said = useText(decisionMessages);
  const [query] = useSearchParams();
  const list = useApi<AccountRequestsView>(`/api/account-requests?limit=${LIMIT}&${waitingAsked(query)}`);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('requests')}</h1>
          <p>{t('requestsHint')}</p>
        </div>
      </header>
      <WaitingFilter file="/api/account-requests/file" />
      <Answered query={list}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="panel">
              {query.get('state') === 'decided' ? said('noneDecided') : t('noRequests')}
            </p>
          ) : (
            <div className="stack">
              {items.map((item) => (
                <RequestCard key={item.requestId} request={item} />
              ))}
              <RowsNav label={t('requests')} query={query} limit={LIMIT} shown={items.length} total={total} />
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
  const waits = request.decision === undefined;
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
      {request.decision !== undefined && <Decided decision={request.decision} />}
      {waits && request.mine && <p className="notice">{t('mine')}</p>}
      {waits && may('account.decide') && !request.mine && (
        <DecisionForm path={`/api/account-requests/${request.requestId}/decision`} />
      )}
    </section>
  );
}

function Decided({ decision }: { readonly decision: NonNullable<AccountRequestView['decision']> }) {
  const t = useText(decisionMessages);
  const lang = useLang();
  return (
    <p>
      <span className={decision.approved ? 'tag tag-good' : 'tag tag-bad'}>
        {t(decision.approved ? 'approved' : 'refused')}
      </span>{' '}
      <AsTyped text={decision.by} /> {timeText(decision.at, lang)} <AsTyped text={decision.note} />
    </p>
  );
}
