import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { verifyBooks } from '../verify/verify.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance']);
  // Self-employed, wage 5000.00, above the statutory age: he wants to retire.
  await city.rows("update person set born_on = '1964-01-01' where person_id = 4");
  await city.assess('employee', '2026-10');
  await city.assess('employee', '2026-11');
});
afterAll(() => city.stop());

let keys = 0;
const send = async (who: string, path: string, body: Body) => {
  keys += 1;
  return city.ask(who, 'POST', path, body, `make-up-${keys}`);
};
const BODY = { person: '~4', scheme: 'employee', on: '2026-11-20', reason: '准备退休' };
const act = (body: Body) => send('clerk', '/api/enrolment/acts', { ...BODY, ...body });
const agree = async (requestId: string): Promise<string> => {
  const { body } = await send('reviewer', `/api/enrolment/requests/${requestId}/decision`, {
    approved: true,
  });
  if (body.decision === undefined) throw new Error(JSON.stringify(body.errors));
  return body.decision.actId;
};
const undo = (actId: string) => send('clerk', `/api/register/acts/${actId}/undo`, { reason: '办错' });
const codes = ({ body }: { body: Body }) => body.errors.map((e: Body) => e.code);
const months = async () =>
  (await city.ask('clerk', 'GET', '/api/persons/~4/contribution-months')).body.months;
const pay = async (serial: string, billNo: string, amountFen: number) =>
  city.ask('finance', 'POST', '/api/receipts', {
    source: 'finance',
    serial,
    amountFen,
    paidOn: '2026-11-26',
    billNo,
  });
const billsOf = async (kind: string): Promise<readonly Body[]> =>
  city.rows(
    'select bill_id as "billId", bill_no as "billNo", period, amount_fen::int as fen from contribution_bill where person_id = 4 and kind = $1 and payer = \'person\' order by period',
    [kind],
  );

let makeUpAct = '';
let retireAct = '';

test('months are those of paid bills and of what two persons have recognised', async () => {
  const [october] = await billsOf('regular');
  await pay('M1', october.billNo, october.fen);
  expect(await months()).toMatchObject({
    chargedMonths: 1,
    unpaid: ['2026-11'],
    neededMonths: 360,
    missingMonths: 359,
  });
  // 24 years before the system, from his file.
  const asked = {
    act: 'recognise',
    countsAs: 'actual',
    fromMonth: '1996-01',
    toMonth: '2019-12',
    evidence: '个人档案 第12号',
  };
  const { body } = await act(asked);
  expect([body.state, body.causes.length]).toEqual(['waiting', 1]);
  expect((await months()).earlierMonths).toBe(0);
  await agree(body.requestId);
  // 24 × 12 = 288
  expect(await months()).toMatchObject({
    chargedMonths: 1,
    earlierMonths: 288,
    totalMonths: 289,
    missingMonths: 71,
  });
  expect(codes(await act(asked))).toEqual(['months-counted-already']);
  expect(codes(await act({ ...asked, fromMonth: '2026-09', toMonth: '2026-11' }))).toEqual([
    'months-in-system',
    'months-counted-already',
  ]);
});

test('what is missing is charged by the policy, paid like any bill, and counts when it is paid', async () => {
  expect(codes(await act({ act: 'retire' }))).toEqual(['months-missing']);
  const { body: preview } = await city.ask('clerk', 'POST', '/api/enrolment/preview', {
    ...BODY,
    act: 'makeUp',
  });
  // 360 − 289 = 71 months; 5000 × 6.5 % = 325.00; × 71 = 23075.00 (D12 第二十三、二十四条)
  expect([preview.problems, preview.fee.totalFen, preview.months.missingMonths]).toEqual([[], 2_307_500, 71]);
  const { body } = await act({ act: 'makeUp' });
  expect(body.state).toBe('waiting');
  makeUpAct = await agree(body.requestId);
  const [bill] = await billsOf('makeUp');
  expect(bill.fen).toBe(2_307_500);
  const { body: charges } = await city.ask(
    'finance',
    'GET',
    `/api/contribution-bills/${bill.billId}/charges`,
  );
  const why = await city.ask(
    'finance',
    'GET',
    `/api/charges/${charges.items[0].chargeId}/explanation?lang=zh`,
  );
  expect([why.body.totalFen, why.body.text]).toEqual([2_307_500, expect.stringContaining('71')]);
  expect(await months()).toMatchObject({ waitingMonths: 71, madeUpMonths: 0, missingMonths: 71 });
  expect(codes(await act({ act: 'makeUp' }))).toEqual(['make-up-waits']);
  await pay('M2', bill.billNo, 2_000_000);
  expect(codes(await act({ act: 'retire' }))).toEqual(['months-missing']);
  await pay('M3', bill.billNo, 307_500);
  expect(await months()).toMatchObject({
    waitingMonths: 0,
    madeUpMonths: 71,
    totalMonths: 360,
    missingMonths: 0,
  });
  await city.sound();
});

