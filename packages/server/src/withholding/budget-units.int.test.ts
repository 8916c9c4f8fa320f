import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';
import { verifyBooks } from '../verify/verify.ts';
import { asXlsx, filled, rowsOf } from './testing/list-files.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'finance', 'employer', 'reviewer']);
  // Unit 1 becomes a government office; unit 2 is an enterprise, whose person 8 earns 10000.00.
  await city.rows("update unit set employer_kind = 'government' where unit_id = 1");
  await city.rows(`
    insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at)
    values (3, '990100', 2, '2026-01-01', 1, 'approved', 'employer', '2026-01-05', 'clerk', '2026-01-06')`);
  await city.rows("insert into declared_base values ('990100', 8, 3, 1000000)");
  await city.assess('employee', '2026-11');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const codes = (answer: { body: Body }) => answer.body.errors.map((e: Body) => e.code);
const MONTH = { kind: 'budget', scheme: 'employee', period: '2026-11' } as const;
const make = (who: string) => ask(who, 'POST', '/api/collection-lists', MONTH);
const key = () => crypto.randomUUID().slice(0, 18);
const mark = (who: string, unitId: number, budgetCode: string, from = '2026-11-26') =>
  ask(
    who,
    'POST',
    `/api/units/${unitId}/budget-unit`,
    { budgetCode, from, reason: '财预〔2026〕8号' },
    key(),
  );
const decide = (who: string, requestId: string, approved = true) =>
  ask(who, 'POST', `/api/enrolment/requests/${requestId}/decision`, { approved, note: '核对' });
/** Asked for by the clerk and agreed to by the reviewer. */
async function agreed(asked: { status: number; body: Body }): Promise<Body> {
  expect([asked.status, asked.body.state]).toEqual([200, 'waiting']);
  const done = await decide('reviewer', asked.body.requestId);
  expect([done.status, done.body.decision?.approved]).toEqual([200, true]);
  return done.body.decision;
}

let listed: Body;
let path: string;

test('an officer marks offices and institutions alone; all that is wrong is said at once', async () => {
  expect(codes(await make('clerk'))).toEqual(['list-nobody']);
  expect((await mark('finance', 1, '105001')).status).toBe(403);
  expect((await mark('employer', 1, '105001')).status).toBe(403);
  expect((await mark('clerk', 77, '105001')).status).toBe(404);
  const wrong = await mark('clerk', 2, 'A1', '2026-11-25');
  expect([wrong.status, codes(wrong)]).toEqual([
    422,
    ['budget-unit-kind', 'budget-code-invalid', 'budget-from-past'],
  ]);
  expect(
    codes(await ask('clerk', 'POST', '/api/units/1/budget-unit/end', { reason: '登记有误' }, key())),
  ).toEqual(['budget-unit-none']);
  // The finder offers the office alone: unit 2 is an enterprise still.
  const fit = async () =>
    (await ask('clerk', 'GET', '/api/units?fit=budgetUnit')).body.items.map((u: Body) => u.unitId);
  expect(await fit()).toEqual(['1']);
  await city.rows("update unit set employer_kind = 'institution' where unit_id = 2");
  expect(await fit()).toEqual(['1', '2']);
  await city.rows("update unit set status = 'cancelled', ended_on = '2026-11-01' where unit_id = 2");
  expect(await fit()).toEqual(['1']);
  expect(codes(await mark('clerk', 2, '105002'))).toEqual(['unit-state']);
  await city.rows("update unit set status = 'active', ended_on = null where unit_id = 2");
});

