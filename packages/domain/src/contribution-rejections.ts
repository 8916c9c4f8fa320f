/** Reasons to refuse payments and bills of contributions, in order of precedence. */
export const CONTRIBUTION_REJECTIONS = {
  'payment-file-unreadable': {
    zh: '文件不是 {encoding} 编码',
    en: 'the file is not {encoding}',
    remedyZh: '请确认所选文件格式与文件一致',
    remedyEn: 'check that the chosen layout is that of the file',
  },
  'payment-file-empty': {
    zh: '文件中没有缴费明细',
    en: 'there is no payment in the file',
    remedyZh: '请确认所选文件格式与文件一致',
    remedyEn: 'check that the chosen layout is that of the file',
  },
  'payment-file-too-long': {
    zh: '文件有 {lines} 行，最多 {most} 行',
    en: 'the file has {lines} lines, at most {most}',
    remedyZh: '请分成几个文件',
    remedyEn: 'cut it into several files',
  },
  'payment-line-invalid': {
    zh: '第{line}行有误',
    en: 'line {line} is wrong',
    remedyZh: '请由出具文件的单位更正，整个文件未入账',
    remedyEn: 'let the maker of the file correct it; nothing of the file was taken',
  },
  'payment-serial-twice': {
    zh: '第{line}行流水号 {serial} 与第{first}行重复',
    en: 'line {line}: serial {serial} stands in line {first} already',
    remedyZh: '请由出具文件的单位更正，整个文件未入账',
    remedyEn: 'let the maker of the file correct it; nothing of the file was taken',
  },
  'payment-totals-missing': {
    zh: '文件缺少合计行',
    en: 'the line with count and sum is missing',
    remedyZh: '文件可能不完整，请重新下载',
    remedyEn: 'the file may be incomplete: fetch it again',
  },
  'payment-totals-differ': {
    zh: '合计行为 {count} 笔 {sum}，明细为 {foundCount} 笔 {foundSum}',
    en: 'its totals say {count} lines and {sum}, the lines are {foundCount} and {foundSum}',
    remedyZh: '文件可能不完整，整个文件未入账，请重新下载',
    remedyEn: 'the file may be incomplete; nothing was taken; fetch it again',
  },
  'payment-serial-known': {
    zh: '第{line}行流水号 {serial} 已到账 {known} 元，本文件为 {amount} 元',
    en: 'line {line}: serial {serial} was received with {known} yuan, this file says {amount}',
    remedyZh: '请向出具文件的银行或税务机关核对，更正后重新上传',
    remedyEn: 'ask the bank or tax authority that made the file, and upload the corrected one',
  },
  'refused-bill-unknown': {
    zh: '所选费用不是该参保人因暂停待遇被拒或冲回的费用',
    en: 'not all of these are bills of the person that a suspension has stopped',
    remedyZh: '请刷新欠费页面后重新选择',
    remedyEn: 'refresh the page of arrears and choose again',
  },
  'refused-bill-settled': {
    zh: '该笔费用已经结算：{settlementId}',
    en: 'the bill is settled already: {settlementId}',
    remedyZh: '请查看该笔结算；有误的先撤销',
    remedyEn: 'look at that settlement; reverse it first if it is wrong',
  },
  'refused-bill-twice': {
    zh: '{on} 的同一笔费用选了不止一次（多次发送均被拒）',
    en: 'the bill of {on} is chosen more than once: it was sent and refused several times',
    remedyZh: '同一机构、日期和金额的只选一笔',
    remedyEn: 'of bills of the same institution, days and total choose one',
  },
  'refused-bill-suspended': {
    zh: '欠费尚未缴清，{on} 的费用仍在暂停期内',
    en: 'the arrears are not paid yet; the bill of {on} is still within the suspension',
    remedyZh: '请先缴清欠费',
    remedyEn: 'pay the arrears first',
  },
  'refused-bill-not-retroactive': {
    zh: '{on} 的费用不补待遇：自 {again} 起恢复，此前不享受（{clause}）',
    en: 'no benefits are given back for the bill of {on}: they begin again on {again} ({clause})',
    remedyZh: '按政策由个人负担；对条款有异议的走复查程序',
    remedyEn: 'by the policy the person bears it; who objects to the clause asks for a review',
  },
  'refused-bills-mixed': {
    zh: '撤销缴费时冲回的费用须单独补结算，每次一个险种',
    en: 'bills reversed as a payment was taken back are settled again by themselves, one scheme at a time',
    remedyZh: '请先提交冲回的费用，复核同意后再提交被拒的费用',
    remedyEn:
      'ask for those that were reversed first, and for those that were refused once that is agreed to',
  },
  'refused-bill-not-paid': {
    zh: '按现在的参保登记，{on} 的费用不支付',
    en: 'as the registers stand, nothing is paid for the bill of {on}',
    remedyZh: '请先核对参保登记；登记有误的先更正',
    remedyEn: 'look at the cover of the person first, and correct it where it is wrong',
  },
  'late-settle-undo': {
    zh: '补结算不能整体撤回',
    en: 'settling bills after all is not undone as a whole',
    remedyZh: '请在费用页面逐笔撤销结算',
    remedyEn: 'reverse the settlements one by one',
  },
  'payment-back-gone': {
    zh: '该入账已撤销，或已没有结算依据它恢复的待遇',
    en: 'the payment has been taken back already, or no bill rests on the suspension that it ended any more',
    remedyZh: '请刷新到账页面；尚未撤销的可直接撤销',
    remedyEn: 'look at the receipt again; a payment that still stands is taken back there at once',
  },
  'payment-back-stands': {
    zh: '这笔缴费不能撤销：{what}',
    en: 'the payment cannot be taken back: {what}',
    remedyZh: '请先处理所列事项，再撤销入账',
    remedyEn: 'see to what is named first, then take the payment back',
  },
  'payment-back-undo': {
    zh: '撤销缴费不能再撤回',
    en: 'taking a payment back is not undone',
    remedyZh: '请在到账页面重新匹配缴费单',
    remedyEn: 'match the receipt with its bill again on the page of the receipt',
  },
  'late-fee-no-policy': {
    zh: '{day} 没有生效的{scheme}政策，无法计算滞纳金',
    en: 'no policy of the {scheme} scheme is in force on {day}: nobody can say what the late fee is',
    remedyZh: '请先发布该日生效的政策；在此之前款项列为暂收款',
    remedyEn: 'publish a policy for that day first; until then the money stays unallocated',
  },
} as const;
