import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Body, type CityServer, cityServer } from './testing/city-server.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'finance']);
});
afterAll(() => city.stop());

async function assess(period: string): Promise<void> {
  const run = await city.ask('clerk', 'POST', '/api/assessment-runs', { scheme: 'employee', period });
  await vi.waitFor(async () => {
    const { body } = await city.ask('clerk', 'GET', `/api/assessment-runs/${run.body.runId}`);
    expect(body.state).toBe('done');
  }, 10_000);
}

/** Serial, code of the payer, amount in yuan. */
async function send(layout: string, payments: readonly (readonly [string, string, string])[]): Promise<Body> {
  const sum = payments.reduce((total, [, , yuan]) => total + Number(yuan), 0).toFixed(2);
  const lines = payments.map(([serial, code, yuan]) =>
    layout === 'tax-arrivals'
      ? `${serial}||${code}|A|${yuan}|2026-11-25`
      : `${serial}|${code}|A|${yuan}|2026-11-25|`,
  );
  const content = Buffer.from(['head', ...lines, `TOTAL|${lines.length}|${sum}`].join('\n')).toString(
    'base64',
  );
  const { body } = await city.ask('finance', 'POST', '/api/payment-files', {
    layout,
    name: 'p.txt',
    content,
  });
  return body;
}

const free = async (): Promise<readonly string[]> =>
  (await city.ask('finance', 'GET', '/api/receipts')).body.items.map((r: Body) => r.serial).toSorted();

test('a payer who is known for sure pays his only bill of that amount at once; everything else waits', async () => {
  await assess('2026-11');
  const [{ code }] = await city.rows('select code from unit where unit_id = 1');
  const [bill] = await city.bills('payer=person&scheme=employee');
  const [{ certNo }] = await city.rows(
    'select cert_no as "certNo" from person join contribution_bill using (person_id) where bill_id = $1',
    [bill.billId],
  );
  // The bank's statement does not make sure of who paid: the amount fits, and a person decides.
  const statement = {
    layout: 'bank-statement',
    name: 'bank.csv',
    content: Buffer.from(`head\n2026-11-25,S1,458.00,A,,${certNo},`).toString('base64'),
  };
  expect((await city.ask('finance', 'POST', '/api/payment-files', statement)).body.matched).toBe(0);
  // 458.00 is what the person owes; one fen less, or somebody unknown, waits.
  const branch = await send('bank-branch', [
    ['B1', certNo, '457.99'],
    ['B2', '990100199001010099', '458.00'],
    ['B3', certNo, '458.00'],
  ]);
  expect(branch).toMatchObject({ taken: 3, matched: 1, freeFen: 91_599 });
  expect(await free()).toEqual(['B1', 'B2', 'S1']);
  const [paid] = await city.bills('payer=person&scheme=employee');
  expect(paid).toMatchObject({ billId: bill.billId, state: 'paid' });
  // An employer, by its credit code, through the tax authority: 3402.20.
  expect(await send('tax-arrivals', [['T1', code, '3402.20']])).toMatchObject({ matched: 1, freeFen: 0 });
  // What has been paid is not paid again.
  expect(await send('bank-branch', [['B4', certNo, '458.00']])).toMatchObject({ matched: 0 });
  await city.sound();
});

test('of two bills of one amount nobody knows which is meant: both are suggested, by the certificate', async () => {
  await assess('2026-12');
  await assess('2027-01');
  const bills = (await city.bills('payer=person&scheme=employee&state=open')).filter(
    (one) => one.amountFen === 45_800,
  );
  expect(bills).toHaveLength(2);
  const [{ certNo }] = await city.rows(
    'select cert_no as "certNo" from person join contribution_bill using (person_id) where bill_id = $1',
    [bills[0].billId],
  );
  expect(await send('bank-branch', [['B5', certNo, '458.00']])).toMatchObject({
    matched: 0,
    freeFen: 45_800,
  });
  const { items } = (await city.ask('finance', 'GET', '/api/receipts')).body;
  const { receiptId } = items.find((r: Body) => r.serial === 'B5');
  const { suggestions } = (await city.ask('finance', 'GET', `/api/receipts/${receiptId}`)).body;
  expect(suggestions.map((s: Body) => s.why)).toEqual([
    ['code', 'amount'],
    ['code', 'amount'],
  ]);
  await city.sound();
});
