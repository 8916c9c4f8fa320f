import { useEffect, useRef } from 'react';
import { useSession } from '../app/session.tsx';
import { useText } from '../i18n/messages.ts';
import { SignInForm } from './sign-in-form.tsx';
import { signInMessages } from './sign-in-messages.ts';
import './sign-in.css';

/** Signs the same user in again over the page at work, so that nothing typed is lost. */
export function EndedDialog() {
  const t = useText(signInMessages);
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const ended = session.kind === 'signedIn' && session.ended;
  useEffect(() => {
    if (ended) dialog.current?.showModal();
    else dialog.current?.close();
  }, [ended]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby="ended-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h2 id="ended-title">{t('endedTitle')}</h2>
      <p className="quiet">{t('endedHint')}</p>
      {ended && <SignInForm account={session.view.account} onDone={() => undefined} />}
    </dialog>
  );
}
