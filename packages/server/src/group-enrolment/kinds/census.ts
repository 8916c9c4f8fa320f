import { EXEMPT_REASONS } from '@gongji/contract';
import {
  ADDRESS,
  BORN_ON,
  CERTIFICATE,
  CERTIFICATE_KIND,
  NAME,
  NOTE,
  PHONE,
  RESIDENCE,
  SEX,
} from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 人口底册 */
export const CENSUS: SheetKind = {
  id: 'census',
  name: { zh: '人口底册', en: 'Census' },
  intro: {
    zh: '本村（社区）应参保人口，参保率的分母；空挂户和在外参保的单独注明',
    en: 'Who ought to be insured in the community; who only is registered there or is insured elsewhere is marked',
  },
  version: '2026.2',
  of: 'community',
  columns: [
    {
      id: 'household',
      name: { zh: '户号', en: 'Household no.' },
      form: { kind: 'text', most: 30 },
      hint: { zh: '可不填', en: 'May be empty' },
    },
    NAME,
    CERTIFICATE_KIND,
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'living',
      name: { zh: '居住情况', en: 'Living here' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'true', name: { zh: '常住', en: 'lives here' } },
          { value: 'false', name: { zh: '空挂户', en: 'registered only' } },
        ],
      },
      hint: { zh: '不填即常住；户口在册而人不在此居住的填空挂户', en: 'Empty means lives here' },
    },
    {
      id: 'exempt',
      name: { zh: '不在本地参保原因', en: 'Why not insured here' },
      form: {
        kind: 'choice',
        choices: [
          { value: 'none', name: { zh: '无', en: 'none' } },
          ...Object.entries(EXEMPT_REASONS).map(([value, name]) => ({ value, name })),
        ],
      },
      hint: {
        zh: '不填即无；填写后不计入应参保人数',
        en: 'Empty means none; others are not counted as eligible',
      },
    },
    {
      id: 'proof',
      name: { zh: '佐证', en: 'Proof' },
      form: { kind: 'text', most: 100 },
      hint: { zh: '如 外地参保凭证编号', en: 'Like the number of a certificate' },
    },
    RESIDENCE,
    PHONE,
    ADDRESS,
    NOTE,
  ],
  samples: [
    { household: '1', name: '示例甲', certNo: '990100198001010010', living: '常住' },
    {
      household: '1',
      name: '示例乙',
      certNo: '990100198202020023',
      exempt: '在外地参保',
      proof: '参保凭证编号',
    },
    { household: '2', name: '示例丙', certNo: '990100197503030034', living: '空挂户' },
  ],
  rules: [
    {
      zh: '没有登记过的人会登记为参保人（未参保），以便列入未参保名单。',
      en: 'Who is not registered yet is entered without cover, to stand in the list of the missing.',
    },
  ],
};
