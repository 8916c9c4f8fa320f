import { useIsFetching } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useText } from '../i18n/messages.ts';
import { appMessages } from './app-messages.ts';

/** After so long an answer is late, and the page says that it is still waited for. */
const SLOW_MS = 2_000;

/** Says that the server is at work, whenever anything that was asked or sent takes more than two seconds. */
export function SlowBar() {
  const t = useText(appMessages);
  const busy = useIsFetching() > 0;
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return setSlow(false);
    const timer = window.setTimeout(() => setSlow(true), SLOW_MS);
    return () => window.clearTimeout(timer);
  }, [busy]);
  return (
    <div className="slow-bar" aria-live="polite">
      {slow && (
        <p>
          <progress aria-hidden="true" /> {t('slow')}
        </p>
      )}
    </div>
  );
}
