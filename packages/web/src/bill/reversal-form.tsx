import type { SettledView, SettlementView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { randomKey, usePost } from '../api/use-post.ts';
import { TextField } from '../design/fields.tsx';
import { money } from '../i18n/format.ts';
import { useText } from '../i18n/messages.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { billMessages } from './bill-messages.ts';
import { ReversalEffects } from './reversal-effects.tsx';

interface ReversalFormProps {
  readonly bill: SettlementView;
  readonly onKeep: () => void;
}

const SHORTEST = 2;

/** Reversal 撤销: first what it will do, then the reason, then the deed. The same key every time: never done twice. */
export function ReversalForm({ bill, onKeep }: ReversalFormProps) {
  const t = useText(billMessages);
  const go = useNavigate();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key] = useState(randomKey);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  useEffect(() => document.getElementById('reversal-title')?.focus(), []);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const isShort = reason.trim().length < SHORTEST;
    setMissing(isShort);
    if (isShort || busy) return;
    setError(undefined);
    try {
      const body = { psnNo: bill.person.ref, reason: reason.trim() };
      const path = `/api/settlements/${bill.settlementId}/reversal`;
      const { settlementId } = await post<SettledView>(path, body, { key });
      void queries.invalidateQueries({ queryKey: ['api'] });
      void go(`/settlements/${settlementId}`);
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="panel reversal-form" aria-labelledby="reversal-title" onSubmit={(e) => void submit(e)}>
      <h2 id="reversal-title" tabIndex={-1}>
        {t('reverse')}
      </h2>
      <p className="quiet">{t('nothingYet')}</p>
      <ReversalEffects bill={bill} />
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
          {busy ? t('reversing') : t('confirm', { amount: money(bill.totalFen) })}
        </button>
        <button type="button" className="button" onClick={onKeep}>
          {t('keep')}
        </button>
      </div>
    </form>
  );
}
