import { defineMessages } from '../i18n/messages.ts';

export const groupPapersMessages = defineMessages('groupPapers', {
  title: { zh: '认定材料', en: 'Papers' },
  notAsked: {
    zh: '凭民政名单认定的，不要求本人提交材料。',
    en: 'Recognised by the list of civil affairs: no paper is asked of the person.',
  },
  valid: { zh: '已有，不再收取', en: 'on file, not asked for again' },
  expired: { zh: '已过期，须重新提交', en: 'expired, asked for again' },
  given: { zh: '本次提交', en: 'brought now' },
  missing: { zh: '缺', en: 'missing' },
  until: { zh: '有效期至 {{day}}', en: 'valid until {{day}}' },
  noLastDay: { zh: '长期有效', en: 'without a last day' },
  bring: { zh: '登记本次提交的材料', en: 'Record what is brought now' },
  no: { zh: '编号', en: 'Number' },
  issuedBy: { zh: '签发单位', en: 'Issued by' },
  issuedOn: { zh: '签发日期', en: 'Issued on' },
  validTo: { zh: '有效期止', en: 'Valid until' },
  validToHint: { zh: '材料上没有的留空', en: 'leave empty where the paper names none' },
  record: { zh: '登记材料', en: 'Record the papers' },
});
