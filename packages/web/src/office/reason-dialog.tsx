import { type SyntheticEvent, useEffect, useRef, useState } from 'react';

interface ReasonDialogProps {
  readonly texts: Readonly<Record<'title' | 'hint' | 'reason' | 'confirm' | 'cancel', string>>;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for the reason of what is about to be done: two characters at least. */
export function ReasonDialog({ texts, onConfirm, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const confirm = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (reason.trim().length < 2) return setWrong(true);
    if (busy) return;
    setBusy(true);
    await onConfirm(reason.trim());
    onClose();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="reason-title" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void confirm(event)}>
        <h2 id="reason-title">{texts.title}</h2>
        <div className="field">
          <label htmlFor="reason">{texts.reason}</label>
          <input
            id="reason"
            className="input"
            value={reason}
            maxLength={200}
            autoComplete="off"
            aria-invalid={wrong}
            aria-describedby="reason-note"
            onChange={(event) => {
              setReason(event.target.value);
              setWrong(false);
            }}
          />
          <span id="reason-note" role="alert" className={wrong ? 'error' : 'quiet small'}>
            {texts.hint}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {texts.confirm}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </dialog>
  );
}
