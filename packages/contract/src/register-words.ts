import { auditActionWord, type Bilingual, CERTIFICATE_KINDS, isCertificateKind } from '@gongji/domain';
import { EXEMPT_REASONS } from './census.ts';
import { STOP_REASONS } from './enrolment-kinds.ts';
import { FAMILY_ROLES } from './person-acts.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

/** Registers and their columns in words. */
const REGISTERS: Readonly<Record<string, Bilingual>> = {
  person: word('个人信息', 'person'),
  person_certificate: word('其他证件', 'other certificate'),
  coverage: word('参保关系', 'cover'),
  person_group: word('特殊人群', 'special group'),
  person_proof: word('认定材料', 'paper of a special group'),
  schooling: word('学籍', 'schooling'),
  census: word('人口底册', 'census'),
  unit: word('单位', 'unit'),
  school_class: word('班级', 'class'),
  budget_unit: word('财政统发', 'budget unit'),
  filing: word('备案', 'approval'),
  account_sharing: word('家庭共济授权', 'consent to share the account'),
};

const COLUMNS: Readonly<Record<string, Bilingual>> = {
  name: word('姓名', 'name'),
  cert_type: word('证件类型', 'kind of certificate'),
  cert_no: word('证件号码', 'certificate'),
  cert_valid_to: word('证件有效期止', 'certificate valid until'),
  family_role: word('与户主关系', 'relation to the head'),
  psn_no: word('人员编号', 'person number'),
  sex: word('性别', 'sex'),
  ethnic: word('民族', 'ethnic group'),
  born_on: word('出生日期', 'birthday'),
  phone: word('电话', 'phone'),
  family_id: word('家庭', 'family'),
  bills_family_id: word('费用计入的家庭', 'family in which bills count'),
  card_no: word('社保卡号', 'card number'),
  residence: word('户籍', 'registration'),
  household_kind: word('户籍性质', 'urban or rural household'),
  community_id: word('村（社区）', 'community'),
  address: word('地址', 'address'),
  status: word('状态', 'state'),
  died_on: word('死亡日期', 'day of death'),
  merged_into: word('并入', 'merged into'),
  scheme: word('险种', 'scheme'),
  insutype: word('险种代码', 'code of the scheme'),
  covered_from: word('参保起', 'covered from'),
  covered_to: word('参保止', 'covered to'),
  benefit_from: word('待遇起', 'benefits from'),
  benefit_to: word('待遇止', 'benefits to'),
  psn_type: word('人员类别代码', 'code of the status'),
  person_status: word('人员类别', 'status'),
  tier: word('缴费档次', 'tier'),
  civil_servant: word('公务员补助', 'civil-servant supplement'),
  family_doctor: word('家庭医生', 'family doctor'),
  unbroken_years: word('连续参保年数', 'unbroken years'),
  unit_id: word('单位', 'unit'),
  payer_kind: word('缴费主体', 'payer'),
  begin_reason: word('开始原因', 'why it began'),
  end_reason: word('结束原因', 'why it ended'),
  group_name: word('类别', 'group'),
  idet_type: word('身份代码', 'code of the group'),
  valid_from: word('开始', 'from'),
  valid_to: word('结束', 'to'),
  paper: word('材料', 'paper'),
  paper_no: word('材料编号', 'number of the paper'),
  issued_by: word('签发单位', 'issued by'),
  issued_on: word('签发日期', 'issued on'),
  proof_kind: word('证明', 'proof'),
  proof_no: word('证明编号', 'number of the proof'),
  proved_by: word('认定单位', 'issued by'),
  class_name: word('班级', 'class'),
  grade: word('第几年', 'grade'),
  years: word('学制（年）', 'years of the stage'),
  head_name: word('班主任', 'head teacher'),
  head_phone: word('班主任电话', 'phone of the head teacher'),
  student_no: word('学号', 'student number'),
  guardian_name: word('监护人', 'guardian'),
  guardian_cert_no: word('监护人证件', 'guardian’s certificate'),
  email: word('电子邮箱', 'e-mail'),
  as_of: word('底册日期', 'as of'),
  living_here: word('实际居住', 'lives here'),
  away_reason: word('不在此居住的原因', 'why not living here'),
  with_account: word('建个人账户', 'with an account'),
  papers_in_time: word('材料按期交齐', 'papers in time'),
  exempt: word('不计入应参保', 'not counted as to be insured'),
  exempt_proof: word('不计入的证明', 'proof for that'),
  source: word('来源', 'taken from'),
  code: word('编码', 'code'),
  kind: word('类型', 'kind'),
  area_code: word('所在街道', 'street'),
  parent_unit_id: word('上级单位', 'parent unit'),
  employer_kind: word('单位性质', 'kind of employer'),
  industry: word('行业', 'industry'),
  registered_on: word('登记日期', 'registered'),
  ended_on: word('终止日期', 'until'),
  contact_name: word('联系人', 'contact'),
  contact_phone: word('联系电话', 'phone'),
  bank_name: word('开户银行', 'bank'),
  bank_account: word('银行账号', 'account number'),
  collector: word('专管员', 'responsible clerk'),
  budget_code: word('预算单位编码', 'code of the budget unit'),
  asked_by: word('提出人', 'asked for by'),
  agreed_by: word('复核人', 'agreed by'),
  end_asked_by: word('终止提出人', 'end asked for by'),
  ended_by: word('终止复核人', 'end agreed by'),
};

