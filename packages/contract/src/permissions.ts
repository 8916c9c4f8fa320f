import type { Bilingual } from '@gongji/domain';
import type { Action } from './actions.ts';

/** How far an action reaches 数据范围, widest first: the pooling region, one institution, one unit 参保单位, one's own person. */
export const SCOPES = ['region', 'institution', 'unit', 'person'] as const;
export type ScopeKind = (typeof SCOPES)[number];

/** Where a role belongs: it decides what an account with the role must name (an institution, a unit, a person). */
export type RoleKind = 'administrator' | 'agency' | 'institution' | 'unit' | 'insured';

export interface RoleDefinition {
  readonly name: Bilingual;
  readonly kind: RoleKind;
  readonly may: Readonly<Partial<Record<Action, ScopeKind>>>;
}

const AT_A_COUNTER = {
  session: 'institution',
  'policy.read': 'region',
  search: 'institution',
  // Whoever comes to the counter may be any insured person of the region; searching by name is not part of it.
  'person.read': 'region',
  'settlement.read': 'institution',
  preview: 'institution',
  settle: 'institution',
  'reverse.preview': 'institution',
  reverse: 'institution',
  office: 'institution',
  mapping: 'institution',
  'operations.read': 'institution',
  'message.read': 'institution',
} as const satisfies RoleDefinition['may'];

/** Whoever reports the people of an employer, a school or a community, and pays for them. */
const FOR_A_UNIT = {
  session: 'unit',
  'figures.read': 'unit',
  task: 'unit',
  'register.read': 'unit',
  'register.change': 'unit',
  'list.read': 'unit',
  'list.upload': 'unit',
  'payment.read': 'unit',
  'notice.print': 'unit',
  'policy.read': 'region',
} as const satisfies RoleDefinition['may'];

/** Schools and communities have targets, and hand students over to one another. */
const FOR_STUDENTS = {
  ...FOR_A_UNIT,
  'target.read': 'unit',
  'census.read': 'unit',
  'census.work': 'unit',
  'handover.read': 'unit',
  'handover.work': 'unit',
} as const satisfies RoleDefinition['may'];

/**
 * Who may do what, and how far: the one table of permissions 权限. The server asks it for every operation, the menu of
 * the workbench is built from it, and a test calls every operation as every role against it.
 *
 * The three administrators 三员 are separate, and none of them sees persons or money. There is no superuser.
 */
