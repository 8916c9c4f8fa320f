import {
  type ArrearsView,
  type AuditPage,
  DECEASED_ACCOUNTS,
  type DeceasedView,
  type DeclarationsView,
  REGISTER_FINDING_KINDS,
  type ReceiptsView,
  type RefundsView,
  type RegisterFindingsView,
  ROLES,
  type TransfersView,
  type UsersPage,
} from '@gongji/contract';
import { auditActionWord, type Bilingual } from '@gongji/domain';
import { schemeName } from '../print/code-words.ts';
import { paidThrough } from '../print/contribution-words.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import {
  allocated,
  DECISION_STATES,
  detailText,
  FINDING_STATES,
  subjectText,
  TRANSFER_WORDS,
  yesNo,
} from './words.ts';

const time = (at: string | undefined): string => (at === undefined ? '' : beijingTime(new Date(at)));

/** 到账 */
export const RECEIPTS: ListSheet<ReceiptsView['items'][number]> = {
  name: 'receipts',
  columns: [
    { head: { zh: '流水号', en: 'Serial' }, width: 24, text: ({ serial }) => serial },
    { head: { zh: '来源', en: 'Source' }, width: 16, text: ({ source }, lang) => paidThrough(source)[lang] },
    { head: { zh: '付款方', en: 'Payer' }, width: 30, text: ({ payerName }) => payerName },
    { head: { zh: '缴费单号', en: 'Bill' }, width: 30, text: ({ billNo }) => billNo },
    { head: { zh: '用途', en: 'Purpose' }, width: 24, text: ({ purpose }) => purpose },
    { head: { zh: '缴费日期', en: 'Paid on' }, width: 14, text: ({ paidOn }) => paidOn },
    { head: { zh: '到账（元）', en: 'Received (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    { head: { zh: '待分配（元）', en: 'Free (yuan)' }, width: 16, fen: ({ freeFen }) => freeFen },
    { head: { zh: '状态', en: 'State' }, width: 14, text: (row, lang) => allocated(row)[lang] },
    { head: { zh: '入账人', en: 'Taken by' }, width: 16, text: ({ takenBy }) => takenBy },
    { head: { zh: '入账时间', en: 'Taken at' }, width: 20, text: ({ takenAt }) => time(takenAt) },
  ],
};

/** 退费 */
export const REFUNDS: ListSheet<RefundsView['items'][number]> = {
  name: 'refunds',
  columns: [
    { head: { zh: '退费编号', en: 'Refund' }, width: 22, text: ({ refundId }) => refundId },
    { head: { zh: '收款方', en: 'Payee' }, width: 30, text: ({ payeeName }) => payeeName },
    { head: { zh: '收款账号', en: 'Account' }, width: 24, text: ({ payeeAccount }) => payeeAccount },
    { head: { zh: '金额（元）', en: 'Amount (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen },
    { head: { zh: '原因', en: 'Reason' }, width: 30, text: ({ reason }) => reason },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => DECISION_STATES[state][lang] },
    { head: { zh: '申请人', en: 'Asked by' }, width: 16, text: ({ requestedBy }) => requestedBy },
    { head: { zh: '申请时间', en: 'Asked at' }, width: 20, text: ({ requestedAt }) => time(requestedAt) },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
    { head: { zh: '支付时间', en: 'Paid at' }, width: 20, text: ({ paidAt }) => time(paidAt) },
    { head: { zh: '银行流水', en: 'Bank serial' }, width: 24, text: ({ bankSerial }) => bankSerial ?? '' },
  ],
};

/** 已故人员 */
export const DECEASED: ListSheet<DeceasedView['items'][number]> = {
  name: 'deceased',
  columns: [
    { head: { zh: '人员编号', en: 'Person number' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '死亡日期', en: 'Died on' }, width: 14, text: ({ diedOn }) => diedOn },
    {
      head: { zh: '参保终止', en: 'Cover ended' },
      width: 14,
      text: ({ coverEndedOn }) => coverEndedOn ?? '',
    },
    {
      head: { zh: '仍有参保', en: 'Covers running' },
      width: 12,
      count: ({ coversRunning }) => coversRunning,
    },
    {
      head: { zh: '个人账户', en: 'Account' },
      width: 20,
      text: ({ account }, lang) => DECEASED_ACCOUNTS[account][lang],
    },
    { head: { zh: '注销日期', en: 'Closed on' }, width: 14, text: ({ closedOn }) => closedOn ?? '' },
    { head: { zh: '余额（元）', en: 'Balance (yuan)' }, width: 16, fen: ({ balanceFen }) => balanceFen },
    { head: { zh: '已支取（元）', en: 'Paid out (yuan)' }, width: 16, fen: ({ paidOutFen }) => paidOutFen },
    {
      head: { zh: '已继承（元）', en: 'Inherited (yuan)' },
      width: 16,
      fen: ({ inheritedFen }) => inheritedFen,
    },
    {
      head: { zh: '申请的收款人', en: 'Payees named' },
      width: 30,
      text: ({ payees }) => payees.map(({ name }) => name).join('、'),
    },
  ],
};

/** 欠费台账 */
export const DEBTORS: ListSheet<ArrearsView['items'][number]> = {
  name: 'arrears',
  columns: [
    { head: { zh: '欠费主体', en: 'Debtor' }, width: 32, text: ({ payerName }) => payerName },
    { head: { zh: '缴费单', en: 'Bills' }, width: 10, count: ({ bills }) => bills },
    { head: { zh: '期数', en: 'Periods' }, width: 10, text: ({ periods }) => String(periods) },
    { head: { zh: '欠费（元）', en: 'Owed (yuan)' }, width: 16, fen: ({ openFen }) => openFen },
    { head: { zh: '已部分缴纳（元）', en: 'Part paid (yuan)' }, width: 18, fen: ({ paidFen }) => paidFen },
    { head: { zh: '最早到期日', en: 'Oldest due' }, width: 14, text: ({ oldestDueOn }) => oldestDueOn },
    { head: { zh: '逾期天数', en: 'Days late' }, width: 12, text: ({ daysLate }) => String(daysLate) },
  ],
};

const SELF_DECLARED: Bilingual = { zh: '个人（灵活就业）', en: 'persons who pay for themselves' };

/** 基数申报 */
export const DECLARATIONS: ListSheet<DeclarationsView['items'][number]> = {
  name: 'declarations',
  columns: [
    { head: { zh: '申报编号', en: 'Declaration' }, width: 22, text: ({ declarationId }) => declarationId },
    {
      head: { zh: '单位', en: 'Unit' },
      width: 32,
      text: ({ unitName }, lang) => (unitName === '' ? SELF_DECLARED[lang] : unitName),
    },
    { head: { zh: '起始月份', en: 'From' }, width: 12, text: ({ fromMonth }) => fromMonth.slice(0, 7) },
    { head: { zh: '截止月份', en: 'To' }, width: 12, text: ({ toMonth }) => toMonth?.slice(0, 7) ?? '' },
    { head: { zh: '人数', en: 'Persons' }, width: 10, count: ({ persons }) => persons },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => DECISION_STATES[state][lang] },
    { head: { zh: '申报人', en: 'Submitted by' }, width: 16, text: ({ submittedBy }) => submittedBy },
    { head: { zh: '申报时间', en: 'Submitted at' }, width: 20, text: ({ submittedAt }) => time(submittedAt) },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
  ],
};

/** 转移接续 */
export const TRANSFERS: ListSheet<TransfersView['items'][number]> = {
  name: 'transfers',
  columns: [
    { head: { zh: '业务编号', en: 'Transfer' }, width: 22, text: ({ transferId }) => transferId },
    { head: { zh: '参保人', en: 'Person' }, width: 14, text: ({ personName }) => personName },
    {
      head: { zh: '方向', en: 'Direction' },
      width: 12,
      text: ({ direction }, lang) => TRANSFER_WORDS[direction][lang],
    },
    {
      head: { zh: '转出险种', en: 'From scheme' },
      width: 22,
      text: ({ schemeFrom }, lang) => schemeName(schemeFrom)[lang],
    },
    {
      head: { zh: '转入险种', en: 'To scheme' },
      width: 22,
      text: ({ schemeTo }, lang) => schemeName(schemeTo)[lang],
    },
    { head: { zh: '对方经办机构', en: 'Other agency' }, width: 30, text: ({ otherPlace }) => otherPlace },
    { head: { zh: '受理日期', en: 'Applied on' }, width: 14, text: ({ appliedOn }) => appliedOn },
    { head: { zh: '办理期限', en: 'Due on' }, width: 14, text: ({ dueOn }) => dueOn ?? '' },
    { head: { zh: '超期', en: 'Late' }, width: 8, text: ({ overdue }, lang) => yesNo(overdue)[lang] },
    { head: { zh: '状态', en: 'State' }, width: 16, text: ({ state }, lang) => TRANSFER_WORDS[state][lang] },
    { head: { zh: '账户资金（元）', en: 'Account (yuan)' }, width: 16, fen: ({ accountFen }) => accountFen },
  ],
};

/** 登记疑点 */
export const FINDINGS: ListSheet<RegisterFindingsView['items'][number]> = {
  name: 'findings',
  columns: [
    { head: { zh: '疑点编号', en: 'Finding' }, width: 22, text: ({ findingId }) => findingId },
    {
      head: { zh: '类别', en: 'Kind' },
      width: 24,
      text: ({ kind }, lang) => REGISTER_FINDING_KINDS[kind][lang],
    },
    { head: { zh: '姓名', en: 'Name' }, width: 14, text: ({ name }) => name },
    { head: { zh: '人员编号', en: 'Person no.' }, width: 24, text: ({ psnNo }) => psnNo },
    { head: { zh: '情况', en: 'What was found' }, width: 50, text: ({ sentence }, lang) => sentence[lang] },
    { head: { zh: '发现日期', en: 'Found on' }, width: 14, text: ({ foundOn }) => foundOn },
    { head: { zh: '状态', en: 'State' }, width: 12, text: ({ state }, lang) => FINDING_STATES[state][lang] },
    { head: { zh: '处理人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
    { head: { zh: '意见', en: 'Note' }, width: 30, text: ({ note }) => note },
  ],
};

/** 用户 */
export const USERS: ListSheet<UsersPage['items'][number]> = {
  name: 'users',
  columns: [
    { head: { zh: '账号', en: 'Account' }, width: 20, text: ({ account }) => account },
    { head: { zh: '姓名', en: 'Name' }, width: 16, text: ({ name }) => name },
    {
      head: { zh: '角色', en: 'Roles' },
      width: 30,
      text: ({ roles }, lang) => roles.map((role) => ROLES[role].name[lang]).join('、'),
    },
    { head: { zh: '所属', en: 'Place' }, width: 30, text: ({ placeName }) => placeName },
    {
      head: { zh: '已锁定', en: 'Locked' },
      width: 10,
      text: ({ locked }, lang) => yesNo(locked !== undefined)[lang],
    },
    { head: { zh: '锁定原因', en: 'Why locked' }, width: 30, text: ({ locked }) => locked?.reason ?? '' },
    {
      head: { zh: '第二验证', en: 'Second factor' },
      width: 14,
      text: ({ secondFactor }, lang) => yesNo(secondFactor)[lang],
    },
    { head: { zh: '建立时间', en: 'Created at' }, width: 20, text: ({ createdAt }) => time(createdAt) },
  ],
};

/** 审计日志 */
export const AUDIT: ListSheet<AuditPage['items'][number]> = {
  name: 'audit-log',
  columns: [
    { head: { zh: '链号.序号', en: 'Chain.position' }, width: 14, text: ({ id }) => id },
    { head: { zh: '时间', en: 'At' }, width: 20, text: ({ at }) => time(at) },
    { head: { zh: '谁', en: 'Who' }, width: 20, text: ({ actor }) => actor },
    {
      head: { zh: '做了什么', en: 'Did what' },
      width: 24,
      text: ({ action }, lang) => auditActionWord(action)?.[lang] ?? action,
    },
    {
      head: { zh: '对象', en: 'Of what' },
      width: 30,
      text: ({ subject }, lang) => subjectText(subject, lang),
    },
    { head: { zh: '内容', en: 'Detail' }, width: 60, text: ({ detail }, lang) => detailText(detail, lang) },
  ],
};
