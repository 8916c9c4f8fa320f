import type { Bilingual } from '@gongji/domain';

export type UnitKind = 'employer' | 'school' | 'community';
export type UnitField =
  | 'kind'
  | 'code'
  | 'name'
  | 'employerKind'
  | 'industry'
  | 'areaCode'
  | 'contactName'
  | 'contactPhone'
  | 'address'
  | 'bankName'
  | 'bankAccount'
  | 'into'
  | 'className'
  | 'newName'
  | 'newClass'
  | 'grade'
  | 'years'
  | 'headName'
  | 'headPhone';

/** One act about a unit 单位业务: the form is made from these rows. */
export interface UnitAct {
  readonly act: string;
  readonly name: Bilingual;
  /** The act as the operation knows it. */
  readonly sends:
    | 'change'
    | 'suspend'
    | 'resume'
    | 'cancel'
    | 'merge'
    | 'openClass'
    | 'changeClass'
    | 'renameClass'
    | 'closeClass';
  readonly fields: readonly UnitField[];
  readonly day?: Bilingual;
  readonly kinds: readonly UnitKind[];
  /** State in which it is offered. */
  readonly when: 'active' | 'suspended';
}

const ALL: readonly UnitKind[] = ['employer', 'school', 'community'];
const ON: Bilingual = { zh: '日期', en: 'day' };

export const UNIT_ACTS: readonly UnitAct[] = [
  {
    act: 'contact',
    name: { zh: '联系方式', en: 'contact' },
    sends: 'change',
    fields: ['contactName', 'contactPhone', 'address', 'areaCode'],
    kinds: ALL,
    when: 'active',
  },
  {
    act: 'name',
    name: { zh: '更改名称、编码', en: 'name and code' },
    sends: 'change',
    fields: ['name', 'code', 'industry', 'employerKind'],
    kinds: ALL,
    when: 'active',
  },
  {
    act: 'bank',
    name: { zh: '银行账户', en: 'bank account' },
    sends: 'change',
    fields: ['bankName', 'bankAccount'],
    kinds: ALL,
    when: 'active',
  },
  {
    act: 'openClass',
    name: { zh: '班级登记', en: 'register a class' },
    sends: 'openClass',
    fields: ['newClass', 'grade', 'years', 'headName', 'headPhone'],
    day: ON,
    kinds: ['school'],
    when: 'active',
  },
  {
    act: 'changeClass',
    name: { zh: '班级变更', en: 'change a class' },
    sends: 'changeClass',
    fields: ['className', 'grade', 'years', 'headName', 'headPhone'],
    day: ON,
    kinds: ['school'],
    when: 'active',
  },
  {
    act: 'renameClass',
    name: { zh: '班级更名、合并', en: 'rename or merge a class' },
    sends: 'renameClass',
    fields: ['className', 'newName'],
    day: ON,
    kinds: ['school'],
    when: 'active',
  },
  {
    act: 'closeClass',
    name: { zh: '班级撤销', en: 'close a class' },
    sends: 'closeClass',
    fields: ['className'],
    day: { zh: '在班最后一日', en: 'last day in the class' },
    kinds: ['school'],
    when: 'active',
  },
  {
    act: 'merge',
    name: { zh: '并入另一单位', en: 'merge into another unit' },
    sends: 'merge',
    fields: ['into'],
    day: ON,
    kinds: ALL,
    when: 'active',
  },
  {
    act: 'suspend',
    name: { zh: '暂停', en: 'suspend' },
    sends: 'suspend',
    fields: [],
    day: ON,
    kinds: ALL,
    when: 'active',
  },
  {
    act: 'resume',
    name: { zh: '恢复', en: 'resume' },
    sends: 'resume',
    fields: [],
    day: ON,
    kinds: ALL,
    when: 'suspended',
  },
  {
    act: 'cancel',
    name: { zh: '注销', en: 'close' },
    sends: 'cancel',
    fields: [],
    day: ON,
    kinds: ALL,
    when: 'active',
  },
];
