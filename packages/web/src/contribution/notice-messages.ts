import { defineMessages } from '../i18n/messages.ts';

export const noticeMessages = defineMessages('notices', {
  title: { zh: '缴费通知', en: 'Payment notices' },
  papers: { zh: '打印', en: 'Print' },
  notice: { zh: '缴费通知单', en: 'Payment notice' },
  receipt: { zh: '缴费凭证', en: 'Proof of payment' },
  money: { zh: '收款凭证', en: 'Proof of money received' },
  chooseUnit: { zh: '先选择一个单位、社区或学校', en: 'Choose a unit first' },
  chooseUnitHint: {
    zh: '它自己和名单上的人要缴的费，可以成批打印通知单。',
    en: 'What it and the people on its list have to pay can be printed at once.',
  },
  scheme: { zh: '险种', en: 'Scheme' },
  employee: { zh: '职工医保', en: 'employee scheme' },
  resident: { zh: '居民医保', en: 'resident scheme' },
  period: { zh: '费款所属期', en: 'Period' },
  bills: { zh: '缴费单', en: 'Bills' },
  openBills: { zh: '未缴清', en: 'Not paid' },
  billed: { zh: '应缴（元）', en: 'Due (yuan)' },
  open: { zh: '未缴（元）', en: 'Open (yuan)' },
  none: { zh: '还没有缴费单', en: 'There are no bills' },
  noneHint: { zh: '核定之后才有缴费单。', en: 'Bills are made when a period is assessed.' },
  openNotices: { zh: '未缴通知单', en: 'Notices not paid' },
  part: { zh: '第 {{part}} 部分', en: 'part {{part}}' },
  list: { zh: '花名册', en: 'List' },
  intro: {
    zh: '通知单每份带核验码；每个文件最多 {{n}} 份，多的分为几个文件。',
    en: 'Each notice carries its verification code; a file holds {{n}} of them, more are further files.',
  },
});
