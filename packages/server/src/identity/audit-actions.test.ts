import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ACCOUNT_REQUEST_KINDS,
  AUDIT_VALUES,
  counterMethod,
  ENROLMENT_KINDS,
  HANDOVER_KINDS,
  listKind,
  RELATIONS,
  REVEALABLE,
  ROLE_IDS,
  TRANSFER_DIRECTIONS,
  TRANSFER_STATES,
} from '@gongji/contract';
import {
  AUDIT_ACTIONS,
  AUDIT_DETAILS,
  AUDIT_SUBJECTS,
  auditActionWord,
  type Bilingual,
} from '@gongji/domain';
import { DOCUMENTS } from '@gongji/reports';
import { expect, test } from 'vitest';
import { SHEET_KINDS } from '../group-enrolment/sheet-kinds.ts';

const PACKAGES = fileURLToPath(new URL('../../../', import.meta.url));

/** Source of what writes the audit log. */
function sources(): readonly string[] {
  return ['server', 'store', 'cli'].flatMap((name) =>
    readdirSync(`${PACKAGES}${name}/src`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.') && !file.includes('testing'))
      .map((file) => readFileSync(`${PACKAGES}${name}/src/${file}`, 'utf8')),
  );
}

// That every deed and every detail has words is held by the types `AuditAction` and `AuditDetail`; here is what they cannot say.

test('no word is left of a deed that nobody writes', () => {
  // Named from parts: a step, a state, a kind.
  const MADE = /^(transfer|handover|account\.run)\./;
  const text = sources().join('\n');
  expect(
    Object.keys(AUDIT_ACTIONS).filter((action) => !text.includes(`'${action}'`) && !MADE.test(action)),
  ).toEqual([]);
});

test('each act of enrolment has its words', () => {
  expect(ENROLMENT_KINDS.filter(({ act }) => auditActionWord(`enrolment.${act}`) === undefined)).toEqual([]);
});

test('what an entry is about has its words', () => {
  const subjects = sources().flatMap((text) =>
    [...text.matchAll(/\bsubject: `([a-z-]+):/g)].map((match) => match[1] ?? ''),
  );
  expect(new Set(subjects).size).toBeGreaterThan(20);
  expect(subjects.filter((kind) => !Object.hasOwn(AUDIT_SUBJECTS, kind))).toEqual([]);
});

test('each code that a detail can have is said in words of both languages', () => {
  const codes: Readonly<Partial<Record<keyof typeof AUDIT_VALUES, readonly string[]>>> = {
    before: TRANSFER_STATES,
    direction: TRANSFER_DIRECTIONS,
    document: Object.keys(DOCUMENTS),
    fields: REVEALABLE,
    kind: [
      ...ENROLMENT_KINDS.map(({ act }) => act),
      ...ACCOUNT_REQUEST_KINDS,
      ...HANDOVER_KINDS,
      ...listKind.options,
    ],
    method: counterMethod.options,
    relation: RELATIONS,
    roles: ROLE_IDS,
    sheet: Object.keys(SHEET_KINDS),
  };
  const missing = Object.entries(codes).flatMap(([name, values]) => {
    const words: Readonly<Record<string, Bilingual>> = AUDIT_VALUES[name as keyof typeof AUDIT_VALUES];
    return values.filter((value) => words[value] === undefined).map((value) => `${name}.${value}`);
  });
  expect(missing).toEqual([]);
  const texts = [AUDIT_DETAILS, ...Object.values(AUDIT_VALUES)].flatMap((words) =>
    Object.entries<Bilingual>(words),
  );
  expect(texts.length).toBeGreaterThan(200);
  const speaksBoth = ({ zh, en }: Bilingual) => /^[^A-Za-z]+$/.test(zh) && /^[^\u3000-\u9fff]+$/.test(en);
  expect(texts.filter(([, text]) => !speaksBoth(text)).map(([key]) => key)).toEqual([]);
});
