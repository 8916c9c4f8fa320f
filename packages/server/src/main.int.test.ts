import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from './http/limits.ts';
import { type RunningServer, startServer } from './main.ts';

let db: TestDatabase;
let server: RunningServer;
const logLines: string[] = [];
const logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
const noPolicies = mkdtempSync(join(tmpdir(), 'gongji-policies-'));
beforeAll(async () => {
  db = await createTestDatabase();
  server = await startServer({
    connectionString: db.connectionString,
    port: 0,
    policiesDir: noPolicies,
    logger,
  });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
  rmSync(noPolicies, { recursive: true });
});

test('is live and says what readiness needs', async () => {
  expect(await (await fetch(`${server.url}/health/live`)).json()).toEqual({
    status: 'live',
    product: 'gongji',
  });
  const ready = await fetch(`${server.url}/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    status: 'not-ready',
    checks: { database: true, migrated: true, policies: false },
  });
});

test('an unknown address is a problem document in both languages with the id of the request', async () => {
  const answer = await fetch(`${server.url}/nowhere`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const body = (await answer.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ status: 404, code: 'not-found', message: { zh: '没有这项内容' } });
  expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
});

test('pages may load nothing from elsewhere and nothing inline', async () => {
  const policy = (await fetch(`${server.url}/health/live`)).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('a body over the limit is refused before it is read', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(LIMITS.bodyBytes + 1) };
    const sent = request(`${server.url}/nowhere`, { method: 'POST', headers }, (answer) =>
      resolve(answer.statusCode),
    );
    sent.on('error', reject);
    sent.write('{');
  });
  expect([404, 413]).toContain(status);
});

test('metrics name routes, not addresses', async () => {
  await fetch(`${server.url}/health/live?psn=secret`);
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toContain(
    'http_request_duration_seconds_count{method="GET",route="/health/live",status="200"}',
  );
  expect(text).not.toContain('secret');
});

test('the log names routes and ids, never whose number was asked for', async () => {
  const number = '99010000000000000001';
  await fetch(`${server.url}/api/persons/${number}?name=${number}`, {
    headers: { authorization: `Bearer ${number}` },
  });
  await fetch(`${server.url}/elsewhere/${number}`);
  await expect.poll(() => logLines.filter((line) => line.includes('"request"')).length).toBeGreaterThan(1);
  expect(logLines.join('')).toContain('/api/persons/:psnNo');
  expect(logLines.join('')).not.toContain(number);
});

test('a port that is taken is reported with who holds it and how to choose another', async () => {
  const port = Number(new URL(server.url).port);
  const second = startServer({ connectionString: db.connectionString, port, policiesDir: noPolicies });
  await expect(second).rejects.toThrow(
    new RegExp(`Port ${port} is taken \\(node, pid ${process.pid}\\).*PORT=`),
  );
});
