import { defineMessages } from '../i18n/messages.ts';

export const deceasedMessages = defineMessages('deceased', {
  intro: {
    zh: '已登记死亡的参保人：参保关系何时终止，个人账户是否注销、支取或继承，还应付给谁。',
    en: 'Persons whose death is registered: when their cover ended, whether their account is closed, paid out or inherited, and who is to be paid.',
  },
  list: { zh: '已故人员', en: 'The deceased' },
  account: { zh: '个人账户', en: 'Account' },
  all: { zh: '全部', en: 'All' },
  from: { zh: '死亡日期起', en: 'Died from' },
  to: { zh: '死亡日期止', en: 'Died until' },
  matching: {
    zh: '共 {{n}} 人，其中 {{withMoney}} 人账户有余额，合计 {{amount}} 元',
    en: '{{n}} persons, {{withMoney}} with money in the account: {{amount}} yuan',
  },
  name: { zh: '姓名', en: 'Name' },
  diedOn: { zh: '死亡日期', en: 'Died on' },
  coverEndedOn: { zh: '参保终止', en: 'Cover ended' },
  running: { zh: '仍有参保关系', en: 'cover goes on' },
  never: { zh: '未参保', en: 'never covered' },
  balanceFen: { zh: '余额（元）', en: 'Balance (yuan)' },
  paidOutFen: { zh: '已支取（元）', en: 'Paid out (yuan)' },
  inheritedFen: { zh: '已继承（元）', en: 'Inherited (yuan)' },
  payees: { zh: '申请的收款人', en: 'Payees named' },
  unnamed: { zh: '尚未申请', en: 'nobody named yet' },
  toAccount: { zh: '{{name}} 的个人账户', en: 'Account of {{name}}' },
  none: { zh: '没有符合条件的已故人员', en: 'Nobody who has died matches' },
  noneHint: {
    zh: '换个条件看看；死亡在“办理业务”登记。',
    en: 'Try other filters; deaths are registered under “Enrol”.',
  },
});
