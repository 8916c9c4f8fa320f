import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPolicy } from './load-policy.ts';
import { loadOverlayHead } from './overlay.ts';

const SAMPLE = readFileSync(new URL('./testing/sample.yaml', import.meta.url), 'utf8');

function overlay(set: string, extra = ''): string {
  return [
    'format: gongji-overlay/1',
    'of: sample.resident',
    'id: sample.resident.reform',
    'name: {zh: 改革方案, en: reform}',
    'kind: scenario',
    extra,
    'set:',
    set,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function load(...overlays: readonly string[]) {
  return loadPolicy(
    SAMPLE,
    'sample.yaml',
    overlays.map((source, i) => ({ source, file: `overlay-${i + 1}.yaml` })),
  );
}

describe('overlays', () => {
  it('continue a parameter from a day on and keep the earlier values', () => {
    const { policy, problems } = load(
      overlay('  parameters.capYear.values:\n    - {from: 2027-01-01, cite: D1 第十五条, value: 200000}'),
    );
    expect(problems).toEqual([]);
    const values = policy?.parameters.get('capYear')?.values ?? [];
    expect(values.map((v) => [v.from, v.content, v.at.file])).toEqual([
      ['2026-01-01', { kind: 'constant', value: 15_000_000 }, undefined],
      ['2027-01-01', { kind: 'constant', value: 20_000_000 }, 'overlay-1.yaml'],
    ]);
  });

  it('replace values that start on or after the first new day', () => {
    const { policy } = load(
      overlay('  parameters.rate.values:\n    - {from: 2026-07-01, cite: D1 第十二条, value: 70%}'),
    );
    expect(policy?.parameters.get('rate')?.values.map((v) => v.from)).toEqual(['2026-01-01', '2026-07-01']);
  });

  it('replace whole lists of steps, add declarations, and apply in order', () => {
    const first = overlay(
      [
        '  benefits.inpatient.steps:',
        '    - {let: base, is: inScope}',
        '    - {share: pooledFund, as: pooled, of: base, rate: flat}',
        '  parameters.flat:',
        '    name: {zh: 统一比例, en: flat ratio}',
        '    unit: rate',
        '    values: [{from: 2026-01-01, cite: R1 方案一, value: 75%}]',
      ].join('\n'),
      'documents: {R1: {title: {zh: 改革方案, en: reform plan}}}',
    );
    const second = overlay('  parameters.flat.values: [{from: 2027-01-01, cite: R1 方案二, value: 80%}]');
    const { policy, problems } = load(first, second);
    expect(problems).toEqual([]);
    expect(policy?.benefits.get('inpatient')?.steps.map((s) => s.kind)).toEqual(['let', 'share']);
    expect(policy?.parameters.get('flat')?.values.map((v) => v.content)).toEqual([
      { kind: 'constant', value: 750_000 },
      { kind: 'constant', value: 800_000 },
    ]);
    const texts = [SAMPLE, first, second].join('\n');
    expect(policy?.version).toBe(createHash('sha256').update(texts, 'utf8').digest('hex'));
  });

  it('point every problem into the file that caused it', () => {
    const { policy, problems } = load(
      overlay(
        '  parameters.capYear.values:\n    - {from: 2027-01-01, cite: D7 第一条, value: 200000}\n  parameters.nothing.values: []',
      ),
    );
    expect(policy).toBeUndefined();
    expect(problems.map((p) => `${p.file}:${p.line} ${p.code}`)).toEqual([
      'overlay-1.yaml:8 cite-unknown',
      'overlay-1.yaml:9 overlay-target',
    ]);
  });

  it('cannot change what the policy is, nor be laid over another policy', () => {
    const { problems } = load(
      overlay('  region: "110000"').replace('of: sample.resident', 'of: other.resident'),
    );
    expect(problems.map((p) => `${p.line} ${p.code}`)).toEqual(['2 overlay-target', '7 overlay-target']);
  });

  it('can be listed without the policy', () => {
    expect(loadOverlayHead(overlay('  parameters: {}'), 'o.yaml').overlay).toEqual({
      id: 'sample.resident.reform',
      of: 'sample.resident',
      name: { zh: '改革方案', en: 'reform' },
      kind: 'scenario',
    });
    expect(
      loadOverlayHead('format: gongji-overlay/1\nkind: dream', 'o.yaml').problems.map((p) => p.code),
    ).toContain('bad-value');
  });

  it('cannot redefine a document of the policy', () => {
    const { problems } = load(overlay('  parameters: {}', 'documents: {D1: {title: {zh: 别的, en: other}}}'));
    expect(problems.map((p) => p.code)).toContain('name-taken');
  });
});
