import { addDays, type CalendarDate, type Fen } from '@gongji/domain';
import type { Random } from '../random.ts';
import type { Member } from './household.ts';
import type { DemoCoverage } from './person.ts';

const EVER = { status: '1', tier: 'none', civilServant: false } as const;

/** What a person does for a living decides the scheme. */
type Role = Pick<DemoCoverage, 'scheme' | 'psnType' | 'personStatus' | 'civilServant'>;

function roleOf(random: Random, member: Member): Role {
  const { age, sex } = member;
  const resident = (psnType: string, personStatus: string): Role => ({
    scheme: 'resident',
    psnType,
    personStatus,
    civilServant: false,
  });
  if (age < 1) return resident('1401', 'newborn');
  if (age < 6) return resident('1402', 'child');
  if (age < 18) return resident('1403', 'student');
  if (age < 22 && random.chance(600)) return resident('1404', 'universityStudent');
  const civilServant = random.chance(70);
  if (age >= (sex === 'male' ? 60 : 55)) {
    if (random.chance(460)) {
      return {
        scheme: 'employee',
        psnType: civilServant ? '1202' : '1201',
        personStatus: 'retired',
        civilServant,
      };
    }
    return age >= 60 ? resident('16', 'elderly') : resident('15', 'adult');
  }
  if (random.chance(600)) {
    return {
      scheme: 'employee',
      psnType: civilServant ? '1102' : '1101',
      personStatus: 'active',
      civilServant,
    };
  }
  if (random.chance(220))
    return { scheme: 'employee', psnType: '1103', personStatus: 'flexible', civilServant: false };
  return resident('15', 'adult');
}

/** Coverage of a member on the day the data is made; an empty list is somebody without insurance. */
export function coverageOf(
  random: Random,
  member: Member & { readonly bornOn: CalendarDate },
  asOf: CalendarDate,
): readonly DemoCoverage[] {
  const role = roleOf(random, member);
  const roll = random.int(0, 999);
  if (roll < 15) return [];
  const years = Math.max(1, Math.min(member.age, random.int(1, 18)));
  const coveredFrom = clampDate(startOf(role, years, asOf), member.bornOn, asOf);
  const base: DemoCoverage = {
    ...EVER,
    ...role,
    tier: role.scheme === 'employee' ? 'none' : random.chance(300) ? 'tier2' : 'tier1',
    coveredFrom,
    benefitFrom: coveredFrom,
    familyDoctor: random.chance(member.age >= 60 ? 500 : 180),
    unbrokenYears: years,
  };
  if (roll < 25) return [{ ...base, status: '2', benefitTo: addDays(asOf, -random.int(10, 200)) }];
  if (roll < 33) return [waiting(random, base, asOf)];
  if (roll < 40 && role.personStatus === 'active')
    return [formerResident(base, asOf), afterSwitch(base, asOf)];
  return [base];
}

function startOf(role: Role, years: number, asOf: CalendarDate): CalendarDate {
  const year = Number(asOf.slice(0, 4)) - years + 1;
  const month = role.scheme === 'employee' ? String(1 + (years % 6)).padStart(2, '0') : '01';
  return `${year}-${month}-01` as CalendarDate;
}

function clampDate(on: CalendarDate, from: CalendarDate, to: CalendarDate): CalendarDate {
  return on < from ? from : on > to ? to : on;
}

/** New or resumed cover that does not pay yet 等待期. */
function waiting(random: Random, base: DemoCoverage, asOf: CalendarDate): DemoCoverage {
  const coveredFrom = addDays(asOf, -random.int(1, 25));
  return { ...base, coveredFrom, benefitFrom: addDays(asOf, random.int(35, 90)), unbrokenYears: 1 };
}

/** Somebody who found work this year: resident until March, employee from April. */
function formerResident(base: DemoCoverage, asOf: CalendarDate): DemoCoverage {
  const year = asOf.slice(0, 4);
  const last = `${year}-03-31` as CalendarDate;
  return {
    ...base,
    scheme: 'resident',
    psnType: '15',
    personStatus: 'adult',
    civilServant: false,
    tier: 'tier1',
    coveredFrom: `${year}-01-01` as CalendarDate,
    benefitFrom: `${year}-01-01` as CalendarDate,
    coveredTo: last,
    benefitTo: last,
    status: '4',
  };
}

function afterSwitch(base: DemoCoverage, asOf: CalendarDate): DemoCoverage {
  const from = `${asOf.slice(0, 4)}-04-01` as CalendarDate;
  return { ...base, coveredFrom: from, benefitFrom: from };
}

/** Balance of a personal account; undefined when the person's scheme keeps none. */
export function accountBalance(random: Random, coverages: readonly DemoCoverage[]): Fen | undefined {
  const employee = coverages.find((one) => one.scheme === 'employee' && one.personStatus !== 'flexible');
  if (employee === undefined) return undefined;
  if (random.chance(60)) return 0 as Fen;
  return random.int(1_000, employee.personStatus === 'retired' ? 1_600_000 : 900_000) as Fen;
}
