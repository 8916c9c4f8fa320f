import type { Bilingual, EnrolmentAct, Scheme } from '@gongji/domain';

/** What an officer enters for an act, beside the person and the day. */
export type EnrolmentField =
  | 'unit'
  | 'tier'
  | 'wage'
  | 'withAccount'
  | 'civilServant'
  | 'papersInTime'
  | 'yearsMadeUp'
  | 'className'
  | 'termStartOn'
  | 'withMother'
  | 'mother'
  | 'residenceProof'
  | 'endOther'
  | 'stopReason'
  | 'recognised'
  | 'pension'
  | 'retiresAs'
  | 'keepStatus';

export type { Scheme };

/** One way to act 业务类型: the screen, the check of the form and the decision are made from these rows. */
export interface EnrolmentKind {
  readonly scheme: Scheme;
  readonly act: EnrolmentAct;
  readonly name: Bilingual;
  /** What the act does to the cover. */
  readonly does: 'begin' | 'end' | 'correct' | 'makeUp' | 'repair' | 'recognise';
  /** Person status 人员类别 that it gives; the first is taken when the age decides for none. */
  readonly statuses: readonly string[];
  readonly fields: readonly EnrolmentField[];
  /** Fields that must be there. */
  readonly needs: readonly EnrolmentField[];
  /** What the day means. */
  readonly day: Bilingual;
  /** Kinds of unit that may report it. */
  readonly units: readonly ('employer' | 'school' | 'community')[];
}

const STARTS: Bilingual = { zh: '参保缴费日期', en: 'day of enrolment and payment' };
const LAST: Bilingual = { zh: '参保截止日期', en: 'last covered day' };

/** Every act of enrolment, by scheme; a further one is a further row. */
export const ENROLMENT_KINDS: readonly EnrolmentKind[] = [
  {
    scheme: 'employee',
    act: 'join',
    name: { zh: '新增参保', en: 'join' },
    does: 'begin',
    statuses: ['active'],
    fields: ['unit', 'wage', 'civilServant', 'endOther'],
    needs: ['unit', 'wage'],
    day: STARTS,
    units: ['employer'],
  },
  {
    scheme: 'employee',
    act: 'resume',
    name: { zh: '续保', en: 'resume' },
    does: 'begin',
    statuses: ['active'],
    fields: ['unit', 'wage', 'civilServant', 'endOther'],
    needs: ['unit', 'wage'],
    day: STARTS,
    units: ['employer'],
  },
  {
    scheme: 'employee',
    act: 'flexible',
    name: { zh: '灵活就业参保', en: 'self-employed' },
    does: 'begin',
    statuses: ['flexible'],
    fields: ['wage', 'withAccount', 'endOther'],
    needs: ['wage'],
    day: STARTS,
    units: ['community'],
  },
  {
    scheme: 'employee',
    act: 'retire',
    name: { zh: '退休', en: 'retire' },
    does: 'begin',
    statuses: ['retired'],
    fields: ['pension', 'retiresAs', 'civilServant'],
    needs: [],
    day: { zh: '办理退休日期', en: 'day of retirement' },
    units: ['employer'],
  },
  {
    scheme: 'employee',
    act: 'makeUp',
    name: { zh: '补缴年限', en: 'make up missing years' },
    does: 'makeUp',
    statuses: [],
    fields: ['wage', 'pension'],
    needs: [],
    day: { zh: '补缴日期', en: 'day of the make-up' },
    units: ['employer'],
  },
  {
    scheme: 'employee',
    act: 'repair',
    name: { zh: '断缴补缴', en: 'pay for a break' },
    does: 'repair',
    statuses: [],
    fields: ['wage'],
    needs: [],
    day: { zh: '补缴日期', en: 'day of the make-up' },
    units: ['employer', 'community'],
  },
  {
    scheme: 'employee',
    act: 'recognise',
    name: { zh: '认定缴费年限', en: 'recognise earlier months' },
    does: 'recognise',
    statuses: [],
    fields: ['recognised'],
    needs: ['recognised'],
    day: { zh: '认定日期', en: 'day of the recognition' },
    units: [],
  },
  {
    scheme: 'employee',
    act: 'stop',
    name: { zh: '停保', en: 'stop' },
    does: 'end',
    statuses: [],
    fields: ['stopReason'],
    needs: ['stopReason'],
    day: LAST,
    units: ['employer', 'community'],
  },
  {
    scheme: 'resident',
    act: 'join',
    name: { zh: '居民参保', en: 'join' },
    does: 'begin',
    statuses: ['adult', 'elderly', 'child', 'student'],
    fields: ['tier', 'unit', 'residenceProof', 'papersInTime', 'endOther'],
    needs: ['tier'],
    day: STARTS,
    units: ['community', 'school'],
  },
  {
    scheme: 'resident',
    act: 'newborn',
    name: { zh: '新生儿参保', en: 'newborn' },
    does: 'begin',
    statuses: ['newborn'],
    fields: ['withMother', 'mother', 'tier', 'unit'],
    needs: [],
    day: STARTS,
    units: ['community'],
  },
  {
    scheme: 'resident',
    act: 'student',
    name: { zh: '在校学生参保', en: 'pupil or student' },
    does: 'begin',
    statuses: ['universityStudent', 'student'],
    fields: ['unit', 'className', 'termStartOn', 'tier', 'papersInTime'],
    needs: ['unit', 'termStartOn', 'tier'],
    day: STARTS,
    units: ['school'],
  },
  {
    scheme: 'resident',
    act: 'repair',
    name: { zh: '断保补缴', en: 'pay for missed years' },
    does: 'repair',
    statuses: [],
    fields: ['yearsMadeUp'],
    needs: ['yearsMadeUp'],
    day: { zh: '补缴日期', en: 'day of the make-up' },
    units: ['community'],
  },
  {
    scheme: 'resident',
    act: 'stop',
    name: { zh: '停保', en: 'stop' },
    does: 'end',
    statuses: [],
    fields: ['stopReason'],
    needs: ['stopReason'],
    day: LAST,
    units: ['community', 'school'],
  },
  {
    scheme: 'employee',
    act: 'correct',
    name: { zh: '更正参保信息', en: 'correct the cover' },
    does: 'correct',
    statuses: ['active', 'flexible', 'retired'],
    fields: ['civilServant', 'keepStatus'],
    needs: [],
    day: { zh: '自该日起', en: 'from this day on' },
    units: [],
  },
  {
    scheme: 'resident',
    act: 'correct',
    name: { zh: '更正参保信息', en: 'correct the cover' },
    does: 'correct',
    statuses: ['adult', 'elderly', 'child', 'student', 'universityStudent', 'newborn'],
    fields: ['tier', 'keepStatus'],
    needs: [],
    day: { zh: '自该日起', en: 'from this day on' },
    units: [],
  },
];

