import { addDays, type CalendarDate, dayNumber } from '@gongji/domain';
import { syntheticIdNumber } from '../identity-number.ts';
import { createRandom, type Random } from '../random.ts';
import { accountBalance, coverageOf } from './coverage.ts';
import { type FilingContext, filingsOf, groupsOf, householdGroups } from './filings.ts';
import { household, type Member } from './household.ts';
import { namedPersons } from './named-persons.ts';
import type { Sex } from './names.ts';
import { cardNoOf, type DemoPerson, psnNoOf, voucherTokenOf } from './person.ts';
import { plantedCount, plantedPersons } from './planted-persons.ts';

export interface PopulationOptions extends FilingContext {
  readonly persons: number;
  readonly seed: number;
  readonly communityCodes: readonly string[];
  readonly employers: number;
}

const FIRST_DAY = dayNumber('1900-01-01' as CalendarDate);
const DAYS = 60_000;

/** Gives out serials of identity numbers: the order of a person among those of one birthday and sex. */
export function createBirthOrders(): (bornOn: CalendarDate, sex: Sex) => number {
  const used = new Uint16Array(DAYS * 2);
  return (bornOn, sex) => {
    const at = (dayNumber(bornOn) - FIRST_DAY) * 2 + (sex === 'male' ? 1 : 0);
    const order = used[at] ?? 0;
    used[at] = order + 1;
    return order;
  };
}

/** The whole population, one person at a time, households together: memory stays flat whatever the number. */
export function* population(options: PopulationOptions): Generator<DemoPerson> {
  const random = createRandom(options.seed, 'population');
  const birthOrder = createBirthOrders();
  let count = 0;
  for (const person of namedPersons(options, birthOrder)) {
    count += 1;
    yield person;
  }
  const others = options.persons - plantedCount(options.persons);
  while (count < others) {
    const members = household(random).slice(0, others - count);
    const head = count + 1;
    const shared = {
      familyId: head,
      communityCode: random.pick(options.communityCodes),
      groups: householdGroups(random),
    };
    let headHasAccount = false;
    for (const member of members) {
      count += 1;
      const person = personOf(random, member, {
        ...shared,
        personId: count,
        options,
        birthOrder,
        headHasAccount,
      });
      if (count === head) headHasAccount = person.accountFen !== undefined;
      yield person;
    }
  }
  if (others < options.persons) yield* plantedPersons(options, others + 1, birthOrder);
}

interface Place {
  readonly personId: number;
  readonly familyId: number;
  readonly communityCode: string;
  readonly groups: ReturnType<typeof householdGroups>;
  readonly options: PopulationOptions;
  readonly birthOrder: ReturnType<typeof createBirthOrders>;
  readonly headHasAccount: boolean;
}

function personOf(random: Random, member: Member, place: Place): DemoPerson {
  const { personId, options } = place;
  const bornOn = birthday(random, member.age, options.asOf);
  const coverages = coverageOf(random, { ...member, bornOn }, options.asOf);
  const accountFen = accountBalance(random, coverages);
  const employed = coverages.some((one) => one.scheme === 'employee' && one.personStatus === 'active');
  const shares = personId !== place.familyId && place.headHasAccount && random.chance(300);
  return {
    personId,
    psnNo: psnNoOf(personId),
    name: member.name,
    certNo: syntheticIdNumber(bornOn, member.sex, place.birthOrder(bornOn, member.sex)),
    sex: member.sex,
    ethnic: member.ethnic,
    bornOn,
    phone: `100${String(personId).padStart(8, '0')}`,
    familyId: place.familyId,
    cardNo: cardNoOf(personId),
    voucherToken: voucherTokenOf(personId),
    communityCode: place.communityCode,
    ...(employed ? { employerId: random.int(1, options.employers) } : {}),
    coverages,
    groups: groupsOf(random, member, { household: place.groups, asOf: options.asOf }),
    ...(accountFen === undefined ? {} : { accountFen }),
    ...(shares ? { mayUseAccountOf: place.familyId } : {}),
    filings: filingsOf(random, member, coverages, options),
  };
}

/** A day on which somebody of this age in completed years can have been born. */
function birthday(random: Random, age: number, asOf: CalendarDate): CalendarDate {
  const birthdayThisYear = addDays(asOf, -random.int(1, 364));
  const year = Number(birthdayThisYear.slice(0, 4)) - age;
  const monthDay = birthdayThisYear.slice(4);
  return `${year}${monthDay === '-02-29' ? '-02-28' : monthDay}` as CalendarDate;
}
