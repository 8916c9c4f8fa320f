import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SCHEMAS, type SchemaKind } from './schemas.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const ajv = new Ajv({ strict: false, allErrors: true });
const VALIDATORS = {
  policy: ajv.compile(SCHEMAS.policy as object),
  overlay: ajv.compile(SCHEMAS.overlay as object),
  case: ajv.compile(SCHEMAS.case as object),
};

/** YAML as an editor reads it: numbers as numbers. */
function errorsOf(source: string): readonly string[] {
  const content: unknown = parse(source);
  const kind = /^format: gongji-(policy|overlay|case)\//m.exec(source)?.[1] as SchemaKind;
  const validate = VALIDATORS[kind];
  validate(content);
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}

function yamlBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name))
    .filter((name) => /^format: gongji-/m.test(readFileSync(join(ROOT, name), 'utf8')));
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('schemas for editors', () => {
  it.each([...yamlBelow('policies'), ...yamlBelow('packages/engine/src/load/testing')])(
    '%s is valid',
    (path) => {
      expect(errorsOf(read(path))).toEqual([]);
    },
  );

  it.each([
    'unknown-key',
    'missing-key',
    'wrong-type',
    'bad-value',
    'cite-missing',
    'cite-missing-article',
    'bad-date',
  ])('the bad example %s is caught in the editor already', (name) => {
    const found = errorsOf(read(`packages/engine/src/check/testing/bad/${name}.yaml`));
    if (name === 'bad-date')
      expect(found).toEqual([]); // 30 February has the right form; only the loader knows months
    else expect(found.length).toBeGreaterThan(0);
  });

  it.each(['policy', 'overlay', 'case'] as const)(
    'the copy of the %s schema in docs/schema is up to date',
    (kind) => {
      expect(JSON.parse(read(`docs/schema/gongji-${kind}-1.schema.json`))).toEqual(SCHEMAS[kind]);
    },
  );
});