test('the retirement rests on these months: benefits begin after the payment, and neither payment nor make-up is taken back', async () => {
  const { body: preview } = await city.ask('clerk', 'POST', '/api/enrolment/preview', {
    ...BODY,
    on: '2026-10-20',
    act: 'retire',
  });
  // Dated October; the make-up was paid on 26 November.
  expect([preview.problems, preview.cover.benefitFrom]).toEqual([[], '2026-12-01']);
  const { body } = await act({ act: 'retire' });
  expect(body.state).toBe('done');
  retireAct = body.actId;
  await city.sound();
  const [paid] = await city.rows(
    "select a.allocation_id as id from allocation a join receipt r using (receipt_id) where r.serial = 'M3'",
  );
  const back = await send('finance', `/api/allocations/${paid.id}/reversal`, { reason: '付错' });
  expect([back.status, codes(back)]).toEqual([409, ['make-up-retired']]);
  expect(codes(await undo(makeUpAct))).toEqual(['act-built-on']);
});

const payment = async (serial: string): Promise<string> => {
  const [found] = await city.rows(
    'select a.allocation_id as id from allocation a join receipt r using (receipt_id) where r.serial = $1 order by 1 limit 1',
    [serial],
  );
  return found.id;
};
const takeBack = async (serial: string) =>
  send('finance', `/api/allocations/${await payment(serial)}/reversal`, { reason: '付错' });

test('nor is an ordinary month that it counted; one that was paid later is', async () => {
  // M1 paid October before he retired; November was open then and did not count.
  const october = await takeBack('M1');
  expect([october.status, codes(october)]).toEqual([409, ['months-retired']]);
  expect(october.body.errors[0].message).toEqual({
    zh: '甲*******（2026-10） 已凭这笔缴费的月份退休，不能撤销',
    en: 'retired on months that it paid: 甲******* (2026-10)',
  });
  const november = (await billsOf('regular')).find((one) => one.period === '2026-11');
  await pay('M4', november?.billNo, november?.fen);
  expect((await takeBack('M4')).status).toBe(200);
  await city.sound();
});

test('verify counts the months of a retirement again and names a make-up that was changed', async () => {
  await city.rows('update make_up set periods = 70 where act_id = $1', [makeUpAct]);
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map(({ check, subject }) => [check, subject])).toEqual([
    ['retirement-months', `retirement ${retireAct}`],
  ]);
  await city.rows('update make_up set periods = 71 where act_id = $1', [makeUpAct]);
});

test('taken back in turn, what was paid is free money again', async () => {
  expect((await undo(retireAct)).body.state).toBe('done');
  // Nobody has retired on October any more.
  expect((await takeBack('M1')).status).toBe(200);
  expect(await months()).toMatchObject({ chargedMonths: 0, madeUpMonths: 71 });
  const [october] = await billsOf('regular');
  await pay('M5', october.billNo, october.fen);
  const { body } = await undo(makeUpAct);
  expect(body.state).toBe('waiting');
  await agree(body.requestId);
  expect(await months()).toMatchObject({ waitingMonths: 0, madeUpMonths: 0, missingMonths: 71 });
  const free = await city.rows(
    "select r.serial, (r.amount_fen - coalesce(sum(a.amount_fen), 0))::int as fen from receipt r left join allocation a using (receipt_id) where r.serial in ('M2','M3') group by r.receipt_id, r.serial, r.amount_fen order by 1",
  );
  expect(free).toEqual([
    { serial: 'M2', fen: 2_000_000 },
    { serial: 'M3', fen: 307_500 },
  ]);
  await city.sound();
});

