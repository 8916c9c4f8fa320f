/** Reasons to refuse of personal accounts 个人账户, in the form of rejection-catalogue.ts. */
export const ACCOUNT_REJECTIONS = {
  'account-missing': {
    zh: '该参保人没有个人账户',
    en: 'the person has no personal account',
    remedyZh: '账户在首次划入时自动开立；请核对人员',
    remedyEn: 'an account opens with its first credit; check the person',
  },
  'account-not-open': {
    zh: '个人账户当前状态为{state}，不能办理',
    en: 'the account is {state}, which does not allow this',
    remedyZh: '冻结的账户请先解冻；注销的账户只能支取余额',
    remedyEn: 'unfreeze a frozen account first; of a closed one only the rest can be paid out',
  },
  'account-short': {
    zh: '账户余额 {balance} 元，不足 {amount} 元',
    en: 'the account holds {balance} yuan, less than {amount} yuan',
    remedyZh: '请核对金额',
    remedyEn: 'check the amount',
  },
  'account-visits-open': {
    zh: '尚有未结算的就诊：{visits}',
    en: 'visits that are not settled yet: {visits}',
    remedyZh: '请医院结算或取消这些就诊后再办理',
    remedyEn: 'have the institutions settle or cancel them first',
  },
  'account-cover-open': {
    zh: '职工医保参保关系尚未终止',
    en: 'the cover of the employee scheme has not ended',
    remedyZh: '请先办理停保，再注销账户',
    remedyEn: 'end the cover first, then close the account',
  },
  'account-parts-differ': {
    zh: '各收款人金额合计 {sum} 元，与账户余额 {balance} 元不符',
    en: 'the parts come to {sum} yuan, the account holds {balance} yuan',
    remedyZh: '请使合计等于余额；申请后余额有变的，请退回重新申请',
    remedyEn: 'make the parts equal the balance; if it changed since, refuse the request and ask again',
  },
  'account-payee-unknown': {
    zh: '未找到人员编号为 {psnNo}、姓名相符的参保人',
    en: 'no insured person has the number {psnNo} and that name',
    remedyZh: '请核对继承人的人员编号和姓名，或改为银行账户收款',
    remedyEn: 'check number and name of the heir, or pay to a bank account',
  },
  'account-request-open': {
    zh: '该账户已有一项同类申请待复核',
    en: 'a request of this kind is already waiting for the account',
    remedyZh: '请先复核或退回该申请',
    remedyEn: 'have that one decided first',
  },
  'account-run-early': {
    zh: '{period} 尚未结束，不能办理',
    en: '{period} is not over yet',
    remedyZh: '请选择已结束的年度或已开始的月份',
    remedyEn: 'choose a year that is over, or a month that has begun',
  },
  'own-request': {
    zh: '本人提出的申请须由他人复核',
    en: 'who asks does not decide',
    remedyZh: '请由另一位复核人员办理',
    remedyEn: 'leave it to another reviewer',
  },
  'relative-unknown': {
    zh: '未找到号码与姓名相符的参保人',
    en: 'no insured person has this number and name',
    remedyZh: '请核对亲属的人员编号或证件号码及姓名',
    remedyEn: 'check number and name of the relative',
  },
  'relative-self': {
    zh: '不能授权给本人',
    en: 'nobody shares an account with himself',
    remedyZh: '请填写亲属的号码',
    remedyEn: 'give the number of a relative',
  },
  'relative-uncovered': {
    zh: '该亲属在生效日未参加本统筹区基本医疗保险',
    en: 'the relative is not covered here on the first day',
    remedyZh: '请先为亲属办理参保，或改变生效日期',
    remedyEn: 'enrol the relative first, or begin later',
  },
  'consent-overlaps': {
    zh: '与 {from} 起的授权重叠',
    en: 'overlaps the consent from {from}',
    remedyZh: '请先撤回原授权，或改变起止日期',
    remedyEn: 'take that one back first, or change the days',
  },
  'consent-period': {
    zh: '授权期间 {from} 至 {to} 不合规则：不得早于今天，止日不得早于起日',
    en: 'a consent from {from} to {to}: not before today, and its end not before its start',
    remedyZh: '请更正起止日期',
    remedyEn: 'correct the days',
  },
  'consent-unknown': {
    zh: '没有这项授权，或已撤回',
    en: 'there is no such consent, or it was taken back',
    remedyZh: '请刷新后核对',
    remedyEn: 'load the page again and check',
  },
} as const;
