import type { SessionView } from '@gongji/contract';
import { Link, useNavigate } from 'react-router';
import { request } from '../api/request.ts';
import { useText } from '../i18n/messages.ts';
import { forgetAllFiles } from '../kept/file-storage.ts';
import { forgetAllKept } from '../kept/storage.ts';
import { appMessages } from './app-messages.ts';
import { Icon } from './icons.tsx';
import { useSession, useSessionChange } from './session.tsx';

/** Sign-in for a visitor, where the server has users; name and sign-out for a user. */
export function UserMenu() {
  const t = useText(appMessages);
  const session = useSession();
  const change = useSessionChange();
  const go = useNavigate();
  if (session.kind === 'starting') return null;
  if (session.kind === 'visitor') {
    return (
      <Link className="tool tool-text tool-link" to="/sign-in">
        <Icon name="persons" />
        <span>{t('signIn')}</span>
      </Link>
    );
  }
  const { account } = session.view;
  const signOut = async (): Promise<void> => {
    forgetAllKept(account);
    void forgetAllFiles(account);
    await request('/api/session', { method: 'DELETE' }).catch(() => undefined);
    change(await request<SessionView>('/api/session'));
    void go('/');
  };
  return (
    <>
      <span className="user-name" translate="no">
        {session.view.name}
      </span>
      <button type="button" className="tool tool-text" onClick={() => void signOut()}>
        {t('signOut')}
      </button>
    </>
  );
}