test('a break is charged by its months; the payment begins the cover without a gap, and taken back it waits again', async () => {
  await city.rows(
    `insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on) values ('990100', 31, 'P31', '断缴人', 'N31', '1', '1990-05-01')`,
  );
  await city.rows(`insert into coverage (region_code, person_id, scheme, insutype, covered_from, covered_to, benefit_from, benefit_to, psn_type, person_status, tier, unit_id, payer_kind, status, unbroken_years)
    values ('990100', 31, 'employee', '310', '2020-01-01', '2026-08-31', '2020-01-01', '2026-08-31', '1101', 'active', 'none', 2, 'employer', '4', 7)`);
  const person = { person: '~31', reason: '灵活就业' };
  expect((await act({ ...person, act: 'flexible', on: '2026-11-10', wageFen: 500_000 })).body.state).toBe(
    'done',
  );
  const cover = () =>
    city.rows(
      'select covered_from::text as from, benefit_from::text as benefit, unbroken_years as years from coverage where person_id = 31 and covered_to is null',
    );
  // Three months of waiting after a break (D12 第十五条)
  expect(await cover()).toEqual([{ from: '2026-11-10', benefit: '2027-02-10', years: 1 }]);
  const { body } = await act({ ...person, act: 'repair', on: '2026-11-26', wageFen: 500_000 });
  expect(body.errors).toBeUndefined();
  const actId = await agree(body.requestId);
  const [bill] = await city.rows(
    'select bill_no as "billNo", amount_fen::int as fen, heads from contribution_bill where person_id = 31 and kind = \'makeUp\'',
  );
  // September and October, 5000 × 9 % = 450.00 and the premium of 8.00 for each (D12 第十条)
  const [november] = await city.rows(
    "select amount_fen::int as fen from contribution_bill where person_id = 31 and kind = 'enrolment' and payer = 'person'",
  );
  expect([november.fen, bill.fen]).toEqual([45_800, 91_600]);
  await pay('B1', bill.billNo, bill.fen);
  expect(await cover()).toEqual([{ from: '2026-09-01', benefit: '2026-09-01', years: 7 }]);
  const counted = (await city.ask('clerk', 'GET', '/api/persons/~31/contribution-months')).body.months;
  expect([counted.chargedMonths, counted.unpaid]).toEqual([2, ['2026-11']]);
  await city.sound();
  // Undone, the cover waits again and what was paid is free.
  const { body: undone } = await undo(actId);
  expect(undone.errors).toBeUndefined();
  await agree(undone.requestId);
  expect(await cover()).toEqual([{ from: '2026-11-10', benefit: '2027-02-10', years: 1 }]);
  expect(
    (await city.rows("select count(*)::int as n from open_bill where person_id = 31 and kind = 'makeUp'"))[0]
      .n,
  ).toBe(0);
  await city.sound();
});

