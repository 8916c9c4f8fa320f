import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** A user 用户 as stored; secrets stay in {@link UserSecrets}. */
export interface UserRow {
  readonly userId: string;
  readonly account: string;
  readonly name: string;
  readonly regionCode: string;
  readonly institutionCode: string | null;
  readonly unitId: string | null;
  /** Of the unit, the institution, or the region. */
  readonly placeName: string;
  /** An insured person's own number. */
  readonly ownPersonId: string | null;
  readonly roles: readonly string[];
  readonly language: 'zh' | 'en';
  readonly demo: boolean;
  readonly passwordSetAt: Date;
  readonly mustChangePassword: boolean;
  readonly secondFactorAt: Date | null;
  readonly lockedAt: Date | null;
  readonly lockedReason: string | null;
  readonly createdAt: Date;
}

export interface UserSecrets {
  readonly passwordHash: string;
  readonly totpSecret: Buffer | null;
  readonly totpLastStep: string;
}

export interface NewUser {
  readonly userId: string;
  readonly account: string;
  readonly name: string;
  readonly regionCode: string;
  readonly institutionCode: string | null;
  readonly unitId?: string | null;
  readonly ownPersonId: string | null;
  readonly roles: readonly string[];
  readonly demo: boolean;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly at: Date;
  readonly by: string;
}

export const USER_COLUMNS = `
  u.user_id as "userId", u.account, u.name, u.region_code as "regionCode", u.institution_code as "institutionCode",
  u.unit_id as "unitId", u.own_person_id as "ownPersonId", u.roles, u.language, u.demo, u.password_set_at as "passwordSetAt",
  u.must_change_password as "mustChangePassword", u.totp_confirmed_at as "secondFactorAt", u.locked_at as "lockedAt",
  u.locked_reason as "lockedReason", u.created_at as "createdAt",
  coalesce((select n.name from unit n where n.unit_id = u.unit_id),
    (select n.name from institution n where n.institution_code = u.institution_code),
    (select n.name from region n where n.region_code = u.region_code)) as "placeName"`;

/** False when the account name is taken. */
export async function insertUser(db: Queryable, user: NewUser): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into user_account (user_id, account, name, region_code, institution_code, unit_id, own_person_id, roles, demo,
       password_hash, password_set_at, must_change_password, created_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13) on conflict (account) do nothing`,
    [
      user.userId,
      user.account,
      user.name,
      user.regionCode,
      user.institutionCode,
      user.unitId ?? null,
      user.ownPersonId,
      user.roles,
      user.demo,
      user.passwordHash,
      user.at,
      user.mustChangePassword,
      user.by,
    ],
  );
  return rowCount === 1;
}

export async function userWithSecrets(
  db: Queryable,
  account: string,
): Promise<(UserRow & UserSecrets) | undefined> {
  const { rows } = await db.query<UserRow & UserSecrets>(
    `select ${USER_COLUMNS}, u.password_hash as "passwordHash", u.totp_secret as "totpSecret",
            u.totp_last_step as "totpLastStep" from user_account u where u.account = $1`,
    [account],
  );
  return rows[0];
}

/** The user of that id in the reader's region, locked until the transaction ends. */
export async function lockUser(db: Queryable, scope: Scope, userId: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>(
    `select ${USER_COLUMNS} from user_account u where u.user_id = $1 and u.region_code like $2 for update`,
    [userId, regionPattern(scope)],
  );
  return rows[0];
}

export interface UserFilter {
  readonly q?: string | undefined;
  readonly role?: string | undefined;
}

const USER_ORDERS = { account: 'u.account', name: 'u.name', createdAt: 'u.created_at' };
/** Parameters 1 to 3. */
const FOUND = `from user_account u where u.region_code like $1 and ($2::text is null or $2 = any(u.roles))
  and ($3::text is null or starts_with(u.account, lower($3)) or starts_with(u.name, $3))`;
const asked = (scope: Scope, { role, q }: UserFilter) => [regionPattern(scope), role ?? null, q ?? null];

export async function listUsers(
  db: Queryable,
  scope: Scope,
  filter: UserFilter & ListOrder,
): Promise<readonly UserRow[]> {
  const { rows } = await db.query<UserRow>(
    `select ${USER_COLUMNS} ${FOUND} order by ${orderBy(USER_ORDERS, filter, 'u.account')} offset $4 limit $5`,
    [...asked(scope, filter), filter.after, filter.limit],
  );
  return rows;
}

export async function countFoundUsers(db: Queryable, scope: Scope, filter: UserFilter): Promise<number> {
  const { rows } = await db.query<{ total: number }>(
    `select count(*)::int as total ${FOUND}`,
    asked(scope, filter),
  );
  return rows[0]?.total ?? 0;
}

/** Of all regions. */
export async function countUsers(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ n: string }>('select count(*) as n from user_account');
  return Number(rows[0]?.n ?? 0);
}

/** Accounts that stand in the documents: they exist only beside demo data. */
export async function demoUsers(db: Queryable): Promise<readonly UserRow[]> {
  const { rows } = await db.query<UserRow>(
    `select ${USER_COLUMNS} from user_account u where u.demo order by u.user_id`,
  );
  return rows;
}

export async function setLanguage(db: Queryable, userId: string, language: 'zh' | 'en'): Promise<void> {
  await db.query('update user_account set language = $2 where user_id = $1', [userId, language]);
}

export async function setRoles(db: Queryable, userId: string, roles: readonly string[]): Promise<void> {
  await db.query('update user_account set roles = $2 where user_id = $1', [userId, roles]);
}

/** `at` null unlocks. */
export async function setLocked(
  db: Queryable,
  userId: string,
  at: Date | null,
  reason: string | null,
): Promise<void> {
  await db.query('update user_account set locked_at = $2, locked_reason = $3 where user_id = $1', [
    userId,
    at,
    reason,
  ]);
}
