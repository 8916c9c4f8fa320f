import { writeFileSync } from 'node:fs';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { pdfText } from '@gongji/reports/testing';
import { type RunningServer, startServer } from '@gongji/server';
import { putApiClient } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let db: TestDatabase;
let server: RunningServer;
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const year = today.slice(0, 4);

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: 30, asOf: today });
  const client = {
    clientId: 'desk',
    name: 'desk',
    institutionCode: null,
    token: 'gongji_desk_token',
    role: 'clerk',
  };
  await putApiClient(db.owner, { ...client, regionCode: '990100' });
  server = await startServer({ connectionString: db.connectionString, port: 0 });
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

async function get(path: string): Promise<{ readonly status: number; readonly bytes: Uint8Array }> {
  const answer = await fetch(server.url + path, { headers: { authorization: 'Bearer gongji_desk_token' } });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const folder = process.env.GONGJI_PAPERS;
  if (folder !== undefined) writeFileSync(`${folder}/${path.replaceAll(/\W+/g, '-')}.pdf`, bytes);
  return { status: answer.status, bytes };
}

/** Text of a printed paper, without white space. */
const textOf = async (path: string): Promise<string> => {
  const { status, bytes } = await get(path);
  expect(status, new TextDecoder().decode(bytes).slice(0, 300)).toBe(200);
  return (await pdfText(bytes)).replaceAll(/\s/g, '');
};
const verified = async (text: string): Promise<string> => {
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  return (await fetch(`${server.url}/verify/${code}`)).text();
};

test('a certificate says who is covered how long, and its code is good until the cover changes', async () => {
  const text = await textOf('/api/persons/~1/print/cover-certificate');
  expect(text).toContain('参保凭证');
  expect(text).toContain('陈建国');
  expect(text).not.toContain('990100198104120017');
  const page = await verified(text);
  expect(page).toContain('现行有效');
  expect(page).toContain('陈**');
  expect(page).not.toContain('陈建国');
  await db.owner.query(
    `update coverage set covered_to = $1, benefit_to = $1, status = '4' where person_id = 1`,
    [today],
  );
  expect(await verified(text)).toContain('已有变动');
});

test('a statement adds up: opening, what came in and went out, balance', async () => {
  const text = await textOf(`/api/persons/~1/print/account-statement?year=${year}`);
  expect(text).toContain(`个人账户对账单（${year}年）`);
  expect(text).toContain('期初');
  expect(await verified(text)).toContain('现行有效');
  expect(await textOf(`/api/persons/~1/print/account-statement?lang=en&year=${year}`)).toContain(
    'Accountstatement',
  );
});

test('the record of a year shows cover, account and care', async () => {
  const text = await textOf(`/api/persons/~1/print/yearly-record?year=${year}`);
  expect(text).toContain('个人权益记录单');
  expect(text).toContain('参保情况');
});

test('papers of a transfer are printed as far as it has come', async () => {
  const post = async (path: string, body: unknown) =>
    (
      await fetch(server.url + path, {
        method: 'POST',
        headers: { authorization: 'Bearer gongji_desk_token', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    ).json() as Promise<{ transferId: string }>;
  const { transferId } = await post('/api/persons/~1/transfers', {
    direction: 'out',
    schemeFrom: 'employee',
    schemeTo: 'employee',
    otherAgency: { division: '990200', name: '邻市医疗保险服务中心', bankName: '邻市银行' },
    materials: ['application', 'identity'],
  });
  expect((await get(`/api/transfers/${transferId}/print/contact-letter`)).status).toBe(404);
  await post(`/api/transfers/${transferId}/letter`, { letterNo: '邻医转7' });
  expect(await textOf(`/api/transfers/${transferId}/print/contact-letter`)).toContain('邻市医疗保险服务中心');
  await post(`/api/transfers/${transferId}/sheet`, {});
  const sheets = await textOf(`/api/transfers/${transferId}/print/transfer-sheets`);
  expect(sheets).toContain('信息表二');
  expect(await verified(sheets)).toContain('现行有效');
});
