import { defineMessages } from '../i18n/messages.ts';

/** Words of what a second person decides 复核, the same wherever it is decided. */
export const decisionMessages = defineMessages('decision', {
  open: { zh: '待复核', en: 'waits' },
  noneDecided: { zh: '还没有复核过的', en: 'Nothing was decided yet' },
  decided: { zh: '已复核', en: 'decided' },
  approved: { zh: '已同意', en: 'approved' },
  refused: { zh: '不同意', en: 'refused' },
  paid: { zh: '已支付', en: 'paid' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  all: { zh: '全部', en: 'all' },
  order: { zh: '申请时间', en: 'Asked' },
  asc: { zh: '早的在前', en: 'earliest first' },
  desc: { zh: '晚的在前', en: 'latest first' },
  state: { zh: '状态', en: 'State' },
  askedBy: { zh: '申请人', en: 'Asked by' },
  approve: { zh: '同意', en: 'Approve' },
  refuse: { zh: '不同意', en: 'Refuse' },
  mine: { zh: '本人提交，须由他人复核', en: 'Yours: somebody else decides' },
  note: { zh: '复核意见', en: 'Note' },
  noteHint: { zh: '不同意时必填，申请人可见。', en: 'Needed to refuse; the asker sees it.' },
  noteMissing: {
    zh: '不同意须写明理由，至少两个字。',
    en: 'A refusal needs a reason of at least two characters.',
  },
  bankSerial: { zh: '银行流水号', en: 'Bank serial' },
  markPaid: { zh: '登记已付', en: 'Record the payment' },
});
