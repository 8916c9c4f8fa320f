/** Reasons to refuse lists that others collect by 代收代扣, in order of precedence. */
export const WITHHOLDING_REJECTIONS = {
  'list-nobody': {
    zh: '没有可列入名单的未缴缴费单，或都已在未回盘的名单上',
    en: 'nobody has an open bill for the list, or all of them are on a list that has not come back',
    remedyZh: '请先核定该期间；或先处理未回盘的名单',
    remedyEn: 'assess the period first, or see to the list that is out',
  },
  'list-withdrawn': {
    zh: '名单 {list} 已作废',
    en: 'list {list} is withdrawn',
    remedyZh: '请使用新的名单',
    remedyEn: 'use the new list',
  },
  'list-has-results': {
    zh: '名单 {list} 已有回盘，不能作废',
    en: 'list {list} has come back and cannot be withdrawn',
    remedyZh: '未缴的人员可列入新的名单',
    remedyEn: 'who has not paid can stand on a new list',
  },
  'list-file-unreadable': {
    zh: '文件不可读：{why}',
    en: 'the file cannot be read: {why}',
    remedyZh: '请用下载的名单填写结果后上传',
    remedyEn: 'fill in the list that was downloaded and upload it',
  },
  'list-file-empty': {
    zh: '文件中没有任何结果',
    en: 'there is no result in the file',
    remedyZh: '请在“结果”列填写后再上传',
    remedyEn: 'fill in the column of the result',
  },
  'list-row-unknown': {
    zh: '第{row}行：缴费单 {bill} 与序号 {no} 不在名单 {list} 上',
    en: 'row {row}: bill {bill} with number {no} is not on list {list}',
    remedyZh: '请上传本名单的回盘文件',
    remedyEn: 'upload the file of this list',
  },
  'list-row-twice': {
    zh: '第{row}行与第{first}行重复',
    en: 'row {row} is the same as row {first}',
    remedyZh: '请删除重复的行',
    remedyEn: 'delete one of them',
  },
  'list-row-amount': {
    zh: '第{row}行金额 {amount} 元，名单为 {listed} 元',
    en: 'row {row} says {amount} yuan, the list {listed}',
    remedyZh: '每行须全额代收；部分缴费的请作失败并写明原因',
    remedyEn: 'each row is paid in full; who paid a part is a failure with its reason',
  },
  'list-row-result': {
    zh: '第{row}行结果“{result}”无法识别',
    en: 'row {row}: the result “{result}” is not known',
    remedyZh: '可填：{known}',
    remedyEn: 'known are: {known}',
  },
  'list-row-reason': {
    zh: '第{row}行失败而没有原因',
    en: 'row {row} has failed without a reason',
    remedyZh: '请填写原因',
    remedyEn: 'fill in the reason',
  },
  'list-row-paid': {
    zh: '第{row}行在此名单上已回盘成功',
    en: 'row {row} is reported as paid on this list already',
    remedyZh: '请删除该行',
    remedyEn: 'delete the row',
  },
  'list-booked': {
    zh: '这次回盘已入账，或没有成功的行',
    en: 'this result is booked already, or nobody in it has paid',
    remedyZh: '请刷新',
    remedyEn: 'look again',
  },
  'list-money-differs': {
    zh: '流水号 {serial} 到账 {known} 元，可用 {free} 元；回盘成功合计 {amount} 元',
    en: 'serial {serial} came in with {known} yuan, {free} of it free; the result says {amount} yuan are paid',
    remedyZh: '请与代收单位核对；回盘有误的请其更正后重新上传',
    remedyEn: 'ask who collected; if the result is wrong, let them correct it and upload it again',
  },
  'agreement-invalid': {
    zh: '账号应为8至32位数字，起始日期不早于今天',
    en: 'an account has 8 to 32 digits, and an agreement begins today or later',
    remedyZh: '请对照协议填写',
    remedyEn: 'type it anew from the agreement',
  },
  'budget-unit-kind': {
    zh: '{unit} 不是机关或事业单位，不能由财政统发代扣',
    en: '{unit} is neither a government office nor a public institution: finance cannot withhold for it',
    remedyZh: '请选择机关、事业单位；单位类型有误的先更正登记',
    remedyEn:
      'choose an office or a public institution, or correct the kind of the unit in the register first',
  },
  'budget-unit-none': {
    zh: '{unit} 没有财政统发登记',
    en: '{unit} is not marked as a budget unit',
    remedyZh: '无需终止；请核对单位',
    remedyEn: 'there is nothing to end; look at the unit again',
  },
  'budget-unit-undo': {
    zh: '财政统发登记不能撤回：名单可能已按它生成',
    en: 'a mark of a budget unit is not undone: lists may have been made by it',
    remedyZh: '请终止财政统发，或重新登记',
    remedyEn: 'end the mark, or mark the unit anew',
  },
  'budget-code-invalid': {
    zh: '预算单位编码应为3至15位数字',
    en: 'the code of a budget unit has 3 to 15 digits',
    remedyZh: '请按财政部门的预算单位编码填写',
    remedyEn: 'type the code that finance uses',
  },
  'budget-from-past': {
    zh: '财政统发起始日期 {day} 早于今天',
    en: 'a budget unit cannot begin on {day}, before today',
    remedyZh: '请填写今天或以后的日期',
    remedyEn: 'choose today or a later day',
  },
} as const;
