import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { verifyBooks } from './verify.ts';

/**
 * A month of an employer with everything in it that `verify` recomputes: paid late with its fee, a correction set off, what
 * was collected moved on, and a levy owed to the adjustment fund. Each is damaged once, and named.
 */
let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer']);
  const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
  await city.assess('employee', '2026-10');
  await city.assess('employee', '2026-11');
  const unitBill = async (period: string): Promise<Body> =>
    (await city.bills(`period=${period}&payer=unit`)).find((one: Body) => one.kind === 'regular');
  // A lower wage for one person: a bill of less than nothing, set off against the unpaid one.
  const declared = await ask('employer', 'POST', '/api/declarations', {
    ...{ fromMonth: '2026-11', toMonth: '2026-11', lines: [{ person: '~1', declaredFen: 900_000 }] },
  });
  await ask('clerk', 'POST', `/api/declarations/${declared.body.declarationId}/decision`, { approved: true });
  for (const [period, serial] of [
    ['2026-10', 'V1'],
    ['2026-11', 'V2'],
  ] as const) {
    const { billNo, openFen } = await unitBill(period);
    const money = { source: 'finance', serial, amountFen: openFen, paidOn: '2026-11-20', billNo };
    expect((await ask('finance', 'POST', '/api/receipts', money)).status).toBe(200);
  }
  const moved = await ask('finance', 'POST', '/api/fund-transfers', {
    ...{
      scheme: 'employee',
      fund: 'pooledFund',
      upTo: '2026-11-26',
      movedOn: '2026-11-26',
      bankSerial: 'VM',
    },
  });
  await ask('reviewer', 'POST', `/api/fund-transfers/${moved.body.transferId}/decision`, { approved: true });
  const levy = await ask('finance', 'POST', '/api/adjustment-levies', {
    ...{ scheme: 'employee', fromOn: '2026-11-01', toOn: '2026-11-26', yearSpendingFen: 120_000_000_000 },
    fundSizeFen: 0,
  });
  await ask('reviewer', 'POST', `/api/adjustment-levies/${levy.body.levyId}/decision`, { approved: true });
});
afterAll(() => city.stop());

test('nothing is wrong in what the program wrote, and everything is there to be damaged', async () => {
  await city.sound();
  const [counts] = await city.rows(
    `select (select count(*)::int from late_fee) as fees, (select count(*)::int from allocation where set_off_id is not null) as "setOffs",
            (select count(*)::int from fund_transfer where state = 'approved') as moved, (select count(*)::int from adjustment_levy where state = 'approved') as levies`,
  );
  expect(counts).toEqual({ fees: 1, setOffs: 2, moved: 1, levies: 1 });
});