export function enrolmentKind(scheme: string, act: string): EnrolmentKind | undefined {
  return ENROLMENT_KINDS.find((kind) => kind.scheme === scheme && kind.act === act);
}

/** How recognised months 认定的月数 count. */
export const COUNTS_AS = {
  actual: { zh: '实际缴费', en: 'paid' },
  deemed: { zh: '视同缴费', en: 'deemed' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** By which age somebody retires 退休年龄类别: the ages stand in the policy. */
export const RETIRES_AS = {
  man: { zh: '男职工', en: 'man' },
  womanOffice: { zh: '原55周岁退休的女职工', en: 'woman, 55 before' },
  womanWorker: { zh: '原50周岁退休的女职工', en: 'woman, 50 before' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type RetiresAs = keyof typeof RETIRES_AS;

/** Why a cover ends 停保原因. */
export const STOP_REASONS = {
  leftWork: { zh: '解除劳动关系', en: 'left the employer' },
  graduated: { zh: '毕业离校', en: 'left school' },
  movedAway: { zh: '转往外地参保', en: 'insured elsewhere now' },
  otherScheme: { zh: '转入另一险种', en: 'moved to the other scheme' },
  military: { zh: '入伍', en: 'joined the army' },
  abroad: { zh: '出国定居', en: 'settled abroad' },
  imprisoned: { zh: '服刑', en: 'in prison' },
  doubleCover: { zh: '重复参保清理', en: 'double cover removed' },
  entryError: { zh: '误录', en: 'entered by mistake' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type StopReason = keyof typeof STOP_REASONS;

/** Person status 人员类别 in words, with its national code (psn_type). */
export const PERSON_STATUSES = {
  active: { zh: '在职职工', en: 'employed', code: '1101' },
  flexible: { zh: '灵活就业人员', en: 'self-employed', code: '1103' },
  retired: { zh: '退休人员', en: 'retired', code: '1201' },
  adult: { zh: '成年居民', en: 'adult resident', code: '15' },
  elderly: { zh: '老年居民', en: 'elderly resident', code: '16' },
  child: { zh: '学龄前儿童', en: 'child', code: '1402' },
  student: { zh: '中小学生', en: 'pupil', code: '1403' },
  universityStudent: { zh: '大学生', en: 'university student', code: '1404' },
  newborn: { zh: '新生儿', en: 'newborn', code: '1401' },
} as const satisfies Readonly<Record<string, Bilingual & { readonly code: string }>>;
export type PersonStatus = keyof typeof PERSON_STATUSES;

/** What is entered for an act, as pages and papers call it. */
export const ENTERED_WORDS = {
  status: { zh: '人员类别', en: 'Status' },
  year: { zh: '待遇年度', en: 'Benefit year' },
  tier: { zh: '缴费档次', en: 'Tier' },
  unit: { zh: '参保单位', en: 'Unit' },
  className: { zh: '班级', en: 'Class' },
  termStartOn: { zh: '开学日期', en: 'First day of the term' },
  wage: { zh: '申报月工资', en: 'Declared monthly wage' },
  pension: { zh: '月养老金', en: 'Monthly pension' },
  retiresAs: { zh: '退休年龄类别', en: 'Age of retirement' },
  withAccount: { zh: '建立个人账户', en: 'with a personal account' },
  civilServant: { zh: '享受公务员医疗补助', en: 'civil-servant supplement' },
  papersInTime: { zh: '特殊人群材料按期交齐', en: 'papers of the special group came in time' },
  yearsMadeUp: { zh: '补缴的断保年数', en: 'Missed years to pay for' },
  withMother: { zh: '不缴费，随母享受', en: 'no fee, with the mother’s cover' },
  mother: { zh: '母亲的人员编号', en: 'Mother’s person number' },
  residenceProof: { zh: '居住证号码（外地户籍）', en: 'Residence permit (registered elsewhere)' },
  endOther: { zh: '同时停止另一险种', en: 'end the other cover too' },
  stopReason: { zh: '停保原因', en: 'Why it ends' },
  countsAs: { zh: '计入类别', en: 'Counts as' },
  fromMonth: { zh: '起始月份', en: 'First month' },
  toMonth: { zh: '截止月份', en: 'Last month' },
  evidence: { zh: '证明材料', en: 'Proof' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Tiers 档次 of a scheme with several. */
export const TIERS = {
  tier1: { zh: '一档', en: 'tier 1' },
  tier2: { zh: '二档', en: 'tier 2' },
} as const satisfies Readonly<Record<string, Bilingual>>;
