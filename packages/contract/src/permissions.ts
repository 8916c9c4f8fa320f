import type { Bilingual } from '@gongji/domain';

/**
 * Who may do what, and how far: the one table of permissions 权限. The server asks it for every operation, the menu of
 * the workbench is built from it, and a test calls every operation as every role against it.
 */

/** Everything that may be done. What is not in a role's row is denied. */
export const ACTIONS = {
  session: { zh: '本人会话与密码', en: 'own session and password' },
  'policy.read': { zh: '查看政策', en: 'read policies' },
  search: { zh: '搜索', en: 'search' },
  'person.read': { zh: '查看参保人（脱敏）', en: 'read persons, masked' },
  'account.read': { zh: '查看个人账户明细', en: 'read account movements' },
  'account.share': { zh: '家庭共济授权与撤回', en: 'let relatives use an account' },
  'account.request': { zh: '申请账户更正、冻结、注销、支取', en: 'ask for what is done to accounts' },
  'account.requests': { zh: '查看账户业务申请', en: 'read requests about accounts' },
  'account.decide': { zh: '复核账户业务申请', en: 'decide requests about accounts' },
  'transfer.read': { zh: '查看转移接续', en: 'read transfers' },
  'transfer.work': { zh: '办理转移接续', en: 'work on transfers' },
  'transfer.ask': { zh: '本人申请转出', en: 'ask for one’s own transfer' },
  'transfer.decide': { zh: '复核转移接续', en: 'decide transfers' },
  'transfer.money': { zh: '登记转移资金', en: 'record the money of transfers' },
  'handover.read': { zh: '查看学校与社区交接', en: 'read hand-overs' },
  'handover.work': { zh: '学校与社区交接', en: 'hand students over' },
  'account.run': { zh: '个人账户计息、划入', en: 'interest and credits of all accounts' },
  'person.reveal': { zh: '查看未脱敏信息', en: 'see personal data in clear' },
  'looks.read': { zh: '查看谁看过', en: 'see who looked' },
  'settlement.read': { zh: '查看结算', en: 'read settlements' },
  preview: { zh: '预结算', en: 'preview bills' },
  settle: { zh: '结算', en: 'settle bills' },
  'reverse.preview': { zh: '查看撤销影响', en: 'see what a reversal would do' },
  reverse: { zh: '撤销结算', en: 'reverse settlements' },
  'reverse.request': { zh: '申请撤销', en: 'ask for reversals' },
  'reverse.requests': { zh: '查看撤销申请', en: 'read requests for reversals' },
  'reverse.decide': { zh: '审批撤销申请', en: 'decide requests for reversals' },
  office: { zh: '本机构窗口：登记、结算、对账', en: 'work at the desk of one’s institution' },
  mapping: { zh: '本机构目录对照', en: 'map the items of one’s institution' },
  'mapping.review': { zh: '审核目录对照', en: 'review catalogue mappings' },
  'fund.read': { zh: '查看基金', en: 'read funds' },
  'operations.read': { zh: '查看运行情况', en: 'read figures of operations' },
  'levy.read': { zh: '查看征缴稽核', en: 'read audits of contributions' },
  'levy.audit': { zh: '征缴稽核：收资料、比对、下通知', en: 'audit contributions' },
  'levy.decide': { zh: '复核稽核整改结果', en: 'agree to results of audits' },
  'figures.read': { zh: '查看参保征缴统计与报告', en: 'read figures of enrolment and collection' },
  'figures.open': { zh: '查看统计数背后的人员', en: 'open a figure down to its persons' },
  'target.set': { zh: '下达年度目标', en: 'set targets of a year' },
  task: { zh: '查看、取消后台任务', en: 'follow and cancel tasks' },
  'contribution.read': { zh: '查看缴费单', en: 'read contribution bills' },
  'payment.read': { zh: '查看缴费情况、打印缴费单据', en: 'see what is paid and print its papers' },
  'census.read': { zh: '查看普查、续保名单与走访', en: 'read census, renewals and visits' },
  'census.work': { zh: '普查：分配、走访登记', en: 'work on the census: assign and visit' },
  'finding.read': { zh: '查看登记疑点', en: 'read findings in the registers' },
  'finding.work': { zh: '处理登记疑点', en: 'work off findings in the registers' },
  'notice.print': { zh: '批量打印缴费通知单', en: 'print the notices of a unit' },
  'contribution.region': { zh: '查看征缴情况', en: 'read assessment and collection' },
  'declaration.make': { zh: '申报缴费基数', en: 'declare bases' },
  'declaration.decide': { zh: '审核基数申报', en: 'decide declarations of bases' },
  assess: { zh: '核定', en: 'assess contributions' },
  'receipt.take': { zh: '到账与入账', en: 'take and allocate receipts' },
  'counter.take': { zh: '柜面收款与日结', en: 'take payments at the counter and close the day' },
  'collect.list': { zh: '代收代扣名单与回盘', en: 'lists that others collect by, and their results' },
  'refund.request': { zh: '申请退费', en: 'ask for refunds' },
  'refund.decide': { zh: '审批退费', en: 'decide refunds' },
  'refund.pay': { zh: '支付退费', en: 'pay refunds' },
  'fund.transfer': { zh: '划转、计提调剂金', en: 'transfers to funds, levies' },
  'fund.decide': { zh: '复核划转与上解', en: 'decide transfers and levies' },
  'collection.sign': { zh: '日对账签字', en: 'sign for days of bank and tax authority' },
  'arrears.work': { zh: '催缴、申请减免与分期', en: 'dun, ask for waivers and instalments' },
  'arrears.decide': { zh: '复核减免与分期', en: 'decide waivers and instalments' },
  'message.read': { zh: '查看报文日志', en: 'read the message log' },
  'user.read': { zh: '查看用户', en: 'read users' },
  'user.create': { zh: '新建用户', en: 'create users' },
  'user.change': { zh: '锁定、解锁、重置用户', en: 'lock, unlock and reset users' },
  'role.request': { zh: '申请角色', en: 'ask for roles' },
  'role.decide': { zh: '审批角色', en: 'decide about roles' },
  'register.read': { zh: '查看参保登记与变动', en: 'read the registers of enrolment' },
  'register.change': { zh: '登记参保人、办理与撤回参保业务', en: 'register persons, enrol, undo' },
  'register.correct': {
    zh: '变更、更正登记，维护单位与特殊人群',
    en: 'change and correct registers, units and special groups',
  },
  'register.decide': { zh: '复核参保业务', en: 'decide about acts of enrolment' },
  'list.read': { zh: '查看批量参保', en: 'read uploaded lists' },
  'list.upload': { zh: '上传名单、批量参保、撤回', en: 'upload lists, enrol groups, take back' },
  'audit.read': { zh: '查看审计日志', en: 'read the audit log' },
} as const satisfies Record<string, Bilingual>;
export type Action = keyof typeof ACTIONS;

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

/** Schools and communities hand students over to one another. */
const FOR_STUDENTS = {
  ...FOR_A_UNIT,
  'census.read': 'unit',
  'census.work': 'unit',
  'handover.read': 'unit',
  'handover.work': 'unit',
} as const satisfies RoleDefinition['may'];

/** The three administrators 三员 are separate, and none of them sees persons or money. There is no superuser. */
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
      'figures.read': 'region',
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
      'figures.read': 'region',
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
      'figures.read': 'region',
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
    may: FOR_STUDENTS,
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
