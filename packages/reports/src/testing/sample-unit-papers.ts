import type { DunningNotice, LevyDecision, LevyNotice } from '../document/paper.ts';

/** Made-up papers to employers for tests. */
const WHO = {
  regionName: '共济市',
  agencyName: '共济市医疗保障经办机构',
  payerName: '共济市同心机械有限公司',
  payerCode: '91990100MA00000001',
} as const;

// 3402.20 and its late fee of ten days, 17.01: 3419.21
export const DUNNING: DunningNotice = {
  document: 'dunning-notice',
  fields: {
    ...WHO,
    noticeNo: 'CJ990100202609A1',
    noticeTitle: { zh: '医疗保险费催缴提醒', en: 'Reminder to pay contributions' },
    noticeText: { zh: '请于 2026-09-25 前缴清。', en: 'Please pay by 2026-09-25.' },
    issuedOn: '2026-09-10',
    payBy: '2026-09-25',
    arrearsFen: 340_220,
    lateFeeFen: 1_701,
    dueFen: 341_921,
  },
  rows: {
    arrears: [
      {
        number: 1,
        billNo: '990100-202608-000001',
        period: '2026-08',
        dueOn: '2026-08-31',
        arrearFen: 340_220,
      },
    ],
  },
  flags: [],
};

const AUDITED = {
  ...WHO,
  noticeNo: 'JH2026112600000001',
  issuedOn: '2026-11-26',
  dueOn: '2026-12-11',
  auditName: '专项稽核',
  period: '2026-10 – 2026-10',
  findings: 2,
} as const;
const SHORT = {
  number: 1,
  subjectName: '陈建国',
  subjectNo: '990***********0017',
  finding: { zh: '申报基数偏低', en: 'the base is too low' },
  lineShortFen: 19_000,
} as const;
const MISSING = {
  number: 2,
  subjectName: '褚远行',
  subjectNo: '990***********0015',
  finding: { zh: '未在本单位参保', en: 'not insured by the unit' },
} as const;
const LAW = { zh: '《社会保险法》第六十条', en: 'Social Insurance Law 第六十条' } as const;

export const LEVY_NOTICE: LevyNotice = {
  document: 'levy-notice',
  fields: { ...AUDITED, shortFen: 19_000 },
  rows: {
    found: [
      { ...SHORT, checkName: { zh: '工资基数', en: 'wages' }, clause: LAW },
      { ...MISSING, checkName: { zh: '花名册', en: 'roster' }, clause: LAW },
    ],
  },
  flags: [],
};

export const LEVY_DECISION: LevyDecision = {
  document: 'levy-decision',
  fields: { ...AUDITED, shortFen: 19_000, madeUpFen: 19_000, decidedOn: '2026-12-10' },
  rows: {
    found: [
      { ...SHORT, outcome: { zh: '已整改', en: 'put right' }, result: '已补缴', lineMadeUpFen: 19_000 },
      {
        ...MISSING,
        outcome: { zh: '不属实', en: 'no fault' },
        result: '已离职',
        lineShortFen: 0,
        lineMadeUpFen: 0,
      },
    ],
  },
  flags: [],
};
