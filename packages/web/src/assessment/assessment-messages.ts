import { defineMessages } from '../i18n/messages.ts';

export const assessmentMessages = defineMessages('assessment', {
  provider: { zh: '医院负担', en: 'Borne by the hospital' },
  account: { zh: '个人账户支付', en: 'Personal account' },
  familyAccount: { zh: '家庭共济账户支付', en: 'Family account' },
  cash: { zh: '个人现金支付', en: 'Cash' },
  total: { zh: '医疗费总额', en: 'Total bill' },
  person: { zh: '个人负担合计', en: "Person's part in all" },
  pictureTitle: { zh: '谁付了多少', en: 'Who pays what' },
  pictureLabel: {
    zh: '瀑布图：总额 {{total}}，逐项减去各方支付，余下个人负担 {{person}}',
    en: 'Waterfall: from the total of {{total}} each payer is taken off; {{person}} remains with the person',
  },
  payer: { zh: '支付方', en: 'Payer' },
  amountYuan: { zh: '金额（元）', en: 'Amount (yuan)' },
  shareOfBill: { zh: '占总额', en: 'Of the bill' },
  partsTitle: { zh: '费用怎样归类', en: 'How the bill is classed' },
  part: { zh: '项目', en: 'Item' },
  selfPaid: { zh: '全自费', en: 'Self-paid' },
  overLimit: { zh: '超限价自费', en: 'Over the price limit' },
  firstPay: { zh: '先行自付', en: 'First-pay' },
  inScope: { zh: '符合政策范围', en: 'In scope' },
  deductibleWithin: { zh: '其中：本次起付线', en: 'of which: deductible of this bill' },
  deductible: { zh: '起付线', en: 'Deductible' },
  whyTitle: { zh: '为什么我要付这些？', en: 'Why do I pay this?' },
  whyIntro: {
    zh: '您负担的 {{amount}} 由以下几部分组成：',
    en: 'The {{amount}} that you bear is made up of:',
  },
  whyNothing: { zh: '本次没有需要您负担的费用。', en: 'There is nothing for you to pay.' },
  whySelfPaid: {
    zh: '目录外（丙类）项目，基金不支付。',
    en: 'Items outside the catalogue (class C): no fund pays for them.',
  },
  whyOverLimit: {
    zh: '超过医保限价的部分，由个人承担。',
    en: "The part of a price above the limit is the person's.",
  },
  whyFirstPay: {
    zh: '乙类项目或异地就医，按比例先由个人付一部分。',
    en: 'A share of class-B items, or of care outside the region, is paid by the person beforehand.',
  },
  whyDeductible: {
    zh: '起付线：达到起付标准之前的费用由个人承担。',
    en: "The deductible: cost below the threshold is the person's.",
  },
  whyCoinsurance: {
    zh: '政策范围内，基金按比例或限额支付后余下的部分。',
    en: 'What is left of the in-scope cost after the funds paid their ratio or reached their limit.',
  },
  coinsurance: { zh: '按比例自付及超限额', en: 'Own share and above limits' },
  seeSteps: { zh: '查看每一步怎样算出', en: 'See how each step was worked out' },
  stepsTitle: { zh: '逐步说明', en: 'Step by step' },
  stepsIntro: {
    zh: '每一步写明依据的条款、公式和代入的数字，可以拿计算器核对。',
    en: 'Each step names its clause, the formula and the numbers put in; check it with a calculator.',
  },
  clause: { zh: '依据', en: 'Clause' },
  zeroSteps: { zh: '显示结果为零的 {{n}} 步', en: 'Show {{n}} steps that came to nothing' },
  noClause: { zh: '目录与费用明细', en: 'Catalogue and bill lines' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
});
