import { readdirSync, readFileSync } from 'node:fs';
import { date } from '@gongji/domain';
import { describe, expect, test } from 'vitest';
import { diffPolicies } from '../diff/diff-policies.ts';
import { listQuestions } from '../diff/list-questions.ts';
import { loadPolicy } from '../load/load-policy.ts';
import type { PolicyModel } from '../model.ts';
import { ageBounds, ageBoundsText, fitsAge } from './age-bounds.ts';

const POLICIES = new URL('../../../../policies/', import.meta.url);

function policyAt(path: string, edit: (source: string) => string = (source) => source): PolicyModel {
  const { policy, problems } = loadPolicy(edit(readFileSync(new URL(path, POLICIES), 'utf8')), path);
  if (policy === undefined) throw new Error(problems.map(({ message }) => message.en).join('; '));
  return policy;
}

function fits(policy: PolicyModel, status: string, bornOn: string, on: string): boolean {
  return fitsAge(ageBounds(policy, status, date(on)), date(bornOn), date(on));
}

// Article 4 of the model measures: newborn under 1, child under 7, pupil 5 to 20, university student 15 to 39, adult from 18,
// elderly from 60. The days before, of and after the birthday, by hand.
const RESIDENT = policyAt('showcase/resident/2026.yaml');
test.each([
  ['newborn', '2025-06-15', [true, false, false]],
  ['child', '2019-06-15', [true, false, false]],
  ['student', '2021-06-15', [false, true, true]],
  ['student', '2005-06-15', [true, false, false]],
  ['universityStudent', '2011-06-15', [false, true, true]],
  ['universityStudent', '1986-06-15', [true, false, false]],
  ['adult', '2008-06-15', [false, true, true]],
  ['elderly', '1966-06-15', [false, true, true]],
])('%s born on %s: the day before, on and after the birthday', (status, bornOn, expected) => {
  const days = ['2026-06-14', '2026-06-15', '2026-06-16'];
  expect(days.map((on) => fits(RESIDENT, status, bornOn, on))).toEqual(expected);
});

test('the employed are 16 or older; who was born on 29 February comes of age on 1 March', () => {
  const policy = policyAt('showcase/employee/2026.yaml');
  const days = ['2026-06-14', '2026-06-15', '2026-06-16'];
  for (const status of ['active', 'flexible', 'retired'])
    expect(days.map((on) => fits(policy, status, '2010-06-15', on))).toEqual([false, true, true]);
  expect(['2026-02-28', '2026-03-01'].map((on) => fits(RESIDENT, 'adult', '2008-02-29', on))).toEqual([
    false,
    true,
  ]);
});

describe('the ages of a policy', () => {
  const CHILD = 'child: [{from: 2025-01-01, cite: D12 第四条, below: 7}]';
  const raised = policyAt('showcase/resident/2026.yaml', (source) => {
    expect(source).toContain(CHILD);
    return source.replace(CHILD, CHILD.replace(']', ', {from: 2026-09-01, cite: D2 第九条, below: 6}]'));
  });

  test('hold from their day on: six years old on 31 August and 1 September', () => {
    expect(['2026-08-31', '2026-09-01'].map((on) => fits(raised, 'child', '2020-01-10', on))).toEqual([
      true,
      false,
    ]);
  });

  test('differ in words, with article and day', () => {
    expect(diffPolicies(RESIDENT, raised).map(({ path, before, after }) => [path, before, after])).toEqual([
      [
        'statuses.child',
        '2025-01-01 不满 7 周岁 / under 7 (D12 第四条)',
        '2025-01-01 不满 7 周岁 / under 7 (D12 第四条); 2026-09-01 不满 6 周岁 / under 6 (D2 第九条)',
      ],
    ]);
  });

  test('that no source prints are named under the question they rest on', () => {
    const chongqing = policyAt('chongqing/resident/2017.yaml');
    const question = listQuestions(chongqing).find(({ id }) => id === 'Q11');
    expect(question?.values.map(({ parameter, value }) => `${parameter} ${value}`)).toEqual([
      'statuses.newborn 不满 1 周岁 / under 1',
      'statuses.child 不满 7 周岁 / under 7',
      'statuses.student 满 5 周岁、不满 21 周岁 / from 5 to under 21',
      'statuses.universityStudent 满 15 周岁、不满 40 周岁 / from 15 to under 40',
      'statuses.adult 满 18 周岁 / 18 or older',
      'statuses.elderly 满 60 周岁 / 60 or older',
    ]);
  });

  test('stand in every policy that names person statuses, each status with its own', () => {
    const files = readdirSync(POLICIES, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^[^/]+\/\w+\/20\d\d\.yaml$/.test(name),
    );
    const named = files
      .map((name) => policyAt(name))
      .filter(({ attributes }) => attributes.has('personStatus'));
    expect(named.map(({ id }) => id).sort()).toEqual([
      'chongqing.resident',
      'ganzhou.students',
      'guangzhou.university',
      'showcase.employee',
      'showcase.resident',
      'unnamed-city-a.employee',
      'yangzhou.resident',
      'yunnan.resident',
    ]);
    for (const { attributes, statuses } of named)
      expect([...statuses.keys()].sort()).toEqual([...(attributes.get('personStatus')?.values ?? [])].sort());
  });

  test('are no bound where the policy gives none', () => {
    expect(fitsAge(undefined, date('1900-01-01'), date('2026-01-01'))).toBe(true);
    expect(ageBoundsText({ below: 1 })).toEqual({ zh: '不满 1 周岁', en: 'under 1' });
  });
});
