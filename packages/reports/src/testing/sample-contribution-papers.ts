import type {
  ContributionList,
  ContributionNotice,
  ContributionReceipt,
  CounterClosing,
} from '../document/paper.ts';

/** Made-up papers about contributions for tests. */
const WHO = {
  regionName: '共济市',
  agencyName: '共济市医疗保障经办机构',
  asOf: '2026-11-20',
  payerName: '共济市同心机械有限公司',
  payerCode: '91990100MA00000001',
  schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
  period: '2026-11',
  billNo: '990100-202611-000001',
  dueOn: '2026-11-25',
  kindName: { zh: '正常', en: 'regular' },
} as const;

const FUND = { zh: '统筹基金', en: 'pooled fund' };
const EMPLOYER = { zh: '用人单位', en: 'employer' };

// 2 persons: 1,900.00 + 958.00 = 2,858.00; paid 1,000.00, open 1,858.00
export const NOTICE: ContributionNotice = {
  document: 'contribution-notice',
  fields: {
    ...WHO,
    heads: 2,
    baseFen: 3_000_000,
    billedFen: 285_800,
    settledFen: 100_000,
    openFen: 185_800,
    subsidyFen: 67_000,
    unitName: '共济市实验小学',
    className: '三年级2班',
  },
  rows: {
    components: [
      {
        componentName: { zh: '基本医疗保险费', en: 'basic contribution' },
        bearerName: EMPLOYER,
        fundName: FUND,
        lineFen: 280_000,
      },
      {
        componentName: { zh: '大额医疗补助', en: 'large-amount premium' },
        bearerName: EMPLOYER,
        fundName: FUND,
        lineFen: 5_800,
      },
    ],
    members: [
      {
        number: 1,
        personName: '陈建国',
        psnNo: '****************0001',
        declaredFen: 2_000_000,
        memberBaseFen: 2_000_000,
        memberFen: 190_000,
        kindName: WHO.kindName,
      },
      {
        number: 2,
        personName: '周文博',
        psnNo: '****************0004',
        declaredFen: 1_000_000,
        memberBaseFen: 1_000_000,
        memberFen: 95_800,
        kindName: WHO.kindName,
      },
    ],
  },
  flags: ['due', 'overdue'],
};

// 400.00 + 400.00 = 800.00, one of them paid
export const LIST: ContributionList = {
  document: 'contribution-list',
  fields: {
    ...WHO,
    payerName: '共济市实验小学',
    heads: 2,
    billedFen: 80_000,
    settledFen: 40_000,
    openFen: 40_000,
  },
  rows: {
    payers: [
      {
        number: 1,
        className: '三年级2班',
        personName: '陈小雨',
        psnNo: '****************0002',
        billNo: '990100-2026-000002',
        ownFen: 40_000,
        ownPaidFen: 40_000,
        ownOpenFen: 0,
        stateName: { zh: '已缴清', en: 'paid' },
      },
      {
        number: 2,
        className: '三年级2班',
        personName: '阿依古丽·买买提',
        psnNo: '****************0011',
        billNo: '990100-2026-000003',
        ownFen: 40_000,
        ownPaidFen: 0,
        ownOpenFen: 40_000,
        stateName: { zh: '未缴', en: 'open' },
      },
    ],
  },
  flags: [],
};

// bill: 500.00 = 458.00 paid + 42.00 open; money: 500.00 = 458.00 allocated + 30.00 refunded + 12.00 free
export const RECEIPT: ContributionReceipt = {
  document: 'contribution-receipt',
  fields: {
    ...WHO,
    sourceName: { zh: '税务', en: 'tax authority' },
    serial: 'T20261120000001',
    paidOn: '2026-11-20',
    billedFen: 50_000,
    settledFen: 45_800,
    openFen: 4_200,
    receivedFen: 50_000,
    creditedFen: 45_800,
    returnedFen: 3_000,
    freeFen: 1_200,
  },
  rows: {
    payments: [
      {
        on: '2026-11-20',
        sourceName: { zh: '税务', en: 'tax authority' },
        serial: 'T20261120000001',
        billNo: WHO.billNo,
        schemeName: WHO.schemeName,
        period: WHO.period,
        paymentFen: 45_800,
      },
    ],
  },
  flags: ['partly', 'free'],
};

// cash 380.00 + cards 500.00 = 880.00; 10.00 less was counted in the drawer
export const CLOSING: CounterClosing = {
  document: 'counter-closing',
  fields: {
    regionName: WHO.regionName,
    agencyName: WHO.agencyName,
    asOf: WHO.asOf,
    clerkName: 'demo.clerk',
    counterDay: '2026-11-20',
    bookedFen: 88_000,
    countedNote: '找零差错',
    signedBy: 'demo.reviewer',
    signedOn: '2026-11-20',
    signNote: '次日补足',
  },
  rows: {
    methods: [
      {
        methodName: { zh: '现金', en: 'cash' },
        paymentCount: 1,
        methodFen: 38_000,
        counted: '370.00',
        difference: '-10.00',
      },
      {
        methodName: { zh: '刷卡', en: 'card' },
        paymentCount: 1,
        methodFen: 50_000,
        counted: '500.00',
        difference: '0.00',
      },
    ],
    receipts: [
      {
        ...{ number: 1, receiptNo: 'XJ1', methodName: { zh: '现金', en: 'cash' }, payerName: '赵*' },
        ...{ billNos: WHO.billNo, receiptFen: 38_000, stateName: { zh: '已入账', en: 'booked' } },
      },
      {
        ...{
          number: 2,
          receiptNo: '000000000001',
          methodName: { zh: '刷卡', en: 'card' },
          payerName: WHO.payerName,
        },
        ...{ billNos: WHO.billNo, receiptFen: 50_000, stateName: { zh: '已入账', en: 'booked' } },
      },
    ],
    deposits: [
      { methodName: { zh: '现金', en: 'cash' }, serial: 'JK1', on: '2026-11-20', depositFen: 37_000 },
    ],
  },
  flags: ['differs'],
};
