import { ageOn, type CalendarDate } from '@gongji/domain';
import { NAMED } from './cast.ts';
import type { DemoPerson } from './person.ts';

/** Class 班级 of a pupil or student; it follows from age, number and district, so that the rest of the city stays as it was. */
export interface DemoClass {
  readonly schoolId: number;
  readonly className: string;
  readonly from: CalendarDate;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LAST_NAMED = 20;
const PRIMARY = [8_000_001, 8_000_002];
const MIDDLE = 8_000_003;
const HIGH = 8_000_004;
const UNIVERSITY = 8_000_005;
const COUNTY_PRIMARY = 8_000_006;
const STUDENTS = ['student', 'universityStudent'];

/** Of the named ones only the pupil is in a class: about the others docs/demo.md tells something else. */
export function classOf(person: DemoPerson, asOf: CalendarDate): DemoClass | undefined {
  const { personId, bornOn, communityCode, coverages } = person;
  const isStudent = coverages.some(
    ({ personStatus, status }) => STUDENTS.includes(personStatus) && status !== '4',
  );
  if (!isStudent || (personId <= LAST_NAMED && personId !== NAMED.daughter)) return undefined;
  const from = schoolYearOf(asOf);
  const age = Math.max(6, ageOn(bornOn, from));
  const n = 1 + (personId % 3);
  if (age < 12) {
    const primary = communityCode.startsWith('990104')
      ? COUNTY_PRIMARY
      : (PRIMARY[personId % 2] ?? COUNTY_PRIMARY);
    return { schoolId: primary, className: `${NUMERALS[age - 6]}年级${n}班`, from };
  }
  if (age < 15) return { schoolId: MIDDLE, className: `${NUMERALS[age - 6]}年级${n}班`, from };
  if (age < 18) return { schoolId: HIGH, className: `高${NUMERALS[age - 15]}${n}班`, from };
  return { schoolId: UNIVERSITY, className: `${Number(from.slice(0, 4)) - (age - 18)}级${n}班`, from };
}

export interface RegisteredClass extends DemoClass {
  readonly grade: number;
  readonly years: number;
  readonly headName: string;
}

const SURNAMES = ['安', '白', '常', '丁', '范', '高', '韩', '姜', '康'];

/** Every class of every school, three of a grade, each with its head teacher. */
export function demoClasses(asOf: CalendarDate): readonly RegisteredClass[] {
  const from = schoolYearOf(asOf);
  const names: readonly (readonly [schoolId: number, years: number, name: (grade: number) => string])[] = [
    ...[...PRIMARY, COUNTY_PRIMARY].map(
      (id) => [id, 6, (grade: number) => `${NUMERALS[grade - 1]}年级`] as const,
    ),
    [MIDDLE, 3, (grade) => `${NUMERALS[grade + 5]}年级`],
    [HIGH, 3, (grade) => `高${NUMERALS[grade - 1]}`],
    [UNIVERSITY, 4, (grade) => `${Number(from.slice(0, 4)) - (grade - 1)}级`],
  ];
  return names.flatMap(([schoolId, years, name], school) =>
    Array.from({ length: years * 3 }, (_, index) => {
      const grade = Math.floor(index / 3) + 1;
      const headName = `${SURNAMES[(school * 4 + index) % SURNAMES.length]}老师`;
      return { schoolId, className: `${name(grade)}${(index % 3) + 1}班`, from, grade, years, headName };
    }),
  );
}

/** First of September of the school year that a day lies in. */
function schoolYearOf(asOf: CalendarDate): CalendarDate {
  const year = Number(asOf.slice(0, 4)) - (asOf.slice(5) < '09-01' ? 1 : 0);
  return `${year}-09-01` as CalendarDate;
}
