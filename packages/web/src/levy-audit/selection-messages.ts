import { defineMessages } from '../i18n/messages.ts';

export const selectionMessages = defineMessages('levySelection', {
  title: { zh: '重点稽核选户', en: 'Whom to audit' },
  intro: {
    zh: '按参保登记、核定和欠费给用人单位打分，满分 100。点开理由看每一项的数字。得分只说明值得一查，不是结论。',
    en: 'Employers scored from enrolment, assessments and arrears, at most 100. Open the reasons for the numbers. A score says where to look; it concludes nothing.',
  },
  back: { zh: '全部稽核任务', en: 'All audits' },
  employerFind: { zh: '单位名称或代码', en: 'Name or code' },
  find: { zh: '查找', en: 'Find' },
  signal: { zh: '理由', en: 'Reason' },
  any: { zh: '全部', en: 'All' },
  none: { zh: '没有得分的单位', en: 'No employer stands out' },
  noneHint: {
    zh: '核定职工月份之后才有得分；或放宽条件。',
    en: 'Scores need a month assessed; or ask for more.',
  },
  sums: {
    zh: '共 {{n}} 家，{{persons}} 人，欠费 {{overdue}}；比较 {{from}} 与 {{to}}',
    en: '{{n}} in all with {{persons}} persons, {{overdue}} overdue; {{from}} compared with {{to}}',
  },
  score: { zh: '得分', en: 'Score' },
  employer: { zh: '单位', en: 'Employer' },
  reasons: { zh: '理由', en: 'Reasons' },
  persons: { zh: '核定人数', en: 'Persons' },
  overdue: { zh: '欠费（元）', en: 'Overdue (yuan)' },
  audit: { zh: '稽核', en: 'Audit' },
  begin: { zh: '开始稽核', en: 'Begin an audit' },
  underWay: { zh: '稽核中', en: 'Under way' },
  auditName: { zh: '重点稽核：{{name}}', en: 'Selected: {{name}}' },
  points: { zh: '{{points}} 分（满分 {{weight}}）', en: '{{points}} of {{weight}} points' },
  whyChosen: { zh: '为何选此单位', en: 'Why this employer' },
  chosenScore: {
    zh: '立案时选户得分 {{score}} 分，比较 {{from}} 与 {{to}}；得分不是结论。',
    en: '{{score}} points when the audit began, {{from}} compared with {{to}}; a score concludes nothing.',
  },
  atFloor: { zh: '多按下限', en: 'at the floor' },
  lowAverage: { zh: '基数偏低', en: 'low bases' },
  movement: { zh: '人员变化异常', en: 'movement' },
  arrears: { zh: '欠费', en: 'arrears' },
  lowered: { zh: '调低基数', en: 'bases lowered' },
  uncorrected: { zh: '未整改', en: 'not corrected' },
});
