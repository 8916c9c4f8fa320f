import { type AUDIT_DETAILS, type Bilingual, ENROLMENT_ACTS } from '@gongji/domain';
import { EXEMPT_REASONS, VISIT_RESULTS } from './census.ts';
import { REGISTER_FINDING_KINDS } from './findings.ts';
import { LIST_NAMES } from './list-names.ts';
import { ROLES } from './permissions.ts';

const word = (zh: string, en: string): Bilingual => ({ zh, en });

const SCHEME = {
  employee: word('职工医保', 'employee scheme'),
  resident: word('居民医保', 'resident scheme'),
};

/** What is done about: acts of enrolment, requests about accounts, findings, hand-overs, lists that others collect by. */
const KIND = {
  ...ENROLMENT_ACTS,
  ...REGISTER_FINDING_KINDS,
  correction: word('更正余额', 'correction of the balance'),
  freeze: word('冻结', 'freeze'),
  unfreeze: word('解冻', 'unfreeze'),
  closing: word('注销', 'closing'),
  withdrawal: word('一次性支取', 'paying out'),
  'into-school': word('入学交接', 'into school'),
  'leaving-school': word('毕业交接', 'leaving school'),
  school: word('学校代收', 'school'),
  finance: word('财政代扣', 'finance'),
  pension: word('养老金代扣', 'pension'),
  budget: word('财政统发代扣', 'budget units'),
  bank: word('银行代扣', 'bank'),
};

const ROLE = {
  ...(Object.fromEntries(Object.entries(ROLES).map(([role, { name }]) => [role, name])) as {
    readonly [R in keyof typeof ROLES]: Bilingual;
  }),
  grid: word('网格员', 'collector'),
  specialist: word('专管员', 'specialist'),
};

/**
 * Codes that stand in the details of the audit log, in words, by the name of the detail. What an entry says under one of these
 * names has to be one of its codes, or it does not compile: `AuditDetail`.
 */
export const AUDIT_VALUES = {
  cause: {
    provider: word('医药机构或窗口', 'an institution or the desk'),
    compensation: word('冲正报文', 'a message of compensation'),
    recompute: word('追溯重算', 'settling again'),
    manual: word('零星报销', 'a claim on paper'),
  },
  before: {
    applied: word('已受理', 'applied for'),
    letter: word('已发联系函', 'letter sent'),
    sheet: word('信息表待复核', 'sheet to check'),
    money: word('待划转资金', 'money outstanding'),
    done: word('已办结', 'done'),
    refused: word('已退回', 'refused'),
    withdrawn: word('已撤销', 'withdrawn'),
  },
  direction: {
    in: word('转入', 'in'),
    out: word('转出', 'out'),
    within: word('制度间衔接', 'between the schemes'),
  },
  document: {
    'settlement-sheet': word('结算单', 'settlement sheet'),
    'explanation-sheet': word('待遇计算说明', 'explanation'),
    'day-list': word('一日清单', 'fees of one day'),
    'cover-certificate': word('参保凭证', 'certificate of cover'),
    'account-statement': word('个人账户对账单', 'account statement'),
    'yearly-record': word('权益记录单', 'yearly record'),
    'own-contributions': word('个人缴费明细', 'contributions of a person'),
    'cover-proof': word('参保证明', 'proof of cover'),
    'contribution-notice': word('缴费通知单', 'payment notice'),
    'contribution-list': word('缴费花名册', 'payment list'),
    'contribution-receipt': word('缴费凭证', 'proof of payment'),
    'levy-notice': word('稽核整改通知书', 'notice of an audit'),
    'levy-decision': word('稽核处理决定书', 'decision of an audit'),
    'dunning-notice': word('催缴通知', 'dunning notice'),
    'counter-closing': word('柜面日结单', 'closing of the counter'),
    'enrolment-form': word('参保登记表', 'enrolment form'),
    'contact-letter': word('转移接续联系函', 'contact letter'),
    'transfer-sheets': word('转移接续单据', 'papers of a transfer'),
  },
  exempt: EXEMPT_REASONS,
  fields: {
    name: word('姓名', 'name'),
    psnNo: word('人员编号', 'person number'),
    certNo: word('证件号码', 'certificate number'),
    phone: word('电话', 'phone'),
    cardNo: word('卡号', 'card number'),
  },
  kind: KIND,
  language: { zh: word('中文', 'Chinese'), en: word('英文', 'English') },
  list: {
    missing: word('未参保名单', 'not covered'),
    away: word('外出名单', 'away'),
    exempt: word('免计名单', 'not counted'),
    renewals: word('待续保名单', 'to renew'),
    ...LIST_NAMES,
  },
  method: {
    cash: word('现金', 'cash'),
    pos: word('刷卡', 'card'),
    cheque: word('支票', 'cheque'),
    transfer: word('进账单', 'transfer slip'),
  },
  metric: {
    employees: word('职工参保人数', 'employees covered'),
    residents: word('居民参保人数', 'residents covered'),
    ratePpm: word('参保率', 'rate of participation'),
    levyFen: word('征缴收入', 'contributions'),
    employeeLevyFen: word('职工征缴收入', 'contributions of employees'),
    residentLevyFen: word('居民征缴收入', 'contributions of residents'),
  },
  mode: { good: word('只入库通过的行', 'the good rows only'), all: word('全部入库', 'all rows') },
  relation: {
    spouse: word('配偶', 'spouse'),
    parent: word('父母', 'parent'),
    child: word('子女', 'child'),
    sibling: word('兄弟姐妹', 'sibling'),
    grandparent: word('祖父母或外祖父母', 'grandparent'),
    grandchild: word('孙子女或外孙子女', 'grandchild'),
    other: word('其他近亲属', 'other relative'),
  },
  role: ROLE,
  roles: ROLE,
  scheme: SCHEME,
  sheet: {
    staff: word('单位职工', 'staff'),
    household: word('家庭居民', 'households'),
    students: word('学生', 'pupils and students'),
    newborns: word('新生儿', 'newborns'),
    groups: word('特殊人群', 'special groups'),
    census: word('人口底册', 'census'),
    endings: word('停保', 'covers to end'),
    promotion: word('升级、毕业', 'promotion'),
  },
  source: {
    file: word('上传的文件', 'a file'),
    desk: word('本窗口的结算', 'the desk'),
  },
  state: {
    open: word('待处理', 'open'),
    done: word('已处理', 'done'),
    dismissed: word('不属实', 'dismissed'),
    gone: word('已消失', 'gone'),
    rectified: word('已整改', 'rectified'),
  },
  visit: VISIT_RESULTS,
} as const satisfies { readonly [name in keyof typeof AUDIT_DETAILS]?: Readonly<Record<string, Bilingual>> };

type Code<Name extends keyof typeof AUDIT_VALUES> = keyof (typeof AUDIT_VALUES)[Name];

/** What an entry of the audit log may say beside its deed: ids and numbers under names with words, codes with words. */
export type AuditDetail = {
  readonly [Name in keyof typeof AUDIT_DETAILS]?: Name extends keyof typeof AUDIT_VALUES
    ? Code<Name> | readonly Code<Name>[] | null | undefined
    : unknown;
} & { readonly [Kind in keyof typeof REGISTER_FINDING_KINDS]?: number };
