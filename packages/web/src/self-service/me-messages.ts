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
  open: { zh: '打开', en: 'Open' },
  statement: { zh: '账户对账单', en: 'Account statement' },
  record: { zh: '{{year}}年度权益记录单', en: 'Record of {{year}}' },
  papers: { zh: '我的单据', en: 'My papers' },
  needPerson: { zh: '请以参保人本人账号登录。', en: 'Sign in as an insured person.' },
});
