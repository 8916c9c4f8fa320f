import { z } from 'zod';
import { ACTIONS, type Action } from './actions.ts';
import { counted, listPage, requestsPage, total } from './list-query.ts';
import { ROLE_IDS, SCOPES } from './permissions.ts';
import { bilingual, id, institutionCode, psnNo } from './values.ts';

const account = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,48}$/)
  .meta({ description: '账号 account', examples: ['zhang.san'] });
const password = z.string().min(1).max(200);
const role = z.enum(ROLE_IDS);
const roles = z.array(role).max(6);
const reason = z.string().trim().min(2).max(200).meta({ description: '事由 reason' });
const language = z.enum(['zh', 'en']);
const moment = z.iso.datetime();
const action = z.enum(Object.keys(ACTIONS) as [Action, ...Action[]]);

/** An account of the demo, as the sign-in page offers it. */
const demoAccount = z.object({ account: z.string(), name: z.string(), password: z.string(), roles });

/**
 * Who I am 当前会话. `visitor`: nobody has signed in. `signed-in` with something to do first (`must`): nothing else is
 * allowed until it is done.
 */
export const sessionView = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('visitor'), demoAccounts: z.array(demoAccount) }),
    z.object({
      state: z.literal('signed-in'),
      account: z.string(),
      name: z.string(),
      roles,
      demo: z.boolean(),
      language,
      regionCode: z.string(),
      institutionCode: z.string().optional(),
      unitId: z.string().optional().meta({ description: '参保单位编号 of a user of a unit' }),
      person: z
        .string()
        .optional()
        .meta({ description: '本人编号 the reader’s own number for /api/persons/{psnNo}' }),
      permissions: z.partialRecord(action, z.enum(SCOPES)),
      must: z.array(z.enum(['change-password', 'enrol-second-factor'])),
      secondFactor: z.boolean(),
      idleMinutes: z.int(),
      expiresAt: moment,
    }),
  ])
  .meta({ id: 'Session' });

export const signInBody = z
  .strictObject({
    account,
    password,
    code: z
      .string()
      .trim()
      .min(6)
      .max(20)
      .optional()
      .meta({ description: '动态口令或恢复码 one-time code, or a recovery code' }),
  })
  .meta({ id: 'SignIn' });

export const passwordBody = z.strictObject({ current: password, next: password }).meta({ id: 'NewPassword' });
export const languageBody = z.strictObject({ language });
export const enrolmentBody = z.strictObject({ password });
export const enrolmentView = z
  .object({
    secret: z.string(),
    otpauthUri: z.string().meta({ description: '二维码内容 content of the QR code' }),
  })
  .meta({ id: 'SecondFactorEnrolment' });
export const confirmationBody = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});
export const recoveryCodesView = z
  .object({ recoveryCodes: z.array(z.string()) })
  .meta({ id: 'RecoveryCodes' });

export const sessionsView = z
  .object({
    items: z.array(
      z.object({
        sessionId: id,
        current: z.boolean(),
        startedAt: moment,
        lastSeenAt: moment,
        address: z.string(),
        device: z.string(),
      }),
    ),
  })
  .meta({ id: 'Sessions' });
export const idParams = z.strictObject({ id });
export const doneView = z.object({ done: z.boolean() }).meta({ id: 'Done' });

/** A user as administrators see one. */
export const userView = z
  .object({
    userId: id,
    account: z.string(),
    name: z.string(),
    regionCode: z.string(),
    institutionCode: z.string().optional(),
    unitId: z.string().optional(),
    placeName: z
      .string()
      .meta({ description: '所属单位、机构或统筹区名称 name of the unit, institution or region' }),
    insured: z.boolean(),
    roles,
    demo: z.boolean(),
    secondFactor: z.boolean(),
    mustChangePassword: z.boolean(),
    locked: z.object({ at: moment, reason: z.string() }).optional(),
    createdAt: moment,
  })
  .meta({ id: 'User' });
