import { readFileSync } from 'node:fs';
import { date } from '@gongji/domain';
import { loadPolicy } from '@gongji/engine';
import { expect, test } from 'vitest';
import { ADULT, cover } from '../enrolment/testing/cover-cases.ts';
import { assessFromBasis, contributionFacts, factSource } from './facts.ts';

const read = (file: string) => {
  const url = new URL(`../../../../policies/harbin/resident/${file}`, import.meta.url);
  return { source: readFileSync(url, 'utf8'), file };
};
const { source, file } = read('2013.yaml');
const { policy } = loadPolicy(source, file, [read('assumed-fee.yaml')]);

/** Yuan that somebody pays in Harbin for a year, by the assumed fees: 100, of students 40, from elsewhere 20 more. */
function yuanOf(person: Partial<typeof ADULT>, year: string): number {
  if (policy === undefined) throw new Error('the policy does not load');
  const on = date(`${year}-01-01`);
  const facts = contributionFacts(policy, factSource({ ...ADULT, ...person }, cover(), [], on), on);
  const found = assessFromBasis(policy, { period: year, facts, declaredFen: null });
  if (found.kind === 'refused') throw new Error(found.rejections.map((r) => r.message.en).join());
  return found.totalFen / 100;
}

test('who left university pays as a student for two years, then as an adult (两年内仍享受)', () => {
  const graduate = { graduatedOn: date('2013-07-10') };
  // not yet, in the first year, in the second, after two completed years
  expect(['2013', '2014', '2015', '2016'].map((year) => yuanOf(graduate, year))).toEqual([100, 40, 40, 100]);
  expect(yuanOf({}, '2014')).toBe(100);
  expect(yuanOf({ residence: 'nonLocal' }, '2014')).toBe(120);
});
