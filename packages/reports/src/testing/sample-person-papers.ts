import type {
  AccountStatement,
  ContactLetter,
  CoverCertificate,
  CoverProof,
  EnrolmentForm,
  OwnContributions,
  TransferSheets,
  YearlyRecord,
} from '../document/paper.ts';

/** Made-up papers about a person for tests. */
const WHO = {
  regionName: '共济市',
  personName: '陈建国',
  sexName: { zh: '男', en: 'male' },
  bornOn: '1981-03-04',
  psnNo: '****************0001',
  certNo: '990***********0017',
  phone: '138****5678',
  asOf: '2026-06-15',
  agencyName: '共济市医疗保障经办机构',
} as const;

const OURS = {
  agencyDivision: '990100',
  agencyContact: '㳺䶮',
  agencyPhone: '0990-5550100',
  agencyAddress: '共济市同心区民乐路1号',
  agencyPostcode: '990000',
  bankName: '共济示范银行营业部',
  bankLineNo: '990100000001',
  accountName: '共济市医疗保险基金收入户',
  bankAccount: '9901000000000000123',
} as const;

const IN_FULL = {
  psnNo: '99010000000000000001',
  certNo: '990101198103040017',
  phone: '13800005678',
  residence: { zh: '外地', en: 'elsewhere' },
  address: '共济市同心区和平街道㙍塘里3号',
} as const;

const COVERS = [
  {
    schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
    place: '共济市',
    statusName: { zh: '在职', en: 'active' },
    coveredFrom: '2020-01-01',
    coveredTo: '—',
    benefitFrom: '2020-01-01',
    benefitTo: '—',
    state: { zh: '有效', en: 'in force' },
  },
] as const;

// 1000.00 + 250.00 + 3.50 − 203.50 = 1050.00; what moved: 250.00 + 3.50 − 203.50 = 50.00
const YEAR = {
  year: '2026',
  accountStatus: { zh: '正常', en: 'open' },
  openingFen: 100_000,
  inFen: 25_000,
  yearInterestFen: 350,
  outFen: -20_350,
  closingFen: 105_000,
  movedFen: 5_000,
} as const;

const CREDIT = { zh: '缴费划入', en: 'share of contribution' };
const INTEREST = { zh: '利息', en: 'interest' };
const SPEND = { zh: '本人就医购药', en: 'own bill' };

export const CERTIFICATE: CoverCertificate = {
  document: 'cover-certificate',
  fields: {
    ...{ ...WHO, ...IN_FULL, ...OURS },
    ...{ employeeMonths: 77, residentMonths: 0, deemedMonths: 24, accountBalanceFen: 105_000 },
  },
  rows: { covers: COVERS },
  flags: ['uncovered'],
};

export const STATEMENT: AccountStatement = {
  document: 'account-statement',
  fields: { ...WHO, ...YEAR },
  rows: {
    movements: [
      { on: '2026-01-10', what: CREDIT, movementFen: 25_000, balanceFen: 125_000 },
      { on: '2026-01-12', what: INTEREST, movementFen: 350, balanceFen: 125_350 },
      { on: '2026-02-01', what: SPEND, movementFen: -20_350, balanceFen: 105_000 },
    ],
  },
  flags: ['closed'],
};

const ONE = {
  schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
  unitName: '共济市同心机械有限公司',
  stateName: { zh: '已缴清', en: 'paid' },
} as const;

// Employer 375.00 − 375.00 + 450.00 = 450.00, own 108.00 − 108.00 + 128.00 = 128.00, to the account 100.00 − 100.00 + 120.00 = 120.00
const CONTRIBUTIONS = [
  {
    ...{ ...ONE, period: '2026-01', baseFen: 500_000, paidOn: '2026-01-20' },
    ...{ employerPartFen: 37_500, ownPartFen: 10_800, subsidyPartFen: 0, toAccountFen: 10_000 },
    kindName: { zh: '正常', en: 'regular' },
  },
  {
    ...{ ...ONE, period: '2026-01', baseFen: 500_000, paidOn: '2026-01-20' },
    ...{ employerPartFen: -37_500, ownPartFen: -10_800, subsidyPartFen: 0, toAccountFen: -10_000 },
    kindName: { zh: '退费', en: 'refund' },
  },
  {
    ...{ ...ONE, period: '2026-01', baseFen: 600_000, paidOn: '2026-02-20' },
    ...{ employerPartFen: 45_000, ownPartFen: 12_800, subsidyPartFen: 0, toAccountFen: 12_000 },
    kindName: { zh: '更正', en: 'corrected' },
  },
] as const;
const SUMS = {
  ...{ employerPartsFen: 45_000, ownPartsFen: 12_800, subsidyPartsFen: 0, toAccountsFen: 12_000 },
} as const;

