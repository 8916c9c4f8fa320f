import {
  ADDRESS,
  BORN_ON,
  CERTIFICATE,
  CERTIFICATE_KIND,
  GUARDIAN,
  HOUSEHOLD_KIND,
  NAME,
  NOTE,
  PHONE,
  RESIDENCE,
  RESIDENCE_PROOF,
  SEX,
  TIER,
  YEAR,
} from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 居民按户参保 */
export const HOUSEHOLD: SheetKind = {
  id: 'household',
  name: { zh: '居民按户参保', en: 'Residents by household' },
  intro: {
    zh: '本村（社区）参加居民医保的家庭，一户几人就填几行',
    en: 'Households of the community that enrol as residents, a row for each member',
  },
  version: '2026.1',
  of: 'community',
  columns: [
    {
      id: 'household',
      name: { zh: '户号', en: 'Household no.' },
      required: true,
      form: { kind: 'text', most: 30 },
      hint: { zh: '同一户填同一个号，可自编', en: 'The same for all members; any number of your own' },
    },
    {
      id: 'relation',
      name: { zh: '与户主关系', en: 'Relation to the head' },
      required: true,
      form: {
        kind: 'choice',
        choices: [
          { value: 'head', name: { zh: '户主', en: 'head' } },
          { value: 'spouse', name: { zh: '配偶', en: 'spouse' } },
          { value: 'child', name: { zh: '子女', en: 'child' } },
          { value: 'parent', name: { zh: '父母', en: 'parent' } },
          { value: 'other', name: { zh: '其他', en: 'other' } },
        ],
      },
      hint: { zh: '每户一个户主；户主不参保时也要填，业务填“仅登记”', en: 'One head in each household' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'act',
      name: { zh: '业务类型', en: 'Act' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'join', name: { zh: '参保', en: 'enrol' } },
          { value: 'register', name: { zh: '仅登记', en: 'register only' } },
        ],
      },
      hint: { zh: '不填即参保', en: 'Empty means enrol' },
    },
    {
      id: 'status',
      name: { zh: '人员类别', en: 'Status' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'adult', name: { zh: '成年居民', en: 'adult' } },
          { value: 'elderly', name: { zh: '老年居民', en: 'elderly' } },
          { value: 'child', name: { zh: '学龄前儿童', en: 'child' } },
          { value: 'student', name: { zh: '中小学生', en: 'student' } },
        ],
      },
      hint: { zh: '不填时按年龄取', en: 'From the age when empty' },
    },
    TIER,
    YEAR,
    RESIDENCE,
    HOUSEHOLD_KIND,
    RESIDENCE_PROOF,
    PHONE,
    ADDRESS,
    GUARDIAN,
    NOTE,
  ],
  samples: [
    {
      household: '1',
      relation: '户主',
      name: '示例甲',
      certNo: '990100198001010010',
      tier: '一档',
      phone: '13800000001',
    },
    { household: '1', relation: '配偶', name: '示例乙', certNo: '990100198202020023', tier: '一档' },
    { household: '1', relation: '子女', name: '示例丙', certNo: '990100201503030037', guardian: '示例甲' },
  ],
  rules: [
    {
      zh: '参保后从哪天起享受待遇由政策决定，检查结果逐行显示；缴费后方享受待遇。',
      en: 'From which day a person is covered is decided by the policy; the check shows it for each row.',
    },
    {
      zh: '正在参加职工医保的人不能重复参加居民医保。',
      en: 'Who is covered as an employee cannot enrol as a resident too.',
    },
  ],
};
