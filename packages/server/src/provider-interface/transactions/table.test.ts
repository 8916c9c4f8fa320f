import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TRANSACTIONS } from './table.ts';

/** What systems of hospitals and pharmacies call: none of these may be missing. */
const CALLED = `
  9001 9002 1101 1201 1301 1302 1303 1304 1305 1306 1307 1308 1309 1312 1316 1317 1318 1319 1901 2001 2101 2102 2103
  2201 2201A 2202 2203 2203A 2204 2205 2206 2206A 2207 2207A 2208 2301 2302 2303 2304 2305 2401 2402 2403 2404 2405
  2503 2504 2505 2506 2507 2601 3201 3202 3203 3204 3301 3302 3401 3402 3403 4101 4101A 5101 5102
  5201 5202 5203 5204 5205 5206 5301 5302 5303 5304 9101 9102`
  .trim()
  .split(/\s+/);

const PAGE = readFileSync(new URL('../../../../../docs/interface.md', import.meta.url), 'utf8');

/** The numbers of the page's table; `2501 … 2507` is every number between. */
function listed(): readonly string[] {
  const section = PAGE.split('## What is supported')[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .flatMap((line) => line.match(/^\|([0-9A … ]+)\|/)?.[1] ?? [])
    .flatMap(
      (cell) => cell.replaceAll(/(\d+) … (\d+)/g, (_, from, to) => between(from, to)).match(/\S+/g) ?? [],
    );
}

function between(from: string, to: string): string {
  const first = Number(from);
  return Array.from({ length: Number(to) - first + 1 }, (_, i) => String(first + i)).join(' ');
}

test.each(CALLED)('%s is answered', (infno) => {
  expect(TRANSACTIONS.get(infno)?.infno).toBe(infno);
});

test('docs/interface.md lists what is supported, and nothing else', () => {
  expect(listed().toSorted()).toEqual([...TRANSACTIONS.keys()].toSorted());
});
