import { addDays, type CalendarDate, type Fen, INSUTYPE } from '@gongji/domain';
import { syntheticIdNumber } from '../identity-number.ts';
import { COVERS, NAMED, type NamedPerson, SKETCHES, type Sketch } from './cast.ts';
import { chronicFiling, designatedFiling, outFiling } from './filings.ts';
import type { Sex } from './names.ts';
import {
  cardNoOf,
  type DemoCoverage,
  type DemoFiling,
  type DemoPerson,
  psnNoOf,
  voucherTokenOf,
} from './person.ts';

/** What the small fixed cast needs to know of the rest of the data. */
export interface CastContext {
  readonly asOf: CalendarDate;
  readonly communityCodes: readonly string[];
}

type BirthOrder = (bornOn: CalendarDate, sex: Sex) => number;

/** The named persons, in the order of {@link NAMED}. */
export function namedPersons(context: CastContext, birthOrder: BirthOrder): readonly DemoPerson[] {
  return (Object.keys(NAMED) as NamedPerson[]).map((key) => personOf(key, context, birthOrder));
}

function personOf(key: NamedPerson, context: CastContext, birthOrder: BirthOrder): DemoPerson {
  const sketch = SKETCHES[key];
  const personId = NAMED[key];
  const bornOn =
    typeof sketch.born === 'number' ? addDays(context.asOf, -sketch.born) : (sketch.born as CalendarDate);
  const coverages = coveragesOf(sketch, context.asOf);
  return {
    personId,
    psnNo: psnNoOf(personId),
    name: sketch.name,
    certNo: syntheticIdNumber(bornOn, sketch.sex, birthOrder(bornOn, sketch.sex)),
    sex: sketch.sex,
    ethnic: sketch.ethnic ?? '01',
    bornOn,
    phone: `100${String(personId).padStart(8, '0')}`,
    familyId: NAMED[sketch.family ?? key],
    cardNo: cardNoOf(personId),
    voucherToken: voucherTokenOf(personId),
    communityCode: context.communityCodes[0] ?? '',
    ...(sketch.cover === 'active' || sketch.cover === 'civil' ? { employerId: personId } : {}),
    coverages,
    groups: (sketch.groups ?? []).map((name) => ({ name, validFrom: yearStart(context.asOf) })),
    ...(sketch.account === undefined ? {} : { accountFen: sketch.account as Fen }),
    ...(sketch.sharesAccountOf === undefined ? {} : { mayUseAccountOf: NAMED[sketch.sharesAccountOf] }),
    filings: filingsOf(sketch, coverages[0], context.asOf),
  };
}

const yearStart = (asOf: CalendarDate) => `${asOf.slice(0, 4)}-01-01` as CalendarDate;

function coveragesOf(sketch: Sketch, asOf: CalendarDate): readonly DemoCoverage[] {
  if (sketch.cover === undefined) return [];
  const [psnType, personStatus] = COVERS[sketch.cover];
  const years = sketch.years ?? 1;
  const from = coveredFrom(sketch, years, asOf);
  return [
    {
      scheme: psnType.startsWith('11') || psnType.startsWith('12') ? 'employee' : 'resident',
      psnType,
      personStatus,
      coveredFrom: from,
      benefitFrom: sketch.state === 'waiting' ? addDays(asOf, 55) : from,
      ...(sketch.state === 'suspended' ? { benefitTo: addDays(asOf, -31) } : {}),
      status: sketch.state === 'suspended' ? '2' : '1',
      tier: sketch.tier ?? 'none',
      civilServant: sketch.cover === 'civil' || sketch.cover === 'retiredCivil',
      familyDoctor: sketch.familyDoctor ?? false,
      unbrokenYears: years,
    },
  ];
}

function coveredFrom(sketch: Sketch, years: number, asOf: CalendarDate): CalendarDate {
  if (sketch.state === 'waiting') return addDays(asOf, -5);
  if (typeof sketch.born === 'number') return addDays(asOf, -sketch.born);
  return `${Number(asOf.slice(0, 4)) - years + 1}-01-01` as CalendarDate;
}

function filingsOf(
  sketch: Sketch,
  coverage: DemoCoverage | undefined,
  asOf: CalendarDate,
): readonly DemoFiling[] {
  if (coverage === undefined) return [];
  const insutype = INSUTYPE[coverage.scheme];
  const from = yearStart(asOf);
  return [
    ...(sketch.chronic ?? []).map((code) => chronicFiling(code, insutype, from)),
    ...(sketch.designated === undefined ? [] : [designatedFiling(sketch.designated, insutype, from)]),
    ...(sketch.out === undefined ? [] : [outFiling(sketch.out, insutype, { from })]),
  ];
}