export const ROLES = {
  'system-admin': {
    name: { zh: '系统管理员', en: 'system administrator' },
    kind: 'administrator',
    may: {
      session: 'region',
      'policy.read': 'region',
      'operations.read': 'region',
      'user.read': 'region',
      'user.create': 'region',
      'role.request': 'region',
    },
  },
  'security-admin': {
    name: { zh: '安全管理员', en: 'security administrator' },
    kind: 'administrator',
    may: {
      session: 'region',
      'user.read': 'region',
      'user.create': 'region',
      'user.change': 'region',
      'role.request': 'region',
      'role.decide': 'region',
    },
  },
  'audit-admin': {
    name: { zh: '审计管理员', en: 'audit administrator' },
    kind: 'administrator',
    may: { session: 'region', 'user.read': 'region', 'audit.read': 'region' },
  },
  clerk: {
    name: { zh: '经办', en: 'desk clerk' },
    kind: 'agency',
    may: {
      session: 'region',
      'policy.read': 'region',
      search: 'region',
      'person.read': 'region',
      'account.read': 'region',
      'account.share': 'region',
      'account.request': 'region',
      'transfer.read': 'region',
      'handover.read': 'region',
      'transfer.work': 'region',
      'account.requests': 'region',
      'person.reveal': 'region',
      'looks.read': 'region',
      'settlement.read': 'region',
      preview: 'region',
      settle: 'region',
      'reverse.preview': 'region',
      reverse: 'region',
      'register.read': 'region',
      'register.change': 'region',
      'register.correct': 'region',
      'reverse.request': 'region',
      'figures.read': 'region',
      'figures.early': 'region',
      'target.read': 'region',
      'figures.open': 'region',
      'list.read': 'region',
      'list.upload': 'region',
      task: 'region',
      'contribution.read': 'region',
      'payment.read': 'region',
      'notice.print': 'region',
      'census.read': 'region',
      'finding.read': 'region',
      'census.work': 'region',
      'finding.work': 'region',
      'unenrolled.read': 'region',
      'unenrolled.work': 'region',
      'unenrolled.manage': 'region',
      'contribution.region': 'region',
      'declaration.make': 'region',
      'declaration.decide': 'region',
      assess: 'region',
      'arrears.work': 'region',
      'counter.take': 'region',
      'collect.list': 'region',
      'refund.request': 'region',
      'reverse.requests': 'region',
      'operations.read': 'region',
      'message.read': 'region',
    },
  },
  reviewer: {
    name: { zh: '复核', en: 'reviewer' },
    kind: 'agency',
    may: {
      session: 'region',
      'policy.read': 'region',
      search: 'region',
      'person.read': 'region',
      'account.read': 'region',
      'account.requests': 'region',
      'account.decide': 'region',
      'transfer.read': 'region',
      'handover.read': 'region',
      'transfer.decide': 'region',
      'person.reveal': 'region',
      'looks.read': 'region',
      'settlement.read': 'region',
      preview: 'region',
      'register.read': 'region',
      'register.decide': 'region',
      'mapping.review': 'region',
      'levy.read': 'region',
      'levy.decide': 'region',
      'unenrolled.read': 'region',
      'figures.read': 'region',
      'figures.early': 'region',
      'target.read': 'region',
      'figures.open': 'region',
      'list.read': 'region',
      task: 'region',
      'contribution.read': 'region',
      'payment.read': 'region',
      'notice.print': 'region',
      'census.read': 'region',
      'finding.read': 'region',
      'contribution.region': 'region',
      'declaration.decide': 'region',
      'refund.decide': 'region',
      'arrears.decide': 'region',
      'fund.read': 'region',
      'fund.decide': 'region',
      'collection.sign': 'region',
      'reverse.preview': 'region',
      'reverse.requests': 'region',
      'reverse.decide': 'region',
      'operations.read': 'region',
      'message.read': 'region',
    },
  },
  finance: {
    name: { zh: '财务', en: 'finance' },
    kind: 'agency',
    may: {
      session: 'region',
      'policy.read': 'region',
      search: 'region',
      'settlement.read': 'region',
      'transfer.read': 'region',
      'account.run': 'region',
      'transfer.money': 'region',
      'fund.read': 'region',
      'levy.read': 'region',
      'figures.read': 'region',
      'figures.early': 'region',
      'target.read': 'region',
      task: 'region',
      'contribution.read': 'region',
      'payment.read': 'region',
      'notice.print': 'region',
      'contribution.region': 'region',
      'receipt.take': 'region',
      'collect.list': 'region',
      'fund.transfer': 'region',
      'collection.sign': 'region',
      'refund.request': 'region',
      'refund.pay': 'region',
      'operations.read': 'region',
    },
  },
  supervisor: {
    name: { zh: '稽核', en: 'supervisor' },
    kind: 'agency',
    may: {
      session: 'region',
      'policy.read': 'region',
      search: 'region',
      'person.read': 'region',
      'account.read': 'region',
      'account.requests': 'region',
      'transfer.read': 'region',
      'handover.read': 'region',
      'person.reveal': 'region',
      'looks.read': 'region',
      'settlement.read': 'region',
      preview: 'region',
      'reverse.preview': 'region',
      'reverse.requests': 'region',
      'fund.read': 'region',
      'register.read': 'region',
      'levy.read': 'region',
      'levy.audit': 'region',
      'levy.decide': 'region',
      'unenrolled.read': 'region',
      'unenrolled.work': 'region',
      'unenrolled.manage': 'region',
      'figures.read': 'region',
      'figures.early': 'region',
      'target.read': 'region',
      'figures.open': 'region',
      task: 'region',
      'contribution.read': 'region',
      'payment.read': 'region',
      'notice.print': 'region',
      'census.read': 'region',
      'finding.read': 'region',
      'contribution.region': 'region',
      'operations.read': 'region',
      'message.read': 'region',
    },
  },
  leader: {
    name: { zh: '领导', en: 'leader' },
    kind: 'agency',
    may: {
      session: 'region',
      'policy.read': 'region',
      search: 'region',
      'settlement.read': 'region',
      'fund.read': 'region',
      'levy.read': 'region',
      'unenrolled.read': 'region',
      'figures.read': 'region',
      'figures.early': 'region',
      'target.read': 'region',
      'target.set': 'region',
      task: 'region',
      'contribution.read': 'region',
      'contribution.region': 'region',
      'operations.read': 'region',
      'user.read': 'region',
      'role.decide': 'region',
    },
  },
  'hospital-operator': {
    name: { zh: '医院操作员', en: 'hospital operator' },
    kind: 'institution',
    may: AT_A_COUNTER,
  },
  'pharmacy-operator': {
    name: { zh: '药店操作员', en: 'pharmacy operator' },
    kind: 'institution',
    may: AT_A_COUNTER,
  },
  'employer-operator': {
    name: { zh: '用人单位经办', en: 'employer’s officer' },
    kind: 'unit',
    may: { ...FOR_A_UNIT, 'contribution.read': 'unit', 'declaration.make': 'unit' },
  },
  'school-operator': {
    name: { zh: '学校经办', en: 'school’s officer' },
    kind: 'unit',
    may: { ...FOR_STUDENTS, 'collect.list': 'unit' },
  },
  'community-operator': {
    name: { zh: '村（社区）协管员', en: 'community officer' },
    kind: 'unit',
    may: { ...FOR_STUDENTS, 'unenrolled.read': 'unit', 'unenrolled.work': 'unit' },
  },
  'insured-person': {
    name: { zh: '参保人', en: 'insured person' },
    kind: 'insured',
    may: {
      session: 'person',
      'policy.read': 'region',
      'person.read': 'person',
      'account.read': 'person',
      'account.share': 'person',
      'payment.read': 'person',
      'transfer.read': 'person',
      'transfer.ask': 'person',
      'looks.read': 'person',
      'settlement.read': 'person',
    },
  },
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof ROLES;
export const ROLE_IDS = Object.keys(ROLES) as [Role, ...Role[]];

export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLES, text);
}

