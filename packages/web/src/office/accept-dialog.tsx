import { type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/messages.ts';
import { reconciliationMessages } from './reconciliation-messages.ts';

interface AcceptDialogProps {
  /** True when it was taken. */
  readonly onAccept: (reason: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A difference that stays as it is, with the reason. */
export function AcceptDialog({ onAccept, onClose }: AcceptDialogProps) {
  const t = useText(reconciliationMessages);
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim().length < 2) return setWrong(true);
    await onAccept(reason.trim());
    onClose();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="accept-title" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void confirm(event)}>
        <h2 id="accept-title">{t('acceptTitle')}</h2>
        <div className="field">
          <label htmlFor="accept-reason">{t('reason')}</label>
          <input
            id="accept-reason"
            className="input"
            value={reason}
            maxLength={200}
            autoComplete="off"
            aria-invalid={wrong}
            aria-describedby="accept-note"
            onChange={(event) => {
              setReason(event.target.value);
              setWrong(false);
            }}
          />
          <span id="accept-note" role="alert" className={wrong ? 'error' : 'quiet small'}>
            {t('acceptHint')}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="button button-strong">
            {t('confirm')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('cancel')}
          </button>
        </div>
      </form>
    </dialog>
  );
}
