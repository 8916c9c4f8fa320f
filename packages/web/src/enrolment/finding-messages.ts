import { defineMessages } from '../i18n/messages.ts';

export const findingMessages = defineMessages('findings', {
  intro: {
    zh: '每夜自动查找：两险重复、外地已参保、重复登记、毕业生过渡期满。改好登记后下一夜自行消除。',
    en: 'Searched every night: cover in both schemes or elsewhere, persons registered twice, graduates whose time has run out. What is mended goes by itself the next night.',
  },
  search: { zh: '立即查找', en: 'Search now' },
  kind: { zh: '类别', en: 'Kind' },
  all: { zh: '全部', en: 'all' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '待处理', en: 'open' },
  done: { zh: '已办结', en: 'done' },
  dismissed: { zh: '已排除', en: 'dismissed' },
  gone: { zh: '已消除', en: 'gone' },
  person: { zh: '参保人', en: 'Person' },
  found: { zh: '查到', en: 'Found on' },
  what: { zh: '情况', en: 'What' },
  note: { zh: '处理说明', en: 'Note' },
  noteNeeded: { zh: '请写明怎么处理的，至少两个字', en: 'Say what was done, two characters at least' },
  other: { zh: '另一人', en: 'the other' },
  markDone: { zh: '办结', en: 'Done' },
  dismiss: { zh: '排除', en: 'Dismiss' },
  decide: { zh: '处理', en: 'Decide' },
  none: { zh: '没有疑点', en: 'Nothing was found' },
  noneHint: { zh: '今夜再查。', en: 'The next search is tonight.' },
  more: { zh: '下一页', en: 'Next' },
});
