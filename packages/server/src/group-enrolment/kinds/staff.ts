import { BORN_ON, CERTIFICATE, CERTIFICATE_KIND, NAME, NOTE, PHONE, SEX } from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 单位职工: who joins, who leaves, whose base changes. */
export const STAFF: SheetKind = {
  id: 'staff',
  name: { zh: '单位职工增减', en: 'Staff: new, stop, base change' },
  intro: {
    zh: '本单位当月新增、停保的职工和变更缴费基数的职工',
    en: 'Staff of the unit who join, leave or have another base this month',
  },
  version: '2026.1',
  of: 'employer',
  columns: [
    {
      id: 'act',
      name: { zh: '业务类型', en: 'Act' },
      required: true,
      form: {
        kind: 'choice',
        choices: [
          { value: 'join', name: { zh: '新增', en: 'new' } },
          { value: 'stop', name: { zh: '停保', en: 'stop' } },
          { value: 'base', name: { zh: '基数变更', en: 'base change' } },
        ],
      },
      hint: { zh: '新增、停保、基数变更三选一', en: 'New, stop or base change' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'month',
      name: { zh: '生效月份', en: 'Month' },
      also: ['参保月份', '起始月份', '停保月份'],
      required: true,
      form: { kind: 'month' },
      hint: {
        zh: '新增为首月，停保为最后缴费月；如 2026-01',
        en: 'First month of who joins, last month of who leaves; like 2026-01',
      },
    },
    {
      id: 'base',
      name: { zh: '月缴费基数', en: 'Monthly base (yuan)' },
      also: ['缴费基数', '月工资', '申报工资'],
      form: { kind: 'amount', leastYuan: 1, mostYuan: 1_000_000 },
      hint: {
        zh: '上年月均工资，以元为单位；新增和基数变更必填，上下限由系统处理',
        en: 'Mean monthly pay of last year in yuan; needed for new and base change; floor and ceiling are applied by the system',
      },
    },
    PHONE,
    NOTE,
  ],
  samples: [
    {
      act: '新增',
      name: '示例甲',
      certNo: '990100199001010014',
      month: '2026-01',
      base: '6500',
      phone: '13800000001',
    },
    { act: '停保', name: '示例乙', certNo: '990100199202020028', month: '2026-01', note: '离职' },
    { act: '基数变更', name: '示例·丙', certNo: '99010019880808003X', month: '2026-01', base: '7200.50' },
  ],
  rules: [
    {
      zh: '一人一行。同一人当月先停后增的，分两个文件先后上传。',
      en: 'One row for a person. Who leaves and joins in one month stands in two files, one after the other.',
    },
    {
      zh: '月份最早可到上三个月，更早的补办请到经办窗口。',
      en: 'Months up to three back; earlier ones are done at the desk.',
    },
  ],
};