const PLACES: ReadonlyMap<string, number> = new Map(Object.keys(COLUMNS).map((name, index) => [name, index]));

/** Columns that say nothing to a reader of the page. */
export const HIDDEN_COLUMNS: ReadonlySet<string> = new Set([
  'insutype',
  'psn_type',
  'idet_type',
  'family_id',
  'card_no',
  'ethnic',
  'email',
  'class_id',
  'agreement_id',
  'proof_id',
  'agreed_at',
]);

const VALUES: Readonly<Record<string, Bilingual>> = {
  true: word('是', 'yes'),
  false: word('否', 'no'),
  employee: word('职工医保', 'employees'),
  resident: word('居民医保', 'residents'),
  none: word('无', 'none'),
  suspended: word('暂停', 'suspended'),
  cancelled: word('注销', 'closed'),
  school: word('学校', 'school'),
  community: word('村（社区）', 'community'),
  government: word('机关', 'government'),
  institution: word('事业单位', 'institution'),
  enterprise: word('企业', 'enterprise'),
  selfEmployed: word('个体工商户', 'self-employed'),
  dispatch: word('劳务派遣', 'dispatch'),
  active: word('正常', 'active'),
  dead: word('死亡', 'dead'),
  merged: word('已并入他人', 'merged'),
  local: word('本地', 'here'),
  urban: word('城镇', 'urban'),
  rural: word('农村', 'rural'),
  nonLocal: word('外地', 'elsewhere'),
  hmt: word('港澳台', 'Hong Kong, Macao, Taiwan'),
  foreign: word('外国', 'abroad'),
  tier1: word('一档', 'tier 1'),
  tier2: word('二档', 'tier 2'),
  employer: word('用人单位', 'employer'),
  mother: word('随母享受', 'with the mother’s cover'),
  flexible: word('灵活就业人员', 'the self-employed person'),
  retired: word('退休人员', 'the retired person'),
  student: word('在校学生', 'the pupil or student'),
  opening: word('期初导入', 'opening'),
  otherScheme: word('转入另一险种', 'moved to the other scheme'),
  death: word('死亡', 'death'),
};

const COVER_STATES: Readonly<Record<string, Bilingual>> = {
  '1': word('正常参保', 'normal'),
  '2': word('暂停参保', 'suspended'),
  '4': word('终止参保', 'ended'),
};

