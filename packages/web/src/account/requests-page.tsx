import type { AccountRequestView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useTitle } from '../app/page-states.tsx';
import { useMay } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { timeText, yuan } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
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
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>();
  const decide = async (approved: boolean): Promise<void> => {
    if (busy) return;
    setError(undefined);
    try {
      await post(`/api/account-requests/${request.requestId}/decision`, { approved, note });
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
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
      {error !== undefined && <Reasons error={error} />}
      {may('account.decide') && !request.mine && (
        <>
          <TextField label={t('note')} value={note} onChange={setNote} />
          <div className="row">
            <button
              type="button"
              className="button button-strong"
              aria-busy={busy}
              onClick={() => void decide(true)}
            >
              {t('approve')}
            </button>
            <button type="button" className="button" onClick={() => void decide(false)}>
              {t('refuse')}
            </button>
          </div>
        </>
      )}
    </section>
  );
}
