import { expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { OPERATIONS } from './operations.ts';

const text = JSON.stringify(openApiDocument('0.1.0'));
const document = JSON.parse(text) as {
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
  components: { schemas: Record<string, unknown> };
};

test('describes every operation once', () => {
  const described = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map((m) => m.operationId),
  );
  expect(described.sort()).toEqual(Object.keys(OPERATIONS).sort());
});

test('every reference resolves', () => {
  const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((m) => m[1] ?? '');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  expect(text).not.toContain('$defs');
});

test('parameters in a path are described', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]);
    for (const method of Object.values(methods)) {
      expect(method.parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(wanted);
    }
  }
});

test('money travels as whole numbers and days as dates', () => {
  const bill = JSON.stringify(document.components.schemas.Bill);
  expect(bill).toContain('"totalFen":{"type":"integer"');
  expect(bill).toContain('"startedOn":{"type":"string","format":"date"');
});

test('a paper is described as what it is', () => {
  const paper = JSON.stringify(document.paths['/api/settlements/{id}/print/{document}']);
  expect(paper).toContain('"application/pdf"');
});
