import { useText } from '../i18n/messages.ts';
import { administrationMessages } from './administration-messages.ts';

/** Shown once, to be handed over; nobody can read it again. */
export function OneTimePassword({ secret }: { readonly secret: string }) {
  const t = useText(administrationMessages);
  return (
    <p className="notice" role="status">
      {t('oneTime')} <code translate="no">{secret}</code>
    </p>
  );
}