test('a mark holds once another person has agreed to it, and is not undone', async () => {
  const asked = await mark('clerk', 2, '105002');
  expect(asked.body.state).toBe('waiting');
  expect((await ask('clerk', 'GET', '/api/units/2/budget-unit')).body).toEqual({
    waiting: { askedBy: 'demo.clerk' },
  });
  // Nothing is withheld by a mark that waits; who asked does not decide, nor does who only looks.
  expect(codes(await make('clerk'))).toEqual(['list-nobody']);
  expect((await decide('clerk', asked.body.requestId)).status).toBe(403);
  expect((await decide('finance', asked.body.requestId)).status).toBe(403);
  const askedBy = (user: string) =>
    city.rows('update enrolment_request set requested_by = $1 where request_id = $2', [
      user,
      asked.body.requestId,
    ]);
  await askedBy('demo.reviewer');
  expect((await decide('reviewer', asked.body.requestId)).status).toBe(403);
  await askedBy('demo.clerk');
  const done = await agreed(asked);
  const undo = await ask(
    'clerk',
    'POST',
    `/api/register/acts/${done.actId}/undo`,
    { reason: '登记有误' },
    key(),
  );
  expect(codes(undo)).toEqual(['budget-unit-undo']);
  expect((await decide('reviewer', asked.body.requestId)).status).toBe(409);
  // A refused one leaves nothing.
  const refused = await mark('clerk', 1, '105008');
  expect((await decide('reviewer', refused.body.requestId, false)).body.decision.approved).toBe(false);
  expect((await ask('clerk', 'GET', '/api/units/1/budget-unit')).body).toEqual({});
  // A mistake put right on the same day: the later mark holds, and the unit stands on the list once.
  await agreed(await mark('clerk', 1, '105009'));
  await agreed(await mark('clerk', 1, '105001'));
  expect((await ask('clerk', 'GET', '/api/units/1/budget-unit')).body).toEqual({
    agreement: { budgetCode: '105001', from: '2026-11-26', agreedBy: 'demo.reviewer' },
  });
  expect(
    await city.rows(
      'select unit_id, budget_code, asked_by, agreed_by, end_asked_by, ended_by from budget_unit order by unit_id, agreement_id',
    ),
  ).toEqual(
    [
      ['1', '105009', 'demo.clerk', 'demo.reviewer'],
      ['1', '105001', null, null],
      ['2', '105002', null, null],
    ].map(([unit_id, budget_code, end_asked_by, ended_by]) => ({
      ...{ unit_id, budget_code, asked_by: 'demo.clerk', agreed_by: 'demo.reviewer' },
      ...{ end_asked_by, ended_by },
    })),
  );
  const log = await city.rows(
    "select count(*)::int as n from audit_entry where action = 'enrolment.approve'",
  );
  expect(log).toEqual([{ n: 3 }]);
  // The database holds it too.
  await expect(city.rows('update budget_unit set asked_by = agreed_by where unit_id = 2')).rejects.toThrow(
    'check constraint',
  );
});

test('the list has one row for each bill of a unit, in its file for finance', async () => {
  expect((await make('employer')).status).toBe(403);
  const { body } = await make('clerk');
  // assessment.int.test.ts: unit 1 958.00 + 412.70 + 2031.50 = 3402.20; unit 2, base 10000: 700.00 + 50.00 + 200.00 + 8.00 = 958.00
  expect([body.heads, body.amountFen, body.state, body.kind]).toEqual([2, 436_020, 'out', 'budget']);
  path = `/api/collection-lists/${body.listId}`;
  listed = (await ask('clerk', 'GET', path)).body;
  expect(listed.rows.map((r: Body) => [r.rowNo, r.unitId, r.person, r.name, r.amountFen])).toEqual([
    [1, '1', undefined, '共济市同心机械有限公司', 340_220],
    [2, '2', undefined, '共济市望舒软件有限公司', 95_800],
  ]);
  const rows = await rowsOf(await city.bytes('clerk', `${path}/file`));
  expect(rows.map((row) => [row[2], row[4], row[5], row[6], row[8]])).toEqual([
    ['预算单位编码', '统一社会信用代码', '费款所属期', '人数', '代扣金额'],
    ['105001', '91990100MA00000001', '2026-11', '3', '3402.20'],
    ['105002', '91990100MA00000002', '2026-11', '1', '958.00'],
  ]);
  // Both are on a list that is out.
  expect(codes(await make('clerk'))).toEqual(['list-nobody']);
  const text = (await city.paper('clerk', `${path}/print`)).join('');
  for (const part of ['财政统发代扣', '共济市望舒软件有限公司', '91990100MA00000002', '3402.20'])
    expect(text.replaceAll(',', ''), part).toContain(part);
});

