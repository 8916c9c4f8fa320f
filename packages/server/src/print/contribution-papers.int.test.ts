import { noticesView, paymentsView, receiptDetail, taskStartedView, transferView } from '@gongji/contract';
import { pdfPages } from '@gongji/reports/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { openSheet } from '@gongji/sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../../../tests/testing/browser.ts';
import { type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import { type RunningServer, startServer } from '../main.ts';

/**
 * Papers of money: the bills of one month of an employer (3402.20 for three persons) and of one self-employed (458.00),
 * and of a year of two residents.
 */
let city: SmallCity;
let server: RunningServer;
const users = new Map<string, Browser>();
beforeAll(async () => {
  city = await smallCity();
  await city.db.owner.query(
    "insert into institution (institution_code, region_code, name, kind, level, clearing_office) values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')",
  );
  await city.db.owner.query(
    "insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学')",
  );
  await city.db.owner.query(
    "insert into schooling (region_code, person_id, unit_id, class_name, valid_from) values ('990100', 7, 8000001, '三年级2班', '2026-09-01')",
  );
  await putTestUsers(city.db.owner);
  await city.assess('employee', '2026-11');
  await city.assess('resident', '2027');
  server = await startServer({ connectionString: city.db.connectionString, port: 0 });
  for (const role of ['clerk', 'finance', 'employer', 'community', 'school', 'insured', 'hospital']) {
    const browser = new Browser(server.url);
    users.set(role, browser);
    await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  }
});
afterAll(async () => {
  await server.stop();
  await city.db.drop();
});

async function get(who: string, path: string): Promise<{ status: number; bytes: Uint8Array }> {
  const answer = await users.get(who)?.bytes(path);
  if (answer === undefined) throw new Error(who);
  return answer;
}

async function pages(who: string, path: string): Promise<readonly string[]> {
  const { status, bytes } = await get(who, path);
  expect(status, new TextDecoder().decode(bytes.slice(0, 400))).toBe(200);
  return pdfPages(bytes);
}

const billOf = async (where: string): Promise<{ id: string; no: string }> => {
  const { rows } = await city.db.owner.query<{ id: string; no: string }>(
    `select bill_id as id, bill_no as no from contribution_bill where ${where} order by bill_id limit 1`,
  );
  return rows[0] ?? { id: '', no: '' };
};
const codeOn = (text: string): string => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';
const verified = async (code: string): Promise<string> =>
  (await fetch(`${server.url}/verify/${code}`)).text();

test('a notice states payer, lines, persons and the sum in capitals; the employer reads the names of his people', async () => {
  const { id, no } = await billOf("payer = 'unit' and unit_id = 1");
  const [text = ''] = await pages('employer', `/api/contribution-bills/${id}/print/notice`);
  // 958.00 + 412.70 + 2,031.50 = 3,402.20
  for (const words of [
    '共济市医疗保险费缴费核定单',
    '共济市同心机械有限公司',
    '91990100MA00000001',
    no,
    '应缴合计3,402.20叁仟肆佰零贰元贰角整',
    '尚未缴纳3,402.20',
    '甲乙丙丁戊己庚辛',
    '958.00',
    '412.70',
    '2,031.50',
    '用人单位',
  ])
    expect(text).toContain(words.replaceAll(/\s/g, ''));
  const [finance = ''] = await pages('finance', `/api/contribution-bills/${id}/print/notice`);
  expect(finance).toContain('甲*******');
  expect(finance).not.toContain('甲乙丙丁');
  // The same content has the same code, whoever prints it.
  expect(codeOn(finance)).toBe(codeOn(text));
  const page = await verified(codeOn(text));
  expect(page).toContain('本缴费通知单由本系统出具，现行有效');
  expect(page).toContain('3,402.20');
});

test('a resident sees what he pays and what others pay for him', async () => {
  const { id } = await billOf("payer = 'person' and person_id = 6");
  const [text = ''] = await pages('community', `/api/contribution-bills/${id}/print/notice`);
  // 2027, first tier: 420.00 of the person's own; beside it 420.00 + 150.00 + 90.00 + 50.00 from four levels of government.
  expect(text).toContain('个人应缴420.00肆佰贰拾元整');
  expect(text).toContain('另由财政补助（不需缴纳）710.00柒佰壹拾元整');
  expect(text).toContain('同心区和平社区');
});

test('the notices of a community are one file, and its list adds up', async () => {
  const unit = '/api/units/990101001001';
  const view = await users.get('community')?.ask('GET', `${unit}/notices`);
  // Of two residents one is of low income: what he pays is billed as the policy says.
  const { rows } = await city.db.owner.query<{ n: number; fen: number }>(
    "select count(*)::int as n, sum(amount_fen)::int as fen from contribution_bill where payer = 'person' and unit_id = 990101001001",
  );
  expect(noticesView.parse(view?.body).items).toEqual([
    {
      scheme: 'resident',
      period: '2027',
      bills: rows[0]?.n,
      openBills: rows[0]?.n,
      billedFen: rows[0]?.fen,
      openFen: rows[0]?.fen,
    },
  ]);
  const all = await pages('community', `${unit}/print/notices?scheme=resident&period=2027`);
  expect(all).toHaveLength(rows[0]?.n ?? 0);
  for (const page of all) expect(page).toContain('第1页/共1页');
  expect(new Set(all.map(codeOn)).size).toBe(all.length);
  // As a task: the same papers, for whoever asked and for nobody else.
  const asked = `${unit}/print/notices?scheme=resident&period=2027`;
  const { taskId } = taskStartedView.parse((await users.get('community')?.ask('POST', asked, {}))?.body);
  const file = `/api/tasks/${taskId}/file`;
  await expect.poll(async () => (await get('community', file)).status).toBe(200);
  expect((await pages('community', file)).map(codeOn)).toEqual(all.map(codeOn));
  expect((await get('clerk', file)).status).toBe(404);
  const [list = ''] = await pages('community', `${unit}/print/notice-list?scheme=resident&period=2027`);
  expect(list).toContain('同心区和平社区缴费通知花名册');
  expect(list).toContain(codeOn(list));
  expect(await verified(codeOn(list))).toContain('本缴费花名册由本系统出具，现行有效');
  const prints = await city.db.owner.query(
    "select count(*)::int as n from audit_entry where action = 'print' and subject like 'notices:%'",
  );
  expect(prints.rows).toEqual([{ n: 2 }]);
});

test('a receipt proves what came in, and is no longer true when it is taken back', async () => {
  const { id, no } = await billOf("payer = 'person' and person_id = 4");
  const path = `/api/contribution-bills/${id}/print/receipt`;
  expect((await get('clerk', path)).status).toBe(409);
  const receipt = await users.get('finance')?.ask('POST', '/api/receipts', {
    source: 'finance',
    serial: 'G1',
    amountFen: 50_000,
    paidOn: '2026-11-20',
    payerName: '甲乙丙丁戊己庚辛',
    payerCode: 'C4',
    billNo: no,
  });
  const { receiptId, allocations } = receiptDetail.parse(receipt?.body);
  const [text = ''] = await pages('clerk', path);
  expect(text).toContain('实缴金额458.00肆佰伍拾捌元整');
  expect(text).toContain('财政');
  expect(text).not.toContain('本期尚未缴清');
  const [money = ''] = await pages('finance', `/api/receipts/${receiptId}/print/receipt`);
  // 500.00 came in: 458.00 for the bill, 42.00 free.
  expect(money).toContain('收到500.00伍佰元整');
  expect(money).toContain('已入账458.00肆佰伍拾捌元整');
  expect(money).toContain('暂收款42.00肆拾贰元整');
  const page = await verified(codeOn(text));
  expect(page).toContain('本缴费凭证由本系统出具，现行有效');
  expect(page).not.toContain('甲乙丙丁');
  await users
    .get('finance')
    ?.ask('POST', `/api/allocations/${allocations[0]?.allocationId}/reversal`, { reason: '错配' });
  expect(await verified(codeOn(text))).toContain('金额此后已有变动');
  expect((await get('clerk', path)).status).toBe(409);
});

test('nobody prints the bills of others', async () => {
  const flexible = await billOf("payer = 'person' and person_id = 4");
  const resident = await billOf("payer = 'person' and person_id = 6");
  const county = await billOf("payer = 'county'");
  for (const [who, id, status] of [
    ['employer', flexible.id, 404],
    ['employer', resident.id, 404],
    ['school', resident.id, 404],
    ['community', county.id, 404],
    ['insured', resident.id, 404],
    ['hospital', resident.id, 403],
  ] as const)
    expect((await get(who, `/api/contribution-bills/${id}/print/notice`)).status, `${who} ${id}`).toBe(
      status,
    );
  const notices = '/api/units/990101001001/print/notices?scheme=resident&period=2027';
  expect((await get('school', notices)).status).toBe(404);
  expect((await get('employer', '/api/units/990101001001/notices')).status).toBe(404);
  expect((await get('insured', notices)).status).toBe(403);
  expect((await get('clerk', `${notices}&part=2`)).status).toBe(409);
});

test('an insured person sees what is withheld for him and by whom, and nothing of others', async () => {
  const own = await users.get('insured')?.ask('GET', '/api/persons/~1/payments');
  const view = paymentsView.parse(own?.body);
  // Base 10,000.00: 7 % and 0.5 % of the employer, 700.00 + 50.00; 2 % and the premium of his own, 200.00 + 8.00.
  expect(view.items).toMatchObject([
    {
      period: '2026-11',
      totalFen: 95_800,
      ownFen: 20_800,
      through: 'unit',
      unitName: '共济市同心机械有限公司',
      baseFen: 1_000_000,
    },
  ]);
  expect(view.items[0]?.parts.map(({ payer, amountFen }) => [payer, amountFen])).toEqual([
    ['employer', 75_000],
    ['person', 20_800],
  ]);
  expect([view.due, view.receipts, view.years]).toEqual([[], [], ['2026']]);
  expect((await users.get('insured')?.ask('GET', '/api/persons/~4/payments'))?.status).toBe(404);
  expect((await users.get('employer')?.ask('GET', '/api/persons/~1/payments'))?.status).toBe(403);
});

test('who pays himself sees what is due and until when, and prints its notice', async () => {
  const read = await users.get('clerk')?.ask('GET', '/api/persons/~4/payments?year=2026');
  const view = paymentsView.parse(read?.body);
  // The payment was taken back above: 458.00 are open again.
  expect(view.due).toMatchObject([
    { openFen: 45_800, amountFen: 45_800, period: '2026-11', dueOn: '2026-11-30' },
  ]);
  expect(view.items).toMatchObject([{ through: 'person', ownFen: 45_800 }]);
  const [notice = ''] = await pages('clerk', `/api/contribution-bills/${view.due[0]?.billId}/print/notice`);
  expect(notice).toContain('尚未缴纳458.00');
});

test('the statement of the account is a spreadsheet of his own movements', async () => {
  const { bytes } = await get('insured', '/api/persons/~1/account-statement.xlsx?year=2026');
  let cells = '';
  for await (const page of (await openSheet(bytes)).rows) cells += JSON.stringify(page);
  expect(cells).toContain('个人账户对账单 2026 年　甲乙丙丁戊己庚辛');
  expect(cells).toContain('余额（元）');
  expect((await get('insured', '/api/persons/~4/account-statement.xlsx')).status).toBe(404);
});

test('a citizen asks for his transfer out once, for himself', async () => {
  const ask = { scheme: 'employee', otherAgency: { division: '990200', name: '邻市医保中心' } };
  const made = await users.get('insured')?.ask('POST', '/api/persons/~1/transfers-out', ask);
  expect([made?.status, transferView.parse(made?.body).state]).toEqual([200, 'applied']);
  const again = await users.get('insured')?.ask('POST', '/api/persons/~1/transfers-out', ask);
  expect([again?.status, JSON.stringify(again?.body)]).toEqual([
    422,
    expect.stringContaining('transfer-open'),
  ]);
  expect((await users.get('insured')?.ask('POST', '/api/persons/~4/transfers-out', ask))?.status).toBe(404);
  expect((await users.get('clerk')?.ask('POST', '/api/persons/~1/transfers-out', ask))?.status).toBe(403);
});
