import {
  ACCOUNT_YEAR,
  COVERS,
  OF_PERSON,
  OTHER_PLACE,
  OWN_AGENCY,
  OWN_CHARGE,
  OWN_CHARGES,
} from './person-forms.ts';

/**
 * What each printed document 单据 can show. Templates choose from these names; data must come in these forms.
 *   text text in the user's data · words text in both languages · named either of them · money fen · capital fen, printed 大写 too · day
 *   `yyyy-MM-dd` · rate millionths · quantity ten-thousandths · count a whole number
 */
export type Form = 'text' | 'words' | 'named' | 'money' | 'day' | 'rate' | 'quantity' | 'count';

const WHO = {
  regionName: 'text',
  schemeName: 'words',
  institutionName: 'text',
  institutionCode: 'text',
  institutionLevel: 'words',
  personName: 'text',
  sexName: 'words',
  bornOn: 'day',
  age: 'count',
  psnNo: 'text',
  certNo: 'text',
  phone: 'text',
  employerName: 'text',
  personStatus: 'words',
  groupNames: 'words',
  visitNo: 'text',
  visitId: 'text',
  department: 'text',
  bed: 'text',
  doctor: 'text',
  startedOn: 'day',
  endedOn: 'day',
  days: 'count',
} as const satisfies Record<string, Form>;

const LINE = {
  number: 'count',
  on: 'day',
  category: 'words',
  listCode: 'text',
  name: 'named',
  spec: 'text',
  unit: 'text',
  price: 'text',
  quantity: 'quantity',
  amountFen: 'money',
  itemClass: 'words',
  firstPayPpm: 'rate',
  selfPaidFen: 'money',
  overLimitFen: 'money',
  firstPayFen: 'money',
  inScopeFen: 'money',
  ownFen: 'money',
  state: 'words',
} as const satisfies Record<string, Form>;

const SETTLED = {
  ...WHO,
  settlementId: 'text',
  originId: 'text',
  reversedBy: 'text',
  settledAt: 'text',
  benefitName: 'words',
  medTypeName: 'words',
  invoiceNo: 'text',
  policyName: 'words',
  diseaseName: 'text',
  admissionDiagnosis: 'text',
  dischargeDiagnosis: 'text',
  totalFen: 'money',
  selfPaidFen: 'money',
  overLimitFen: 'money',
  firstPayFen: 'money',
  inScopeFen: 'money',
  ownOutsideFen: 'money',
  deductibleFen: 'money',
  fundFen: 'money',
  providerFen: 'money',
  personFen: 'money',
  accountFen: 'money',
  familyAccountFen: 'money',
  cashFen: 'money',
  accountBalanceFen: 'money',
} as const satisfies Record<string, Form>;

/** Who pays, for what: of every paper about contributions. */
const CONTRIBUTION = {
  regionName: 'text',
  agencyName: 'text',
  asOf: 'day',
  payerName: 'text',
  payerCode: 'text',
  schemeName: 'words',
  period: 'text',
  billNo: 'text',
  dueOn: 'day',
} as const satisfies Record<string, Form>;

/** Who was audited 征缴稽核, for which months. */
const LEVY = {
  regionName: 'text',
  agencyName: 'text',
  noticeNo: 'text',
  issuedOn: 'day',
  dueOn: 'day',
  payerName: 'text',
  payerCode: 'text',
  auditName: 'text',
  period: 'text',
  findings: 'count',
} as const satisfies Record<string, Form>;

const FOUND = {
  number: 'count',
  subjectName: 'text',
  subjectNo: 'text',
  finding: 'words',
  lineShortFen: 'money',
} as const satisfies Record<string, Form>;

