import { ApiError } from '../api/request.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { signInMessages } from './sign-in-messages.ts';

/** Why a call was refused and what to do, as the server says it. */
export function Reasons({ error }: { readonly error: unknown }) {
  const t = useText(signInMessages);
  const pick = usePick();
  const reasons = error instanceof ApiError ? error.reasons : [];
  return (
    <div role="alert">
      {reasons.length === 0 && <p className="notice notice-bad">{t('failed')}</p>}
      {reasons.map(({ message, remedy }) => (
        <p key={message.en} className="notice notice-bad">
          {pick(message)}
          <br />
          <small>{pick(remedy)}</small>
        </p>
      ))}
    </div>
  );
}