test('one unit is paid by the transfer of finance, with its accounts; the refused one stays owed', async () => {
  const rows = await rowsOf(await city.bytes('clerk', `${path}/file`));
  const other = filled(rows, [
    ['已代扣', ''],
    ['未代扣', ''],
  ]).map((row, index) => (index === 1 ? row.map((cell) => (cell === '3402.20' ? '3402.00' : cell)) : row));
  expect(codes(await ask('clerk', 'POST', `${path}/results`, asXlsx(other)))).toEqual([
    'list-row-amount',
    'list-row-reason',
  ]);
  const file = asXlsx(
    filled(rows, [
      ['已代扣', ''],
      ['未代扣', '预算指标不足'],
    ]),
  );
  const taken = await ask('clerk', 'POST', `${path}/results`, file);
  expect([taken.body.paid, taken.body.failed, taken.body.paidFen]).toEqual([1, 1, 340_220]);
  const again = await ask('clerk', 'POST', `${path}/results`, file);
  expect([again.body.again, again.body.results.length]).toEqual([true, 1]);
  const booking = { resultId: taken.body.results[0].resultId, serial: 'CZTF1', paidOn: '2026-11-26' };
  expect((await ask('clerk', 'POST', `${path}/bookings`, booking)).status).toBe(403);
  const booked = await ask('finance', 'POST', `${path}/bookings`, booking);
  expect([booked.body.state, booked.body.bookedFen]).toEqual(['partly', 340_220]);
  expect(codes(await ask('finance', 'POST', `${path}/bookings`, booking))).toEqual(['list-booked']);
  const income = await city.rows(
    `select sum(amount_fen)::int as fen from posting where credit_account = '${REGION}/employee/fund/pooledFund/income/employer'`,
  );
  // 7.5 % of 35560.00 = 2667.00; the shares of persons 1 to 3 go to their accounts: 2 % of 10000, 4260 and 21300
  expect(income).toEqual([{ fen: 266_700 }]);
  expect(
    await city.rows('select person_id, balance_fen::int as fen from personal_account order by 1'),
  ).toEqual([
    { person_id: '1', fen: 20_000 },
    { person_id: '2', fen: 8_520 },
    { person_id: '3', fen: 42_600 },
  ]);
  const receipts = await city.rows('select source, serial, amount_fen::int as fen from receipt');
  expect(receipts).toEqual([{ source: 'finance', serial: 'CZTF1', fen: 340_220 }]);
  const owed = (await ask('clerk', 'GET', '/api/counter/payer?unitId=2')).body;
  expect(owed.bills.map((b: Body) => [b.openFen, b.failure])).toEqual([[95_800, '预算指标不足']]);
  await city.sound();
});

test('the refused unit stands on the next list until its mark has ended', async () => {
  const next = await make('clerk');
  expect([next.body.heads, next.body.amountFen]).toEqual([1, 95_800]);
  await ask('clerk', 'POST', `/api/collection-lists/${next.body.listId}/withdrawal`, { reason: '重做' });
  const asked = await ask('clerk', 'POST', '/api/units/2/budget-unit/end', { reason: '改为自行缴费' }, key());
  expect((await ask('clerk', 'GET', '/api/units/2/budget-unit')).body.waiting).toEqual({
    askedBy: 'demo.clerk',
  });
  await agreed(asked);
  expect((await ask('clerk', 'GET', '/api/units/2/budget-unit')).body).toEqual({});
  // The mark holds through the day on which it ends.
  await city.rows(
    "update budget_unit set valid_from = '2026-11-01', valid_to = '2026-11-25' where unit_id = 2",
  );
  expect(codes(await make('clerk'))).toEqual(['list-nobody']);
  await city.rows("update budget_unit set valid_to = '2026-11-26' where unit_id = 2");
  await city.sound();
});

test('verify names a row whose unit was not marked', async () => {
  await city.rows(
    "update budget_unit set valid_from = '2026-11-27' where unit_id = 1 and budget_code = '105001'",
  );
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map((d) => [d.check, d.subject])).toEqual([
    ['budget-list', `list ${listed.listNo} row 1`],
  ]);
});
