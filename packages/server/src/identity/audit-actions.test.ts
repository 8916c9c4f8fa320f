import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ENROLMENT_KINDS } from '@gongji/contract';
import { AUDIT_ACTIONS, auditActionWord } from '@gongji/domain';
import { expect, test } from 'vitest';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/** Source of what writes the audit log. */
function sources(): readonly string[] {
  return ['server', 'store', 'cli'].flatMap((name) =>
    readdirSync(`${PACKAGES}${name}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('testing'))
      .map((file) => readFileSync(`${PACKAGES}${name}/src/${file}`, 'utf8')),
  );
}

/** Deeds named in the source: every text after `action:` on its line. */
function deeds(): readonly string[] {
  const found = sources().flatMap((text) =>
    [...text.matchAll(/\baction: (.*)/g)].map((match) => match[1] ?? ''),
  );
  const texts = found.flatMap((line) =>
    [...line.matchAll(/'([a-z-]+(?:\.[a-z-]+)*)'/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(texts)].filter((text) => text.includes('.') || text === 'print');
}

test('every deed that is written has its words', () => {
  expect(deeds().length).toBeGreaterThan(70);
  expect(deeds().filter((action) => auditActionWord(action) === undefined)).toEqual([]);
});

test('and no word is left of a deed that nobody writes', () => {
  // Named from parts: a step, a state, a kind.
  const MADE = /^(transfer|handover|account\.run|user)\./;
  const written = new Set(deeds());
  expect(Object.keys(AUDIT_ACTIONS).filter((action) => !written.has(action) && !MADE.test(action))).toEqual(
    [],
  );
});

test('each act of enrolment has its words', () => {
  expect(ENROLMENT_KINDS.filter(({ act }) => auditActionWord(`enrolment.${act}`) === undefined)).toEqual([]);
});
