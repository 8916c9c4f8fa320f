import type { Role } from '@gongji/contract';
import { ROLES } from '@gongji/contract';
import { inTransaction } from '@gongji/store';
import { countUsers, insertUser } from '@gongji/store/identity';
import { appendAudit } from '@gongji/store/provider-interface';
import type { IdentityDeps } from './deps.ts';
import { hashPassword, oneTimePassword } from './password.ts';

/** An administrator made at the first start; the secret is shown this once and must be changed at the first sign-in. */
export interface FirstAdministrator {
  readonly account: string;
  readonly role: Role;
  readonly oneTimePassword: string;
}

const FIRST: readonly (readonly [account: string, role: Role])[] = [
  ['sysadmin', 'system-admin'],
  ['secadmin', 'security-admin'],
  ['auditadmin', 'audit-admin'],
];

/**
 * Makes the three administrators of a region where there is no user at all. Empty when there are users: nobody can get
 * new administrators by starting again. Everything else grows from these three: the system administrator creates users
 * and asks for their roles, the security administrator decides.
 */
export async function createFirstAdministrators(
  { pool, newId, now }: Pick<IdentityDeps, 'pool' | 'newId' | 'now'>,
  regionCode: string,
): Promise<readonly FirstAdministrator[]> {
  if ((await countUsers(pool)) > 0) return [];
  const made = FIRST.map(([account, role]) => ({ account, role, oneTimePassword: oneTimePassword() }));
  const hashes = new Map<string, string>();
  for (const one of made) hashes.set(one.account, await hashPassword(one.oneTimePassword));
  return inTransaction(pool, async (tx) => {
    // Two servers starting side by side on one database make one set.
    await tx.query('select pg_advisory_xact_lock(6160004)');
    if ((await countUsers(tx)) > 0) return [];
    for (const { account, role } of made) {
      const at = now();
      await insertUser(tx, {
        userId: newId(),
        account,
        name: ROLES[role].name.zh,
        regionCode,
        institutionCode: null,
        unitId: null,
        ownPersonId: null,
        roles: [role],
        demo: false,
        passwordHash: hashes.get(account) ?? '',
        mustChangePassword: true,
        at,
        by: 'first start',
      });
      const subject = `user:${account}`;
      await appendAudit(tx, {
        at,
        actor: 'first start',
        action: 'user.create',
        subject,
        detail: { roles: [role] },
      });
    }
    return made;
  });
}
