import type { OfficeReversedView, ReversalPreviewView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useApi } from '../api/client.ts';
import { saidBy } from '../api/said-by.ts';
import { usePost } from '../api/use-post.ts';
import { ReversalEffects } from '../bill/reversal-effects.tsx';
import { Answered } from '../desk/desk-page.tsx';
import { usePick, useText } from '../i18n/messages.ts';
import { newKey } from './draft.ts';
import { officeMessages } from './office-messages.ts';

interface ReverseDialogProps {
  readonly settlementId: string;
  /** After it was reversed. */
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** What a reversal does, as the bill page shows it, why it is done, and the confirmation. Sent again it is done once. */
export function ReverseDialog({ settlementId, onDone, onClose }: ReverseDialogProps) {
  const t = useText(officeMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key] = useState(newKey);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const preview = useApi<ReversalPreviewView>(`/api/settlements/${settlementId}/reversal`);
  const possible = preview.data?.possible === true;
  useEffect(() => {
    if (possible) document.getElementById('reverse-reason')?.focus();
  }, [possible]);
  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim().length < 2) return setWrong(t('reasonHint'));
    try {
      const path = `/api/office/settlements/${settlementId}/reversal`;
      await post<OfficeReversedView>(path, { key, reason: reason.trim() });
      await queries.invalidateQueries({ queryKey: ['api'] });
      onDone?.();
      onClose();
    } catch (error) {
      setWrong(saidBy(error, pick)?.join(' ') ?? t('failed'));
    }
  };
  return (
    <dialog ref={dialog} className="dialog dialog-wide" aria-labelledby="reverse-title" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void confirm(event)}>
        <h2 id="reverse-title">{t('reverseTitle')}</h2>
        <Answered query={preview}>{(effects) => <ReversalEffects effects={effects} />}</Answered>
        {possible && (
          <div className="field">
            <label htmlFor="reverse-reason">{t('reason')}</label>
            <input
              id="reverse-reason"
              className="input"
              value={reason}
              maxLength={200}
              autoComplete="off"
              aria-invalid={wrong !== undefined}
              aria-describedby="reverse-note"
              onChange={(event) => setReason(event.target.value)}
            />
            <span id="reverse-note" role="alert" className={wrong === undefined ? 'quiet small' : 'error'}>
              {wrong ?? t('reasonHint')}
            </span>
          </div>
        )}
        <div className="row">
          {possible && (
            <button type="submit" className="button button-strong" aria-busy={busy}>
              {busy ? t('reversing') : t('confirmReverse')}
            </button>
          )}
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