export type Permissions = Readonly<Partial<Record<Action, ScopeKind>>>;

/** What somebody with these roles may do: each action with the widest scope of any of the roles. */
export function permissionsOf(roles: readonly Role[]): Permissions {
  const found: Partial<Record<Action, ScopeKind>> = {};
  for (const role of roles) {
    for (const [action, scope] of Object.entries(ROLES[role].may) as [Action, ScopeKind][]) {
      const known = found[action];
      if (known === undefined || SCOPES.indexOf(scope) < SCOPES.indexOf(known)) found[action] = scope;
    }
  }
  return found;
}

/** Roles that one person must not hold together 不相容岗位, besides administrators, who hold nothing else. */
const APART: readonly (readonly [Role, Role])[] = [
  ['clerk', 'reviewer'],
  ['clerk', 'finance'],
  ['supervisor', 'clerk'],
  ['supervisor', 'reviewer'],
  ['supervisor', 'finance'],
];

/** Pairs among these roles that one person must not hold together; empty when all is well. */
export function rolesInConflict(roles: readonly Role[]): readonly (readonly [Role, Role])[] {
  const pairs = roles.flatMap((a, i) => roles.slice(i + 1).map((b) => [a, b] as const));
  return pairs.filter(([a, b]) => {
    const kinds = [ROLES[a].kind, ROLES[b].kind];
    if (kinds.includes('administrator') || kinds[0] !== kinds[1]) return true;
    return APART.some((pair) => pair.includes(a) && pair.includes(b));
  });
}