test('bills that rest on a repair are listed before it is taken back, and settled again once a second person agrees', async () => {
  await city.rows(
    "insert into catalogue_item (list_code, hilist_code, name, list_type, item_class, charge_type, kind, valid_from) values ('X1', 'X1', '阿莫西林', '101', 'A', '09', 'drug', '2020-01-01')",
  );
  const cover = () =>
    city.rows(
      'select covered_from::text as from, benefit_from::text as benefit from coverage where person_id = 31 and covered_to is null',
    );
  const { body } = await act({
    ...{ person: '~31', reason: '灵活就业', act: 'repair', on: '2026-11-26', wageFen: 500_000 },
  });
  const actId = await agree(body.requestId);
  const [bill] = await city.rows(
    'select b.bill_no as "billNo", b.amount_fen::int as fen from open_bill o join contribution_bill b using (bill_id) where b.person_id = 31 and b.kind = \'makeUp\'',
  );
  await pay('B2', bill.billNo, bill.fen);
  expect(await cover()).toEqual([{ from: '2026-09-01', benefit: '2026-09-01' }]);
  const visit = await send('clerk', '/api/settlements', {
    ...{ psnNo: 'P31', insutype: '310', institutionCode: 'H99010100001', medType: '11' },
    ...{ startedOn: '2026-11-26', endedOn: '2026-11-26', account: 'none', totalFen: 130_000 },
    lines: [{ id: '1', listCode: 'X1', quantity: '1', amountFen: 130_000 }],
  });
  expect(visit.status, JSON.stringify(visit.body)).toBe(200);
  // The payment alone stands, and says which way to go.
  const alone = await takeBack('B2');
  expect([alone.status, codes(alone)]).toEqual([409, ['make-up-used']]);
  expect(alone.body.errors[0].remedy.zh).toContain('撤回断缴补缴业务');
  const [repaired] = await city.rows(
    "select max(act_id)::text as id from enrolment_act where person_id = 31 and kind = 'repaired'",
  );
  expect(codes(await undo(repaired.id))).toEqual(['repaired-undo']);
  const { body: shown } = await send('clerk', `/api/register/acts/${actId}/undo/preview`, { reason: '办错' });
  // Tertiary, in work: (1300.00 − 300.00) × 55 % = 550.00 of the fund, 1300.00 − 550.00 = 750.00 in cash; without the repair the cover waits until 10 February 2027.
  expect([shown.problems, shown.refundFen, shown.personOwesFen]).toEqual([[], 91_600, 55_000]);
  expect(shown.causes.map((c: Body) => c.zh)).toEqual([
    '原业务经过复核',
    '补缴恢复的参保已有结算',
    '影响已结算的费用，须追溯重算',
  ]);
  expect(shown.bills).toMatchObject([
    {
      ...{ settlementId: visit.body.settlementId, whose: 'own', covered: false, totalFen: 130_000 },
      personOwesFen: 55_000,
    },
  ]);
  expect(shown.bills[0].payers.map((p: Body) => [p.beforeFen, p.afterFen])).toEqual([
    [55_000, 0],
    [0, 0],
    [75_000, 130_000],
  ]);
  expect(await cover()).toEqual([{ from: '2026-09-01', benefit: '2026-09-01' }]);
  const { body: asked } = await undo(actId);
  expect(asked.state).toBe('waiting');
  const decision = `/api/enrolment/requests/${asked.requestId}/decision`;
  expect((await send('clerk', decision, { approved: true })).status).toBe(403);
  expect((await city.rows("select count(*)::int as n from settlement where kind = 'reversal'"))[0].n).toBe(0);
  await agree(asked.requestId);
  expect(await cover()).toEqual([{ from: '2026-11-10', benefit: '2027-02-10' }]);
  expect(
    await city.rows(
      'select kind, fund_fen::int as fund, cash_fen::int as cash from settlement where person_id = 31 order by settlement_id',
    ),
  ).toEqual([
    { kind: 'settlement', fund: 55_000, cash: 75_000 },
    { kind: 'reversal', fund: -55_000, cash: -75_000 },
  ]);
  // The hospital keeps its 550.00; the person owes them.
  expect(
    await city.rows(
      "select p.debit_account as debit, sum(p.amount_fen)::int as fen from journal_entry e join posting p using (person_id, entry_id) where e.person_id = 31 and e.entry_kind = 'resettlement' and p.debit_account like '%persons%' group by 1",
    ),
  ).toMatchObject([{ fen: 55_000 }]);
  const free = await city.rows(
    "select (r.amount_fen - sum(a.amount_fen))::int as fen from receipt r join allocation a using (receipt_id) where r.serial = 'B2' group by r.receipt_id, r.amount_fen",
  );
  expect(free).toEqual([{ fen: 91_600 }]);
  expect((await verifyBooks(city.db.owner, { outcomes: true })).differences).toEqual([]);
  // A second time there is nothing to take back.
  expect(codes(await undo(actId))).toEqual(['act-undone']);
});

test('verify names a cover made good by a break that nothing pays for', async () => {
  const [repaired] = await city.rows(
    "select max(act_id)::text as id from enrolment_act where person_id = 31 and kind = 'repaired'",
  );
  await city.rows('delete from enrolment_act where person_id = 31 and undoes_id = $1', [repaired.id]);
  expect((await verifyBooks(city.db.owner)).differences).toMatchObject([
    { check: 'break-repaired', subject: `act ${repaired.id}`, found: 'taken back' },
  ]);
});
