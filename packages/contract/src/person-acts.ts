import type { Bilingual } from '@gongji/domain';

/** What is entered for a change of a person's data; the names are those of the operation's body. */
export type PersonField =
  | 'name'
  | 'certType'
  | 'certNo'
  | 'certValidTo'
  | 'bornOn'
  | 'sex'
  | 'phone'
  | 'address'
  | 'residence'
  | 'householdKind'
  | 'communityId'
  | 'guardianName'
  | 'guardianCertNo'
  | 'familyOf'
  | 'familyRole';

/** One way to change what the register says of a person: the form is made from these rows. */
export interface PersonAct {
  readonly act: string;
  readonly name: Bilingual;
  /** Change 变更: it is otherwise from a day on. Correct 更正: it was never so. Leave 分户: a family of one's own. */
  readonly kind: 'change' | 'correct' | 'leave' | 'death';
  readonly fields: readonly PersonField[];
  readonly day?: Bilingual;
}

const FROM: Bilingual = { zh: '生效日期', en: 'true from' };

export const PERSON_ACTS: readonly PersonAct[] = [
  { act: 'name', name: { zh: '更改姓名', en: 'new name' }, kind: 'change', fields: ['name'], day: FROM },
  { act: 'nameWrong', name: { zh: '更正姓名', en: 'wrong name' }, kind: 'correct', fields: ['name'] },
  {
    act: 'certificate',
    name: { zh: '换发证件', en: 'new certificate' },
    kind: 'change',
    fields: ['certType', 'certNo', 'certValidTo', 'bornOn', 'sex'],
    day: FROM,
  },
  {
    act: 'certificateWrong',
    name: { zh: '更正证件', en: 'wrong certificate' },
    kind: 'correct',
    fields: ['certType', 'certNo', 'certValidTo', 'bornOn', 'sex'],
  },
  {
    act: 'birth',
    name: { zh: '更正出生日期、性别', en: 'wrong birthday or sex' },
    kind: 'correct',
    fields: ['bornOn', 'sex', 'certNo'],
  },
  {
    act: 'contact',
    name: { zh: '联系方式', en: 'phone and address' },
    kind: 'change',
    fields: ['phone', 'address', 'guardianName', 'guardianCertNo'],
    day: FROM,
  },
  {
    act: 'residence',
    name: { zh: '户籍与社区', en: 'residence' },
    kind: 'change',
    fields: ['residence', 'householdKind', 'communityId'],
    day: FROM,
  },
  {
    act: 'family',
    name: { zh: '迁入家庭、与户主关系', en: 'join a family, relation to its head' },
    kind: 'change',
    fields: ['familyOf', 'familyRole'],
    day: FROM,
  },
  { act: 'leaveFamily', name: { zh: '分户', en: 'leave the family' }, kind: 'leave', fields: [], day: FROM },
  {
    act: 'death',
    name: { zh: '死亡登记', en: 'death' },
    kind: 'death',
    fields: [],
    day: { zh: '死亡日期', en: 'day of death' },
  },
];

/** What somebody is to the head of the household 与户主关系. */
export const FAMILY_ROLES = {
  head: { zh: '户主', en: 'head' },
  spouse: { zh: '配偶', en: 'husband or wife' },
  child: { zh: '子女', en: 'child' },
  parent: { zh: '父母', en: 'parent' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type FamilyRole = keyof typeof FAMILY_ROLES;
