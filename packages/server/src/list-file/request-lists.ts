import type {
  AccountRequestsView,
  CollectionListsView,
  EnrolmentRequestsView,
  ListKind,
  Role,
  RoleRequestsView,
} from '@gongji/contract';
import { ROLES } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { schemeName } from '../print/code-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import { maskName } from '../rest/mask.ts';
import type { Language, ListSheet } from './list-file.ts';
import { DECISION_STATES } from './words.ts';

type Words<Code extends string> = Readonly<Record<Code, Bilingual>>;
type AccountRequest = AccountRequestsView['items'][number];
type CollectionList = CollectionListsView['items'][number];

const ACCOUNT_KINDS: Words<AccountRequest['kind']> = {
  correction: { zh: '更正', en: 'correction' },
  freeze: { zh: '冻结', en: 'freeze' },
  unfreeze: { zh: '解冻', en: 'unfreeze' },
  closing: { zh: '注销', en: 'close' },
  withdrawal: { zh: '一次性支取', en: 'pay out' },
};
const LIST_WORDS: Words<ListKind | CollectionList['state']> = {
  school: { zh: '学校', en: 'school' },
  finance: { zh: '财政', en: 'finance' },
  pension: { zh: '养老金发放', en: 'pension payer' },
  bank: { zh: '银行（按协议）', en: 'bank, by agreement' },
  budget: { zh: '财政统发（预算单位）', en: 'finance, for budget units' },
  out: { zh: '未回盘', en: 'out' },
  reported: { zh: '已回盘，待入账', en: 'came back, not booked' },
  partly: { zh: '部分入账', en: 'partly booked' },
  booked: { zh: '已全部入账', en: 'all booked' },
  withdrawn: { zh: '已作废', en: 'withdrawn' },
};

const time = (at: string | undefined): string => (at === undefined ? '' : beijingTime(new Date(at)));

interface Decidable {
  readonly decision?:
    | { readonly approved: boolean; readonly by: string; readonly at: string; readonly note: string }
    | undefined;
}
const DECISION = [
  {
    head: { zh: '状态', en: 'State' },
    width: 12,
    text: ({ decision }: Decidable, lang: Language) => stateOf(decision)[lang],
  },
  {
    head: { zh: '复核人', en: 'Decided by' },
    width: 16,
    text: ({ decision }: Decidable) => decision?.by ?? '',
  },
  {
    head: { zh: '复核时间', en: 'Decided at' },
    width: 20,
    text: ({ decision }: Decidable) => time(decision?.at),
  },
  { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ decision }: Decidable) => decision?.note ?? '' },
] as const;

function stateOf(decision: Decidable['decision']): Bilingual {
  if (decision === undefined) return DECISION_STATES.open;
  return DECISION_STATES[decision.approved ? 'approved' : 'refused'];
}

/** 参保业务待复核 */
export const ENROLMENT_REQUESTS: ListSheet<EnrolmentRequestsView['items'][number]> = {
  name: 'enrolment-requests',
  columns: [
    { head: { zh: '申请编号', en: 'Request' }, width: 22, text: ({ requestId }) => requestId },
    { head: { zh: '业务', en: 'Act' }, width: 30, text: ({ title }, lang) => title[lang] },
    { head: { zh: '参保人', en: 'Person' }, width: 14, text: ({ person }) => person?.name ?? '' },
    { head: { zh: '单位', en: 'Unit' }, width: 32, text: ({ unit }) => unit?.name ?? '' },
    {
      head: { zh: '须复核的原因', en: 'Why it is decided' },
      width: 40,
      text: ({ causes }, lang) => causes.map((cause) => cause[lang]).join('；'),
    },
    { head: { zh: '办理事由', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => time(requestedAt) },
    ...DECISION,
  ],
};

/** 个人账户业务申请 */
export const ACCOUNT_REQUESTS: ListSheet<AccountRequest> = {
  name: 'account-requests',
  columns: [
    { head: { zh: '申请编号', en: 'Request' }, width: 22, text: ({ requestId }) => requestId },
    { head: { zh: '业务', en: 'Act' }, width: 16, text: ({ kind }, lang) => ACCOUNT_KINDS[kind][lang] },
    { head: { zh: '参保人', en: 'Person' }, width: 14, text: ({ personName }) => personName },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    {
      head: { zh: '现有余额（元）', en: 'Balance now (yuan)' },
      width: 16,
      fen: ({ balanceFen }) => balanceFen,
    },
    {
      head: { zh: '收款人', en: 'Payees' },
      width: 30,
      text: ({ payees }) => payees.map(({ name }) => maskName(name)).join('、'),
    },
    { head: { zh: '事由', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '材料编号', en: 'Proof' }, width: 20, text: ({ proofNo }) => proofNo },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => time(requestedAt) },
    ...DECISION,
  ],
};