/** Place of a column on the page: that of its word. */
export const columnPlace = (column: string): number => PLACES.get(column) ?? PLACES.size;
export const registerWord = (register: string): Bilingual => REGISTERS[register] ?? word(register, register);
export const columnWord = (column: string): Bilingual => COLUMNS[column] ?? word(column, column);
export const actWord = (act: string): Bilingual => auditActionWord(`enrolment.${act}`) ?? word(act, act);

export const employerKindWord = (kind: string): Bilingual => VALUES[kind] ?? word('其他', 'other');

/** Why a row began or ended: an act, a reason of stopping, or what another act did to it. */
function reasonWord(value: string): Bilingual {
  if (Object.hasOwn(STOP_REASONS, value)) return STOP_REASONS[value as keyof typeof STOP_REASONS];
  return REASONS[value] ?? VALUES[value] ?? actWord(value);
}

const REASONS: Readonly<Record<string, Bilingual>> = {
  merged: word('合并', 'merged'),
  classClosed: word('班级撤销', 'the class was closed'),
  movedSchool: word('转学', 'moved to another school'),
  left: word('毕业或离校', 'left the school'),
  promoted: word('升级', 'moved up'),
  repeated: word('留级', 'repeats'),
  changed: word('变更', 'changed'),
  renamed: word('更名', 'renamed'),
  moved: word('转学', 'moved to another school'),
};

const PROOFS: Readonly<Record<string, Bilingual>> = {
  civilAffairsList: word('民政部门名单', 'list of the civil affairs office'),
  certificate: word('证书', 'certificate'),
  disabledCard: word('残疾人证', 'card of the disabled'),
  courtPaper: word('法院文书', 'paper of a court'),
  other: word('其他', 'other'),
  list: word('名单', 'list'),
  opening: word('期初导入', 'opening'),
};

/** Columns whose values are somebody's own words, numbers or names: shown as they were given. */
const GIVEN: ReadonlySet<string> = new Set([
  ...[
    'name',
    'cert_no',
    'psn_no',
    'card_no',
    'phone',
    'address',
    'email',
    'guardian_name',
    'guardian_cert_no',
  ],
  ...[
    'proof_no',
    'proved_by',
    'paper_no',
    'issued_by',
    'class_name',
    'student_no',
    'source',
    'away_reason',
    'exempt_proof',
  ],
  ...[
    'code',
    'industry',
    'contact_name',
    'contact_phone',
    'head_name',
    'head_phone',
    'bank_name',
    'bank_account',
    'collector',
    'area_code',
  ],
]);
/** Whether a value is as it was given, such as a name; units and persons stand by theirs. */
export const isGivenColumn = (column: string): boolean => GIVEN.has(column) || column.endsWith('_id');

/** A value of a column in words where there are some. */
export function valueWord(column: string, value: string): Bilingual {
  if (column === 'status' && COVER_STATES[value] !== undefined) return COVER_STATES[value];
  if (column === 'sex')
    return value === '1'
      ? word('男', 'male')
      : value === '2'
        ? word('女', 'female')
        : word('未知', 'unknown');
  if (column === 'exempt')
    return Object.hasOwn(EXEMPT_REASONS, value)
      ? EXEMPT_REASONS[value as keyof typeof EXEMPT_REASONS]
      : word('否', 'no');
  if (column === 'family_role' && Object.hasOwn(FAMILY_ROLES, value))
    return FAMILY_ROLES[value as keyof typeof FAMILY_ROLES];
  if (column === 'payer_kind' && value === 'resident') return word('参保居民', 'the resident');
  if (column === 'begin_reason' || column === 'end_reason') return reasonWord(value);
  if (column === 'proof_kind') return PROOFS[value] ?? word(value, value);
  if (column === 'cert_type' && isCertificateKind(value)) return CERTIFICATE_KINDS[value];
  return VALUES[value] ?? word(value, value);
}
