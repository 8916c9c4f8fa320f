import { defineMessages } from '../i18n/messages.ts';

export const searchMessages = defineMessages('search', {
  label: { zh: '搜索', en: 'Search' },
  everything: {
    zh: '姓名、拼音首字母、证件号、人员编号、电话、结算编号',
    en: 'Name, initials, identity, person, phone or settlement number',
  },
  numbers: {
    zh: '完整的证件号、人员编号、卡号或结算编号',
    en: 'Whole identity, person, card or settlement number',
  },
  bills: { zh: '结算编号', en: 'Settlement number' },
  results: { zh: '搜索结果', en: 'Results' },
  person: { zh: '参保人', en: 'Person' },
  settlement: { zh: '结算单', en: 'Settlement' },
  psnNo: { zh: '人员编号', en: 'person number' },
  certNo: { zh: '证件号', en: 'identity number' },
  cardNo: { zh: '卡号', en: 'card number' },
  phone: { zh: '电话', en: 'phone' },
  name: { zh: '姓名', en: 'name' },
  initials: { zh: '拼音首字母', en: 'initials' },
  by: { zh: '按{{key}}', en: 'by {{key}}' },
  born: { zh: '{{year}}年生', en: 'born {{year}}' },
  none: { zh: '没有找到“{{typed}}”', en: 'Nothing found for “{{typed}}”' },
  noneHint: {
    zh: '号码须完整；姓名可以只写前几个字。',
    en: 'Numbers must be whole; of a name the beginning is enough.',
  },
  more: { zh: '还有更多，请补充条件', en: 'There are more: type on' },
  failed: { zh: '没有查成，请重试', en: 'The search failed; please try again' },
  focus: { zh: '搜索参保人和结算单', en: 'Search persons and settlements' },
  howTo: { zh: '↑↓ 选择，回车打开，退出键关闭', en: '↑↓ choose, Enter opens, Escape closes' },
});
