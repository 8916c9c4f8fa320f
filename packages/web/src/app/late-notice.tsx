import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router';
import type { ApiError } from '../api/request.ts';
import { usePick, useText } from '../i18n/messages.ts';
import { appMessages } from './app-messages.ts';

type Reasons = ApiError['reasons'];

const Late = createContext<{ readonly said: Reasons; readonly tell: (reasons: Reasons) => void }>({
  said: [],
  tell: () => undefined,
});

/** Keeps what a colleague's deed made of one's own, once the form it belongs to is gone. */
export function LateProvider({ children }: { readonly children: ReactNode }) {
  const [said, tell] = useState<Reasons>([]);
  return <Late value={useMemo(() => ({ said, tell }), [said])}>{children}</Late>;
}

/** Says it above the page. */
export function useTell(): (reasons: Reasons) => void {
  return useContext(Late).tell;
}

/** What was told, until it is closed or another page is opened. */
export function LateNotice() {
  const t = useText(appMessages);
  const pick = usePick();
  const { said, tell } = useContext(Late);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page, another matter.
  useEffect(() => tell([]), [pathname, tell]);
  if (said.length === 0) return null;
  return (
    <div role="alert" className="notice notice-warn late-notice">
      <div>
        {said.map(({ message, remedy }) => (
          <p key={message.en}>
            <strong>{pick(message)}</strong>
            <br />
            {pick(remedy)}
          </p>
        ))}
      </div>
      <button type="button" className="button button-small" onClick={() => tell([])}>
        {t('close')}
      </button>
    </div>
  );
}
