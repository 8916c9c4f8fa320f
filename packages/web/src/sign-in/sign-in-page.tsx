import { ROLES } from '@gongji/contract';
import { Navigate, useNavigate } from 'react-router';
import { useTitle } from '../app/page-states.tsx';
import { type Session, useSession } from '../app/session.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { Reasons } from './reasons.tsx';
import { SetUpFirst } from './set-up-first.tsx';
import { SignInForm, useSignIn } from './sign-in-form.tsx';
import { signInMessages } from './sign-in-messages.ts';
import './sign-in.css';

/** Sign-in 登录, and what an account must do before anything else. */
export function SignInPage() {
  const t = useText(signInMessages);
  const session = useSession();
  const go = useNavigate();
  useTitle(t('title'));
  const done = (): void => void go('/');
  if (session.kind === 'signedIn') {
    const { must } = session.view;
    if (must.length === 0) return <Navigate replace to="/" />;
    return (
      <div className="page sign-in">
        <SetUpFirst must={must} />
      </div>
    );
  }
  return (
    <div className="page sign-in">
      <section className="panel">
        <h1>{t('title')}</h1>
        <p className="quiet">{t('intro')}</p>
        <SignInForm onDone={done} />
      </section>
      {session.kind === 'visitor' && session.demoAccounts.length > 0 && (
        <DemoAccounts accounts={session.demoAccounts} onDone={done} />
      )}
    </div>
  );
}

interface DemoProps {
  readonly accounts: Extract<Session, { readonly kind: 'visitor' }>['demoAccounts'];
  readonly onDone: () => void;
}

function DemoAccounts({ accounts, onDone }: DemoProps) {
  const t = useText(signInMessages);
  const label = useLabel();
  const { error, signIn } = useSignIn(onDone);
  return (
    <section className="panel">
      <h2>{t('demoTitle')}</h2>
      <p className="quiet small">{t('demoHint')}</p>
      <ul className="demo-accounts">
        {accounts.map(({ account, password, roles }) => (
          <li key={account}>
            <button type="button" className="button" onClick={() => void signIn({ account, password })}>
              {roles.map((role) => label(ROLES[role].name)).join(' · ')}
            </button>
          </li>
        ))}
      </ul>
      {error !== undefined && <Reasons error={error} />}
    </section>
  );
}
