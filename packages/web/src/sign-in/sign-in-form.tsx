import type { SessionView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { ApiError, request } from '../api/request.ts';
import { useSessionChange } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { SecretField } from '../design/secret-field.tsx';
import { useText } from '../i18n/messages.ts';
import { Reasons } from './reasons.tsx';
import { signInMessages } from './sign-in-messages.ts';

interface SignInFormProps {
  /** Fixed when the same user is to come back. */
  readonly account?: string;
  readonly onDone: () => void;
}

/** Account and password; the second factor is asked for when the account has one. */
export function SignInForm({ account: same, onDone }: SignInFormProps) {
  const t = useText(signInMessages);
  const { busy, error, signIn } = useSignIn(onDone);
  const [account, setAccount] = useState(same ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const needsCode =
    error instanceof ApiError &&
    ['second-factor-needed', 'sign-in-refused'].includes(error.code) &&
    (code !== '' || error.code === 'second-factor-needed');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void signIn({ account, password, ...(code === '' ? {} : { code }) });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <TextField id="account" label={t('account')} value={account} onChange={setAccount} />
      <SecretField id="password" label={t('password')} value={password} onChange={setPassword} />
      {needsCode && <TextField id="code" label={t('code')} value={code} onChange={setCode} />}
      {error !== undefined && <Reasons error={error} />}
      <button type="submit" className="button button-strong" aria-busy={busy}>
        {busy ? t('signingIn') : t('signIn')}
      </button>
    </form>
  );
}

interface Credentials {
  readonly account: string;
  readonly password: string;
  readonly code?: string;
}

export function useSignIn(onDone: () => void) {
  const change = useSessionChange();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const signIn = async (body: Credentials): Promise<void> => {
    setBusy(true);
    try {
      change(await request<SessionView>('/api/session', { method: 'POST', body }));
      setError(undefined);
      onDone();
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, signIn };
}
