import { ROLE_IDS, ROLES, type Role } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { Flag, Flags, TextField } from '../design/fields.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { KeptNote } from '../kept/kept-note.tsx';
import { useKept } from '../kept/use-kept.ts';
import { Reasons } from '../sign-in/reasons.tsx';
import { administrationMessages } from './administration-messages.ts';
import { OneTimePassword } from './one-time-password.tsx';

const NO_ROLES: readonly Role[] = [];
const EMPTY = {
  account: '',
  name: '',
  institutionCode: '',
  unitId: '',
  psnNo: '',
  reason: '',
  roles: NO_ROLES,
};
type Typed = typeof EMPTY;

/** A user with the roles asked for; what the account must name follows from them. All that is wrong comes back at once. */
export function NewUserForm() {
  const t = useText(administrationMessages);
  const label = useLabel();
  const queries = useQueryClient();
  const { busy, post } = usePost();
  const kept = useKept('new-user', EMPTY);
  const typed = kept.value;
  const [opened] = useState(kept.state === 'restored');
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<unknown>();
  const set = (name: Exclude<keyof Typed, 'roles'>) => (value: string) =>
    kept.set({ ...typed, [name]: value });
  const kinds = new Set(typed.roles.map((role) => ROLES[role].kind));
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setError(undefined);
    setSecret(undefined);
    const filled = Object.entries(typed).filter(([, value]) => value !== '');
    try {
      const made = await post<{ readonly oneTimePassword: string }>('/api/users', Object.fromEntries(filled));
      kept.forget();
      setSecret(made.oneTimePassword);
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <details className="panel" open={opened}>
      <summary>{t('create')}</summary>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <p className="quiet">{t('createHint')}</p>
        <TextField label={t('account')} value={typed.account} onChange={set('account')} />
        <TextField label={t('name')} value={typed.name} onChange={set('name')} />
        <Flags legend={t('roles')}>
          {ROLE_IDS.map((role) => (
            <Flag
              key={role}
              label={label(ROLES[role].name)}
              checked={typed.roles.includes(role)}
              onChange={(checked) =>
                kept.set({
                  ...typed,
                  roles: checked ? [...typed.roles, role] : typed.roles.filter((one) => one !== role),
                })
              }
            />
          ))}
        </Flags>
        {kinds.has('institution') && (
          <TextField
            label={t('institutionCode')}
            value={typed.institutionCode}
            onChange={set('institutionCode')}
          />
        )}
        {kinds.has('unit') && <TextField label={t('unitId')} value={typed.unitId} onChange={set('unitId')} />}
        {kinds.has('insured') && <TextField label={t('psnNo')} value={typed.psnNo} onChange={set('psnNo')} />}
        <TextField label={t('reason')} hint={t('reasonHint')} value={typed.reason} onChange={set('reason')} />
        <KeptNote kept={kept} />
        {error !== undefined && <Reasons error={error} />}
        {secret !== undefined && <OneTimePassword secret={secret} />}
        <div>
          <button type="submit" className="button button-strong" aria-busy={busy}>
            {t('create')}
          </button>
        </div>
      </form>
    </details>
  );
}