export const USER_SORTS = ['account', 'name', 'createdAt'] as const;
export const usersQuery = z.strictObject({
  q: z.string().trim().max(50).optional(),
  role: role.optional(),
  ...listPage(USER_SORTS, 'asc'),
});
export const usersPage = z
  .object({ items: z.array(userView), total, next: z.int().optional() })
  .meta({ id: 'UserPage' });

export const newUserBody = z
  .strictObject({
    account,
    name: z.string().trim().min(1).max(50),
    regionCode: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    institutionCode: institutionCode.optional(),
    unitId: id.optional(),
    psnNo: psnNo.optional(),
    roles: roles.min(1).meta({ description: '申请的角色，须他人批准 roles asked for; another one decides' }),
    reason,
  })
  .meta({ id: 'NewUser' });
export const newUserView = z
  .object({ user: userView, oneTimePassword: z.string(), requestId: id })
  .meta({ id: 'CreatedUser' });
export const reasonBody = z.strictObject({ reason });
export const resetView = z.object({ oneTimePassword: z.string() }).meta({ id: 'ResetUser' });

export const roleRequestBody = z.strictObject({ roles, reason }).meta({ id: 'NewRoleRequest' });
export const roleRequestView = z
  .object({
    requestId: id,
    userId: id,
    account: z.string(),
    name: z.string(),
    rolesNow: roles,
    roles,
    reason: z.string(),
    requestedBy: z.string(),
    requestedAt: moment,
    mine: z.boolean().meta({ description: '本人提出，不能自批 asked by the reader, who cannot decide it' }),
    decision: z.object({ by: z.string(), at: moment, approved: z.boolean(), note: z.string() }).optional(),
  })
  .meta({ id: 'RoleRequest' });
export const roleRequestsQuery = z.strictObject(requestsPage);
export type RoleRequestsQuery = z.output<typeof roleRequestsQuery>;
export const roleRequestsView = z
  .object({ items: z.array(roleRequestView), total, next: z.int().optional() })
  .meta({ id: 'RoleRequests' });
export type RoleRequestsView = z.input<typeof roleRequestsView>;
export const decisionBody = z
  .strictObject({ approved: z.boolean(), note: z.string().trim().max(200).default('') })
  .meta({ id: 'Decision' });

export const auditQuery = z.strictObject({
  actor: z.string().max(100).optional(),
  action: z.string().max(60).optional(),
  subject: z.string().max(100).optional(),
  from: moment.optional(),
  to: moment.optional(),
  sort: z.enum(['at']).default('at'),
  order: z.enum(['asc', 'desc']).default('desc'),
  before: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .optional()
    .meta({ description: '上一页的最后一条 the last entry of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const auditPage = z
  .object({
    items: z.array(
      z.object({
        id: z.string().meta({ description: '链号.序号 stripe and position' }),
        at: moment,
        actor: z.string(),
        action: z.string(),
        subject: z.string(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    from: moment,
    ...counted,
    next: z.string().optional(),
  })
  .meta({ id: 'AuditPage' });
/** State of the hash chains 审计链: the latest entries of each checked now, and the last whole verification. */
export const auditChainView = z
  .object({
    whole: z.boolean(),
    chains: z.int(),
    entries: z.int(),
    checked: z.int(),
    broken: z.array(z.object({ chain: z.int(), position: z.int(), what: bilingual })),
    lastVerified: z.object({ at: moment, auditEntries: z.int(), differences: z.int() }).optional(),
  })
  .meta({ id: 'AuditChain' });

export type SessionView = z.input<typeof sessionView>;
export type SignInBody = z.output<typeof signInBody>;
export type NewUserBody = z.output<typeof newUserBody>;
export type UserView = z.input<typeof userView>;
export type UsersQuery = z.output<typeof usersQuery>;
export type UsersPage = z.input<typeof usersPage>;
export type RoleRequestView = z.input<typeof roleRequestView>;
export type AuditQuery = z.output<typeof auditQuery>;
export type AuditPage = z.input<typeof auditPage>;
export type AuditChainView = z.input<typeof auditChainView>;
export type SessionsView = z.input<typeof sessionsView>;
