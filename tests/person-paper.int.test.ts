import { writeFileSync } from 'node:fs';
import { actedView, actsView, problemView } from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import { type CalendarDate, idCheckDigit } from '@gongji/domain';
import { pdfText } from '@gongji/reports/testing';
import { type RunningServer, startServer } from '@gongji/server';
import { putApiClient } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let db: TestDatabase;
let server: RunningServer;
const NOW = new Date('2026-06-15T04:00:00Z');
const today = '2026-06-15' as CalendarDate;
const year = '2026';

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
  server = await startServer({ connectionString: db.connectionString, port: 0, now: () => NOW });
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

const bodyOf = async (path: string) => new TextDecoder().decode((await get(path)).bytes);

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
  // Another agency finds him by it.
  expect(text).toContain('990100198104120017');
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

const send = async (path: string, body: unknown, key?: string) => {
  const answer = await fetch(server.url + path, {
    method: 'POST',
    headers: {
      authorization: 'Bearer gongji_desk_token',
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
};

describe('the form of an act', () => {
  // Born on 2026-06-01 and enrolled fourteen days later: covered from birth. Tier 1 of 2026: 400 of one's own, and
  // 410 + 150 + 90 + 50 of four levels of government: 1100 in all.
  const first17 = '99019920260601001';
  const agentNo = '990199198803050027'.slice(0, 17);
  let child = '';
  const enrol = (more: object) => ({
    ...{ person: child, scheme: 'resident', act: 'newborn', on: today, tier: 'tier1', reason: '首次参保' },
    ...more,
  });

  beforeAll(async () => {
    const body = {
      name: '陈小宝',
      certType: '01',
      certNo: first17 + idCheckDigit(first17),
      reason: '窗口登记',
    };
    child = actedView.parse((await send('/api/register/persons', body, 'child')).body).person ?? '';
  });

  test('an agent without a name and with a wrong number is refused for both', async () => {
    const wrong = agentNo + (idCheckDigit(agentNo) === '1' ? '2' : '1');
    const { status, body } = await send('/api/enrolment/acts', enrol({ agentCertNo: wrong }), 'wrong');
    expect(status).toBe(422);
    expect(problemView.parse(body).errors.map(({ code, field }) => [code, field])).toEqual([
      ['fact-missing', 'agentName'],
      ['certificate-check-digit', 'agentCertNo'],
    ]);
  });

  test('says who came, what was entered, from when he is covered and who pays; undone, it says so', async () => {
    const agent = { agentName: '李秀英', agentCertNo: agentNo + idCheckDigit(agentNo) };
    const acted = actedView.parse((await send('/api/enrolment/acts', enrol(agent), 'enrol')).body);
    const path = `/api/register/acts/${acted.actId ?? ''}`;
    const text = await textOf(`${path}/print/form`);
    for (const part of [
      '参保登记表',
      '陈小宝',
      '李秀英',
      '990***********',
      '新生儿参保',
      '城乡居民基本医疗保险',
      '缴费档次一档',
      '参保起始日2026-06-01',
      '参保人400.00',
      '1,100.00',
      '其中个人应缴400.00元',
      '申请人（代办人）：',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain(agent.agentCertNo);
    expect(await textOf(`${path}/print/form?lang=en`)).toContain('Enrolmentform');
    expect(await verified(text)).toContain('现行有效');
    const { items } = actsView.parse(JSON.parse(await bodyOf(`/api/register/acts?person=${child}`)));
    expect(items.map(({ kind, hasForm, agentName }) => [kind, hasForm, agentName])).toEqual([
      ['newborn', true, '李**'],
      ['register', false, undefined],
    ]);
    const registered = items.find(({ kind }) => kind === 'register')?.actId ?? '';
    expect((await get(`/api/register/acts/${registered}/print/form`)).status).toBe(404);
    await send(`${path}/undo`, { reason: '误办' }, 'undo');
    expect(await textOf(`${path}/print/form`)).toContain('本业务已撤回');
    expect(await verified(text)).toContain('所办业务已撤回');
  });
});

test('papers of a transfer are printed as far as it has come', async () => {
  const post = async (path: string, body: unknown) => (await send(path, body)).body as { transferId: string };
  const { transferId } = await post('/api/persons/~1/transfers', {
    direction: 'out',
    schemeFrom: 'employee',
    schemeTo: 'employee',
    otherAgency: { division: '990200', name: '邻市医疗保险服务中心', bankName: '邻市银行' },
    materials: ['application', 'identity'],
  });
  expect((await get(`/api/transfers/${transferId}/print/contact-letter`)).status).toBe(404);
  await post(`/api/transfers/${transferId}/letter`, { letterNo: '邻医转7' });
  // The letter is theirs.
  expect((await get(`/api/transfers/${transferId}/print/contact-letter`)).status).toBe(404);
  await post(`/api/transfers/${transferId}/sheet`, {});
  const sheets = await textOf(`/api/transfers/${transferId}/print/transfer-sheets`);
  expect(sheets).toContain('信息表二');
  expect(await verified(sheets)).toContain('现行有效');
});
