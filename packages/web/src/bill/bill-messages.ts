import { defineMessages } from '../i18n/messages.ts';

export const billMessages = defineMessages('bill', {
  actions: { zh: '打印与撤销', en: 'Print and reverse' },
  printSheet: { zh: '打印结算单', en: 'Print the settlement' },
  printExplanation: { zh: '打印待遇计算说明', en: 'Print the explanation' },
  newTab: { zh: '在新标签页打开', en: 'opens in a new tab' },
  reverse: { zh: '撤销这张结算单', en: 'Reverse this settlement' },
  effects: { zh: '确认后会发生', en: 'What will happen' },
  nothingYet: { zh: '现在还没有改动任何记录。', en: 'Nothing has been changed yet.' },
  newRecord: {
    zh: '生成一张冲正单，金额全部相反；原单保留并标为“已冲正”，两单永久互相链接。',
    en: 'A reversal with opposite amounts is written; the original stays, is marked as reversed, and both stay linked.',
  },
  returned: { zh: '退回', en: 'Returned' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  toAccount: { zh: '退回本人个人账户', en: 'back to the own personal account' },
  toFamily: { zh: '退回家庭共济账户', en: 'back to the family account' },
  toPatient: { zh: '由医药机构退还患者现金', en: 'cash that the institution gives back to the patient' },
  byProvider: { zh: '不再由医药机构负担', en: 'no longer borne by the institution' },
  total: { zh: '合计', en: 'Total' },
  countersBack: {
    zh: '本单计入的年度累计（起付线、限额等）一并退回。',
    en: 'What this bill added to the counters of the year is taken back.',
  },
  laterTitle: { zh: '之后的结算', en: 'Later bills' },
  noLater: {
    zh: '此人在本单之后没有仍有效的结算，不影响其他结算。',
    en: 'No later bill of this person stands; no other is affected.',
  },
  recompute: {
    zh: '此人之后还有 {{n}} 张有效结算。凡读取本单累计且结果改变的，系统同时冲正并按原政策重新结算；不受影响的不动。',
    en: '{{n}} later bills of this person stand. Each that reads what this bill counted, and comes out differently, is reversed and settled again in the same write; others are left alone.',
  },
  refuse: {
    zh: '此人之后还有 {{n}} 张有效结算。本政策规定：若其中有读取本单累计的，须先撤销那些结算，系统会拒绝本次撤销并指出是哪几张。',
    en: '{{n}} later bills of this person stand. By this policy those that read what this bill counted must be reversed first; the reversal is then refused and names them.',
  },
  either: {
    zh: '此人之后还有 {{n}} 张有效结算。受影响的会按政策重新结算，或由系统拒绝本次撤销并指出须先撤销哪几张。',
    en: '{{n}} later bills of this person stand. Those affected are settled again, or the reversal is refused and names what must go first, as the policy says.',
  },
  reason: { zh: '撤销原因', en: 'Reason' },
  reasonHint: { zh: '记入审计日志，不能修改。', en: 'Kept in the audit log; it cannot be changed.' },
  reasonMissing: {
    zh: '请写明撤销原因，至少两个字。',
    en: 'Please give a reason of at least two characters.',
  },
  confirm: { zh: '确认撤销，退回 {{amount}}', en: 'Reverse and return {{amount}}' },
  reversing: { zh: '正在撤销…', en: 'Reversing…' },
  keep: { zh: '不撤销', en: 'Keep it' },
});
