import type { ReversalPreviewView, SettledView, SettlementView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useApi } from '../api/client.ts';
import { ApiError } from '../api/request.ts';
import { randomKey, usePost } from '../api/use-post.ts';
import { TextField } from '../design/fields.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { ReversalEffects } from './reversal-effects.tsx';
import { reversalMessages } from './reversal-messages.ts';

interface ReversalFormProps {
  readonly bill: SettlementView;
  readonly onKeep: () => void;
}

const SHORTEST = 2;

/** Reversal 撤销: first what it will do, then the reason, then the deed, or the request for it where two persons are needed. */
export function ReversalForm({ bill, onKeep }: ReversalFormProps) {
  const t = useText(reversalMessages);
  const preview = useApi<ReversalPreviewView>(`/api/settlements/${bill.settlementId}/reversal`);
  useEffect(() => document.getElementById('reversal-title')?.focus(), []);
  return (
    <section className="panel reversal-form" aria-labelledby="reversal-title">
      <h2 id="reversal-title" tabIndex={-1}>
        {t('reverse')}
      </h2>
      <p className="quiet">{t('nothingYet')}</p>
      <Answered query={preview}>
        {(effects) => (
          <>
            {effects.settlementId !== bill.settlementId && (
              <p className="notice notice-warn">
                {t('otherBill')}{' '}
                <Link to={`/settlements/${effects.settlementId}`}>{effects.settlementId}</Link>
              </p>
            )}
            <ReversalEffects effects={effects} />
            {effects.possible ? (
              <Confirm bill={bill} effects={effects} onKeep={onKeep} lookAgain={() => preview.refetch()} />
            ) : (
              <div className="row">
                <button type="button" className="button" onClick={onKeep}>
                  {t('back')}
                </button>
              </div>
            )}
          </>
        )}
      </Answered>
    </section>
  );
}

interface ConfirmProps extends ReversalFormProps {
  readonly effects: ReversalPreviewView;
  readonly lookAgain: () => unknown;
}

/** The same key every time: never done twice. What is sent names the effects that were shown. */
function Confirm({ bill, effects, onKeep, lookAgain }: ConfirmProps) {
  const t = useText(reversalMessages);
  const go = useNavigate();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key, setKey] = useState(randomKey);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const { secondPerson, fingerprint } = effects;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const isShort = reason.trim().length < SHORTEST;
    setMissing(isShort);
    if (isShort || busy) return;
    setError(undefined);
    const path = `/api/settlements/${bill.settlementId}`;
    const body = { reason: reason.trim(), effects: fingerprint };
    try {
      if (secondPerson.needed) {
        await post(`${path}/reversal-requests`, body);
        await queries.invalidateQueries({ queryKey: ['api'] });
        onKeep();
        return;
      }
      const { settlementId } = await post<SettledView>(
        `${path}/reversal`,
        { psnNo: bill.person.ref, ...body },
        { key },
      );
      void queries.invalidateQueries({ queryKey: ['api'] });
      void go(`/settlements/${settlementId}`);
    } catch (refused) {
      setError(refused);
      setKey(randomKey());
      if (isOutdated(refused)) void lookAgain();
    }
  };
  const idle = secondPerson.needed
    ? t('ask')
    : t('confirm', { amount: money(effects.returned?.totalFen ?? 0) });
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      {secondPerson.needed && (
        <p className="notice">{t('secondPerson', { from: money(secondPerson.fromFen) })}</p>
      )}
      <TextField
        id="reversal-reason"
        label={t('reason')}
        hint={t('reasonHint')}
        error={missing ? t('reasonMissing') : undefined}
        value={reason}
        onChange={setReason}
      />
      {error !== undefined && <Reasons error={error} />}
      <div className="row">
        <button type="submit" className="button button-strong" aria-busy={busy}>
          {busy ? t(secondPerson.needed ? 'asking' : 'reversing') : idle}
        </button>
        <button type="button" className="button" onClick={onKeep}>
          {t('keep')}
        </button>
      </div>
    </form>
  );
}

/** The effects are others than those shown: they are read again, the reason stays. */
export function isOutdated(error: unknown): boolean {
  return error instanceof ApiError && error.reasons.some(({ code }) => code === 'effects-changed');
}
