import { defineMessages } from '../i18n/messages.ts';

export const homeMessages = defineMessages('home', {
  title: { zh: '医保付多少，为什么，一目了然', en: 'What the insurance pays, and why, in plain sight' },
  hello: { zh: '您好，', en: 'Hello, ' },
  lead: {
    zh: '政策写成数据，同一套规则用于实时结算、试算和说明；每一分钱都能查到条款和算式。',
    en: 'Policy is data: one set of rules settles, calculates and explains, and every fen leads back to its clause and formula.',
  },
  users: {
    zh: '建立用户，申请和审批角色，锁定与重置。',
    en: 'Create users, ask for and decide roles, lock and reset.',
  },
  audit: {
    zh: '谁在何时做了什么，链是否完好。',
    en: 'Who did what when, and whether the chains are whole.',
  },
  calculator: {
    zh: '任何人都可使用。换个医院、换一年，看看负担差多少。',
    en: 'For everybody. Try another hospital or another year and see the difference.',
  },
  policies: {
    zh: '每份政策的标准、步骤、算例、疑点和历次变化。',
    en: 'Standards, steps, cases, open questions and changes of every policy.',
  },
  settlements: {
    zh: '每张结算单由谁支付、怎样算出、有无冲正。',
    en: 'Who paid each bill, how it was worked out, and whether it was reversed.',
  },
  ownBenefits: {
    zh: '我的待遇、本年累计和历次结算。',
    en: 'My cover, what counts this year and all my bills.',
  },
  persons: {
    zh: '参保人的待遇、本年累计和历次结算。',
    en: 'A person’s cover, counters of the year and all bills.',
  },
  office: {
    zh: '没有信息系统的机构在这里登记、结算、打印、查账。',
    en: 'Register, settle, print and look things up without a system of one’s own.',
  },
  messages: {
    zh: '医药机构发来的每一条报文，错在哪里，怎么处理。',
    en: 'Every message of an institution, what was wrong and what to do.',
  },
  mappings: {
    zh: '各机构提交的目录对照，两边并列，逐项或成批审核。',
    en: 'Mappings that institutions submitted, both sides beside each other, decided one by one or many at once.',
  },
  figures: {
    zh: '参保率、征缴率与报告，分片区、分单位。',
    en: 'Participation, collection and reports, by area and by employer.',
  },
  lists: {
    zh: '按模板上传名单，检查后整批参保',
    en: 'Upload a list, have it checked, and enrol everybody on it',
  },
  levyAudits: {
    zh: '花名册、工资表、税务名册与参保缴费逐条比对。',
    en: 'Rosters, payrolls and tax files compared line by line with enrolment.',
  },
  reversals: {
    zh: '金额较大的撤销：一人申请，另一人看过影响后审批。',
    en: 'Large reversals: one person asks, another sees the effects and decides.',
  },
  enrolment: {
    zh: '办理参保、停保、退休，维护登记、单位与特殊人群，复核。',
    en: 'Enrol, stop and retire people; registers, units and special groups; decide as a second person.',
  },
  contributions: {
    zh: '基数申报、核定、缴费单、到账入账与退费。',
    en: 'Bases declared, periods assessed, bills, receipts and refunds.',
  },
  census: {
    zh: '谁应参未参、谁没续保，分给谁、走访结果如何。',
    en: 'Who is missing or has not renewed, whose task it is, and what came of the visits.',
  },
  unenrolled: {
    zh: '应参保未参保、拒不参保的单位：分给专人、走访、约谈。',
    en: 'Employers who ought to enrol and do not: whose task, visits, interviews.',
  },
  notices: {
    zh: '名单上的人要缴的费，成批打印通知单与花名册。',
    en: 'What the people on your list have to pay: notices and the list on paper.',
  },
  operations: {
    zh: '今日结算、各基金支出与拒绝原因。',
    en: 'Settlements today, payments by fund and reasons of refusal.',
  },
  me: {
    zh: '我的参保、个人账户、家庭共济、参保凭证，以及谁看过我的信息。',
    en: 'My cover, account, family sharing and certificate, and who looked at my data.',
  },
  accountRequests: {
    zh: '个人账户更正、冻结、注销、支取的复核。',
    en: 'Decide corrections, freezing, closing and paying out of accounts.',
  },
  accountRuns: {
    zh: '全部个人账户的年度计息和退休人员月划入。',
    en: 'Yearly interest of all accounts, and the monthly credit of the retired.',
  },
  transfers: {
    zh: '医保关系转出、转入、本地转接：期限、信息表、账户资金。',
    en: 'Insurance relations out, in and between schemes: clocks, sheets, account money.',
  },
  handovers: {
    zh: '迁入学校、毕业离校的名单由学校与社区互相交接。',
    en: 'Schools and communities hand students over to one another.',
  },
});
