import type { GroupName } from '@gongji/domain';
import type { Sex } from './names.ts';

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
export const COVERS = {
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

export interface Sketch {
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

export const SKETCHES: Readonly<Record<NamedPerson, Sketch>> = {
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
