import { readFileSync } from 'node:fs';
import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { NAMED } from './people/cast.ts';
import { namedPersons } from './people/named-persons.ts';
import { createBirthOrders } from './people/population.ts';
import { NAMED_INSTITUTIONS } from './region/institutions.ts';

const text = readFileSync(new URL('../../../docs/demo.md', import.meta.url), 'utf8');
const context = { asOf: date('2026-11-22'), communityCodes: ['990101001001'] };

test('docs/demo.md names every institution with a stable code', () => {
  for (const one of NAMED_INSTITUTIONS) expect(text).toContain(`| ${one.code} | ${one.name} |`);
  expect(new Set(NAMED_INSTITUTIONS.map((one) => one.uscc)).size).toBe(NAMED_INSTITUTIONS.length);
});

test('docs/demo.md names every named person with the right numbers', () => {
  const people = namedPersons(context, createBirthOrders());
  expect(people.map((one) => one.personId)).toEqual(Object.values(NAMED));
  for (const one of people) {
    const certNo = one.personId === NAMED.newborn ? 'by day of birth' : one.certNo;
    expect(text).toContain(`| ${one.name} | ${one.psnNo} | ${certNo} |`);
  }
});

test('the named persons are the same whatever the day, but for ages counted from it', () => {
  const numbers = (asOf: string) =>
    namedPersons({ ...context, asOf: date(asOf) }, createBirthOrders())
      .filter((one) => one.personId !== NAMED.newborn)
      .map((one) => one.certNo);
  expect(numbers('2027-02-01')).toEqual(numbers('2026-11-22'));
});
