import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from './load-policy.ts';

const SAMPLE = readFileSync(new URL('./testing/sample.yaml', import.meta.url), 'utf8');

function loadSample() {
  const { policy, problems } = loadPolicy(SAMPLE, 'sample.yaml');
  expect(problems).toEqual([]);
  if (policy === undefined) throw new Error('the sample does not load');
  return policy;
}

/** Codes and places of the problems of a changed sample. */
function problemsOf(from: string | RegExp, to: string) {
  const source = SAMPLE.replace(from, to);
  expect(source).not.toBe(SAMPLE);
  const { policy, problems } = loadPolicy(source, 'sample.yaml');
  if (problems.some((p) => p.severity === 'error')) expect(policy).toBeUndefined();
  return problems.map((p) => `${p.line}:${p.col} ${p.code}`);
}

describe('loadPolicy', () => {
  it('reads the head of the file and its declarations', () => {
    const policy = loadSample();
    expect(policy.id).toBe('sample.resident');
    expect(policy.inForce).toEqual({ from: '2026-01-01', to: '2027-12-31' });
    expect(policy.version).toBe(createHash('sha256').update(SAMPLE, 'utf8').digest('hex'));
    expect([...policy.payers.keys()]).toEqual(['pooledFund', 'catastrophic']);
    expect(policy.missing[0]?.medTypes).toEqual(['52']);
    expect(policy.attributes.get('age')?.kind).toBe('number');
    expect(policy.counters.get('burden')?.scope).toBe('person');
  });

  it('reads amounts into fen and rates into millionths, exactly', () => {
    const { parameters } = loadSample();
    const table = parameters.get('deductible')?.values[0]?.content;
    expect(table?.kind === 'table' && table.rows.map((row) => row.value)).toEqual([20_000, 50_000, 100_050]);
    expect(table?.kind === 'table' && table.rows[2]?.cite).toBe('D1 附件1');
    const rate = parameters.get('rate')?.values[0]?.content;
    expect(rate?.kind === 'table' && rate.rows[2]).toEqual({
      cells: [
        { kind: 'values', values: ['secondary', 'tertiary'] },
        { kind: 'range', min: 60, max: Infinity },
      ],
      value: 655_000,
      at: { line: 55, col: 15 },
    });
    expect(parameters.get('rate')?.values[1]).toMatchObject({
      from: '2027-01-01',
      assumes: 'Q1',
      content: { value: 850_000 },
    });
  });

  it('reads steps with their defaults', () => {
    const policy = loadSample();
    const steps = policy.benefits.get('inpatient')?.steps ?? [];
    expect(steps.map((step) => step.kind)).toEqual(['classify', 'let', 'deduct', 'share', 'use']);
    expect(steps[0]).toMatchObject({ ceiling: true, firstPay: { text: 'line.firstPay' } });
    expect(steps[2]).toMatchObject({ name: 'taken', from: 'base', role: 'deductible', round: 'fen' });
    expect(steps[3]).toMatchObject({
      payer: 'pooledFund',
      name: 'pooled',
      overCap: 'aboveCap',
      how: { kind: 'rate' },
    });
    expect(policy.fragments.get('catastrophic')?.steps[3]).toMatchObject({
      name: 'catastrophic',
      how: {
        kind: 'bands',
        mode: 'marginal',
        edge: 'upper',
        rows: [{ upTo: { text: '100000' } }, { rate: { text: '70%' } }],
      },
    });
  });

  it('reports every problem of a file at once, in order', () => {
    const source = SAMPLE.replace('scheme: resident', 'scheme: rural')
      .replace('value: 150000', 'value: 150000.005')
      .replace('value: 60%', 'value: 60');
    expect(loadPolicy(source, 'x.yaml').problems.map((p) => `${p.line} ${p.code}`)).toEqual([
      '5 bad-value',
      '64 unit-yuan',
      '80 unit-rate',
    ]);
  });

  it('says both what is wrong and what to do, in both languages', () => {
    const [problem] = loadPolicy(SAMPLE.replace('cite: D1 第四条', 'cite: D9 第四条'), 'x.yaml').problems;
    expect(problem).toMatchObject({ severity: 'error', code: 'cite-unknown', file: 'x.yaml', line: 86 });
    expect(problem?.message).toEqual({
      zh: '引用的文件 D9 没有登记',
      en: 'the document cited, D9, is not declared',
    });
    expect(problem?.remedy.zh).not.toBe('');
    expect(problem?.remedy.en).not.toBe('');
  });

  it('explains a comma that cuts an expression inside braces', () => {
    expect(
      problemsOf(
        '- {deduct: bigTaken, from: rest, upTo: start}',
        '- {deduct: bigTaken, from: rest, upTo: min(start, rest)}',
      ),
    ).toEqual(['123:55 flow-comma']);
  });

  it('refuses anchors, aliases, tags, empty and oversized files', () => {
    expect(problemsOf('region: "990199"', 'region: &r "990199"')).toEqual(['4:12 yaml-alias']);
    expect(problemsOf('region: "990199"', 'region: !!str "990199"')).toEqual(['4:15 yaml-tag']);
    expect(loadPolicy('', 'x.yaml').problems.map((p) => p.code)).toEqual(['yaml-syntax']);
    expect(loadPolicy('#'.repeat(1_000_001), 'x.yaml').problems.map((p) => p.code)).toEqual([
      'file-too-large',
    ]);
  });

  it('survives any text, however nested or broken', () => {
    for (const text of [
      '['.repeat(20_000),
      '{'.repeat(20_000),
      '- - -',
      ': :',
      'a: *b',
      '"',
      '\u0000',
      'format: [1',
      '? {a: 1} : 2',
    ]) {
      const { policy, problems } = loadPolicy(text, 'x.yaml');
      expect(policy).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
    }
  });
});
