import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPolicy, runCase, runRuleCase } from '@gongji/engine';
import { describe, expect, it } from 'vitest';
import { bindCases, loadedCases } from '../packages/cli/src/cases.ts';
import { kindOf, readSource, yamlFiles } from '../packages/cli/src/files.ts';
import { libraryOf, loadEntry } from '../packages/cli/src/library.ts';
import { problemLine } from '../packages/cli/src/output.ts';

/** Every policy in policies/ is sound, and every case beside it comes out to the fen as a person worked it out. */
const FOLDER = fileURLToPath(new URL('../policies', import.meta.url));
const ENTRIES = libraryOf([FOLDER]).map((entry) => ({ name: relative(FOLDER, entry.file), entry }));
const CASES = yamlFiles([FOLDER])
  .filter((file) => kindOf(readSource(file)) === 'case')
  .map((file) => ({ name: relative(FOLDER, file), file }));

let bound: ReturnType<typeof bindCases> | undefined;

/** All cases with their policies, read once. */
function boundCases(): ReturnType<typeof bindCases> {
  bound ??= bindCases(
    CASES.map(({ file }) => loadedCases(file, 'en')),
    ENTRIES.map(({ entry }) => entry),
    'en',
  );
  return bound;
}

describe('policies', () => {
  it.each(ENTRIES)('$name has no errors', ({ entry }) => {
    const { policy, problems } = loadEntry(entry);
    const all = policy === undefined ? problems : [...problems, ...checkPolicy(policy)];
    expect(all.filter((p) => p.severity === 'error').map((p) => problemLine(p, 'en'))).toEqual([]);
  });

  it('each have cases, when they have benefits', () => {
    const { cases, rules } = boundCases();
    const named = new Set([...cases, ...rules].map(({ policy }) => policy.id));
    const without = ENTRIES.filter(
      ({ entry }) =>
        entry.files.length === 1 && !named.has(entry.id) && loadEntry(entry).policy?.benefits.size !== 0,
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it.each(CASES)('$name', ({ file }) => {
    const cases = boundCases().cases.filter((one) => one.file === file);
    const rules = boundCases().rules.filter((one) => one.file === file);
    const results = [
      ...cases.map(({ policy, model }) => runCase(policy, model)),
      ...rules.map(({ policy, model }) => runRuleCase(policy, model)),
    ];
    const differences = results.flatMap(({ id, differences: found }) =>
      found.map((d) => `${id} ${d.field}: ${d.expected}, not ${d.actual}`),
    );
    expect(results.length).toBeGreaterThan(0);
    expect(differences).toEqual([]);
  });
});
