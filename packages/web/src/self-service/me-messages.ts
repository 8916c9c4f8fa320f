import { defineMessages } from '../i18n/messages.ts';

export const meMessages = defineMessages('me', {
  title: { zh: '我的医保', en: 'My insurance' },
  covered: {
    zh: '您参加{{scheme}}，自{{day}}起可报销。',
    en: 'You are in the {{scheme}} scheme; bills are paid since {{day}}.',
  },
  coveredUntil: {
    zh: '您参加{{scheme}}，自{{day}}起可报销，至{{end}}止。',
    en: 'You are in the {{scheme}} scheme; bills are paid from {{day}} to {{end}}.',
  },
  waiting: {
    zh: '您已参加{{scheme}}，等待期内，{{day}}起可报销。',
    en: 'You are in the {{scheme}} scheme; after the waiting period bills are paid from {{day}}.',
  },
  suspended: {
    zh: '您参加的{{scheme}}已暂停，暂不能报销；补缴后恢复。',
    en: 'Your cover in the {{scheme}} scheme is suspended: bills are not paid until the arrears are.',
  },
  none: {
    zh: '您目前没有有效的基本医疗保险。请到社区或经办窗口办理参保。',
    en: 'You have no basic medical insurance at present. Enrol at your community or at the agency.',
  },
  employee: { zh: '职工医保', en: 'employee' },
  resident: { zh: '居民医保', en: 'resident' },
  account: { zh: '我的个人账户', en: 'My account' },
  certificate: { zh: '参保凭证', en: 'Certificate of cover' },
  certificateHint: {
    zh: '带二维码，任何人可在线核验。',
    en: 'With a QR code that anybody can check.',
  },
  statement: { zh: '账户对账单', en: 'Account statement' },
  record: { zh: '{{year}}年度权益记录单', en: 'Record of {{year}}' },
  papers: { zh: '我的单据', en: 'My papers' },
  payments: { zh: '我的缴费', en: 'My payments' },
  year: { zh: '年度', en: 'Year' },
  noPayments: { zh: '还没有缴费记录', en: 'There is no record of contributions' },
  nothingDue: { zh: '目前没有需要您自己缴的费。', en: 'Nothing is due from you at present.' },
  due: {
    zh: '{{scheme}} {{period}} 应缴 {{amount}}，请在 {{day}} 前缴纳。',
    en: '{{amount}} is due for the {{scheme}} scheme, {{period}}, by {{day}}.',
  },
  overdue: {
    zh: '{{scheme}} {{period}} 欠缴 {{amount}}，已过期限 {{day}}，请尽快缴纳。',
    en: '{{amount}} for the {{scheme}} scheme, {{period}}, was due by {{day}}; pay as soon as you can.',
  },
  notice: { zh: '缴费通知单', en: 'Payment notice' },
  receipt: { zh: '缴费凭证 {{period}}', en: 'Proof of payment {{period}}' },
  period: { zh: '所属期', en: 'Period' },
  ownPart: { zh: '个人（元）', en: 'Own (yuan)' },
  inAll: { zh: '合计（元）', en: 'In all (yuan)' },
  state: { zh: '状态', en: 'State' },
  through: { zh: '由谁缴', en: 'Paid by' },
  unit: { zh: '单位', en: 'employer' },
  person: { zh: '本人', en: 'yourself' },
  nobody: { zh: '财政等', en: 'others' },
  statementFile: { zh: '账户对账单（电子表格）', en: 'Account statement (Excel)' },
  transferOut: { zh: '申请把医保转到外地', en: 'Ask for a transfer to another place' },
  transferHint: {
    zh: '提交后由经办机构核对并与转入地联系，不需到现场；材料不全时会联系您。',
    en: 'The agency checks it and writes to the other place; it calls you when a paper is missing.',
  },
  scheme: { zh: '险种', en: 'Scheme' },
  division: { zh: '转入地区划代码', en: 'Division of the other place' },
  divisionHint: { zh: '六位数字，如 990200', en: 'six digits, like 990200' },
  divisionWrong: {
    zh: '区划代码是六位数字，可向转入地经办机构询问',
    en: 'The code has six digits; the agency there knows it',
  },
  agencyNeeded: { zh: '请填写转入地经办机构的名称', en: 'Give the name of the agency there' },
  agency: { zh: '转入地经办机构', en: 'Agency there' },
  askTransfer: { zh: '提交申请', en: 'Ask' },
  transferAsked: { zh: '已提交，经办机构会按时限办理。', en: 'It is with the agency now, whose clock runs.' },
  follow: { zh: '查看进度', en: 'See how far it is' },
  needPerson: { zh: '请以参保人本人账号登录。', en: 'Sign in as an insured person.' },
  monthsPaid: {
    zh: '您的职工医保已缴费 {{n}} 个月。',
    en: 'You have {{n}} months of contribution as an employee.',
  },
  monthsEnough: {
    zh: '您的职工医保已缴费 {{n}} 个月，已满退休所需的 {{needed}} 个月。',
    en: 'You have {{n}} months of contribution as an employee; {{needed}} are needed to retire.',
  },
  monthsMissing: {
    zh: '您的职工医保已缴费 {{n}} 个月，退休需要 {{needed}} 个月，还差 {{missing}} 个月。',
    en: 'You have {{n}} months of contribution as an employee; {{needed}} are needed to retire, {{missing}} are missing.',
  },
  monthsWaiting: {
    zh: '已核定补缴 {{n}} 个月，缴清后计入。',
    en: '{{n}} more count when your make-up is paid.',
  },
  monthsUnpaid: { zh: '另有 {{n}} 个月未缴清，尚未计入。', en: '{{n}} more are charged and not paid yet.' },
});
