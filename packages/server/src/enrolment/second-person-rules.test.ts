import { readFileSync } from 'node:fs';
import { date } from '@gongji/domain';
import { expect, test } from 'vitest';
import { backdated } from './second-person.ts';
import { loadSecondPersonRules, readSecondPersonRules } from './second-person-rules.ts';

const shipped = readFileSync(new URL('../../second-person/rules.yaml', import.meta.url), 'utf8');

test('a day before the first of the month so many months back needs a second person, with its article', () => {
  const rules = loadSecondPersonRules();
  const today = date('2026-05-20');
  // D1 第十二条: three months, so from 1 February on one person is enough.
  expect(backdated(rules, date('2026-02-01'), today)).toEqual([]);
  expect(backdated(rules, date('2026-01-31'), today)).toEqual([
    {
      zh: '起止日期早于3个月前（共济市医疗保险经办内部控制规程第十二条）',
      en: 'the day lies more than 3 months back (Rules of internal control of the Gongji City agency 第十二条)',
    },
  ]);
});

test('an agency’s own rules are read, and everything wrong in them is said at once', () => {
  const own = readSecondPersonRules(shipped.replace('months: 3', 'months: 0'));
  expect(backdated(own, date('2026-04-30'), date('2026-05-20'))).toHaveLength(1);
  const wrong = shipped.replace('months: 3', 'months: -1').replace('cite: D1 第十四条', 'cite: D7 第十四条');
  expect(() => readSecondPersonRules(wrong)).toThrow(/backdating\.months/);
  expect(() => readSecondPersonRules(shipped.replace('cite: D1 第十四条', 'cite: D7 第十四条'))).toThrow(
    /keyData\.cite/,
  );
});
