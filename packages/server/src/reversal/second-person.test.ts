import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSecondPersonRules } from '../enrolment/second-person-rules.ts';
import type { Caller } from '../rest/caller.ts';
import { needsSecondPerson, reversalLimitFen, secondPersonNeeded } from './second-person.ts';

const shipped = readFileSync(new URL('../../second-person/rules.yaml', import.meta.url), 'utf8');
const rules = (text: string) => ({ secondPerson: readSecondPersonRules(text) });
const clerk = { regionCode: '990100', institutionCode: null } as Caller;

test('from 5 000.00 on (D1 第十六条) the agency needs two, an institution with its own bill never', () => {
  const deps = rules(shipped);
  expect(needsSecondPerson(deps, clerk, { totalFen: '499999' })).toBe(false);
  expect(needsSecondPerson(deps, clerk, { totalFen: '500000' })).toBe(true);
  const hospital = { ...clerk, institutionCode: 'H99010100001' };
  expect(needsSecondPerson(deps, hospital, { totalFen: '500000' })).toBe(false);
  expect(secondPersonNeeded(deps, clerk, { totalFen: '500000' }).message).toEqual({
    zh: '总额 5000.00 元：撤销总额达到 5000.00 元的结算须两人办理（共济市医疗保险经办内部控制规程第十六条）',
    en: 'the total is 5000.00 yuan: reversing a settlement of 5000.00 yuan or more needs two persons (Rules of internal control of the Gongji City agency 第十六条)',
  });
});

test('a pooling region may have a limit of its own; what is no region or no amount stops the start', () => {
  const own = shipped.replace('regions: {}', 'regions: {"990200": 20000}');
  const { secondPerson } = rules(own);
  expect(reversalLimitFen(secondPerson, '990201')).toBe(2_000_000);
  expect(reversalLimitFen(secondPerson, '990100')).toBe(500_000);
  expect(() => rules(shipped.replace('regions: {}', 'regions: {"9902": 20000}'))).toThrow(
    /reversal\.regions/,
  );
  expect(() => rules(shipped.replace('fromYuan: 5000', 'fromYuan: -1'))).toThrow(/reversal\.fromYuan/);
  expect(() => rules(shipped.replace('cite: D1 第十六条', 'cite: D9 第十六条'))).toThrow(/reversal\.cite/);
});
