import { type DESK, PHONE } from '../e2e/browser.ts';

/** One picture of docs/screenshots. */
export interface Picture {
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Address of the page, or of a printed paper when it is a PDF. `{bill}` is a settled stay, `{visit}` and `{day}` a day of one. */
  readonly path: string;
  /** Account of the demo: `clerk` is `demo.clerk`. None: a visitor. */
  readonly as?: string;
  readonly lang?: 'en';
  readonly theme?: 'dark';
  readonly size?: typeof DESK;
  /** Clicked one after the other before the picture is taken. */
  readonly click?: readonly string[];
  readonly scrollTo?: string;
}

const TRIAL =
  '/calculator#p=showcase.employee&b=inpatient&from=2026-05-01&to=2026-05-10&f.personStatus=retired&f.civilServant=true&a=52000&bb=18000&bf=10&c=2600&acct=1200';

export const PICTURES: readonly Picture[] = [
  { name: 'calculator', zh: '待遇试算', en: 'Trial calculator', path: TRIAL },
  {
    name: 'calculator-en-dark',
    zh: '英文、深色',
    en: 'In English, dark',
    path: TRIAL,
    lang: 'en',
    theme: 'dark',
  },
  {
    name: 'calculator-phone',
    zh: '手机上试算',
    en: 'On a phone',
    path: TRIAL,
    size: PHONE,
    scrollTo: '#result',
  },
  {
    name: 'compare',
    zh: '两个年度并列',
    en: 'Two years side by side',
    path: `${TRIAL}&vp=showcase.employee&vy=2027`,
  },
  { name: 'explanation', zh: '逐步解释', en: 'The explanation', path: TRIAL, scrollTo: '#steps' },
  {
    name: 'policy-standards',
    zh: '政策：标准与出处',
    en: 'A policy: standards with their articles',
    path: '/policies/showcase.employee?part=standards',
  },
  { name: 'policy-steps', zh: '政策：步骤', en: 'Its steps', path: '/policies/showcase.employee?part=steps' },
  {
    name: 'policy-changes',
    zh: '政策：变化',
    en: 'What changes',
    path: '/policies/showcase.employee?part=changes',
  },
  {
    name: 'policy-cases-en',
    zh: '算例（英文）',
    en: 'Worked cases, in English',
    path: '/policies/showcase.resident?part=cases',
    lang: 'en',
  },
  { name: 'sign-in', zh: '登录', en: 'Sign-in', path: '/sign-in' },
  { name: 'settlements', zh: '结算查询', en: 'Settlements', path: '/settlements', as: 'clerk' },
  { name: 'bill', zh: '一笔结算', en: 'A bill', path: '/settlements/{bill}', as: 'clerk' },
  {
    name: 'bill-waterfall',
    zh: '谁付多少：瀑布图',
    en: 'Who pays what, as a waterfall',
    path: '/settlements/{bill}',
    as: 'clerk',
    scrollTo: '.waterfall',
  },
  { name: 'person', zh: '参保人', en: 'A person', path: '/persons/~3', as: 'clerk' },
  {
    name: 'person-bills',
    zh: '参保人：结算时间线',
    en: 'A person: the line of bills',
    path: '/persons/~3',
    as: 'clerk',
    scrollTo: '.timeline-filter',
  },
  { name: 'office', zh: '医院窗口', en: 'The desk of a hospital', path: '/office', as: 'hospital' },
  { name: 'messages', zh: '报文日志', en: 'The message log', path: '/office/messages', as: 'hospital' },
  {
    name: 'message-refused',
    zh: '被拒绝的报文及处理办法',
    en: 'A refused message, and what to do',
    path: '/office/messages?failed=true',
    as: 'hospital',
    click: ['tbody tr a'],
  },
  {
    name: 'reconciliation',
    zh: '日对账',
    en: 'Daily reconciliation',
    path: '/office/reconciliation',
    as: 'hospital',
  },
  { name: 'enrolment', zh: '参保登记', en: 'Enrolment', path: '/enrolment', as: 'clerk' },
  { name: 'contributions', zh: '缴费单', en: 'Contribution bills', path: '/contributions', as: 'clerk' },
  {
    name: 'contribution-bill',
    zh: '一张缴费单',
    en: 'A contribution bill',
    path: '/contributions',
    as: 'clerk',
    click: ['tbody tr a'],
  },
  {
    name: 'figures',
    zh: '参保征缴统计',
    en: 'Figures of enrolment and collection',
    path: '/figures',
    as: 'leader',
  },
  { name: 'operations', zh: '运行情况', en: 'Operations', path: '/operations', as: 'supervisor' },
  { name: 'users', zh: '用户与角色', en: 'Users and roles', path: '/users', as: 'security' },
  {
    name: 'me-phone',
    zh: '参保人自己的页面',
    en: 'The page of the insured',
    path: '/me',
    as: 'insured',
    size: PHONE,
  },
  {
    name: 'print-settlement',
    zh: '结算单',
    en: 'Settlement sheet',
    path: '/api/settlements/{bill}/print/settlement',
    as: 'clerk',
  },
  {
    name: 'print-explanation',
    zh: '待遇计算说明',
    en: 'Explanation sheet',
    path: '/api/settlements/{bill}/print/explanation',
    as: 'clerk',
  },
  {
    name: 'print-day-list',
    zh: '一日清单',
    en: 'List of one day',
    path: '/api/visits/{visit}/print/day-list?day={day}',
    as: 'clerk',
  },
];
