import { ROLES, type UserView } from '@gongji/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { usePost } from '../api/use-post.ts';
import { useMay, useSession } from '../app/session.tsx';
import { AsTyped, GivenName } from '../design/given-name.tsx';
import { type ListOrder, SortHead } from '../design/list-tools.tsx';
import { TableWrap } from '../design/table-wrap.tsx';
import { useLabel, useText } from '../i18n/messages.ts';
import { ReasonDialog } from '../office/reason-dialog.tsx';
import { Reasons } from '../sign-in/reasons.tsx';
import { administrationMessages } from './administration-messages.ts';
import { OneTimePassword } from './one-time-password.tsx';

type Act = 'lock' | 'unlock' | 'reset';

interface UserTableProps {
  readonly users: readonly UserView[];
  readonly order: ListOrder;
}

/** Users with what the security administrator can do with each; every deed has its reason. */
export function UserTable({ users, order }: UserTableProps) {
  const t = useText(administrationMessages);
  const may = useMay();
  const queries = useQueryClient();
  const { post } = usePost();
  const [asked, setAsked] = useState<{ readonly act: Act; readonly user: UserView }>();
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<unknown>();
  const heads = [
    'account',
    'name',
    'roles',
    'place',
    'state',
    ...(may('user.change') ? ['acts' as const] : []),
  ] as const;
  const confirm = async (reason: string): Promise<void> => {
    if (asked === undefined) return;
    setError(undefined);
    setSecret(undefined);
    try {
      const done = await post<{ readonly oneTimePassword?: string }>(
        `/api/users/${asked.user.userId}/${asked.act}`,
        { reason },
      );
      setSecret(done.oneTimePassword);
      await queries.invalidateQueries({ queryKey: ['api'] });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <>
      {error !== undefined && <Reasons error={error} />}
      {secret !== undefined && <OneTimePassword secret={secret} />}
      <TableWrap label={t('users')}>
        <table className="table">
          <thead>
            <tr>
              {heads.map((head) =>
                head === 'account' || head === 'name' ? (
                  <SortHead key={head} sort={head} label={t(head)} {...order} />
                ) : (
                  <th key={head} scope="col">
                    {t(head)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <UserRow key={user.userId} user={user} onAct={(act) => setAsked({ act, user })} />
            ))}
          </tbody>
        </table>
      </TableWrap>
      {asked !== undefined && (
        <ReasonDialog
          texts={{
            title: t('actOn', { act: t(asked.act), name: asked.user.account }),
            hint: t('reasonHint'),
            reason: t('reason'),
            confirm: t(asked.act),
            cancel: t('cancel'),
          }}
          onConfirm={confirm}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function UserRow({ user, onAct }: { readonly user: UserView; readonly onAct: (act: Act) => void }) {
  const t = useText(administrationMessages);
  const label = useLabel();
  const mayChange = useMay()('user.change');
  const { locked, roles } = user;
  const session = useSession();
  const self = session.kind === 'signedIn' && session.view.account === user.account;
  const stays = user.demo ? 'staysDemo' : self ? 'staysSelf' : undefined;
  const acts: readonly Act[] = stays === undefined ? [locked === undefined ? 'lock' : 'unlock', 'reset'] : [];
  return (
    <tr>
      <td>
        <code>{user.account}</code>
      </td>
      <td>
        <AsTyped text={user.name} />
      </td>
      <td>{roles.length === 0 ? t('noRoles') : roles.map((role) => label(ROLES[role].name)).join('、')}</td>
      <td>
        <Place user={user} />
      </td>
      <td>
        <span className={locked === undefined ? 'tag tag-good' : 'tag tag-bad'}>
          {t(locked === undefined ? 'inUse' : 'locked')}
        </span>{' '}
        {user.mustChangePassword && <span className="tag tag-quiet">{t('mustChange')}</span>}{' '}
        {!user.secondFactor && !user.insured && !user.demo && (
          <span className="tag tag-warn">{t('noFactor')}</span>
        )}
      </td>
      {mayChange && (
        <td>
          <div className="row">
            {stays !== undefined && <span className="quiet">{t(stays)}</span>}
            {acts.map((act) => (
              <button
                key={act}
                type="button"
                className="button button-small"
                aria-label={t('actOn', { act: t(act), name: user.account })}
                onClick={() => onAct(act)}
              >
                {t(act)}
              </button>
            ))}
          </div>
        </td>
      )}
    </tr>
  );
}

function Place({ user }: { readonly user: UserView }) {
  const t = useText(administrationMessages);
  if (user.insured) return t('insured');
  const name = <GivenName name={user.placeName} />;
  return user.institutionCode === undefined && user.unitId === undefined ? (
    <>
      {t('agency')} {name}
    </>
  ) : (
    name
  );
}
