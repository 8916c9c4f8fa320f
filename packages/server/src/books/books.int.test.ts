import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'leader']);
  await city.assess('employee', '2026-11');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const net = async (account: string): Promise<number> => {
  const [row] = await city.rows(
    `select coalesce(sum(case when debit_account = $1 then amount_fen else -amount_fen end), 0)::int as fen
       from posting where $1 in (debit_account, credit_account)`,
    [`${REGION}/${account}`],
  );
  return row.fen;
};
const open = async (): Promise<Body> =>
  Object.fromEntries(
    (await ask('finance', 'GET', '/api/fund-transfers')).body.open.map((o: Body) => [o.fund, o.amountFen]),
  );
const move = (fund: string, bankSerial: string) =>
  ask('finance', 'POST', '/api/fund-transfers', {
    ...{ scheme: 'employee', fund, upTo: '2026-11-26', movedOn: '2026-11-26', bankSerial },
  });

test('what is collected waits on the collection account by fund', async () => {
  for (const query of ['payer=unit', 'payer=person&scheme=employee']) {
    const [bill] = await city.bills(query);
    const body = {
      source: 'finance',
      serial: query,
      amountFen: bill.amountFen,
      paidOn: '2026-11-20',
      billNo: bill.billNo,
    };
    await ask('finance', 'POST', '/api/receipts', body);
  }
  // Employer: 7.5 % of 35560 = 2667.00, own 2 % = 711.20, three premiums 24.00. Self-employed: 350.00, 100.00, 8.00.
  expect(await open()).toEqual({ pooledFund: 301_700, account: 81_120, largeAmount: 3_200 });
  expect(await net('collection/bank')).toBe(386_020);
  const { income, accountsFen } = (await ask('finance', 'GET', '/api/funds')).body;
  // By who paid: employer 2667.00; self-employed 350.00; four premiums; 811.20 are in the accounts, not income.
  expect(new Set(income.map((i: Body) => `${i.fund} ${i.source} ${i.amountFen}`))).toEqual(
    new Set(['pooledFund employer 266700', 'pooledFund person 35000', 'largeAmount person 3200']),
  );
  expect(accountsFen).toBe(81_120);
});

test('a transfer carries each receipt once, is agreed by another, and is an entry', async () => {
  const made = await move('pooledFund', 'BK1');
  expect(made.body).toMatchObject({ amountFen: 301_700, receipts: 2, state: 'open' });
  expect((await open()).pooledFund).toBeUndefined();
  expect((await move('pooledFund', 'BK2')).status).toBe(422);
  expect((await move('account', 'BK1')).status).toBe(422);
  const path = `/api/fund-transfers/${made.body.transferId}`;
  expect((await ask('finance', 'POST', `${path}/decision`, { approved: true })).status).toBe(403);
  expect((await ask('reviewer', 'POST', `${path}/decision`, { approved: true })).body.state).toBe('approved');
  expect([await net('employee/fund/pooledFund/bank'), await net('collection/bank')]).toEqual([
    301_700, 84_320,
  ]);
  const { items } = (await ask('leader', 'GET', `${path}/receipts?sort=payerName`)).body;
  expect(items.map((c: Body) => [c.serial, c.amountFen])).toEqual([
    ['payer=person&scheme=employee', 35_000],
    ['payer=unit', 266_700],
  ]);
  await city.sound();
});

test('a refused transfer gives back what it carried', async () => {
  const made = await move('account', 'BK3');
  await ask('reviewer', 'POST', `/api/fund-transfers/${made.body.transferId}/decision`, { approved: false });
  expect((await open()).account).toBe(81_120);
  const again = await move('account', 'BK3');
  await ask('reviewer', 'POST', `/api/fund-transfers/${again.body.transferId}/decision`, { approved: true });
  expect(await net('employee/fund/personalAccount/bank')).toBe(81_120);
  await city.sound();
});

test('an allocation taken back after the transfer is less the next time', async () => {
  const [bill] = await city.bills('payer=person&scheme=employee');
  const { allocations } = (await ask('finance', 'GET', `/api/contribution-bills/${bill.billId}`)).body;
  await ask('finance', 'POST', `/api/allocations/${allocations[0].allocationId}/reversal`, {
    reason: '错配',
  });
  expect(await open()).toMatchObject({ pooledFund: -35_000, account: -10_000, largeAmount: 2_400 });
  expect((await move('pooledFund', 'BK4')).status).toBe(422);
  await city.sound();
});

test('the levy: 2 % of the pooled income by the ledger, agreed and paid, and nothing once the size is reached', async () => {
  const levy = (days: object, more: object) =>
    ask('finance', 'POST', '/api/adjustment-levies', {
      ...{ scheme: 'employee', fromOn: '2026-11-01', toOn: '2026-11-26', yearSpendingFen: 120_000_000_000 },
      ...{ fundSizeFen: 0, ...days, ...more },
    });
  const made = await levy({}, {});
  // Pooled income 2667.00 (the 350.00 were taken back): × 2 % = 53.34
  expect(made.body).toMatchObject({ incomeFen: 266_700, amountFen: 5_334, state: 'open' });
  expect((await levy({}, {})).status).toBe(409);
  const path = `/api/adjustment-levies/${made.body.levyId}`;
  expect((await ask('finance', 'POST', `${path}/payment`, { bankSerial: 'L1' })).status).toBe(409);
  expect((await ask('reviewer', 'POST', `${path}/decision`, { approved: true })).body.state).toBe('approved');
  expect(await net('payable/adjustmentFund')).toBe(-5_334);
  expect((await ask('finance', 'POST', `${path}/payment`, { bankSerial: 'L1' })).body.state).toBe('paid');
  expect([await net('payable/adjustmentFund'), await net('employee/fund/pooledFund/bank')]).toEqual([
    0, 296_366,
  ]);
  // One month of 1.2 billion a year is 100 million: reached.
  const october = { fromOn: '2026-10-01', toOn: '2026-10-31' };
  expect((await levy(october, { fundSizeFen: 10_040_000_000 })).body.amountFen).toBe(0);
  await city.sound();
});

test('verify finds a transfer that its receipts do not make up', async () => {
  await city.db.owner.query("update fund_transfer set amount_fen = amount_fen + 1 where bank_serial = 'BK1'");
  const { verifyBooks } = await import('../verify/verify.ts');
  const { differences } = await verifyBooks(city.db.owner);
  expect(new Set(differences.map((d) => d.check))).toEqual(new Set(['fund-transfer']));
});
