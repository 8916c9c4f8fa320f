import { CERTIFICATE, CERTIFICATE_KIND, NAME, NOTE } from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 特殊人群名单 */
export const GROUPS: SheetKind = {
  id: 'groups',
  name: { zh: '特殊人群名单', en: 'Special groups' },
  intro: {
    zh: '民政、残联等部门认定的低保、特困、重残等人员',
    en: 'Persons in need as civil affairs, the disabled federation and others have found',
  },
  version: '2026.1',
  of: 'community',
  columns: [
    {
      id: 'act',
      name: { zh: '业务类型', en: 'Act' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'add', name: { zh: '认定', en: 'add' } },
          { value: 'end', name: { zh: '终止', en: 'end' } },
        ],
      },
      hint: { zh: '不填即认定', en: 'Empty means add' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    {
      id: 'group',
      name: { zh: '人群类别', en: 'Group' },
      required: true,
      form: {
        kind: 'choice',
        choices: [
          { value: 'lowIncome', name: { zh: '低保对象', en: 'low income' } },
          { value: 'extremelyPoor', name: { zh: '特困人员', en: 'extremely poor' } },
          { value: 'lowIncomeEdge', name: { zh: '低保边缘家庭成员', en: 'edge of low income' } },
          { value: 'povertyWatch', name: { zh: '防返贫监测对象', en: 'watched against poverty' } },
          { value: 'severelyDisabled', name: { zh: '重度残疾人', en: 'severely disabled' } },
          { value: 'orphan', name: { zh: '孤儿', en: 'orphan' } },
          { value: 'entitledGroup', name: { zh: '优抚对象', en: 'entitled group' } },
        ],
      },
      hint: { zh: '从下拉列表选择', en: 'From the list' },
    },
    {
      id: 'from',
      name: { zh: '认定日期', en: 'From' },
      also: ['开始日期'],
      required: true,
      form: { kind: 'day' },
      hint: { zh: '终止的填终止日期', en: 'The last day, for who is ended' },
    },
    {
      id: 'to',
      name: { zh: '有效期至', en: 'Until' },
      form: { kind: 'day' },
      hint: { zh: '长期有效不填', en: 'Empty when it is open' },
    },
    {
      id: 'proofNo',
      name: { zh: '证明编号', en: 'Proof no.' },
      form: { kind: 'text', most: 60 },
      hint: { zh: '低保证、残疾证等的编号', en: 'Number of the certificate' },
    },
    {
      id: 'provedBy',
      name: { zh: '认定部门', en: 'Found by' },
      required: true,
      form: { kind: 'text', most: 60 },
      hint: { zh: '如 某区民政局', en: 'The office that found it' },
    },
    NOTE,
  ],
  samples: [
    {
      name: '示例甲',
      certNo: '990100195001010012',
      group: '低保对象',
      from: '2026-01-01',
      provedBy: '示例区民政局',
    },
    {
      name: '示例乙',
      certNo: '990100196002020025',
      group: '重度残疾人',
      from: '2026-01-01',
      proofNo: '99010019600202002542',
      provedBy: '示例区残联',
    },
    {
      act: '终止',
      name: '示例丙',
      certNo: '990100197003030036',
      group: '低保对象',
      from: '2026-03-31',
      provedBy: '示例区民政局',
    },
  ],
  rules: [
    {
      zh: '只登记身份，不改变参保状态；资助参保按政策自动适用。',
      en: 'Only the group is entered; help with contributions follows from the policy.',
    },
  ],
};
