import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer']);
  // Bills of 3402.20 each for the employer: 958.00 + 412.70 + 2031.50, see assessment.int.test.ts. Due 30 September, 31 October.
  await city.assess('employee', '2026-09');
  await city.assess('employee', '2026-10');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
let serial = 0;
async function pay(amountFen: number, paidOn: string, billNo: string): Promise<Body> {
  serial += 1;
  const body = { source: 'finance', serial: `C${serial}`, amountFen, paidOn, billNo };
  return (await ask('finance', 'POST', '/api/receipts', body)).body;
}
const unitBill = async (period: string, kind = 'regular') =>
  (await city.bills(`period=${period}&payer=unit`)).find((b: Body) => b.kind === kind);
const income = (source: string) =>
  city.rows(
    `select coalesce(sum(case when credit_account = $1 then amount_fen else -amount_fen end), 0)::int as fen
       from posting where $1 in (credit_account, debit_account)`,
    [`${REGION}/employee/fund/pooledFund/income/${source}`],
  );

test('the ledger of arrears: who owes what, since when, and the late fee of today', async () => {
  const { body } = await ask('clerk', 'GET', '/api/arrears?payer=unit');
  expect(body.items).toMatchObject([
    {
      payerName: '共济市同心机械有限公司',
      bills: 2,
      periods: 2,
      openFen: 680_440,
      oldestDueOn: '2026-09-30',
      daysLate: 57,
    },
  ]);
  // Employer, self-employed and retired owe for both months: 3402.20 + 458.00 + 8.00 = 3868.20.
  // September is 57 days late, October 26.
  expect(body.ages).toEqual([
    { upTo: 30, bills: 3, openFen: 386_820 },
    { upTo: 90, bills: 3, openFen: 386_820 },
  ]);
  const account = (await ask('clerk', 'GET', '/api/arrears/account?unitId=1')).body;
  // 3402.20 × 0.05 % × 57 = 96.9627 → 96.96; × 26 = 44.2286 → 44.23
  expect(account.bills.map((b: Body) => [b.period, b.openFen, b.daysLate, b.feeFen])).toEqual([
    ['2026-09', 340_220, 57, 9_696],
    ['2026-10', 340_220, 26, 4_423],
  ]);
  // 6804.40 + 141.19
  expect([account.feeFen, account.totalFen]).toEqual([14_119, 694_559]);
  expect(account.sentence.zh).toBe(
    '截至 2026-11-26 共欠 2 个费款所属期 6804.40 元，最早到期日 2026-09-30；今天缴清须另缴滞纳金 141.19 元，合计 6945.59 元。',
  );
  // The self-employed pay no late fee.
  const flexible = (await ask('clerk', 'GET', '/api/arrears/account?person=~4')).body;
  expect([flexible.openFen, flexible.feeFen]).toEqual([91_600, 0]);
});

test('an employer sees his own arrears, nobody else’s', async () => {
  const { body } = await ask('employer', 'GET', '/api/arrears/account?unitId=2');
  expect([body.unitId, body.openFen]).toEqual(['1', 680_440]);
  expect((await ask('employer', 'GET', '/api/arrears')).status).toBe(403);
});

test('each late payment makes the fee of its own amount and days, booked when it is paid', async () => {
  const bill = await unitBill('2026-09');
  // 1000.00 ten days late: 1000 × 0.05 % × 10 = 5.00
  await pay(100_000, '2026-10-10', bill.billNo);
  expect(await income('lateFee')).toEqual([{ fen: 0 }]);
  const fee = await unitBill('2026-09', 'lateFee');
  expect([fee.amountFen, fee.openFen]).toEqual([500, 500]);
  // The other 2402.20 56 days late: 2402.20 × 0.05 % × 56 = 67.2616 → 67.26; the receipt brings 70.00 more than 2402.20.
  const rest = await pay(247_220, '2026-11-25', bill.billNo);
  expect(rest.allocations.map((a: Body) => a.amountFen)).toEqual([240_220, 6_726]);
  expect(rest.freeFen).toBe(274);
  expect(await income('lateFee')).toEqual([{ fen: 6_726 }]);
  const [charge] = (await ask('clerk', 'GET', `/api/contribution-bills/${fee.billId}/charges`)).body.items;
  const why = (await ask('clerk', 'GET', `/api/charges/${charge.chargeId}/explanation`)).body;
  expect([charge.name, why.totalFen, why.steps.at(-1).clause]).toEqual([
    '共济市同心机械有限公司',
    500,
    'D12 第二十条',
  ]);
  await city.sound();
});