const rolesText = (roles: readonly Role[], lang: Language): string =>
  roles.map((role) => ROLES[role].name[lang]).join('、');

/** 角色申请 */
export const ROLE_REQUESTS: ListSheet<RoleRequestsView['items'][number]> = {
  name: 'role-requests',
  columns: [
    { head: { zh: '申请编号', en: 'Request' }, width: 22, text: ({ requestId }) => requestId },
    { head: { zh: '账号', en: 'Account' }, width: 20, text: ({ account }) => account },
    { head: { zh: '姓名', en: 'Name' }, width: 16, text: ({ name }) => name },
    {
      head: { zh: '现有角色', en: 'Roles now' },
      width: 30,
      text: ({ rolesNow }, lang) => rolesText(rolesNow, lang),
    },
    {
      head: { zh: '申请角色', en: 'Roles asked' },
      width: 30,
      text: ({ roles }, lang) => rolesText(roles, lang),
    },
    { head: { zh: '事由', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => time(requestedAt) },
    ...DECISION,
  ],
};

/** 代收代扣名单 */
export const COLLECTION_LISTS: ListSheet<CollectionList> = {
  name: 'collection-lists',
  columns: [
    { head: { zh: '名单编号', en: 'List' }, width: 30, text: ({ listNo }) => listNo },
    {
      head: { zh: '代收方', en: 'Collected by' },
      width: 24,
      text: ({ kind }, lang) => LIST_WORDS[kind][lang],
    },
    { head: { zh: '学校', en: 'School' }, width: 30, text: ({ unitName }) => unitName ?? '' },
    { head: { zh: '班级', en: 'Class' }, width: 18, text: ({ className }) => className },
    { head: { zh: '险种', en: 'Scheme' }, width: 22, text: ({ scheme }, lang) => schemeName(scheme)[lang] },
    { head: { zh: '费款所属期', en: 'Period' }, width: 14, text: ({ period }) => period },
    { head: { zh: '人数或缴费单', en: 'Persons or bills' }, width: 12, count: ({ heads }) => heads },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    { head: { zh: '成功', en: 'Paid' }, width: 10, count: ({ paid }) => paid },
    { head: { zh: '失败', en: 'Failed' }, width: 10, count: ({ failed }) => failed },
    { head: { zh: '成功（元）', en: 'Paid (yuan)' }, width: 16, fen: ({ paidFen }) => paidFen },
    { head: { zh: '已入账（元）', en: 'Booked (yuan)' }, width: 16, fen: ({ bookedFen }) => bookedFen },
    { head: { zh: '状态', en: 'State' }, width: 18, text: ({ state }, lang) => LIST_WORDS[state][lang] },
    { head: { zh: '生成人', en: 'Made by' }, width: 16, text: ({ madeBy }) => madeBy },
    { head: { zh: '生成时间', en: 'Made at' }, width: 20, text: ({ madeAt }) => time(madeAt) },
  ],
};
