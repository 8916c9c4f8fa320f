import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { loadPolicyFiles } from './load-policy-files.ts';
import { readRegionNames } from './policy-entries.ts';

const POLICIES = fileURLToPath(new URL('../../../../policies/', import.meta.url));

test('the region of every policy has a name in both languages, and no name is left over', () => {
  const names = readRegionNames(POLICIES);
  const regions = new Set(loadPolicyFiles(POLICIES).map(({ model }) => model.region));
  expect(Object.keys(names).toSorted()).toEqual([...regions].toSorted());
  for (const { zh, en } of Object.values(names))
    expect([/[一-鿿]/.test(zh), /^[\x20-\x7e]+$/.test(en)]).toEqual([true, true]);
});

test('a folder without names has none', () => {
  expect(readRegionNames(fileURLToPath(new URL('.', import.meta.url)))).toEqual({});
});
