import type { FindingsView, LevyAuditsView, LevyNoticesView, LevySelectionView } from '@gongji/contract';
import type { Bilingual } from '@gongji/domain';
import { checkSet } from '../levy-audit/task.ts';
import { beijingTime } from '../provider-interface/message/beijing-time.ts';
import type { ListSheet } from './list-file.ts';
import { yesNo } from './words.ts';

type FindingRow = FindingsView['items'][number];

const STATES: Readonly<Record<FindingRow['state'], Bilingual>> = {
  open: { zh: '待通知', en: 'to be noticed' },
  noticed: { zh: '已通知', en: 'noticed' },
  rectified: { zh: '已整改', en: 'rectified' },
  dismissed: { zh: '不属实', en: 'dismissed' },
  gone: { zh: '已消失', en: 'gone' },
};
const AUDIT_STATES = {
  closed: { zh: '已办结', en: 'closed' },
  running: { zh: '办理中', en: 'under way' },
} as const;
const WHOLE_REGION: Bilingual = { zh: '全区', en: 'whole region' };

/** 征缴稽核任务 */
export const LEVY_AUDITS: ListSheet<LevyAuditsView['items'][number]> = {
  name: 'levy-audits',
  columns: [
    { head: { zh: '稽核编号', en: 'Audit' }, width: 22, text: ({ auditId }) => auditId },
    { head: { zh: '名称', en: 'Name' }, width: 32, text: ({ name }) => name },
    {
      head: { zh: '对象', en: 'Of' },
      width: 32,
      text: ({ unit }, lang) => unit?.name ?? WHOLE_REGION[lang],
    },
    {
      head: { zh: '统一社会信用代码', en: 'Unit code' },
      width: 24,
      text: ({ unit }) => unit?.uscc ?? '',
    },
    { head: { zh: '起始月份', en: 'From' }, width: 12, text: ({ from }) => from },
    { head: { zh: '终止月份', en: 'To' }, width: 12, text: ({ to }) => to },
    { head: { zh: '发现', en: 'Findings' }, width: 10, count: ({ findings }) => findings },
    { head: { zh: '未结', en: 'Open' }, width: 10, count: ({ open }) => open },
    { head: { zh: '少缴（元）', en: 'Short (yuan)' }, width: 16, fen: ({ shortFen }) => shortFen },
    { head: { zh: '已补（元）', en: 'Made up (yuan)' }, width: 16, fen: ({ madeUpFen }) => madeUpFen },
    {
      head: { zh: '状态', en: 'State' },
      width: 12,
      text: ({ closedAt }, lang) => AUDIT_STATES[closedAt === undefined ? 'running' : 'closed'][lang],
    },
    { head: { zh: '建立人', en: 'Begun by' }, width: 16, text: ({ createdBy }) => createdBy },
    {
      head: { zh: '建立时间', en: 'Begun at' },
      width: 20,
      text: ({ createdAt }) => beijingTime(new Date(createdAt)),
    },
  ],
};

/** 整改通知书 */
export const LEVY_NOTICES: ListSheet<LevyNoticesView['items'][number]> = {
  name: 'levy-notices',
  columns: [
    { head: { zh: '通知书编号', en: 'Notice' }, width: 22, text: ({ noticeNo }) => noticeNo },
    { head: { zh: '单位', en: 'Unit' }, width: 32, text: ({ unitName }) => unitName },
    { head: { zh: '统一社会信用代码', en: 'Unit code' }, width: 24, text: ({ uscc }) => uscc },
    { head: { zh: '下达人', en: 'Issued by' }, width: 16, text: ({ issuedBy }) => issuedBy },
    {
      head: { zh: '下达时间', en: 'Issued at' },
      width: 20,
      text: ({ issuedAt }) => beijingTime(new Date(issuedAt)),
    },
    { head: { zh: '整改期限', en: 'Due on' }, width: 14, text: ({ dueOn }) => dueOn },
    { head: { zh: '发现', en: 'Findings' }, width: 10, count: ({ findings }) => findings },
    { head: { zh: '未结', en: 'Open' }, width: 10, count: ({ open }) => open },
  ],
};

/** 重点稽核选户 */
export const LEVY_SELECTION: ListSheet<LevySelectionView['items'][number]> = {
  name: 'levy-selection',
  columns: [
    { head: { zh: '统一社会信用代码', en: 'Unit code' }, width: 24, text: ({ uscc }) => uscc },
    { head: { zh: '单位', en: 'Employer' }, width: 34, text: ({ name }) => name },
    { head: { zh: '所在街道', en: 'Street' }, width: 20, text: ({ areaName }) => areaName ?? '' },
    { head: { zh: '得分', en: 'Score' }, width: 8, text: ({ score }) => String(score) },
    {
      head: { zh: '理由', en: 'Reasons' },
      width: 90,
      text: ({ reasons }, lang) =>
        reasons.map(({ text, points }) => `${text[lang]} (+${points})`).join(lang === 'zh' ? '；' : '; '),
    },
    { head: { zh: '核定人数', en: 'Persons' }, width: 10, count: ({ persons }) => persons },
    { head: { zh: '欠费（元）', en: 'Overdue (yuan)' }, width: 16, fen: ({ overdueFen }) => overdueFen },
    {
      head: { zh: '上次稽核', en: 'Last audited' },
      width: 14,
      text: ({ lastAuditedOn }) => lastAuditedOn ?? '',
    },
  ],
};

/** 稽核发现 of one audit */
export const LEVY_FINDINGS: ListSheet<FindingRow> = {
  name: 'levy-findings',
  columns: [
    { head: { zh: '发现编号', en: 'Finding' }, width: 22, text: ({ findingId }) => findingId },
    { head: { zh: '检查项', en: 'Check' }, width: 24, text: ({ check }, lang) => checkName(check)[lang] },
    { head: { zh: '对象', en: 'Who' }, width: 30, text: ({ subject }) => subject.name },
    {
      head: { zh: '证件号或代码', en: 'Certificate or code' },
      width: 24,
      text: ({ subject }) => subject.key,
    },
    { head: { zh: '单位代码', en: 'Unit code' }, width: 24, text: ({ uscc }) => uscc },
    { head: { zh: '发现', en: 'What' }, width: 50, text: ({ text }, lang) => text[lang] },
    { head: { zh: '资料行', en: 'Rows of the file' }, width: 14, text: ({ rowNos }) => rowNos.join('、') },
    { head: { zh: '少缴（元）', en: 'Short (yuan)' }, width: 16, fen: ({ amountFen }) => amountFen ?? 0 },
    { head: { zh: '已补（元）', en: 'Made up (yuan)' }, width: 16, fen: ({ madeUpFen }) => madeUpFen ?? 0 },
    { head: { zh: '状态', en: 'State' }, width: 14, text: ({ state }, lang) => STATES[state][lang] },
    { head: { zh: '逾期', en: 'Overdue' }, width: 8, text: ({ overdue }, lang) => yesNo(overdue)[lang] },
    { head: { zh: '整改通知书', en: 'Notice' }, width: 22, text: ({ notice }) => notice?.noticeNo ?? '' },
    { head: { zh: '整改期限', en: 'Due on' }, width: 14, text: ({ notice }) => notice?.dueOn ?? '' },
    { head: { zh: '结果', en: 'Result' }, width: 40, text: ({ result }) => result },
    { head: { zh: '复核人', en: 'Decided by' }, width: 16, text: ({ decidedBy }) => decidedBy ?? '' },
  ],
};

function checkName(id: string): Bilingual {
  return checkSet().checks.find((check) => check.id === id)?.name ?? { zh: id, en: id };
}
