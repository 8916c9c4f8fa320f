import type { CalendarDate } from '@gongji/domain';
import { syntheticIdNumber } from '../identity-number.ts';
import { SKETCHES } from './cast.ts';
import type { CastContext } from './named-persons.ts';
import type { Sex } from './names.ts';
import { cardNoOf, type DemoPerson, psnNoOf, voucherTokenOf } from './person.ts';

/** From this many persons on, the last ones are planted: somebody whose cover was broken, and two who are registered twice. */
const ENOUGH = 1_000;
const PLANTED = 3;

type BirthOrder = (bornOn: CalendarDate, sex: Sex) => number;

export function plantedCount(persons: number): number {
  return persons >= ENOUGH ? PLANTED : 0;
}

/** The planted persons; the first has the number `firstId`. docs/demo.md tells what each one shows. */
export function plantedPersons(
  { asOf, communityCodes }: CastContext,
  firstId: number,
  birthOrder: BirthOrder,
): readonly DemoPerson[] {
  const lastDay = `${Number(asOf.slice(0, 4)) - 2}-12-31` as CalendarDate;
  const from = `${Number(asOf.slice(0, 4)) - 6}-01-01` as CalendarDate;
  const made = (place: number, who: { name: string; bornOn: CalendarDate; certNo?: string }): DemoPerson => {
    const personId = firstId + place;
    return {
      personId,
      psnNo: psnNoOf(personId),
      name: who.name,
      certNo: who.certNo ?? syntheticIdNumber(who.bornOn, 'female', birthOrder(who.bornOn, 'female')),
      sex: 'female',
      ethnic: '01',
      bornOn: who.bornOn,
      phone: `100${String(personId).padStart(8, '0')}`,
      familyId: personId,
      cardNo: cardNoOf(personId),
      voucherToken: voucherTokenOf(personId),
      communityCode: communityCodes[0] ?? '',
      coverages: [],
      groups: [],
      filings: [],
    };
  };
  const broken: DemoPerson = {
    ...made(0, { name: '罗文静', bornOn: '1988-09-09' as CalendarDate }),
    coverages: [
      {
        scheme: 'resident',
        psnType: '15',
        personStatus: 'adult',
        coveredFrom: from,
        coveredTo: lastDay,
        benefitFrom: from,
        benefitTo: lastDay,
        status: '4',
        tier: 'tier1',
        civilServant: false,
        familyDoctor: false,
        unbrokenYears: 5,
      },
    ],
  };
  const twin = (key: 'lowIncomeAdult' | 'unfiled') => {
    const { name, born } = SKETCHES[key];
    return { name, bornOn: String(born) as CalendarDate };
  };
  return [broken, made(1, { ...twin('lowIncomeAdult'), certNo: oldNumber() }), made(2, twin('unfiled'))];
}

/** The number of 15 digits of 王桂兰, as she was registered a second time with it. */
function oldNumber(): string {
  const { born } = SKETCHES.lowIncomeAdult;
  const number = syntheticIdNumber(String(born) as CalendarDate, 'female', 0);
  return number.slice(0, 6) + number.slice(8, 17);
}
