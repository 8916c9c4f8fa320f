import type { Rejection } from '@gongji/domain';
import { bilingualRejection } from '@gongji/engine';
import type { RegisterPerson } from '@gongji/store/enrolment';
import { named } from './register-person.ts';

/** A person who is dead or was merged into another. */
export function notActive(person: RegisterPerson): Rejection {
  const state =
    person.status === 'dead'
      ? { zh: '死亡', en: 'dead' }
      : { zh: '并入他人', en: 'merged into another person' };
  const data = (language: 'zh' | 'en') => ({ person: named(person), state: state[language] });
  return bilingualRejection('person-not-active', { zh: data('zh'), en: data('en') }, { field: 'person' });
}