/** Flags 标记 are facts that a note of a template can depend on. */
export const DOCUMENTS = {
  'settlement-sheet': {
    fields: SETTLED,
    rows: {
      lines: LINE,
      categories: {
        category: 'words',
        amountFen: 'money',
        selfPaidFen: 'money',
        overLimitFen: 'money',
        ownOutsideFen: 'money',
        firstPayFen: 'money',
        inScopeFen: 'money',
      },
      funds: { fundName: 'words', fundType: 'text', amountFen: 'money' },
      shares: { title: 'words', sentence: 'words', clause: 'text', amountFen: 'money' },
      counters: { counterName: 'words', period: 'text', before: 'text', delta: 'text', after: 'text' },
    },
    flags: ['reversal', 'reversed'],
  },
  'explanation-sheet': {
    fields: SETTLED,
    rows: {
      lines: LINE,
      documents: { id: 'text', title: 'words', issuer: 'words', number: 'text', date: 'day' },
      steps: { number: 'count', title: 'words', clause: 'text', formula: 'text', sentence: 'words' },
      funds: { fundName: 'words', fundType: 'text', amountFen: 'money' },
    },
    flags: ['reversal', 'reversed'],
  },
  'day-list': {
    fields: {
      ...WHO,
      on: 'day',
      dayFen: 'money',
      dayOwnFen: 'money',
      toDateFen: 'money',
      settledToDateFen: 'money',
      openToDateFen: 'money',
    },
    rows: { lines: LINE, categories: { category: 'words', amountFen: 'money', ownFen: 'money' } },
    flags: ['unsettled'],
  },
  'cover-certificate': {
    fields: {
      ...OF_PERSON,
      ...OWN_AGENCY,
      employeeMonths: 'count',
      residentMonths: 'count',
      deemedMonths: 'count',
      accountBalanceFen: 'money',
    },
    rows: { covers: COVERS },
    flags: ['uncovered'],
  },
  'account-statement': {
    fields: { ...OF_PERSON, ...ACCOUNT_YEAR },
    rows: { movements: { on: 'day', what: 'words', movementFen: 'money', balanceFen: 'money' } },
    flags: ['closed'],
  },
  'own-contributions': {
    fields: { ...OF_PERSON, ...OWN_CHARGES, year: 'text' },
    rows: { contributions: OWN_CHARGE },
    flags: [],
  },
  'cover-proof': {
    fields: {
      ...{ ...OF_PERSON, ...OWN_AGENCY },
      ...{ schemeName: 'words', place: 'text', unitName: 'text', statusName: 'words', coverState: 'words' },
      ...{ coveredFrom: 'day', coveredTo: 'text', benefitFrom: 'day', benefitTo: 'text' },
    },
    rows: {},
    flags: ['ended'],
  },
  'yearly-record': {
    fields: { ...OF_PERSON, ...ACCOUNT_YEAR, ...OWN_CHARGES },
    rows: {
      covers: COVERS,
      contributions: OWN_CHARGE,
      kinds: { what: 'words', movementFen: 'money' },
      care: {
        what: 'words',
        bills: 'count',
        costFen: 'money',
        paidFen: 'money',
        ownAccountFen: 'money',
        ownCashFen: 'money',
      },
    },
    flags: ['closed'],
  },
  'enrolment-form': {
    fields: {
      ...OF_PERSON,
      actName: 'words',
      schemeName: 'words',
      doneOn: 'day',
      reason: 'text',
      groupNames: 'words',
      agentName: 'text',
      agentCertNo: 'text',
      coverWay: 'words',
      coveredFrom: 'day',
      coveredTo: 'text',
      benefitFrom: 'day',
      feePeriod: 'text',
      feeFen: 'money',
      ownFeeFen: 'money',
    },
    rows: {
      entered: { what: 'words', said: 'named' },
      payers: { payerName: 'words', payerFen: 'money' },
    },
    flags: ['undone', 'fee'],
  },
  'contribution-notice': {
    fields: {
      ...CONTRIBUTION,
      kindName: 'words',
      heads: 'count',
      baseFen: 'money',
      billedFen: 'money',
      settledFen: 'money',
      openFen: 'money',
      subsidyFen: 'money',
      unitName: 'text',
      className: 'text',
    },
    rows: {
      components: { componentName: 'words', bearerName: 'words', fundName: 'words', lineFen: 'money' },
      members: {
        number: 'count',
        personName: 'text',
        psnNo: 'text',
        declaredFen: 'money',
        memberBaseFen: 'money',
        memberFen: 'money',
        kindName: 'words',
      },
    },
    flags: ['due', 'overdue', 'paid', 'refund', 'more'],
  },
  'contribution-list': {
    fields: {
      ...CONTRIBUTION,
      heads: 'count',
      billedFen: 'money',
      settledFen: 'money',
      openFen: 'money',
    },
    rows: {
      payers: {
        number: 'count',
        className: 'text',
        personName: 'text',
        psnNo: 'text',
        billNo: 'text',
        ownFen: 'money',
        ownPaidFen: 'money',
        ownOpenFen: 'money',
        stateName: 'words',
      },
    },
    flags: [],
  },
  'contribution-receipt': {
    fields: {
      ...CONTRIBUTION,
      kindName: 'words',
      sourceName: 'words',
      serial: 'text',
      paidOn: 'day',
      billedFen: 'money',
      settledFen: 'money',
      openFen: 'money',
      receivedFen: 'money',
      creditedFen: 'money',
      returnedFen: 'money',
      freeFen: 'money',
    },
    rows: {
      payments: {
        on: 'day',
        sourceName: 'words',
        serial: 'text',
        billNo: 'text',
        schemeName: 'words',
        period: 'text',
        paymentFen: 'money',
      },
    },
    flags: ['partly', 'free'],
  },
  'levy-notice': {
    fields: { ...LEVY, shortFen: 'money' },
    rows: { found: { ...FOUND, checkName: 'words', clause: 'words' } },
    flags: [],
  },
  'levy-decision': {
    fields: { ...LEVY, shortFen: 'money', madeUpFen: 'money', decidedOn: 'day' },
    rows: { found: { ...FOUND, outcome: 'words', result: 'text', lineMadeUpFen: 'money' } },
    flags: [],
  },
  'dunning-notice': {
    fields: {
      regionName: 'text',
      agencyName: 'text',
      noticeNo: 'text',
      noticeTitle: 'words',
      noticeText: 'words',
      issuedOn: 'day',
      payBy: 'day',
      payerName: 'text',
      payerCode: 'text',
      arrearsFen: 'money',
      lateFeeFen: 'money',
      dueFen: 'money',
    },
    rows: {
      arrears: { number: 'count', billNo: 'text', period: 'text', dueOn: 'day', arrearFen: 'money' },
    },
    flags: [],
  },
  'counter-closing': {
    fields: {
      regionName: 'text',
      agencyName: 'text',
      asOf: 'day',
      clerkName: 'text',
      counterDay: 'day',
      bookedFen: 'money',
      countedNote: 'text',
      signedBy: 'text',
      signedOn: 'day',
      signNote: 'text',
    },
    rows: {
      methods: {
        methodName: 'words',
        paymentCount: 'count',
        methodFen: 'money',
        counted: 'text',
        difference: 'text',
      },
      receipts: {
        number: 'count',
        receiptNo: 'text',
        methodName: 'words',
        payerName: 'text',
        billNos: 'text',
        receiptFen: 'money',
        stateName: 'words',
      },
      deposits: { methodName: 'words', serial: 'text', on: 'day', depositFen: 'money' },
    },
    flags: ['unsigned', 'differs'],
  },
  'contact-letter': {
    fields: { ...OF_PERSON, ...OTHER_PLACE, ...OWN_AGENCY },
    rows: {},
    flags: ['noAccount'],
  },
  'transfer-sheets': {
    fields: {
      ...OF_PERSON,
      ...OTHER_PLACE,
      ...OWN_AGENCY,
      insuredFrom: 'text',
      insuredTo: 'text',
      employeeMonths: 'count',
      residentMonths: 'count',
      madeUpMonths: 'count',
      deemedMonths: 'count',
      principalFen: 'money',
      employerFen: 'money',
      interestFen: 'money',
      transferFen: 'money',
    },
    rows: {
      stretches: {
        division: 'text',
        place: 'text',
        from: 'text',
        to: 'text',
        months: 'count',
        baseFen: 'money',
        employerPaidFen: 'money',
        personPaidFen: 'money',
        bookedFen: 'money',
        bookedPersonFen: 'money',
        interestFen: 'money',
        yearEndFen: 'money',
        yearEndPersonFen: 'money',
        remarks: 'text',
      },
    },
    flags: [],
  },
} as const satisfies Record<
  string,
  {
    readonly fields: Readonly<Record<string, Form>>;
    readonly rows: Readonly<Record<string, Readonly<Record<string, Form>>>>;
    readonly flags: readonly string[];
  }
>;

export type DocumentKind = keyof typeof DOCUMENTS;

/** Forms of a document's parts by name, as far as its kind is not known while compiling. */
export interface DocumentForms {
  readonly fields: Readonly<Record<string, Form>>;
  readonly rows: Readonly<Record<string, Readonly<Record<string, Form>>>>;
  readonly flags: readonly string[];
}

export function formsOf(document: DocumentKind): DocumentForms {
  return DOCUMENTS[document];
}
