import { STOP_REASONS } from '@gongji/contract';
import { BORN_ON, CERTIFICATE, CERTIFICATE_KIND, NAME, NOTE, SEX } from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 停保名单 */
export const ENDINGS: SheetKind = {
  id: 'endings',
  name: { zh: '停保名单', en: 'Covers to end' },
  intro: {
    zh: '医保经办机构批量停保：毕业生、重复参保、外地已参保等；须另一人复核后入库',
    en: 'Covers that the agency ends in one act: graduates, double cover, insured elsewhere; a second person agrees first',
  },
  version: '2026.1',
  of: 'agency',
  secondPerson: true,
  columns: [
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'scheme',
      name: { zh: '险种', en: 'Scheme' },
      required: true,
      form: {
        kind: 'choice',
        choices: [
          { value: 'employee', name: { zh: '职工医保', en: 'employee' } },
          { value: 'resident', name: { zh: '居民医保', en: 'resident' } },
        ],
      },
      hint: { zh: '停哪一种', en: 'Which cover ends' },
    },
    {
      id: 'on',
      name: { zh: '停保日期', en: 'Last covered day' },
      also: ['参保截止日期', '终止日期'],
      required: true,
      form: { kind: 'day' },
      hint: { zh: '参保的最后一天', en: 'The last day with cover' },
    },
    {
      id: 'stopReason',
      name: { zh: '停保原因', en: 'Reason' },
      required: true,
      form: {
        kind: 'choice',
        choices: Object.entries(STOP_REASONS).map(([value, name]) => ({ value, name })),
      },
      hint: { zh: '从下拉列表选择', en: 'From the list' },
    },
    {
      id: 'finding',
      name: { zh: '疑点编号', en: 'Finding' },
      form: { kind: 'text', most: 20 },
      hint: {
        zh: '由登记疑点生成的名单自带，手工填写的名单不填',
        en: 'Stands in lists that are made from findings',
      },
    },
    NOTE,
  ],
  samples: [
    {
      name: '示例甲',
      certNo: '990100200401010011',
      scheme: '居民医保',
      on: '2026-10-31',
      stopReason: '毕业离校',
    },
    {
      name: '示例乙',
      certNo: '990100199002020022',
      scheme: '居民医保',
      on: '2026-04-30',
      stopReason: '重复参保清理',
    },
    {
      name: '示例丙',
      certNo: '990100198503030033',
      scheme: '职工医保',
      on: '2026-06-30',
      stopReason: '转往外地参保',
    },
  ],
  rules: [
    {
      zh: '停保日期之后已结算的费用会追溯重算，检查结果中列明笔数和金额。',
      en: 'Bills settled after the last day are settled again; the check says how many and what that moves.',
    },
    {
      zh: '提交入库的人不能复核自己提交的名单。',
      en: 'Who asks for a list to be written never decides it.',
    },
  ],
};
