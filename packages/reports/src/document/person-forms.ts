import type { Form } from './catalogue.ts';

/** Fields that papers about a person share: who it is, cover, contributions, account, our agency and another one. */
export const OF_PERSON = {
  regionName: 'text',
  personName: 'text',
  sexName: 'words',
  bornOn: 'day',
  psnNo: 'text',
  certNo: 'text',
  phone: 'text',
  residence: 'words',
  address: 'text',
  asOf: 'day',
  agencyName: 'text',
} as const satisfies Record<string, Form>;

/** A year of an account: opening + in + interest + out = closing. */
export const ACCOUNT_YEAR = {
  year: 'text',
  accountStatus: 'words',
  openingFen: 'money',
  inFen: 'money',
  yearInterestFen: 'money',
  outFen: 'money',
  closingFen: 'money',
  movedFen: 'money',
} as const satisfies Record<string, Form>;

export const COVERS = {
  schemeName: 'words',
  place: 'text',
  statusName: 'words',
  coveredFrom: 'day',
  coveredTo: 'text',
  benefitFrom: 'day',
  benefitTo: 'text',
  state: 'words',
} as const satisfies Record<string, Form>;

/** What was charged for a person: who bears it, what goes into the account, and whether it is paid. */
export const OWN_CHARGE = {
  period: 'text',
  schemeName: 'words',
  unitName: 'text',
  baseFen: 'money',
  employerPartFen: 'money',
  ownPartFen: 'money',
  subsidyPartFen: 'money',
  toAccountFen: 'money',
  paidOn: 'text',
  stateName: 'words',
  kindName: 'words',
} as const satisfies Record<string, Form>;

export const OWN_CHARGES = {
  employerPartsFen: 'money',
  ownPartsFen: 'money',
  subsidyPartsFen: 'money',
  toAccountsFen: 'money',
} as const satisfies Record<string, Form>;

export const OTHER_PLACE = {
  letterNo: 'text',
  schemeName: 'words',
  otherName: 'text',
  otherDivision: 'text',
  otherContact: 'text',
  otherAddress: 'text',
} as const satisfies Record<string, Form>;

/** Our own agency, as others reach it and pay it. */
export const OWN_AGENCY = {
  agencyDivision: 'text',
  agencyContact: 'text',
  agencyPhone: 'text',
  agencyAddress: 'text',
  agencyPostcode: 'text',
  bankName: 'text',
  bankLineNo: 'text',
  accountName: 'text',
  bankAccount: 'text',
} as const satisfies Record<string, Form>;