export const DETAIL: OwnContributions = {
  document: 'own-contributions',
  fields: { ...WHO, ...SUMS, year: '2026' },
  rows: { contributions: CONTRIBUTIONS },
  flags: [],
};

export const PROOF: CoverProof = {
  document: 'cover-proof',
  fields: {
    ...{ ...WHO, ...OURS, personName: '㳺䶮', place: '共济市', unitName: '共济市同心机械有限公司' },
    schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
    statusName: { zh: '在职', en: 'active' },
    coverState: { zh: '已终止', en: 'ended' },
    ...{
      coveredFrom: '2020-01-01',
      coveredTo: '2026-05-31',
      benefitFrom: '2020-01-01',
      benefitTo: '2026-05-31',
    },
  },
  rows: {},
  flags: ['ended'],
};

export const RECORD: YearlyRecord = {
  document: 'yearly-record',
  fields: { ...WHO, ...YEAR, ...SUMS },
  rows: {
    covers: COVERS,
    contributions: CONTRIBUTIONS,
    kinds: [
      { what: CREDIT, movementFen: 25_000 },
      { what: INTEREST, movementFen: 350 },
      { what: SPEND, movementFen: -20_350 },
    ],
    care: [
      {
        what: { zh: '普通门诊', en: 'outpatient' },
        bills: 2,
        costFen: 50_000,
        paidFen: 20_000,
        ownAccountFen: 20_350,
        ownCashFen: 9_650,
      },
    ],
  },
  flags: [],
};

// 350.00 of his own + 580.00 of the state = 930.00
export const ENROLMENT_FORM: EnrolmentForm = {
  document: 'enrolment-form',
  fields: {
    ...WHO,
    actName: { zh: '居民参保', en: 'join' },
    schemeName: { zh: '城乡居民基本医疗保险', en: 'resident basic medical insurance' },
    doneOn: '2026-06-15',
    reason: '首次参保',
    groupNames: { zh: '低保对象', en: 'low income' },
    agentName: '李秀英',
    agentCertNo: '990***********0025',
    coverWay: { zh: '集中缴费期参保', en: 'within the window' },
    coveredFrom: '2026-07-01',
    coveredTo: '2026-12-31',
    benefitFrom: '2026-07-01',
    feePeriod: '2026',
    feeFen: 93_000,
    ownFeeFen: 35_000,
  },
  rows: {
    entered: [
      { what: { zh: '缴费档次', en: 'tier' }, said: { zh: '一档', en: 'tier 1' } },
      { what: { zh: '社区', en: 'community' }, said: '安和社区' },
    ],
    payers: [
      { payerName: { zh: '个人', en: 'the person' }, payerFen: 35_000 },
      { payerName: { zh: '国家财政', en: 'the state' }, payerFen: 58_000 },
    ],
  },
  flags: ['undone', 'fee'],
};

const OTHER = {
  letterNo: '邻医转2026-7',
  schemeName: { zh: '职工基本医疗保险', en: 'employee basic medical insurance' },
  otherName: '邻市医疗保险服务中心',
  otherDivision: '990200',
  otherContact: '王 0100-1234567',
  otherAddress: '邻市街9号 990200',
} as const;

export const LETTER: ContactLetter = {
  document: 'contact-letter',
  fields: { ...WHO, ...IN_FULL, ...OTHER, ...OURS },
  rows: {},
  flags: ['noAccount'],
};

// 1000.00 + 40.00 + 10.00 = 1050.00
export const SHEETS: TransferSheets = {
  document: 'transfer-sheets',
  fields: {
    ...{ ...WHO, ...IN_FULL, ...OTHER, ...OURS },
    insuredFrom: '2025-03',
    insuredTo: '2025-12',
    madeUpMonths: 0,
    employeeMonths: 10,
    residentMonths: 0,
    deemedMonths: 24,
    principalFen: 100_000,
    employerFen: 4_000,
    interestFen: 1_000,
    transferFen: 105_000,
  },
  rows: {
    stretches: [
      {
        division: '990100',
        place: '共济市',
        from: '2025-03',
        to: '2025-12',
        months: 10,
        baseFen: 500_000,
        employerPaidFen: 350_000,
        personPaidFen: 100_000,
        bookedFen: 104_000,
        bookedPersonFen: 100_000,
        yearEndPersonFen: 100_000,
        interestFen: 1_000,
        yearEndFen: 105_000,
        remarks: '无',
      },
    ],
  },
  flags: [],
};
