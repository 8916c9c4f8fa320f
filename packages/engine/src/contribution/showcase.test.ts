import { date, type Fen, fen } from '@gongji/domain';
import { describe, expect, it } from 'vitest';
import { showcasePolicy } from '../testing/showcase.ts';
import { accountCredit } from './account-credit.ts';
import { accountInterest } from './account-interest.ts';
import { assessContribution } from './assess-contribution.ts';
import { lateFee, makeUpAtRetirement } from './charges.ts';
import { type CoverRequest, coverStart } from './cover-start.ts';
import { enrolmentWindow } from './enrolment-window.ts';
import type { MoneyOutcome } from './money.ts';

const employee = showcasePolicy('employee');
const resident = showcasePolicy('resident');
const yuan = (amount: number): Fen => fen(Math.round(amount * 100));
const PLAIN = { extremelyPoor: false, lowIncome: false, lowIncomeEdge: false, povertyWatch: false };

function amounts(outcome: MoneyOutcome): Readonly<Record<string, number>> {
  if (outcome.kind === 'refused') throw new Error(outcome.rejections.map((r) => r.message.en).join('; '));
  return Object.fromEntries(outcome.lines.map(({ name, amountFen }) => [name, amountFen / 100]));
}

describe('the employee scheme', () => {
  const worker = { personStatus: 'active', civilServant: true, withAccount: true };

  it('clamps the base to 60 % and 300 % of the reference wage of 7100', () => {
    const base = (declared: number) => {
      const outcome = assessContribution(employee, {
        period: '2026-05',
        facts: worker,
        declaredBaseFen: yuan(declared),
      });
      return outcome.kind === 'assessed' ? outcome.baseFen : undefined;
    };
    // 7100 × 60 % = 4260; 7100 × 300 % = 21300
    expect([base(3000), base(4260.01), base(30_000)]).toEqual([426_000, 426_001, 2_130_000]);
  });

  it('splits every fen of a month by payer and fund', () => {
    const outcome = assessContribution(employee, {
      period: '2026-05',
      facts: worker,
      declaredBaseFen: yuan(6000),
    });
    // 6000 × 7 % = 420; × 0.5 % = 30; × 3 % = 180; × 2 % = 120; premium 8
    expect(amounts(outcome)).toEqual({
      employerBasic: 420,
      employerMaternity: 30,
      employerCivil: 180,
      ownToAccount: 120,
      largePaid: 8,
    });
    if (outcome.kind !== 'assessed') throw new Error();
    expect(outcome.byPayer).toEqual({ employer: 63_000, person: 12_800 });
    expect(outcome.byFund).toEqual({
      pooledFund: 45_000,
      civilServant: 18_000,
      account: 12_000,
      largeAmount: 800,
    });
    expect(outcome.trace.find((step) => step.name === 'employerBasic')).toMatchObject({
      clause: 'D12 第九条',
      formula: '6000.00 × 7% = 420.00',
    });
  });

  it('names every fact that is missing', () => {
    const outcome = assessContribution(employee, { period: '2026-05', facts: { personStatus: 'active' } });
    expect(outcome.kind === 'refused' && outcome.rejections.map((r) => r.field)).toEqual([
      'facts.civilServant',
      'inputs.declaredBase',
    ]);
  });

  it('credits the account of the retired and withholds the premium', () => {
    const facts = { personStatus: 'retired', age: 72, civilServant: false, withAccount: true };
    // 70 to 79 years: 100 a month from 2026; premium 8
    expect(accountCredit(employee, { period: '2026-05', facts, contributionPaid: true })).toMatchObject({
      creditFen: 10_000,
      withheldFen: 800,
      netFen: 9200,
    });
  });

  it('asks for missing months at retirement', () => {
    const request = { on: date('2026-05-10'), facts: { sex: 'male' }, localMonths: 300, deemedMonths: 24 };
    // 30 × 12 − 300 − 24 = 36; 6000 × 6.5 % = 390 × 36 = 14040
    expect(
      amounts(makeUpAtRetirement(employee, { ...request, paidMonths: 300, declaredBaseFen: yuan(6000) })),
    ).toEqual({ makeUpDue: 14_040 });
  });

  it('charges a late fee by the day, up to what is overdue', () => {
    const fee = (paidOn: string) =>
      amounts(
        lateFee(employee, {
          ...{ overdueFen: yuan(10_000), dueOn: date('2026-05-15'), paidOn: date(paidOn) },
          facts: { personStatus: 'active' },
        }),
      );
    // 30 days: 10000 × 0.05 % × 30 = 150
    expect(fee('2026-06-14')).toEqual({ fee: 150 });
    expect(fee('2026-05-15')).toEqual({});
  });

  it('computes interest by stretches of equal balance', () => {
    const outcome = accountInterest(employee, {
      from: date('2026-01-01'),
      to: date('2026-12-31'),
      carriedFen: yuan(1000),
      currentFen: yuan(0),
      movements: [{ on: date('2026-07-01'), amountFen: yuan(120) }],
    });
    // 1000 × 1.35 % × 181 ÷ 360 = 6.7875 → 6.79; × 184 ÷ 360 = 6.90; 120 × 0.35 % × 184 ÷ 360 = 0.2147 → 0.21
    expect(outcome.kind === 'assessed' && outcome.parts.map((p) => p.interestFen)).toEqual([679, 711]);
  });
});

