import { describe, expect, it } from 'vitest';
import type { CaseBill } from './case-model.ts';
import { loadCases } from './load-cases.ts';

const HEAD = 'format: gongji-case/1\npolicy: sample.resident\ncases:\n';

function load(...lines: readonly string[]) {
  return loadCases(HEAD + lines.map((line) => `  ${line}`).join('\n'), 'cases.yaml');
}

const codesOf = (...lines: readonly string[]) => load(...lines).problems.map((p) => `${p.line} ${p.code}`);

describe('loadCases', () => {
  it('reads class totals, facts, counters and expectations from the text', () => {
    const { cases, problems } = load(
      '- id: A-1',
      '  benefit: inpatient',
      '  on: 2026-05-10',
      '  facts: {institutionLevel: tertiary, age: 61, medType: "21"}',
      '  counters: {burden: 1234.56}',
      '  classTotals: {A: 10000, B: {amount: 0.1, firstPay: 12.5%}, C: 1000.05}',
      '  expect: {pooledFund: 13005.00, person: 4995, values: {std: 1000}}',
      '  why: by hand',
    );
    expect(problems).toEqual([]);
    const model = cases?.cases[0];
    expect(cases?.policy).toBe('sample.resident');
    expect(model?.bill.dates).toEqual({
      startedOn: '2026-05-10',
      endedOn: '2026-05-10',
      settledOn: '2026-05-10',
    });
    expect(model?.bill.cost).toEqual({
      kind: 'classes',
      classes: [
        { itemClass: 'A', amountFen: 1_000_000, firstPayPpm: 0 },
        { itemClass: 'B', amountFen: 10, firstPayPpm: 125_000 },
        { itemClass: 'C', amountFen: 100_005, firstPayPpm: 0 },
      ],
    });
    expect(model?.counters.get('burden')).toMatchObject({ text: '1234.56', quoted: false });
    expect(model?.bill.facts.get('medType')).toMatchObject({ text: '21', quoted: true });
    expect(
      model?.expect?.kind === 'assessed' && [...model.expect.amounts].map(([k, v]) => [k, v.amountFen]),
    ).toEqual([
      ['pooledFund', 1_300_500],
      ['person', 499_500],
    ]);
  });

  it('reads lines with quantities and ceilings in ten-thousandths', () => {
    const { cases } = load(
      '- id: A-2',
      '  benefit: inpatient',
      '  endedOn: 2026-05-10',
      '  startedOn: 2026-05-01',
      '  lines:',
      '    - {id: "1", amount: 12.50, class: B, kind: drug, firstPay: 10%, cnt: 2.5, ceilingPrice: 5.0001}',
      '    - {amount: 3, class: C, refused: true}',
    );
    const cost = cases?.cases[0]?.bill.cost;
    expect(cost?.kind === 'lines' && cost.lines).toEqual([
      {
        id: '1',
        amountFen: 1250,
        itemClass: 'B',
        kind: 'drug',
        firstPayPpm: 100_000,
        refused: false,
        cntE4: 25_000,
        ceilingPriceE4: 50_001,
      },
      { id: '2', amountFen: 300, itemClass: 'C', kind: 'other', firstPayPpm: 0, refused: true },
    ]);
  });

  it('reports what is wrong with a case at its line, all at once', () => {
    expect(
      codesOf(
        '- {id: a, benefit: inpatient, on: 2026-05-10, classTotals: {A: 1.005}}',
        '- {id: a, benefit: inpatient, classTotals: {A: 1}, lines: []}',
        '- {id: b, benefit: inpatient, on: 2026-05-10, classTotals: {D: 1}, expect: {refused: no-policy, person: 1}}',
        '- {id: c, benefit: inpatient, startedOn: 2026-06-01, endedOn: 2026-05-01, classTotals: {A: 1}, expects: {}}',
      ),
    ).toEqual([
      '4 unit-yuan',
      '5 missing-key',
      '5 missing-key',
      '5 name-taken',
      '6 unknown-key',
      '6 wrong-type',
      '7 bad-date',
      '7 unknown-key',
    ]);
  });

  it('gives every bill of the file what stands beside the cases, unless it says otherwise', () => {
    const { cases, problems } = loadCases(
      'format: gongji-case/1\npolicy: sample.resident\nbenefit: inpatient\non: 2026-05-10\nfacts: {age: 61, area: local}\ncases:\n' +
        '  - {id: A, classTotals: {A: 1}, earlier: [{on: 2026-01-02, facts: {age: 60}, classTotals: {A: 1}}]}\n' +
        '  - {id: B, benefit: outpatient, facts: {area: outProvince}, classTotals: {A: 1}}\n',
      'cases.yaml',
    );
    expect(problems).toEqual([]);
    const [a, b] = cases?.cases ?? [];
    const told = (bill: CaseBill | undefined) => [
      bill?.benefit,
      bill?.dates.endedOn,
      ...[...(bill?.facts ?? [])].map(([name, { text }]) => `${name}=${text}`),
    ];
    expect(told(a?.bill)).toEqual(['inpatient', '2026-05-10', 'age=61', 'area=local']);
    expect(told(a?.earlier[0])).toEqual(['inpatient', '2026-01-02', 'age=60', 'area=local']);
    expect(told(b?.bill)).toEqual(['outpatient', '2026-05-10', 'age=61', 'area=outProvince']);
  });
});