/** What is damaged, how, how it is mended, and what `verify` must say of it: the check and a part of the subject. */
const DAMAGES: readonly (readonly [
  what: string,
  damage: string,
  mend: string,
  check: string,
  subject: string,
])[] = [
  [
    'the sum of a bill',
    "update contribution_bill set amount_fen = amount_fen + 1 where payer = 'unit' and period = '2026-10' and kind = 'regular'",
    "update contribution_bill set amount_fen = amount_fen - 1 where payer = 'unit' and period = '2026-10' and kind = 'regular'",
    'bill-sum',
    'unit 1',
  ],
  [
    'a bill that is smaller than what was paid for it',
    "update allocation set amount_fen = amount_fen + 1 where receipt_id = (select receipt_id from receipt where serial = 'V2')",
    "update allocation set amount_fen = amount_fen - 1 where receipt_id = (select receipt_id from receipt where serial = 'V2')",
    'allocation-limit',
    'bill ',
  ],
  [
    'what is kept as paid of an open bill',
    "update open_bill set paid_fen = paid_fen - 1 where payer = 'person' and period = '2026-11'",
    "update open_bill set paid_fen = paid_fen + 1 where payer = 'person' and period = '2026-11'",
    'open-bill',
    'open bill ',
  ],
  [
    'a bill that is paid and kept as open',
    "insert into open_bill select region_code, person_id, bill_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on, amount_fen, 0 from contribution_bill where payer = 'unit' and unit_id = 1 and period = '2026-10' and kind = 'regular'",
    "delete from open_bill where payer = 'unit' and unit_id = 1 and period = '2026-10' and kind = 'regular'",
    'open-bill',
    'open bill ',
  ],
  [
    'a receipt that is allocated and kept as free',
    "insert into free_receipt select receipt_id, region_code, paid_on, 1 from receipt where serial = 'V1'",
    "delete from free_receipt where receipt_id = (select receipt_id from receipt where serial = 'V1')",
    'free-receipt',
    'free receipt ',
  ],
  [
    'a receipt that is smaller than what it paid',
    "update receipt set amount_fen = amount_fen - 1 where serial = 'V1'",
    "update receipt set amount_fen = amount_fen + 1 where serial = 'V1'",
    'receipt-limit',
    'receipt finance V1',
  ],
  [
    'income of the ledger',
    "update posting set credit_account = '990100/employee/fund/pooledFund/income/nobody' where credit_account = '990100/employee/fund/pooledFund/income/employer'",
    "update posting set credit_account = '990100/employee/fund/pooledFund/income/employer' where credit_account = '990100/employee/fund/pooledFund/income/nobody'",
    'contribution-income',
    'income/employer',
  ],
  [
    'money that is not allocated',
    "update posting set amount_fen = amount_fen + 1 where credit_account = '990100/collection/unallocated' and entry_id = (select min(entry_id) from posting where credit_account = '990100/collection/unallocated')",
    "update posting set amount_fen = amount_fen - 1 where credit_account = '990100/collection/unallocated' and entry_id = (select min(entry_id) from posting where credit_account = '990100/collection/unallocated')",
    'unallocated',
    '990100/collection/unallocated',
  ],
  [
    'the day of a late payment',
    'update late_fee set paid_on = paid_on + 1',
    'update late_fee set paid_on = paid_on - 1',
    'late-fee',
    'late fee ',
  ],
  [
    'one side of a set-off',
    'update allocation set amount_fen = amount_fen + 1 where set_off_id is not null and amount_fen > 0',
    'update allocation set amount_fen = amount_fen - 1 where set_off_id is not null and amount_fen > 0',
    'set-off',
    'set-off ',
  ],
  [
    'a set-off without its other side',
    'update allocation set set_off_id = 1 where set_off_id is not null and amount_fen < 0',
    'update allocation set set_off_id = (select set_off_id from allocation where set_off_id > 1) where set_off_id = 1',
    'set-off',
    'set-off 1',
  ],
  [
    'what a transfer carries',
    "update fund_transfer set amount_fen = amount_fen + 1 where bank_serial = 'VM'",
    "update fund_transfer set amount_fen = amount_fen - 1 where bank_serial = 'VM'",
    'fund-transfer',
    'fund transfer VM',
  ],
  [
    'what is owed to the adjustment fund',
    'update adjustment_levy set amount_fen = amount_fen + 1',
    'update adjustment_levy set amount_fen = amount_fen - 1',
    'levy',
    '990100/payable/adjustmentFund',
  ],
  [
    'a levy in the ledger',
    "update posting set amount_fen = amount_fen - 1 where credit_account = '990100/payable/adjustmentFund'",
    "update posting set amount_fen = amount_fen + 1 where credit_account = '990100/payable/adjustmentFund'",
    'levy',
    '990100/payable/adjustmentFund',
  ],
];

test.each(DAMAGES)('%s is named when it is damaged', async (_what, damage, mend, check, subject) => {
  const { rowCount } = await city.db.owner.query(damage);
  expect(rowCount).toBeGreaterThan(0);
  const { differences } = await verifyBooks(city.db.owner);
  await city.db.owner.query(mend);
  const named = differences.filter((one) => one.check === check).map((one) => one.subject);
  expect(named.join('\n'), JSON.stringify(differences)).toContain(subject);
  await city.sound();
});
