import { expect, test } from 'vitest';
import { fromHash, toHash } from './link.ts';
import type { Setting } from './setting.ts';

const base: Setting = {
  policy: 'showcase.employee',
  benefit: 'inpatient',
  startedOn: '2026-05-01',
  endedOn: '2026-05-10',
  facts: { personStatus: 'retired' },
  cost: { kind: 'classes', a: '100', b: '50.5', bFirstPay: '10', c: '' },
  counters: { stays: '1' },
  account: '300',
  familyAccount: '',
};

test('a link brings back what was typed', () => {
  expect(fromHash(toHash(base))).toEqual(base);
});

test('lines and the other side of a comparison travel in the link', () => {
  const setting: Setting = {
    ...base,
    cost: { kind: 'lines', lines: [{ itemClass: 'B', kind: 'drug', amount: '12.5', firstPay: '10' }] },
    other: { policy: 'showcase.resident', year: '2027' },
  };
  expect(fromHash(toHash(setting))).toEqual(setting);
});

test('anything else is not a link', () => {
  expect(fromHash('')).toBeUndefined();
  expect(fromHash('#content')).toBeUndefined();
});

test('a hostile link is cut short', () => {
  const long = 'x'.repeat(500);
  expect(fromHash(`#p=${long}&b=b&f.age=${long}`)?.facts.age).toHaveLength(60);
});
