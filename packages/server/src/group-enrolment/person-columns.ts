import type { Choice, SheetColumn } from './sheet-kind.ts';

/** Columns that name a person; the same in every list. */
export const NAME: SheetColumn = {
  id: 'name',
  name: { zh: '姓名', en: 'Name' },
  required: true,
  form: { kind: 'name' },
  hint: {
    zh: '与证件一致；少数民族姓名中的间隔号照写',
    en: 'As the certificate has it, with its middle dots',
  },
};
export const CERTIFICATE_KIND: SheetColumn = {
  id: 'certType',
  name: { zh: '证件类型', en: 'Certificate' },
  form: { kind: 'certificateKind' },
  hint: { zh: '不填即居民身份证', en: 'Empty means resident identity card' },
};
export const CERTIFICATE: SheetColumn = {
  id: 'certNo',
  name: { zh: '证件号码', en: 'Certificate number' },
  also: ['身份证号', '身份证号码', '公民身份号码', '证件号'],
  required: true,
  form: { kind: 'certificate' },
  hint: {
    zh: '本列已设为文本；15 位旧号自动换成 18 位',
    en: 'The column is text; an old number of 15 digits becomes one of 18',
  },
};
export const SEX: SheetColumn = {
  id: 'sex',
  name: { zh: '性别', en: 'Sex' },
  form: { kind: 'sex' },
  hint: { zh: '身份证可不填，按号码取', en: 'May be empty with an identity card' },
};
export const BORN_ON: SheetColumn = {
  id: 'bornOn',
  name: { zh: '出生日期', en: 'Born on' },
  also: ['出生年月', '生日'],
  form: { kind: 'day' },
  hint: { zh: '身份证可不填；如 1990-01-31', en: 'May be empty with an identity card; like 1990-01-31' },
};
export const PHONE: SheetColumn = {
  id: 'phone',
  name: { zh: '手机号码', en: 'Mobile number' },
  also: ['手机', '手机号', '联系电话'],
  form: { kind: 'phone' },
  hint: { zh: '11 位，可不填', en: '11 digits, may be empty' },
};
export const ADDRESS: SheetColumn = {
  id: 'address',
  name: { zh: '住址', en: 'Address' },
  also: ['地址', '居住地址'],
  form: { kind: 'text', most: 100 },
  hint: { zh: '可不填', en: 'May be empty' },
};
export const NOTE: SheetColumn = {
  id: 'note',
  name: { zh: '备注', en: 'Note' },
  form: { kind: 'text', most: 200 },
  hint: { zh: '只供本单位查看，不入库', en: 'For your own use; not stored' },
};

export const RESIDENCES: readonly Choice[] = [
  { value: 'local', name: { zh: '本地户籍', en: 'registered here' } },
  { value: 'nonLocal', name: { zh: '外地户籍', en: 'registered elsewhere' } },
  { value: 'hmt', name: { zh: '港澳台', en: 'Hong Kong, Macao, Taiwan' } },
  { value: 'foreign', name: { zh: '外国籍', en: 'foreign' } },
];
export const RESIDENCE: SheetColumn = {
  id: 'residence',
  name: { zh: '户籍', en: 'Household registration' },
  form: { kind: 'choice', choices: RESIDENCES },
  hint: { zh: '不填即本地户籍', en: 'Empty means registered here' },
};

export const HOUSEHOLD_KIND: SheetColumn = {
  id: 'householdKind',
  name: { zh: '户籍性质', en: 'Urban or rural household' },
  form: {
    kind: 'choice',
    choices: [
      { value: 'urban', name: { zh: '城镇', en: 'urban' } },
      { value: 'rural', name: { zh: '农村', en: 'rural' } },
    ],
  },
  hint: { zh: '不清楚的不填', en: 'Empty where it is not known' },
};

export const TIERS: readonly Choice[] = [
  { value: 'tier1', name: { zh: '一档', en: 'tier 1' } },
  { value: 'tier2', name: { zh: '二档', en: 'tier 2' } },
];
export const TIER: SheetColumn = {
  id: 'tier',
  name: { zh: '缴费档次', en: 'Tier' },
  form: { kind: 'choice', choices: TIERS },
  hint: { zh: '不填即一档', en: 'Empty means tier 1' },
};

export const YEAR: SheetColumn = {
  id: 'year',
  name: { zh: '参保年度', en: 'Year' },
  form: { kind: 'year' },
  hint: {
    zh: '如 2027；不填时为本年度，来不及的为下一年度',
    en: 'Like 2027; this year when empty, or the next where it is too late',
  },
};

export const RESIDENCE_PROOF: SheetColumn = {
  id: 'residenceProof',
  name: { zh: '居住证号', en: 'Residence permit' },
  form: { kind: 'text', most: 60 },
  hint: { zh: '非本地户籍必填', en: 'Needed for who is not registered here' },
};
export const PAPERS_IN_TIME: SheetColumn = {
  id: 'papersInTime',
  name: { zh: '材料按期交齐', en: 'Papers in time' },
  form: {
    kind: 'choice',
    choices: [
      { value: 'yes', name: { zh: '是', en: 'yes' } },
      { value: 'no', name: { zh: '否', en: 'no' } },
    ],
  },
  hint: {
    zh: '只在政策要求特殊人群按期交件时填写；不填即否',
    en: 'Only where the policy asks for the papers of special groups within a time; empty means no',
  },
};
export const GUARDIAN: SheetColumn = {
  id: 'guardian',
  name: { zh: '监护人姓名', en: 'Guardian' },
  form: { kind: 'name' },
  hint: { zh: '未满 18 周岁必填', en: 'Needed under 18' },
};
