import {
  BORN_ON,
  CERTIFICATE,
  CERTIFICATE_KIND,
  HOUSEHOLD_KIND,
  NAME,
  NOTE,
  PHONE,
  RESIDENCE,
  SEX,
} from '../person-columns.ts';
import type { SheetKind } from '../sheet-kind.ts';

/** 新生儿参保 */
export const NEWBORNS: SheetKind = {
  id: 'newborns',
  name: { zh: '新生儿参保', en: 'Newborns' },
  intro: { zh: '本村（社区）新出生的婴儿，随母亲登记', en: 'Newborns of the community, with their mothers' },
  version: '2026.1',
  of: 'community',
  columns: [
    NAME,
    {
      ...CERTIFICATE_KIND,
      hint: {
        zh: '不填即居民身份证；未落户的选出生医学证明',
        en: 'Certificate of birth where there is no identity number yet',
      },
    },
    CERTIFICATE,
    SEX,
    BORN_ON,
    {
      id: 'motherName',
      name: { zh: '母亲姓名', en: 'Mother' },
      required: true,
      form: { kind: 'name' },
      hint: { zh: '与母亲证件一致', en: 'As her certificate has it' },
    },
    {
      id: 'motherCertNo',
      name: { zh: '母亲证件号码', en: 'Her certificate number' },
      required: true,
      form: { kind: 'certificate' },
      hint: { zh: '居民身份证', en: 'Identity card' },
    },
    RESIDENCE,
    HOUSEHOLD_KIND,
    PHONE,
    NOTE,
  ],
  samples: [
    {
      name: '示例甲',
      certNo: '990100202601010019',
      motherName: '示例母',
      motherCertNo: '990100199501010023',
    },
    {
      name: '示例乙',
      certType: '出生医学证明',
      certNo: 'A990000001',
      sex: '女',
      bornOn: '2026-01-15',
      motherName: '示例母',
      motherCertNo: '990100199501010023',
    },
    {
      name: '示例丙',
      certNo: '990100202602020021',
      motherName: '示例母',
      motherCertNo: '990100199602020028',
    },
  ],
  rules: [
    {
      zh: '出生后在政策规定的天数内参保缴费的，自出生之日起享受待遇。',
      en: 'Who enrols within the days that the policy gives is covered from birth.',
    },
  ],
};
