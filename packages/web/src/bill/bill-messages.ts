import { defineMessages } from '../i18n/messages.ts';

export const billMessages = defineMessages('bill', {
  actions: { zh: '打印与撤销', en: 'Print and reverse' },
  printSheet: { zh: '打印结算单', en: 'Print the settlement' },
  printExplanation: { zh: '打印待遇计算说明', en: 'Print the explanation' },
  messages: { zh: '看背后的报文', en: 'Messages behind it' },
  newTab: { zh: '在新标签页打开', en: 'opens in a new tab' },
  reverse: { zh: '撤销这张结算单', en: 'Reverse this settlement' },
});
