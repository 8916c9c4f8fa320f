import { readFileSync } from 'node:fs';
import { type EnrolBody, enrolmentKind } from '@gongji/contract';
import { date } from '@gongji/domain';
import { loadPolicy } from '@gongji/engine';
import type { MonthSources } from '@gongji/store/contribution';
import type { CoverRow, RegisterPerson, UnitRow } from '@gongji/store/enrolment';
import type { CoverCase } from '../cover-case.ts';
import type { MonthsCounted } from '../months-counted.ts';
import { loadSecondPersonRules } from '../second-person-rules.ts';

const policies = ['employee', 'resident'].map((scheme) => {
  const url = new URL(`../../../../../policies/showcase/${scheme}/2026.yaml`, import.meta.url);
  const { policy } = loadPolicy(readFileSync(url, 'utf8'), scheme);
  if (policy === undefined) throw new Error(`${scheme} does not load`);
  return policy;
});

export const ADULT: RegisterPerson = {
  personId: '7',
  regionCode: '990100',
  psnNo: '7',
  name: '陈甲',
  certType: '01',
  certNo: '7',
  sex: '1',
  ethnic: '01',
  bornOn: date('1990-01-01'),
  phone: null,
  familyId: '7',
  communityId: '990101001001',
  residence: 'local',
  householdKind: null,
  graduatedOn: null,
  address: null,
  status: 'active',
  diedOn: null,
  mergedInto: null,
};

export function cover(change: Partial<CoverRow> = {}): CoverRow {
  return {
    scheme: 'resident',
    coveredFrom: date('2020-01-01'),
    coveredTo: null,
    benefitFrom: date('2020-01-01'),
    benefitTo: null,
    status: '1',
    personStatus: 'adult',
    tier: 'tier1',
    civilServant: false,
    familyDoctor: false,
    unbrokenYears: 3,
    unitId: null,
    payerKind: 'resident',
    withAccount: true,
    papersInTime: false,
    unitKind: null,
    employerKind: null,
    columns: {},
    ...change,
  };
}

export const ACTUAL_2015 = {
  kind: 'actual',
  division: '990100',
  place: '共济市',
  from: '2015-01',
  to: '2015-12',
  months: 12,
} as const;

/** Somebody with so many months paid here, and a last wage of 6000.00. */
export function monthsOf(
  charged: number,
  change: Partial<MonthsCounted> = {},
  sources: Partial<MonthSources> = {},
): NonNullable<CoverCase['months']> {
  const none = { earlier: 0, elsewhere: 0, madeUp: 0, deemed: 0, unpaid: [], waiting: 0 };
  return {
    counted: { charged, ...none, ...change },
    sources: { charged: [], counted: [], madeUp: [], lastBaseFen: 600_000, firstMonth: null, ...sources },
  };
}

export const EMPLOYER: UnitRow = {
  unitId: '1',
  regionCode: '990100',
  kind: 'employer',
  code: '',
  name: '甲公司',
  areaCode: null,
  areaName: null,
  parentUnitId: null,
  parentName: null,
  employerKind: 'enterprise',
  industry: null,
  status: 'active',
  registeredOn: date('2020-01-01'),
  endedOn: null,
  contactName: null,
  contactPhone: null,
  address: null,
  bankName: null,
  bankAccount: null,
  mergedInto: null,
  mergedName: null,
  people: 0,
};

type Asked = Pick<EnrolBody, 'scheme' | 'act'> & { readonly on: string } & Partial<Omit<EnrolBody, 'on'>>;

export function caseOf(asked: Asked, more: Partial<CoverCase> = {}): CoverCase {
  const kind = enrolmentKind(asked.scheme, asked.act);
  if (kind === undefined) throw new Error('no such act');
  return {
    body: { reason: '测试', ...asked, on: date(asked.on) },
    kind,
    person: ADULT,
    covers: [],
    groups: [],
    unit: undefined,
    mother: undefined,
    schooling: [],
    policies,
    secondPerson: loadSecondPersonRules(),
    today: date(asked.on),
    ...more,
  };
}
