import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ENROLMENT_KINDS } from '@gongji/contract';
import { AUDIT_ACTIONS, AUDIT_DETAILS, AUDIT_SUBJECTS, auditActionWord } from '@gongji/domain';
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

/** The outermost names of every literal that is written as the details of an entry. */
function detailNames(): readonly string[] {
  const BEGINS = /\bdetail(?:: | = )\{|detailJson: JSON\.stringify\(\{/g;
  const names = sources().flatMap((text) =>
    [...text.matchAll(BEGINS)].flatMap((begin) => outermost(text.slice(begin.index + begin[0].length))),
  );
  return [...new Set(names)];
}

function outermost(text: string): readonly string[] {
  let depth = 1;
  let flat = '';
  for (const sign of text) {
    if ('{[('.includes(sign)) depth += 1;
    else if ('}])'.includes(sign)) depth -= 1;
    else if (depth === 1) flat += sign;
    if (depth === 0) break;
  }
  return flat
    .split(',')
    .map((part) => (part.split(':')[0] ?? '').trim())
    .filter((name) => /^\w+$/.test(name));
}

test('everything that an entry says beside its deed has its words, and what it is about', () => {
  expect(detailNames().length).toBeGreaterThan(80);
  expect(detailNames().filter((name) => !Object.hasOwn(AUDIT_DETAILS, name))).toEqual([]);
  const subjects = sources().flatMap((text) =>
    [...text.matchAll(/\bsubject: `([a-z-]+):/g)].map((match) => match[1] ?? ''),
  );
  expect(new Set(subjects).size).toBeGreaterThan(20);
  expect(subjects.filter((kind) => !Object.hasOwn(AUDIT_SUBJECTS, kind))).toEqual([]);
});
