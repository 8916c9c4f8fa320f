import type { DayList, ExplanationSheet, SettlementSheet, Stamp } from '../document/paper.ts';

/** Made-up papers for tests: one stay of 12 345.67 yuan, its explanation, and a day of it. */
export const STAMP: Stamp = {
  number: '912317251770646528',
  printedAt: '2026-06-15 10:00:00',
  printedBy: '演示查询 demo reader',
  printNo: 2,
  code: 'ABCD-EFGH-2345-WXYZ',
  verifyUrl: 'https://yb.example.cn/verify/ABCDEFGH2345WXYZ',
};

const WHO = {
  regionName: '共济市',
  schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
  institutionName: '共济市第一人民医院',
  institutionCode: 'H99010100001',
  institutionLevel: { zh: '三级甲等', en: 'tertiary, grade A' },
  personName: '𠮷𬭎龑',
  sexName: { zh: '男', en: 'male' },
  bornOn: '1981-03-04',
  age: 45,
  psnNo: '****************0001',
  certNo: '990***********0017',
  phone: '138****5678',
  employerName: '共济市某某机械制造有限责任公司第三分公司',
  personStatus: { zh: '在职', en: 'active' },
  visitNo: 'ZY20260601',
  visitId: '912317251770640001',
  department: '心血管内科',
  bed: '12-03',
  doctor: '王**',
  startedOn: '2026-06-01',
  endedOn: '2026-06-12',
  days: 11,
} as const;

// 12 345.67 = 345.67 self-paid + 100.00 over the limit + 900.00 first pay + 11 000.00 in scope; in scope less the
// deductible of 800.00 is 10 200.00; the pooled fund pays 85 % of it = 8670.00; the person's part is 3675.67.
const AMOUNTS = {
  totalFen: 1_234_567,
  selfPaidFen: 34_567,
  overLimitFen: 10_000,
  ownOutsideFen: 44_567,
  firstPayFen: 90_000,
  inScopeFen: 1_100_000,
  deductibleFen: 80_000,
  fundFen: 867_000,
  providerFen: 0,
  personFen: 367_567,
  accountFen: 100_000,
  familyAccountFen: 0,
  cashFen: 267_567,
  accountBalanceFen: 12_304,
} as const;

const SETTLED = {
  ...WHO,
  ...AMOUNTS,
  settlementId: STAMP.number,
  settledAt: '2026-06-12 15:20:11',
  benefitName: { zh: '住院', en: 'Inpatient' },
  medTypeName: { zh: '普通住院', en: 'inpatient' },
  policyName: { zh: '共济市职工基本医疗保险待遇政策（2026年）', en: 'Employee policy of Gongji city (2026)' },
  admissionDiagnosis: 'I25.100x002 冠状动脉粥样硬化性心脏病；I10.x00 特发性（原发性）高血压',
  dischargeDiagnosis: 'I25.100x002 冠状动脉粥样硬化性心脏病',
} as const;

const FUNDS = [
  { fundName: { zh: '基本医保统筹基金', en: 'pooled fund' }, fundType: '310100', amountFen: 867_000 },
] as const;

function category(
  zh: string,
  en: string,
  [amount, self, over, first]: readonly [number, number, number, number],
) {
  return {
    category: { zh, en },
    amountFen: amount,
    selfPaidFen: self,
    overLimitFen: over,
    ownOutsideFen: self + over,
    firstPayFen: first,
    inScopeFen: amount - self - over - first,
  };
}

const LINES = [
  {
    number: 1,
    name: '阿莫西林胶囊',
    itemClass: { zh: '甲', en: 'A' },
    quantity: 20_000,
    amountFen: 1_234_567,
    selfPaidFen: 34_567,
    overLimitFen: 10_000,
    firstPayPpm: 100_000,
    firstPayFen: 90_000,
    inScopeFen: 1_100_000,
  },
] as const;

export const SETTLEMENT: SettlementSheet = {
  document: 'settlement-sheet',
  fields: SETTLED,
  rows: {
    lines: LINES,
    categories: [
      category('床位费', 'bed', [66_000, 0, 10_000, 0]),
      category('检查费', 'examination', [268_567, 4_567, 0, 30_000]),
      category('西药费', 'western drugs', [700_000, 30_000, 0, 60_000]),
      category('护理费', 'nursing', [200_000, 0, 0, 0]),
    ],
    funds: FUNDS,
    shares: [
      {
        title: { zh: '基本医保统筹基金支付', en: 'Paid by pooled fund' },
        clause: 'D1 第十二条',
        sentence: {
          zh: '可支付费用 10200.00 元按 85%，计 8670.00 元。',
          en: 'The pooled fund pays 85% of the payable cost of 10200.00 yuan: 8670.00.',
        },
        amountFen: 867_000,
      },
    ],
    counters: [
      {
        counterName: { zh: '本年度已付起付线', en: 'deductible paid this year' },
        period: '2026',
        before: '0.00',
        delta: '800.00',
        after: '800.00',
      },
    ],
  },
  flags: [],
};

export const EXPLANATION: ExplanationSheet = {
  document: 'explanation-sheet',
  fields: SETTLED,
  rows: {
    lines: LINES,
    funds: FUNDS,
    documents: [
      {
        id: 'D1',
        title: { zh: '共济市职工基本医疗保险办法', en: 'Employee measures' },
        number: '共济市人民政府令第12号',
        date: '2024-10-15',
      },
    ],
    steps: Array.from({ length: 14 }, (_, i) => ({
      number: i + 1,
      title: { zh: '基本医保统筹基金支付', en: 'Paid by the pooled fund' },
      clause: '《共济市职工基本医疗保险办法》第十二条；第十三条第二款',
      formula: '10200.00 × 85% = 8670.00',
      sentence: {
        zh: '基本医保统筹基金支付起付线以上部分 10200.00 元中的 8670.00 元。取值：三级医疗机构在职职工支付比例 85%。',
        en: 'The pooled fund pays 8670.00 yuan of 10200.00 above the deductible. Values: rate of tertiary institutions for active employees 85%.',
      },
    })),
  },
  flags: [],
};

export const DAY: DayList = {
  document: 'day-list',
  fields: {
    ...WHO,
    on: '2026-06-05',
    dayFen: 45_000,
    dayOwnFen: 4_500,
    toDateFen: 345_000,
    settledToDateFen: 0,
    openToDateFen: 345_000,
  },
  rows: {
    lines: Array.from({ length: 45 }, (_, i) => ({
      number: i + 1,
      on: '2026-06-05',
      category: { zh: '西药费', en: 'western drugs' },
      listCode: 'XA02BCA166A001010100001',
      name: '注射用奥美拉唑钠（静脉滴注）',
      spec: '40mg×1支',
      unit: '支',
      price: '10.0000',
      quantity: 10_000,
      amountFen: 1_000,
      itemClass: { zh: '乙', en: 'B' },
      firstPayPpm: 100_000,
      selfPaidFen: 0,
      overLimitFen: 0,
      firstPayFen: 100,
      inScopeFen: 900,
      ownFen: 100,
      state: { zh: '未结算', en: 'open' },
    })),
    categories: [{ category: { zh: '西药费', en: 'western drugs' }, amountFen: 45_000, ownFen: 4_500 }],
  },
  flags: ['unsettled'],
};
