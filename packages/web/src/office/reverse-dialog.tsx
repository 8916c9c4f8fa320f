import type { OfficeReversedView, SettlementSummary } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { money } from '../i18n/format.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { newKey } from './draft.ts';
import { serverProblems } from './draft-problems.ts';
import { officeMessages } from './office-messages.ts';

interface ReverseDialogProps {
  readonly bill: Pick<SettlementSummary, 'settlementId' | 'cashFen' | 'fundFen'> & {
    readonly accountFen: number;
    readonly familyAccountFen?: number;
  };
  /** After it was reversed. */
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

/** What a reversal does, why it is done, and the confirmation. Sent again it is done once. */
export function ReverseDialog({ bill, onDone, onClose }: ReverseDialogProps) {
  const t = useText(officeMessages);
  const pick = usePick();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const [key] = useState(newKey);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { settlementId, cashFen, fundFen, accountFen, familyAccountFen = 0 } = bill;
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
      const said = serverProblems(error)?.map(({ message, remedy }) => `${pick(message)}: ${pick(remedy)}`);
      setWrong(said?.join(' ') ?? t('failed'));
    }
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="reverse-title" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void confirm(event)}>
        <h2 id="reverse-title">{t('reverseTitle')}</h2>
        <p>
          {t('reverseEffects', {
            cash: money(cashFen),
            account: money(accountFen + familyAccountFen),
            fund: money(fundFen),
          })}
        </p>
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
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {busy ? t('reversing') : t('confirmReverse')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
