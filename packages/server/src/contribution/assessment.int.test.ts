import { addDays, date } from '@gongji/domain';
import { inTransaction } from '@gongji/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allocate } from './allocate.ts';
import { takeReceipts } from './take-receipts.ts';
import { NOW, REGION, type SmallCity, smallCity } from './testing/small-city.ts';

let city: SmallCity;
beforeAll(async () => {
  city = await smallCity();
});
afterAll(() => city.db.drop());

async function rows<T>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> {
  return (await city.db.owner.query(sql, [...values])).rows as T[];
}

const TODAY = date('2026-11-26');
const balances = () =>
  rows<{ account: string; fen: number }>(
    `select account, sum(fen)::float8 as fen from (
       select debit_account as account, amount_fen as fen from posting
       union all select credit_account, -amount_fen from posting) t group by 1 having sum(fen) <> 0 order by 1`,
  );

test('a month of an employer: bases, lines and the bill', async () => {
  await city.assess('employee', '2026-11');
  const charges = await rows(
    `select person_id, base_fen::int as base, amounts::int[] as amounts, total_fen::int as total from charge order by person_id`,
  );
  // Reference wage of 2026: 7100; floor 60 % = 4260, ceiling 300 % = 21300 (D12 第八条).
  expect(charges).toEqual([
    // base 10000: employer 7 % 700.00, maternity 0.5 % 50.00, own 2 % 200.00 into the account, large-amount premium 8.00
    { person_id: '1', base: 1_000_000, amounts: [70_000, 5_000, 20_000, 800], total: 95_800 },
    // 3000 is below the floor: 4260: 298.20, 21.30, 85.20, 8.00
    { person_id: '2', base: 426_000, amounts: [29_820, 2_130, 8_520, 800], total: 41_270 },
    // 30000 is above the ceiling: 21300: 1491.00, 106.50, 426.00, 8.00
    { person_id: '3', base: 2_130_000, amounts: [149_100, 10_650, 42_600, 800], total: 203_150 },
    // self-employed, 5000: 9 % = 450.00, of it 2 % = 100.00 into the account, 350.00 pooled; 8.00
    { person_id: '4', base: 500_000, amounts: [10_000, 35_000, 800], total: 45_800 },
    // retired: 8.00 from the account
    { person_id: '5', base: null, amounts: [800], total: 800 },
  ]);
  const bills = await rows(
    `select payer, person_id, unit_id, heads, base_fen::int as base, amount_fen::int as amount, due_on from contribution_bill order by payer, person_id`,
  );
  expect(bills).toEqual([
    { payer: 'account', person_id: '5', unit_id: null, heads: 1, base: 0, amount: 800, due_on: '2026-11-30' },
    {
      payer: 'person',
      person_id: '4',
      unit_id: null,
      heads: 1,
      base: 500_000,
      amount: 45_800,
      due_on: '2026-11-30',
    },
    // 958.00 + 412.70 + 2031.50 = 3402.20; bases 10000 + 4260 + 21300 = 35560
    {
      payer: 'unit',
      person_id: '0',
      unit_id: '1',
      heads: 3,
      base: 3_556_000,
      amount: 340_220,
      due_on: '2026-11-30',
    },
  ]);
});

test('who declared nothing is a problem of the run, named with the reason', async () => {
  const problems = await rows<{ person_id: string; reasons: { code: string; field: string }[] }>(
    'select person_id, reasons from assessment_problem',
  );
  expect(problems.map((p) => [p.person_id, p.reasons[0]?.code, p.reasons[0]?.field])).toEqual([
    ['8', 'input-missing', 'inputs.declaredBase'],
  ]);
});

test('a second run of the month assesses nobody twice, and bills who came late', async () => {
  await city.db.owner.query(`
    insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at)
    values (3, '990100', 2, '2026-11-01', 1, 'approved', 'employer', '2026-11-05', 'clerk', '2026-11-06');
    insert into declared_base values ('990100', 8, 3, 1000000)`);
  const { runId } = await city.assess('employee', '2026-11');
  expect(await rows('select person_id from charge where run_id = $1', [runId])).toEqual([{ person_id: '8' }]);
  expect(
    await rows('select unit_id, amount_fen::int as amount from contribution_bill where run_id = $1', [runId]),
  ).toEqual([{ unit_id: '2', amount: 95_800 }]);
});

