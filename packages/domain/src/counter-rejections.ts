/** Reasons to refuse what is done at the counter 柜面, in order of precedence. */
export const COUNTER_REJECTIONS = {
  'counter-day-closed': {
    zh: '{clerk} 在 {day} 的收款已日结签字',
    en: 'the day {day} of {clerk} at the counter is closed and signed',
    remedyZh: '请明天收款，或由另一名收款员办理',
    remedyEn: 'take it tomorrow, or let another clerk take it',
  },
  'counter-bill-not-open': {
    zh: '缴费单 {bill} 不是该缴费人的未缴缴费单',
    en: 'bill {bill} is no open bill of this payer',
    remedyZh: '请刷新后重新选择缴费单',
    remedyEn: 'look again and choose the bills anew',
  },
  'counter-amount-too-large': {
    zh: '收款 {amount} 元超过应收 {due} 元（含滞纳金）',
    en: '{amount} yuan is more than the {due} yuan due with late fees',
    remedyZh: '请找零或更正金额',
    remedyEn: 'give change, or correct the amount',
  },
  'counter-reference-invalid': {
    zh: '{method}的号码“{reference}”不合规定：{rule}',
    en: 'the number “{reference}” of a payment by {method} is not right: {rule}',
    remedyZh: '请对照小票、支票或进账单重新填写',
    remedyEn: 'type it anew from the slip or the cheque',
  },
  'counter-reference-known': {
    zh: '{method} {reference} 已登记过收款',
    en: 'a payment by {method} {reference} is recorded already',
    remedyZh: '请核对，不要重复收款',
    remedyEn: 'check it; do not take it twice',
  },
  'counter-cheque-bank-missing': {
    zh: '支票须填写出票银行',
    en: 'a cheque needs the name of its bank',
    remedyZh: '请填写出票银行',
    remedyEn: 'type the bank of the cheque',
  },
  'counter-paid-on-invalid': {
    zh: '日期 {day} 在今天之后，或未填写',
    en: 'the day {day} lies ahead or is missing',
    remedyZh: '请填写银行到账日期',
    remedyEn: 'type the day on which the bank received it',
  },
  'counter-transfer-differs': {
    zh: '银行流水号 {serial} 已到账 {known} 元，可用 {free} 元，本次为 {amount} 元',
    en: 'serial {serial} of the bank came in with {known} yuan, {free} of it free; this says {amount}',
    remedyZh: '请核对进账单；余款请由财务在“到账”中处理',
    remedyEn: 'check the slip; finance sees to what is left on the page of the receipt',
  },
  'counter-not-today': {
    zh: '该收款不是今天收的、已日结或已处理，不能冲正',
    en: 'the payment is not of today, its day is closed, or it is dealt with: it cannot be taken back',
    remedyZh: '隔日的差错请走撤销入账和退费',
    remedyEn: 'mistakes of another day go by taking the allocation back and a refund',
  },
  'counter-cheque-settled': {
    zh: '该支票已处理',
    en: 'the cheque is dealt with already',
    remedyZh: '请刷新',
    remedyEn: 'look again',
  },
  'counter-bounce-note-missing': {
    zh: '退票须写明原因',
    en: 'a bounced cheque needs the reason',
    remedyZh: '请填写退票原因',
    remedyEn: 'type the reason of the bank',
  },
  'counter-not-counted': {
    zh: '该日尚未清点，或清点后又有收款、冲正',
    en: 'the day is not counted, or something was taken or taken back since',
    remedyZh: '请收款员重新清点后再签字',
    remedyEn: 'let the clerk count again, then sign',
  },
  'counter-reversal-waits': {
    zh: '还有 {n} 笔冲正申请未复核',
    en: '{n} payments wait for a decision about taking them back',
    remedyZh: '请先复核冲正申请',
    remedyEn: 'decide about them first',
  },
  'counter-difference-note-missing': {
    zh: '清点与账面不符，须写明情况',
    en: 'what was counted differs from the books: say why it is signed',
    remedyZh: '请填写说明',
    remedyEn: 'write a note',
  },
  'counter-deposit-invalid': {
    zh: '缴存 {amount} 元超过该日{method}待缴存 {left} 元，或该日未签字',
    en: '{amount} yuan is more than the {left} yuan of {method} left of the day, or the day is not signed',
    remedyZh: '请核对缴款单',
    remedyEn: 'check the slip of the bank',
  },
  'counter-deposit-known': {
    zh: '银行流水号 {serial} 已登记，或与到账金额不符',
    en: 'serial {serial} of the bank is recorded already, or came in with another amount',
    remedyZh: '请核对缴款单与银行流水',
    remedyEn: 'check the slip against the statement of the bank',
  },
} as const;
