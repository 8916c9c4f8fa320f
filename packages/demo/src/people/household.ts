import type { Random } from '../random.ts';
import { givenName, randomSurname, type Sex, uyghurName } from './names.ts';

/** One member of a household 家庭 before anything is known of insurance. */
export interface Member {
  readonly name: string;
  readonly sex: Sex;
  readonly age: number;
  readonly ethnic: string;
}

const ETHNIC = [
  ['01', 920],
  ['03', 20],
  ['11', 15],
  ['08', 15],
  ['06', 10],
  ['15', 10],
  ['05', 10],
] as const;

type Shape = 'family' | 'couple' | 'elders' | 'single' | 'threeGenerations';
const SHAPES = [
  ['family', 38],
  ['couple', 14],
  ['elders', 18],
  ['single', 14],
  ['threeGenerations', 16],
] as const satisfies readonly (readonly [Shape, number])[];

/** A household, head first; ages fit together and children bear the father's surname. */
export function household(random: Random): readonly Member[] {
  const shape = random.weighted<Shape>(SHAPES);
  const ethnic = random.weighted(ETHNIC);
  const surname = randomSurname(random);
  const person = (sex: Sex, age: number, family = surname): Member => ({
    name: ethnic === '05' ? uyghurName(random, sex) : family + givenName(random, sex),
    sex,
    age: Math.max(0, age),
    ethnic,
  });
  const wife = (age: number) => person('female', age - random.int(-2, 5), randomSurname(random));
  if (shape === 'single') return [person(random.chance(500) ? 'male' : 'female', random.int(19, 92))];
  if (shape === 'elders') {
    const age = random.int(60, 90);
    return [person('male', age), wife(age)];
  }
  const age = random.int(25, 54);
  const couple = [person('male', age), wife(age)];
  if (shape === 'couple') return couple;
  const children = Array.from(
    { length: random.weighted([[1, 60] as const, [2, 36] as const, [3, 4] as const]) },
    () => person(random.chance(515) ? 'male' : 'female', age - random.int(23, 34)),
  );
  if (shape === 'family') return [...couple, ...children];
  const elderAge = age + random.int(22, 32);
  return [...couple, ...children, person('male', elderAge), wife(elderAge)];
}