test('a year of residents: the person, medical aid, and each level of government', async () => {
  const { runId } = await city.assess('resident', '2026');
  const bills = await rows(
    `select payer, person_id, area_code, amount_fen::int as amount, heads from contribution_bill where run_id = $1 order by payer, person_id`,
    [runId],
  );
  const amounts = Object.fromEntries(
    (bills as { payer: string; amount: number }[]).map((b) => [b.payer, b.amount]),
  );
  // Two persons: central 410, province 150, city 90, county 50 each (D12 第十条).
  expect(amounts).toMatchObject({ central: 82_000, province: 30_000, city: 18_000, county: 10_000 });
  expect(bills).toContainEqual({
    payer: 'county',
    person_id: '0',
    area_code: '990101',
    amount: 10_000,
    heads: 2,
  });
});

const context = () => ({
  policies: city.policies,
  newId: city.db.newId,
  by: 'finance',
  at: NOW,
  bookedOn: TODAY,
});
const pay = (serial: string, amountFen: number) =>
  inTransaction(city.db.pool, (tx) =>
    takeReceipts(tx, { ...context(), regionCode: REGION, source: 'tax', fileId: null }, [
      {
        ...{ lineNo: 1, serial, amountFen, paidOn: addDays(TODAY, -1), payerName: '同心机械', payerCode: '' },
        ...{ payerAccount: '', billNo: '', purpose: '' },
      },
    ]),
  );

test('money that comes in is booked, allocated and credited to the accounts', async () => {
  const [bill] = await rows<{ bill_id: string }>('select bill_id from contribution_bill where unit_id = 1');
  const taken = await pay('S1', 340_220);
  if (taken.kind !== 'taken') throw new Error('refused');
  expect(await balances()).toEqual([
    { account: '990100/collection/bank', fen: 340_220 },
    { account: '990100/collection/unallocated', fen: -340_220 },
  ]);
  const pairs = [{ receiptId: taken.receiptIds[0] ?? '', billId: bill?.bill_id ?? '' }];
  const both = await Promise.all(
    [1, 2].map(() =>
      inTransaction(city.db.pool, (tx) => allocate(tx, { ...context(), how: 'number' }, pairs)),
    ),
  );
  // Two at once: one of them finds nothing left.
  expect(both.map((done) => done.length).sort()).toEqual([0, 1]);
  expect(await balances()).toEqual([
    // own 2 %: 200.00 + 85.20 + 426.00
    { account: '990100/accounts', fen: -71_120 },
    { account: '990100/collection/bank', fen: 340_220 },
    // three premiums of 8.00
    { account: '990100/employee/fund/largeAmount/income/person', fen: -2_400 },
    // 7 % and 0.5 % of 35560.00 = 2489.20 + 177.80
    { account: '990100/employee/fund/pooledFund/income/employer', fen: -266_700 },
  ]);
  expect(await rows('select person_id, balance_fen::int as fen from personal_account order by 1')).toEqual([
    { person_id: '1', fen: 20_000 },
    { person_id: '2', fen: 8_520 },
    { person_id: '3', fen: 42_600 },
  ]);
});

test('the same serial is taken once, with another amount it is refused', async () => {
  expect(await pay('S1', 340_220)).toEqual({ kind: 'taken', receiptIds: [], known: 1 });
  const refused = await pay('S1', 340_221);
  if (refused.kind !== 'refused') throw new Error('taken');
  expect(refused.rejections.map((r) => [r.code, r.message.zh])).toEqual([
    ['payment-serial-known', '第1行流水号 S1 已到账 3402.20 元，本文件为 3402.21 元'],
  ]);
});

test('who chose the tier without an account pays less, and nothing goes into one', async () => {
  await city.db.owner.query('update coverage set with_account = false where person_id = 4');
  const { runId } = await city.assess('employee', '2026-12');
  // 5000 × 6.5 % = 325.00 into the pooled fund (D12 第十条), 8.00 large-amount premium
  expect(
    await rows(
      `select c.amounts::int[] as amounts, c.total_fen::int as total from charge c where run_id = $1 and person_id = 4`,
      [runId],
    ),
  ).toEqual([{ amounts: [32_500, 800], total: 33_300 }]);
});
