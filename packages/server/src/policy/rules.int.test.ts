import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../main.ts';

const SHOWCASE = new URL('../../../../policies/showcase/employee/2026.yaml', import.meta.url);
const showcase = readFileSync(SHOWCASE, 'utf8');
const versionOf = (source: string) => createHash('sha256').update(source).digest('hex');

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await createTestDatabase();
  server = await startServer({ connectionString: db.connectionString, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
const catalogue = async () => (await get('/rules/catalogue.js')).text();
const modelPath = (text: string, id: string) =>
  new RegExp(`"id":"${id}".*?import\\("(/rules/[0-9a-f]{16}/model\\.js)"\\)`).exec(text)?.[1] ?? '';

test('the catalogue names each policy and scenario; asked for again it is answered shortly', async () => {
  const first = await get('/rules/catalogue.js');
  expect(first.headers.get('content-type')).toContain('text/javascript');
  const text = await first.text();
  expect(text).toContain(`"version":"${versionOf(showcase)}"`);
  expect(text).toContain('"scenario"');
  const again = await get('/rules/catalogue.js', { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('a model, its programs and its proof come compressed, for good, and as scripts', async () => {
  const path = modelPath(await catalogue(), 'showcase.employee');
  const model = await get(path);
  expect([model.status, model.headers.get('content-encoding')]).toEqual([200, 'gzip']);
  expect(model.headers.get('cache-control')).toContain('immutable');
  const program = /import\("(\/rules\/[^"]+program-[^"]+)"\)/.exec(await model.text())?.[1] ?? '';
  expect((await get(program)).status).toBe(200);
  const proof = await (await get(path.replace('model.js', 'proof.js'))).text();
  expect(proof).toContain('export const findings');
});

test.each([
  '/rules/0123456789abcdef/model.js',
  '/rules/x/model.js',
  `/rules/${'0'.repeat(64)}/model.js`,
  '/rules/0123456789abcdef/other.js',
])('there is nothing at %s', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('a version that another server loaded since is shown in its place, and the earlier one can still be read', async () => {
  const source = showcase.replace('市职工', '市职工（新版）').concat('\n# a later text\n');
  const version = versionOf(source);
  await db.owner.query(
    `insert into policy_version (version, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, source, loaded_at)
     select $1, policy_id, region_code, scheme, insutype, in_force_from, in_force_to, policy_date, $2, now() + interval '1 minute'
       from policy_version where version = $3`,
    [version, source, versionOf(showcase)],
  );
  const text = await catalogue();
  expect(text).toContain(`"version":"${version}"`);
  expect((await get(modelPath(text, 'showcase.employee'))).status).toBe(200);
  const earlier = await (await get(`/rules/${versionOf(showcase)}/model.js`)).text();
  expect(earlier).toContain(versionOf(showcase));
});
