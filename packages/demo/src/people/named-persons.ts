import { addDays, type CalendarDate, type Fen } from '@gongji/domain';
import { syntheticIdNumber } from '../identity-number.ts';
import { chronicFiling, designatedFiling, outFiling } from './filings.ts';
import type { Sex } from './names.ts';
import {
  cardNoOf,
  type DemoCoverage,
  type DemoFiling,
  type DemoPerson,
  type GroupName,
  INSUTYPES,
  psnNoOf,
  voucherTokenOf,
} from './person.ts';

/** Numbers of the named persons: person id = place in this list. docs/demo.md tells what each one shows. */
export const NAMED = {
  employee: 1,
  daughter: 2,
  retiredChronic: 3,
  civilServant: 4,
  lowIncomeAdult: 5,
  extremelyPoorDialysis: 6,
  resettled: 7,
  unfiled: 8,
  expectant: 9,
  flexible: 10,
  universityStudent: 11,
  rareName: 12,
  suspended: 13,
  waiting: 14,
  uncovered: 15,
  newborn: 16,
  disabledVeteran: 17,
  retiredCivilServant: 18,
  emptyAccount: 19,
  lowIncomeEdgeElder: 20,
} as const;
export type NamedPerson = keyof typeof NAMED;

type Cover = readonly [psnType: string, personStatus: string];
const COVERS = {
  active: ['1101', 'active'],
  civil: ['1102', 'active'],
  flexible: ['1103', 'flexible'],
  retired: ['1201', 'retired'],
  retiredCivil: ['1202', 'retired'],
  adult: ['15', 'adult'],
  elderly: ['16', 'elderly'],
  student: ['1403', 'student'],
  university: ['1404', 'universityStudent'],
  newborn: ['1401', 'newborn'],
} as const satisfies Record<string, Cover>;

interface Sketch {
  readonly name: string;
  readonly sex: Sex;
  /** `yyyy-MM-dd`, or days before the day the data is made. */
  readonly born: string | number;
  readonly cover?: keyof typeof COVERS;
  readonly tier?: 'tier1' | 'tier2';
  readonly years?: number;
  readonly account?: number;
  readonly family?: NamedPerson;
  readonly sharesAccountOf?: NamedPerson;
  readonly groups?: readonly GroupName[];
  readonly chronic?: readonly string[];
  readonly designated?: string;
  readonly out?: 'resettled' | 'referred';
  readonly familyDoctor?: boolean;
  readonly state?: 'suspended' | 'waiting';
  readonly ethnic?: string;
}

const SKETCHES: Readonly<Record<NamedPerson, Sketch>> = {
  employee: {
    name: '陈建国',
    sex: 'male',
    born: '1981-04-12',
    cover: 'active',
    years: 15,
    account: 320_000,
    designated: 'H99010100008',
  },
  daughter: {
    name: '陈小雨',
    sex: 'female',
    born: '2016-06-01',
    cover: 'student',
    tier: 'tier1',
    family: 'employee',
    sharesAccountOf: 'employee',
  },
  retiredChronic: {
    name: '林秀英',
    sex: 'female',
    born: '1958-09-20',
    cover: 'retired',
    years: 18,
    account: 560_000,
    chronic: ['M03900', 'M01600'],
    designated: 'H99010100008',
    familyDoctor: true,
  },
  civilServant: {
    name: '周文博',
    sex: 'male',
    born: '1988-01-30',
    cover: 'civil',
    years: 10,
    account: 880_000,
  },
  lowIncomeAdult: {
    name: '王桂兰',
    sex: 'female',
    born: '1974-11-05',
    cover: 'adult',
    tier: 'tier1',
    years: 8,
    groups: ['lowIncome'],
    designated: 'H99010400009',
  },
  extremelyPoorDialysis: {
    name: '孙福贵',
    sex: 'male',
    born: '1952-03-17',
    cover: 'elderly',
    tier: 'tier1',
    years: 12,
    groups: ['extremelyPoor'],
    chronic: ['M07803'],
    designated: 'H99010400009',
  },
  resettled: {
    name: '吴大海',
    sex: 'male',
    born: '1985-07-22',
    cover: 'active',
    years: 9,
    account: 145_000,
    out: 'resettled',
  },
  unfiled: { name: '郑海燕', sex: 'female', born: '1993-12-02', cover: 'active', years: 5, account: 98_000 },
  expectant: {
    name: '何晓梅',
    sex: 'female',
    born: '1997-05-16',
    cover: 'active',
    years: 4,
    account: 61_000,
  },
  flexible: { name: '欧阳静怡', sex: 'female', born: '1990-02-28', cover: 'flexible', years: 6 },
  universityStudent: {
    name: '阿依古丽·买买提',
    sex: 'female',
    born: '2006-03-21',
    cover: 'university',
    tier: 'tier1',
    years: 3,
    ethnic: '05',
    designated: 'H99010200012',
  },
  rareName: { name: '张𠮷', sex: 'male', born: '1979-10-10', cover: 'adult', tier: 'tier2', years: 7 },
  suspended: {
    name: '钱守业',
    sex: 'male',
    born: '1983-08-08',
    cover: 'active',
    account: 12_000,
    state: 'suspended',
  },
  waiting: {
    name: '冯新民',
    sex: 'male',
    born: '1991-01-19',
    cover: 'adult',
    tier: 'tier1',
    state: 'waiting',
  },
  uncovered: { name: '褚远行', sex: 'male', born: '1995-06-30' },
  newborn: {
    name: '周安安',
    sex: 'female',
    born: 20,
    cover: 'newborn',
    tier: 'tier1',
    family: 'civilServant',
    sharesAccountOf: 'civilServant',
  },
  disabledVeteran: {
    name: '蒋德胜',
    sex: 'male',
    born: '1961-12-25',
    cover: 'elderly',
    tier: 'tier2',
    years: 11,
    groups: ['entitledGroup', 'severelyDisabled'],
  },
  retiredCivilServant: {
    name: '沈立群',
    sex: 'male',
    born: '1955-05-05',
    cover: 'retiredCivil',
    years: 18,
    account: 1_250_000,
    chronic: ['M00500'],
  },
  emptyAccount: { name: '韩冬', sex: 'male', born: '1992-11-11', cover: 'active', years: 3, account: 0 },
  lowIncomeEdgeElder: {
    name: '杨桂芬',
    sex: 'female',
    born: '1948-08-18',
    cover: 'elderly',
    tier: 'tier1',
    years: 12,
    groups: ['lowIncomeEdge'],
    chronic: ['M03900'],
  },
};

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
  const insutype = INSUTYPES[coverage.scheme];
  const from = yearStart(asOf);
  return [
    ...(sketch.chronic ?? []).map((code) => chronicFiling(code, insutype, from)),
    ...(sketch.designated === undefined ? [] : [designatedFiling(sketch.designated, insutype, from)]),
    ...(sketch.out === undefined ? [] : [outFiling(sketch.out, insutype, { from })]),
  ];
}