describe('the resident scheme', () => {
  const adult = { personStatus: 'adult', ...PLAIN };
  const cover = (request: Omit<CoverRequest, 'facts' | 'enrolledOn'> & { readonly facts?: object }) => {
    const outcome = coverStart(resident, {
      ...request,
      facts: { ...adult, ...request.facts },
      enrolledOn: request.paidOn ?? request.bornOn,
    });
    return outcome.kind === 'covered'
      ? [outcome.way, outcome.firstCoveredOn, outcome.lastCoveredOn]
      : outcome.rejections.map((r) => r.code);
  };
  const bornOn = date('1980-03-04');

  it('shares the yearly fee with medical aid and four levels of government', () => {
    const facts = { ...adult, lowIncome: true, contributionTier: 'tier1' };
    // 400 × 80 % = 320 by medical aid, 80 by the person
    expect(amounts(assessContribution(resident, { period: '2026', facts }))).toEqual({
      ownFee: 80,
      aidFee: 320,
      fromCentral: 410,
      fromProvince: 150,
      fromCity: 90,
      fromCounty: 50,
    });
  });

  it('covers from the first day of the year when paid in the window', () => {
    expect(cover({ year: '2027', paidOn: date('2026-12-31'), bornOn })).toEqual([
      'central',
      '2027-01-01',
      '2027-12-31',
    ]);
    // two missing years: 3 + 2 months from 1 January
    expect(
      cover({ year: '2027', paidOn: date('2026-12-31'), bornOn, previousEndOn: date('2024-12-31') }),
    ).toEqual(['central', '2027-06-01', '2027-12-31']);
  });

  it('lets late payers wait 90 days, and refuses when that outlasts the year', () => {
    // 5 March + 90 days
    expect(cover({ year: '2026', paidOn: date('2026-03-05'), bornOn })).toEqual([
      'late',
      '2026-06-03',
      '2026-12-31',
    ]);
    expect(cover({ year: '2026', paidOn: date('2026-10-05'), bornOn })).toEqual(['cover-never-begins']);
    expect(cover({ year: '2026', paidOn: date('2026-10-05'), bornOn, facts: { lowIncome: true } })).toEqual([
      'favoured',
      '2026-10-06',
      '2026-12-31',
    ]);
  });

  it('covers newborns from birth within 90 days, later after waiting, without enrolment with the mother', () => {
    const born = { year: '2026', bornOn: date('2026-05-10'), facts: { personStatus: 'newborn' } };
    // 8 August is the 90th day after birth
    expect(cover({ ...born, paidOn: date('2026-08-08') })).toEqual(['newborn', '2026-05-10', '2026-12-31']);
    expect(cover({ ...born, paidOn: date('2026-08-09') })).toEqual(['late', '2026-11-07', '2026-12-31']);
    expect(cover({ ...born, motherCover: { endOn: date('2026-12-31') } })).toEqual([
      'withMother',
      '2026-05-10',
      '2026-12-31',
    ]);
    expect(cover(born)).toEqual(['rule-not-found']);
  });

  it('gives university students the school year', () => {
    const student = {
      year: '2026',
      bornOn: date('2007-01-01'),
      facts: { personStatus: 'universityStudent' },
    };
    expect(cover({ ...student, termStartOn: date('2026-09-01'), paidOn: date('2026-10-31') })).toEqual([
      'university',
      '2026-09-01',
      '2027-08-31',
    ]);
  });

  it('shows fee and first covered day of open windows before anything is saved', () => {
    const found = enrolmentWindow(resident, { on: date('2026-09-15'), facts: adult, bornOn });
    if (found.kind !== 'windows') throw new Error();
    const [open] = found.windows.filter((w) => w.open && w.year === '2027');
    expect(open).toMatchObject({ way: 'central', opensOn: '2026-09-01', closesOn: '2026-12-31' });
    expect(open?.cover).toMatchObject({ firstCoveredOn: '2027-01-01' });
    expect(open?.fees.map(({ tier, personFen }) => [tier, personFen])).toEqual([
      ['tier1', 42_000],
      ['tier2', 71_000],
    ]);
  });
});
