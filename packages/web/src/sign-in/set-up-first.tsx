import type { SessionView } from '@gongji/contract';
import { type SyntheticEvent, useState } from 'react';
import { request } from '../api/request.ts';
import { useSessionChange } from '../app/session.tsx';
import { TextField } from '../design/fields.tsx';
import { SecretField } from '../design/secret-field.tsx';
import { useText } from '../i18n/messages.ts';
import { QrCode } from './qr-code.tsx';
import { Reasons } from './reasons.tsx';
import { signInMessages } from './sign-in-messages.ts';

type Must = Extract<SessionView, { readonly state: 'signed-in' }>['must'];

/** What the account must do before anything else is allowed, one after the other. */
export function SetUpFirst({ must }: { readonly must: Must }) {
  const t = useText(signInMessages);
  return (
    <section className="panel">
      <h1>{t('mustTitle')}</h1>
      {must[0] === 'change-password' ? <NewPassword /> : <SecondFactor />}
    </section>
  );
}

function NewPassword() {
  const t = useText(signInMessages);
  const change = useSessionChange();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<unknown>();
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    await request<SessionView>('/api/session/password', { method: 'POST', body: { current, next } }).then(
      change,
      setError,
    );
  };
  return (
    <form className="sign-in-form" onSubmit={(event) => void submit(event)}>
      <h2>{t('mustPassword')}</h2>
      <SecretField id="current" label={t('currentPassword')} value={current} onChange={setCurrent} />
      <SecretField id="next" label={t('newPassword')} value={next} onChange={setNext} isNew />
      {error !== undefined && <Reasons error={error} />}
      <button type="submit" className="button button-strong">
        {t('save')}
      </button>
    </form>
  );
}

interface Enrolment {
  readonly secret: string;
  readonly otpauthUri: string;
}

function SecondFactor() {
  const t = useText(signInMessages);
  const change = useSessionChange();
  const [password, setPassword] = useState('');
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [code, setCode] = useState('');
  const [recovery, setRecovery] = useState<readonly string[]>();
  const [error, setError] = useState<unknown>();
  const start = (): Promise<void> =>
    request<Enrolment>('/api/session/second-factor', {
      method: 'POST',
      body: { password },
    }).then(setEnrolment, setError);
  const confirm = (): Promise<void> =>
    request<{ readonly recoveryCodes: readonly string[] }>('/api/session/second-factor/confirmation', {
      method: 'POST',
      body: { code },
    }).then(({ recoveryCodes }) => setRecovery(recoveryCodes), setError);
  if (recovery !== undefined) {
    return (
      <>
        <p>{t('recovery')}</p>
        <p>
          <code>{recovery.join('  ')}</code>
        </p>
        <button
          type="button"
          className="button button-strong"
          onClick={() => void request<SessionView>('/api/session').then(change, setError)}
        >
          {t('go')}
        </button>
      </>
    );
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setError(undefined);
    void (enrolment === undefined ? start() : confirm());
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <h2>{t('mustFactor')}</h2>
      <p className="quiet small">{t('factorHint')}</p>
      {enrolment === undefined ? (
        <SecretField id="password" label={t('password')} value={password} onChange={setPassword} />
      ) : (
        <>
          <QrCode text={enrolment.otpauthUri} label={t('qrCode')} />
          <p className="small">
            {t('keyByHand')} <code className="totp-key">{enrolment.secret}</code>
          </p>
          <TextField id="code" label={t('sixDigits')} value={code} numeric onChange={setCode} />
        </>
      )}
      {error !== undefined && <Reasons error={error} />}
      <button type="submit" className="button button-strong">
        {enrolment === undefined ? t('showKey') : t('confirm')}
      </button>
    </form>
  );
}
