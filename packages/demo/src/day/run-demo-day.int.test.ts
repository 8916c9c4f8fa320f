import { createHisClient, downloadCatalogue, readPerson } from '@gongji/client';
import type { CalendarDate } from '@gongji/domain';
import { type RunningServer, startServer } from '@gongji/server';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCatalogue } from '../catalogue/catalogue.ts';
import { loadDemo } from '../load/load-demo.ts';
import { voucherTokenOf } from '../people/person.ts';
import { type DemoDayResult, runDemoDay } from './run-demo-day.ts';

const PERSONS = 800;
let db: TestDatabase;
let server: RunningServer;
let first: DemoDayResult;
let text = '';

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;
const day = (seed: number) =>
  runDemoDay({
    baseUrl: server.url,
    out: { write: (part) => (text += part), columns: 96 },
    seed,
    persons: PERSONS,
    crowd: 15,
    addresses: [{ label: { zh: '首页', en: 'start page' }, url: server.url }],
  });

beforeAll(async () => {
  db = await createTestDatabase();
  await loadDemo(db.owner, { persons: PERSONS, seed: 1, asOf: today() });
  server = await startServer({ connectionString: db.connectionString, port: 0 });
  first = await day(1);
});
afterAll(async () => {
  await server.stop();
  await db.drop();
});

test('everything the day shows goes as it should', () => {
  expect(first.record.moments.filter((moment) => !moment.good)).toEqual([]);
  expect(first.record.shown.filter((one) => one.bill === undefined)).toEqual([]);
  expect(first.totals.addsUp).toBe(true);
  expect(first.good).toBe(true);
});

test('the reconciliation took place: totals agreed, and the wrong line was found', () => {
  const titles = first.record.moments.map((moment) => moment.title.en);
  expect(titles).toContain('totals reconciled');
  expect(titles).toContain('one yuan off on purpose');
});

test('each refusal is refused for its own reason', () => {
  const reasons = new Map(first.record.refused.map((one) => [one.who.en, one.message]));
  expect(reasons.get('not insured')).toMatch(/no coverage/);
  expect(reasons.get('cover suspended')).toMatch(/suspended/);
  expect(reasons.get('waiting period')).toMatch(/waiting period/);
  expect(reasons.get('unknown item code')).toMatch(/item-unknown/);
});

test('the database holds exactly the bills the desks were told of, and the books balance', async () => {
  const told = first.record.settled.map((bill) => bill.reply.settlementId).sort();
  const { rows } = await db.owner.query<{ id: string }>(
    `select s.settlement_id as id from settlement s where cause = 'provider'
        and not exists (select 1 from settlement c where c.origin_id = s.settlement_id and c.cause = 'compensation')`,
  );
  expect(rows.map((row) => row.id).sort()).toEqual(told);
  const { rows: books } = await db.owner.query<{ settled: string; owed: string }>(
    `select (select sum(fund_fen + account_fen + family_account_fen) from settlement) as settled,
            (select sum(case when credit_account like '%/payable/%' then amount_fen else 0 end)
                  - sum(case when debit_account like '%/payable/%' then amount_fen else 0 end) from posting) as owed`,
  );
  expect(books[0]?.owed).toBe(books[0]?.settled);
  expect(Number(books[0]?.owed)).toBe(first.totals.fundFen + first.totals.accountFen);
});

test('the summary fits its terminal', () => {
  const width = (line: string) =>
    [...line].reduce((sum, c) => sum + ((c.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1), 0);
  const lines = text.split('\n');
  expect(lines.length).toBeGreaterThan(40);
  // Punctuation may hang one full-width sign over the edge.
  expect(lines.filter((line) => width(line) > 98)).toEqual([]);
});

test('a second day in the same city goes well too', async () => {
  const second = await day(2);
  expect(second.record.moments.filter((moment) => !moment.good)).toEqual([]);
  expect(second.good).toBe(true);
});

test('a message signed with another key is refused', async () => {
  const client = createHisClient({
    baseUrl: server.url,
    institutionCode: 'H99010100014',
    institutionName: '共济市第二人民医院',
    regionCode: '990100',
    signing: { algorithm: 'SM2', privateKey: '1'.repeat(64) },
  });
  const data = {
    mdtrt_cert_type: '01',
    mdtrt_cert_no: voucherTokenOf(1),
    psn_cert_type: '01',
    certno: '',
    psn_name: '',
  };
  expect(await client.call('1101', { data })).toMatchObject({
    kind: 'refused',
    message: expect.stringMatching(/signature-invalid/),
  });
  client.close();
});

test('a hospital downloads the catalogue as a zip, through an address for each transaction', async () => {
  const client = createHisClient({
    baseUrl: server.url,
    institutionCode: 'H99010100001',
    institutionName: '共济市第一人民医院',
    regionCode: '990100',
    pathShape: 'per-transaction',
  });
  expect((await readPerson(client, { type: '01', number: voucherTokenOf(1) })).name).toBe('陈建国');
  const rows = await downloadCatalogue(client, '1305');
  expect(rows.map((row) => row[0]).sort()).toEqual(
    demoCatalogue()
      .items.filter((item) => item.listType === '201')
      .map((item) => item.listCode)
      .sort(),
  );
  client.close();
});
