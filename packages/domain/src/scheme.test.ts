import { expect, test } from 'vitest';
import { schemeOf } from './scheme.ts';

test('the national code of a scheme names it, and other insurances are none of ours', () => {
  expect([schemeOf('310'), schemeOf('390'), schemeOf('510')]).toEqual(['employee', 'resident', undefined]);
});