test('a waiver needs a second person; it lessens fees that come and those that are billed', async () => {
  const bill = await unitBill('2026-10');
  const path = `/api/contribution-bills/${bill.billId}/late-fee-waivers`;
  const asked = await ask('clerk', 'POST', path, { amountFen: 1_000, reason: '系统故障延误' });
  expect(asked.body.state).toBe('open');
  expect((await ask('clerk', 'POST', path, { reason: '再来' })).status).toBe(409);
  const decision = `/api/late-fee-waivers/${asked.body.waiverId}/decision`;
  expect((await ask('clerk', 'POST', decision, { approved: true })).status).toBe(403);
  expect((await ask('reviewer', 'POST', decision, { approved: true })).body.state).toBe('approved');
  const late = await ask('reviewer', 'POST', decision, { approved: true });
  expect([late.status, late.body.errors[0].code]).toEqual([409, 'already-decided']);
  // 44.23 − 10.00
  const account = (await ask('clerk', 'GET', '/api/arrears/account?unitId=1')).body;
  expect(account.bills.find((b: Body) => b.period === '2026-10')).toMatchObject({
    feeFen: 3_423,
    waivedFen: 1_000,
  });
  // Paid 20 days late: 3402.20 × 0.05 % × 20 = 34.022 → 34.02, less 10.00
  await pay(340_220, '2026-11-20', bill.billNo);
  const fee = await unitBill('2026-10', 'lateFee');
  expect([fee.amountFen, fee.openFen]).toEqual([2_402, 2_402]);
  // The rest is waived after it was billed: a bill of −24.02, set off against it.
  const all = await ask('clerk', 'POST', path, { reason: '困难企业', proofNo: '共医保函〔2026〕9号' });
  await ask('reviewer', 'POST', `/api/late-fee-waivers/${all.body.waiverId}/decision`, { approved: true });
  const after = (await ask('clerk', 'GET', `/api/contribution-bills/${fee.billId}`)).body;
  expect([after.openFen, after.allocations.map((a: Body) => [a.how, a.amountFen])]).toEqual([
    0,
    [['set-off', 2_402]],
  ]);
  await city.sound();
});

test('a late payment taken back takes its fee with it, unless the fee is paid', async () => {
  const bill = await unitBill('2026-09');
  const { allocations } = (await ask('finance', 'GET', `/api/contribution-bills/${bill.billId}`)).body;
  const back = (id: string) => ask('finance', 'POST', `/api/allocations/${id}/reversal`, { reason: '错配' });
  const paid = await back(allocations[1].allocationId);
  expect([paid.status, paid.body.errors[0].code]).toEqual([409, 'late-fee-paid']);
  expect((await back(allocations[0].allocationId)).status).toBe(200);
  const fees = (await city.bills('period=2026-09&payer=unit')).filter((b: Body) => b.kind === 'lateFee');
  expect(fees.map((b: Body) => [b.amountFen, b.openFen])).toEqual([
    [-500, 0],
    [6_726, 0],
    [500, 0],
  ]);
  await city.sound();
});

test('a correction of an unpaid bill is set off against it, and the accounts get what is left', async () => {
  await city.assess('employee', '2026-11');
  const lines = [{ person: '~1', declaredFen: 900_000 }];
  const made = await ask('employer', 'POST', '/api/declarations', {
    fromMonth: '2026-11',
    toMonth: '2026-11',
    lines,
  });
  await ask('clerk', 'POST', `/api/declarations/${made.body.declarationId}/decision`, { approved: true });
  const bill = await unitBill('2026-11');
  // base 9000 instead of 10000: 70.00 + 5.00 + 20.00 less: 3402.20 − 95.00
  expect([bill.amountFen, bill.openFen]).toEqual([340_220, 330_720]);
  expect((await unitBill('2026-11', 'correction')).openFen).toBe(0);
  const balance = () =>
    city.rows('select coalesce(sum(balance_fen), 0)::int as fen from personal_account where person_id = 1');
  const [before] = await balance();
  await pay(330_720, '2026-11-26', bill.billNo);
  const [after] = await balance();
  // 2 % of 9000
  expect(after.fen - before.fen).toBe(18_000);
  expect((await unitBill('2026-11')).state).toBe('paid');
  await city.sound();
});

test('verify finds a fee that does not follow from its payment', async () => {
  await city.db.owner.query('update late_fee set paid_on = paid_on + 1 where principal_fen = 240220');
  const { verifyBooks } = await import('../verify/verify.ts');
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map((d) => d.check)).toEqual(['late-fee']);
});

test('where no policy says what the late fee is, the money waits and the page says why', async () => {
  await city.assess('employee', '2026-08');
  const bill = await unitBill('2026-08');
  // Before the first policy: due and paid on days of 2019.
  await city.rows("update contribution_bill set due_on = '2019-01-31' where bill_no = $1", [bill.billNo]);
  const receipt = await pay(bill.amountFen, '2019-03-01', bill.billNo);
  expect([receipt.freeFen, receipt.allocations]).toEqual([bill.amountFen, []]);
  const path = `/api/receipts/${receipt.receiptId}/allocations`;
  const refused = await ask('finance', 'POST', path, { billId: bill.billId });
  expect([refused.status, refused.body.errors[0].code, refused.body.errors[0].message.zh]).toEqual([
    409,
    'late-fee-no-policy',
    '2019-03-01 没有生效的职工医保政策，无法计算滞纳金',
  ]);
});
