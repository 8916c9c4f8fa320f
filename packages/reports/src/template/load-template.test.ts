import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseTemplate } from './choose-template.ts';
import { loadTemplate } from './load-template.ts';
import type { Template } from './template.ts';

const GOOD = `
format: gongji-paper/1
document: settlement-sheet
valid_from: 2026-01-01
page: A4
title: { zh: '{regionName}结算单', en: Sheet }
blocks:
  - kind: fields
    columns: 2
    items:
      - { field: personName, label: { zh: 姓名, en: Name } }
  - kind: table
    rows: funds
    columns:
      - { field: amountFen, label: { zh: 金额, en: Amount }, width: 1, total: fundFen }
`;

function problems(change: readonly [string, string]): readonly string[] {
  const changed = GOOD.replace(...change);
  expect(changed).not.toBe(GOOD);
  const loaded = loadTemplate(changed, 'x.yaml');
  return loaded.kind === 'wrong' ? loaded.problems : [];
}

test('a good one loads, named as its file', () => {
  const loaded = loadTemplate(GOOD, 'folder/x.yaml');
  expect(loaded.kind === 'loaded' && loaded.template.id).toBe('x');
});

test('the example of the documentation loads', () => {
  const page = readFileSync(new URL('../../../../docs/printing.md', import.meta.url), 'utf8');
  const example = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  expect(loadTemplate(example, 'example.yaml')).toMatchObject({ kind: 'loaded' });
});

test.each([
  ['an unknown key', ['columns: 2', 'columns: 2\n    colour: red'], /^x\.yaml: blocks\.0: .*colour/],
  ['an unknown document', ['settlement-sheet', 'sheet'], /^x\.yaml: document: /],
  ['a day that does not exist', ['2026-01-01', '2026-02-30'], /^x\.yaml: valid_from: /],
  ['a label in one language', [', en: Name', ''], /^x\.yaml: blocks\.0\.items\.0\.label\.en: /],
  [
    'an unknown field',
    ['personName', 'nickname'],
    /^x\.yaml: blocks\.0\.items\.0: no field nickname; there are /,
  ],
  [
    'an unknown table',
    ['rows: funds', 'rows: fund'],
    /^x\.yaml: blocks\.1\.rows: no table fund; there are lines, /,
  ],
  ['an unknown column', ['field: amountFen', 'field: sum'], /^x\.yaml: blocks\.1\.columns\.0: no column sum/],
  ['a total that is no amount', ['total: fundFen', 'total: days'], /days is not an amount/],
  ['an unknown name in the title', ['{regionName}', '{region}'], /^x\.yaml: title: no field region;/],
  ['broken YAML', ['columns: 2', 'columns: [2'], /^x\.yaml: .* at line \d+/],
] as const)('%s is told with its place', (_, change, message) => {
  const found = problems(change);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(message);
});

test('every unknown name is told at once', () => {
  expect(problems(['personName, label', 'nickname, span: 3, label'])).toHaveLength(2);
});

function made(id: string, change: Partial<Template>): Template {
  const loaded = loadTemplate(GOOD, `${id}.yaml`);
  if (loaded.kind === 'wrong') throw new Error(loaded.problems.join());
  return { ...loaded.template, ...change };
}

test('the narrowest template wins, then the latest that was valid on the day', () => {
  const set = [
    made('default', { validFrom: '2020-01-01' }),
    made('default-2026', {}),
    made('default-2027', { validFrom: '2027-01-01' }),
    made('inpatient', { for: { variant: 'inpatient' }, validFrom: '2020-01-01' }),
    made('city', { for: { region: '9902' }, validFrom: '2020-01-01' }),
  ];
  const occasion = {
    document: 'settlement-sheet',
    variant: 'outpatient',
    regionCode: '990100',
    insutype: '310',
    on: '2026-06-01',
  } as const;
  const chosen = (change: object) => chooseTemplate(set, { ...occasion, ...change }).id;
  expect(chosen({})).toBe('default-2026');
  expect(chosen({ on: '2025-12-31' })).toBe('default');
  expect(chosen({ variant: 'inpatient' })).toBe('inpatient');
  expect(chosen({ variant: 'inpatient', regionCode: '990201' })).toBe('city');
  expect(() => chosen({ document: 'day-list' })).toThrow('no template for day-list');
});
