import type { Bilingual } from '@gongji/domain';

/** What the platform knows about one fact 事实 a policy may declare as an attribute. Section 9 of docs/policy-format.md. */
export interface FactInfo {
  readonly kind: 'category' | 'number' | 'boolean';
  readonly name: Bilingual;
  /** Values the platform supplies; absent = codes of a national standard. */
  readonly values?: readonly string[];
}

const category = (zh: string, en: string, ...values: readonly string[]): FactInfo => ({
  kind: 'category',
  name: { zh, en },
  ...(values.length === 0 ? {} : { values }),
});
const number = (zh: string, en: string): FactInfo => ({ kind: 'number', name: { zh, en } });
const flag = (zh: string, en: string): FactInfo => ({ kind: 'boolean', name: { zh, en } });

const PERSON: readonly (readonly [string, FactInfo])[] = [
  [
    'personStatus',
    category(
      '人员类别',
      'person status',
      ...['active', 'retired', 'flexible', 'adult', 'elderly', 'child', 'student'],
      ...['universityStudent', 'newborn'],
    ),
  ],
  ['sex', category('性别', 'sex', 'male', 'female', 'unknown')],
  ['age', number('年龄', 'age')],
  ['ageDays', number('日龄', 'age in days')],
  ['contributionTier', category('缴费档次', 'contribution tier', 'tier1', 'tier2', 'none')],
  ['civilServant', flag('公务员', 'civil servant')],
  ['lowIncome', flag('低保对象', 'low income')],
  ['extremelyPoor', flag('特困人员', 'extremely poor')],
  ['lowIncomeEdge', flag('低保边缘家庭成员', 'edge of low income')],
  ['povertyWatch', flag('防返贫监测对象', 'poverty watch')],
  ['severelyDisabled', flag('重度残疾人', 'severely disabled')],
  ['orphan', flag('孤儿', 'orphan')],
  ['entitledGroup', flag('优抚对象', 'entitled group')],
  ['unbrokenYears', number('连续参保年数', 'years of unbroken contribution')],
  ['familyDoctor', flag('签约家庭医生', 'signed family doctor')],
  ['withAccount', flag('统账结合（建个人账户）', 'with a personal account')],
  ['localHousehold', flag('本地户籍', 'household registered locally')],
  ['residence', category('户籍性质', 'kind of household, urban or rural', 'urban', 'rural')],
  ['enrolledBy', category('参保渠道', 'enrolled through', 'community', 'school', 'employer', 'self')],
  [
    'employerKind',
    category('单位类别', 'kind of employer', 'government', 'institution', 'enterprise', 'none'),
  ],
  ['retiresAs', category('退休年龄类别', 'age of retirement', 'man', 'womanOffice', 'womanWorker')],
  ['papersInTime', flag('材料按期交齐', 'papers handed in on time')],
  ['graduate', flag('高校毕业未就业', 'graduate without a job')],
  ['yearsSinceGraduation', number('毕业年数', 'completed years since graduation')],
];

const PLACE: readonly (readonly [string, FactInfo])[] = [
  ['institutionLevel', category('医院级别', 'institution level', 'primary', 'secondary', 'tertiary')],
  ['institutionGrade', category('医院等次', 'institution grade', 'A', 'B', 'C', 'none')],
  [
    'institutionKind',
    category(
      '机构类别',
      'institution kind',
      ...['general', 'tcm', 'psychiatric', 'maternity', 'rehabilitation', 'community', 'township', 'village'],
      ...['clinic', 'school', 'pharmacy'],
    ),
  ],
  ['designated', flag('本人选定机构', 'institution chosen by the person')],
  ['area', category('就医地', 'area', 'local', 'inProvince', 'outProvince')],
  ['filing', category('备案类型', 'filing', 'local', 'resettled', 'referred', 'emergency', 'unfiled')],
];

const EVENT: readonly (readonly [string, FactInfo])[] = [
  ['diseaseCode', category('病种', 'disease')],
  ['approvedDiseases', number('有效慢特病资格数', 'chronic approvals in force')],
  ['days', number('住院天数', 'days of stay')],
  ['startMonth', number('开始月份', 'month of the start')],
  ['endMonth', number('结束月份', 'month of the end')],
  ['startedLastYear', flag('上一年度开始', 'began in an earlier benefit year')],
  ['medType', category('医疗类别', 'medical type')],
  ['emergency', flag('急诊', 'emergency')],
  ['referral', flag('转诊', 'referral')],
  ['midStay', flag('中途结算', 'mid-stay settlement')],
  ['accident', flag('外伤', 'accident')],
  ['matnType', category('生育类别', 'maternity kind')],
];

/** Facts by name. */
export const FACTS: ReadonlyMap<string, FactInfo> = new Map([...PERSON, ...PLACE, ...EVENT]);

/** Identities that key counters but that no policy may branch on. */
export const KEY_FACTS = {
  institutionCode: { zh: '医药机构编号', en: 'institution code' },
  stayId: { zh: '就诊编号', en: 'visit id' },
  diseaseCode: { zh: '病种', en: 'disease' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** `line.kind`: kinds of item 项目类别. */
export const LINE_KINDS = [
  ...(['drug', 'patent', 'herb', 'bed', 'exam', 'lab', 'treatment', 'surgery', 'nursing'] as const),
  ...(['consumable', 'implant', 'consultation', 'registration', 'general', 'other'] as const),
] as const;

export const LINE_CLASSES = ['A', 'B', 'C'] as const;

/** Name of an attribute for people; the identifier itself when the platform does not know it. */
export function factName(attribute: string): Bilingual {
  return FACTS.get(attribute)?.name ?? { zh: attribute, en: attribute };
}
