import { defineMessages } from '../i18n/messages.ts';

/** Texts of signing for a day, and of the list of days that are signed for. */
export const signOffMessages = defineMessages('signOff', {
  title: { zh: '签字', en: 'Sign' },
  note: { zh: '说明（有不符时必填）', en: 'Note (needed when something differs)' },
  sign: { zh: '签字确认', en: 'Sign for the day' },
  otherSigns: { zh: '本人导入的对账单，由他人签字', en: 'you took the statement: somebody else signs' },
  state: { zh: '签字', en: 'Signed' },
  all: { zh: '全部', en: 'all' },
  unsigned: { zh: '未签字', en: 'not signed' },
  signed: { zh: '已签字', en: 'signed' },
  from: { zh: '自（不填：近一个月）', en: 'From (empty: a month ago)' },
  to: { zh: '至', en: 'To' },
});
