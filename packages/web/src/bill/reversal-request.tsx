import type { ReversalPreviewView, ReversalRequestView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi } from '../api/client.ts';
import { usePost } from '../api/use-post.ts';
import { useMay } from '../app/session.tsx';
import { DecisionForm } from '../decision/decision-form.tsx';
import { AsTyped } from '../design/given-name.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { money, timeText } from '../i18n/format.ts';
import { useLang } from '../i18n/language.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { ReversalEffects } from './reversal-effects.tsx';
import { isOutdated } from './reversal-form.tsx';
import { reversalMessages } from './reversal-messages.ts';
import './reversal.css';

/** An open request 撤销申请 on its bill: what it will do, and the decision for who may decide it. */
export function OpenRequest({ request }: { readonly request: ReversalRequestView }) {
  const t = useText(reversalMessages);
  const lang = useLang();
  const { settlement, requestedBy, requestedAt, reason, mine } = request;
  const preview = useApi<ReversalPreviewView>(`/api/settlements/${settlement.settlementId}/reversal`);
  const mayDecide = useMay()('reverse.decide');
  return (
    <section className="panel reversal-form" aria-labelledby="request-title">
      <h2 id="request-title">{t('openTitle')}</h2>
      <p>
        {t('asker')} <AsTyped text={requestedBy.name} /> · {timeText(requestedAt, lang)}
        <br />
        {t('reason')} <AsTyped text={reason} />
      </p>
      {mine && <Withdraw request={request} />}
      {!mine && !mayDecide && <p className="quiet">{t('waiting')}</p>}
      {!mine && mayDecide && (
        <Answered query={preview}>
          {(effects) => (
            <>
              <ReversalEffects effects={effects} />
              <Decide request={request} effects={effects} lookAgain={() => preview.refetch()} />
            </>
          )}
        </Answered>
      )}
    </section>
  );
}

function Withdraw({ request }: { readonly request: ReversalRequestView }) {
  const t = useText(reversalMessages);
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [error, setError] = useState<unknown>();
  const withdraw = async (): Promise<void> => {
    try {
      await post(`/api/reversal-requests/${request.requestId}/withdrawal`, { withdrawn: true });
    } catch (refused) {
      setError(refused);
    }
    await queries.invalidateQueries({ queryKey: ['api'] });
  };
  return (
    <>
      <p className="quiet">{t('ownRequest')}</p>
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="button" className="button" aria-busy={busy} onClick={() => void withdraw()}>
          {t('withdraw')}
        </button>
      </div>
    </>
  );
}

interface DecideProps {
  readonly request: ReversalRequestView;
  readonly effects: ReversalPreviewView;
  readonly lookAgain: () => unknown;
}

function Decide({ request, effects, lookAgain }: DecideProps) {
  const t = useText(reversalMessages);
  const go = useNavigate();
  return (
    <DecisionForm<ReversalRequestView>
      path={`/api/reversal-requests/${request.requestId}/decision`}
      approve={t('approve', { amount: money(effects.returned?.totalFen ?? 0) })}
      impossible={!effects.possible}
      seen={{ effects: effects.fingerprint }}
      noteToRefuse
      onDone={({ decision }) => {
        if (decision?.reversalId !== undefined) void go(`/settlements/${decision.reversalId}`);
      }}
      onFailed={(error) => {
        if (isOutdated(error)) void lookAgain();
      }}
    />
  );
}
