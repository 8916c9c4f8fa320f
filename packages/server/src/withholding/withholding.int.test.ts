import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Body, type CityServer, cityServer } from '../contribution/testing/city-server.ts';
import { REGION } from '../contribution/testing/small-city.ts';
import { verifyBooks } from '../verify/verify.ts';
import { asGb, asXlsx, filled, rowsOf } from './testing/list-files.ts';

let city: CityServer;
const SCHOOL = '8000001';
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'school', 'employer']);
  // Three pupils of two classes; person 6 is extremely poor, 7 low-income, person 5 retired, person 4 self-employed.
  await city.rows(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '990100', n, 'P' || n, (array['赵小一','钱小二','孙小三'])[n - 20], 'C' || n, '1', date '2015-01-01', 990101001001 from generate_series(21, 23) n`);
  await city.rows(`
    insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
    select '990100', n, 'resident', '390', '2026-01-01', '2026-01-01', '14', 'student', 'tier1', ${SCHOOL}, 'resident' from generate_series(21, 23) n`);
  await city.rows(`
    insert into schooling (region_code, person_id, unit_id, class_name, valid_from)
    select '990100', n, ${SCHOOL}, case when n = 23 then '二班' else '一班' end, '2025-09-01' from generate_series(21, 23) n`);
  await city.rows(
    "insert into person_group (region_code, person_id, group_name, idet_type, valid_from) values ('990100', 6, 'extremelyPoor', '01', '2025-01-01')",
  );
  await city.assess('resident', '2026');
  await city.assess('employee', '2026-11');
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const codes = (answer: { body: Body }) => answer.body.errors.map((e: Body) => e.code);
const make = (who: string, body: Body) => ask(who, 'POST', '/api/collection-lists', body);
const YEAR = { scheme: 'resident', period: '2026' } as const;
const MONTH = { scheme: 'employee', period: '2026-11' } as const;

async function downloaded(who: string, listId: string): Promise<string[][]> {
  return rowsOf(await city.bytes(who, `/api/collection-lists/${listId}/file`));
}
let schoolList: Body;

test('a school makes one list of its pupils by class; nobody stands on two, and strangers make none', async () => {
  expect((await make('employer', { kind: 'school', ...YEAR })).status).toBe(403);
  expect((await make('school', { kind: 'bank', ...MONTH })).status).toBe(403);
  const { body } = await make('school', { kind: 'school', ...YEAR });
  // Pupils pay 400.00 each in tier 1 (D12 第十条): 3 × 400.00
  expect([body.heads, body.amountFen, body.state, body.unitName]).toEqual([3, 120_000, 'out', '实验小学']);
  schoolList = body;
  const again = await make('clerk', { kind: 'school', ...YEAR, unitId: SCHOOL });
  expect([again.status, codes(again)]).toEqual([409, ['list-nobody']]);
  const rows = await downloaded('school', body.listId);
  expect(rows[0]).toEqual([
    ...['名单号', '序号', '班级', '姓名', '证件号码', '缴费单号', '应缴金额', '缴费结果', '未缴原因'],
  ]);
  expect(rows.slice(1).map((row) => [row[1], row[2], row[3], row[6]])).toEqual([
    ['1', '一班', '赵小一', '400.00'],
    ['2', '一班', '钱小二', '400.00'],
    ['3', '二班', '孙小三', '400.00'],
  ]);
  const log = await city.rows("select detail from audit_entry where action = 'collection-list.file'");
  expect(log).toHaveLength(1);
});

test('a file with mistakes is refused whole, with every row', async () => {
  const rows = filled(await downloaded('school', schoolList.listId), [
    ['已缴', ''],
    ['未缴', ''],
    ['大概', ''],
  ]);
  const [head = [], first = [], ...others] = rows;
  const wrong = [head, first, first, ...others, [...first.slice(0, 5), 'JF0', '400.00', '已缴', '']];
  const cheaper = wrong.map((row, i) => (i === 1 ? row.map((c) => (c === '400.00' ? '399.00' : c)) : row));
  const path = `/api/collection-lists/${schoolList.listId}/results`;
  const answer = await ask('school', 'POST', path, asXlsx(cheaper));
  expect([answer.status, answer.body.errors.map((e: Body) => [e.code, e.field])]).toEqual([
    422,
    [
      ['list-row-amount', 'rows.2'],
      ['list-row-twice', 'rows.3'],
      ['list-row-reason', 'rows.4'],
      ['list-row-result', 'rows.5'],
      ['list-row-unknown', 'rows.6'],
    ],
  ]);
  const empty = await ask('school', 'POST', path, asXlsx(filled([head, first], [])));
  expect(codes(empty)).toEqual(['list-file-empty']);
  const broken = await ask('school', 'POST', path, {
    name: 'x',
    content: Buffer.from([0, 1]).toString('base64'),
  });
  expect(codes(broken)).toEqual(['list-file-unreadable']);
});

test('two pupils have paid by one transfer, the third is named with his reason and stays open', async () => {
  const rows = await downloaded('school', schoolList.listId);
  const file = asXlsx(
    filled(rows, [
      ['已缴', ''],
      ['未缴', '家长要求自行缴费'],
      ['已缴', ''],
    ]),
  );
  const path = `/api/collection-lists/${schoolList.listId}`;
  const taken = await ask('school', 'POST', `${path}/results`, file);
  expect([taken.body.paid, taken.body.failed, taken.body.paidFen, taken.body.state]).toEqual([
    ...[2, 1, 80_000, 'reported'],
  ]);
  // The same file again does nothing.
  const again = await ask('school', 'POST', `${path}/results`, file);
  expect([again.body.again, again.body.results.length]).toEqual([true, 1]);
  const [{ resultId }] = taken.body.results;
  expect(
    (await ask('school', 'POST', `${path}/bookings`, { resultId, serial: 'X', paidOn: '2026-11-26' })).status,
  ).toBe(403);
  // The bank brings another sum than the list says: nothing is booked.
  const bank = (serial: string, amount: string) => ({
    layout: 'bank-statement',
    name: `${serial}.csv`,
    content: Buffer.from(
      `日期,流水号,金额,户名,账号,摘要,缴费单号\n2026-11-26,${serial},${amount},实验小学,,,`,
    ).toString('base64'),
  });
  await ask('finance', 'POST', '/api/payment-files', bank('S1', '790.00'));
  await ask('finance', 'POST', '/api/payment-files', bank('S2', '800.00'));
  const short = await ask('finance', 'POST', `${path}/bookings`, {
    resultId,
    serial: 'S1',
    paidOn: '2026-11-26',
  });
  expect([short.status, codes(short)]).toEqual([409, ['list-money-differs']]);
  const booked = await ask('finance', 'POST', `${path}/bookings`, {
    resultId,
    serial: 'S2',
    paidOn: '2026-11-26',
  });
  expect([booked.body.state, booked.body.bookedFen]).toEqual(['partly', 80_000]);
  expect(booked.body.rows.map((r: Body) => [r.outcome, r.reason])).toEqual([
    ['paid', ''],
    ['failed', '家长要求自行缴费'],
    ['paid', ''],
  ]);
  // The one who has not paid, under his class: 400.00
  expect(booked.body.classes).toEqual([{ name: '一班', unpaid: 1, unpaidFen: 40_000 }]);
  const twice = await ask('finance', 'POST', `${path}/bookings`, {
    resultId,
    serial: 'S2',
    paidOn: '2026-11-26',
  });
  expect([twice.status, codes(twice)]).toEqual([409, ['list-booked']]);
  // The clerk sees the reason at the counter; the bills of the others are paid.
  const payer = async (n: number) => (await ask('clerk', 'GET', `/api/counter/payer?person=~${n}`)).body;
  expect((await payer(22)).bills.map((b: Body) => [b.openFen, b.failure])).toEqual([
    [40_000, '家长要求自行缴费'],
  ]);
  expect([(await payer(21)).openFen, (await payer(23)).openFen]).toEqual([0, 0]);
  const used = await ask('school', 'POST', `${path}/withdrawal`, { reason: 'x' });
  expect([used.status, codes(used)]).toEqual([409, ['list-has-results']]);
  await city.sound();
});

test('who failed stands on the next list; one that is withdrawn lets its persons go', async () => {
  const { body } = await make('clerk', { kind: 'school', ...YEAR, unitId: SCHOOL, className: '一班' });
  expect([body.heads, body.amountFen, body.className]).toEqual([1, 40_000, '一班']);
  const back = await ask('clerk', 'POST', `/api/collection-lists/${body.listId}/withdrawal`, {
    reason: '重做',
  });
  expect(back.body.state).toBe('withdrawn');
  const late = asXlsx(filled(await downloaded('school', body.listId), [['已缴', '']]));
  expect(codes(await ask('school', 'POST', `/api/collection-lists/${body.listId}/results`, late))).toEqual([
    'list-withdrawn',
  ]);
  const next = await make('school', { kind: 'school', ...YEAR });
  expect(next.body.heads).toBe(1);
});

test('finance pays for groups: the list has what is paid of their own fee alone, and its payment books it', async () => {
  const { body } = await make('clerk', { kind: 'finance', ...YEAR });
  // Medical aid pays 400.00 of the extremely poor and 80 % = 320.00 of the low-income (D12 第十二条); subsidies are not on the list.
  expect([body.heads, body.amountFen]).toEqual([2, 72_000]);
  const rows = await downloaded('finance', body.listId);
  expect(rows.slice(1).map((row) => [row[3], row[5], row[7]])).toEqual([
    ['C6', '医疗救助', '400.00'],
    ['C7', '医疗救助', '320.00'],
  ]);
  const path = `/api/collection-lists/${body.listId}`;
  const results = filled(rows, [
    ['已拨付', ''],
    ['不予资助', '低保已停发'],
  ]);
  const taken = await ask('clerk', 'POST', `${path}/results`, asXlsx(results));
  const [{ resultId }] = taken.body.results;
  const booked = await ask('finance', 'POST', `${path}/bookings`, {
    resultId,
    serial: 'CZ1',
    paidOn: '2026-11-26',
  });
  expect([booked.body.state, booked.body.bookedFen]).toEqual(['partly', 40_000]);
  const income = await city.rows(
    `select sum(amount_fen)::int as fen from posting where credit_account = '${REGION}/resident/fund/pooledFund/income/medicalAid'`,
  );
  expect(income).toEqual([{ fen: 40_000 }]);
  // Who was refused stands on the next list; who is paid for does not.
  const next = await make('clerk', { kind: 'finance', ...YEAR });
  expect([next.body.heads, next.body.amountFen]).toEqual([1, 32_000]);
  await city.sound();
});

test('the pension payer withholds the premium of retirees', async () => {
  const { body } = await make('clerk', { kind: 'pension', ...MONTH });
  // Person 5: 8.00 of large-amount premium
  expect([body.heads, body.amountFen]).toEqual([1, 800]);
  const rows = await downloaded('clerk', body.listId);
  expect(rows[1]?.slice(2, 6)).toEqual(['C5', '甲乙丙丁戊己庚辛', '2026-11', '8.00']);
  const path = `/api/collection-lists/${body.listId}`;
  const taken = await ask('finance', 'POST', `${path}/results`, asGb(filled(rows, [['成功', '']])));
  const [{ resultId }] = taken.body.results;
  const future = { resultId, serial: 'YL1', paidOn: '2026-11-27' };
  expect(codes(await ask('finance', 'POST', `${path}/bookings`, future))).toEqual([
    'counter-paid-on-invalid',
  ]);
  const booked = await ask('finance', 'POST', `${path}/bookings`, { ...future, paidOn: '2026-11-26' });
  expect(booked.body.state).toBe('booked');
  await city.sound();
});

test('a bank debits who has agreed, by an agreement that a clerk records; a failure can succeed later', async () => {
  expect(codes(await make('clerk', { kind: 'bank', ...MONTH }))).toEqual(['list-nobody']);
  const agreement = '/api/persons/~4/withholding-agreement';
  const given = { bankName: '工商银行', accountNo: '6222000011112222', from: '2026-11-26' };
  expect(codes(await ask('clerk', 'POST', agreement, { ...given, accountNo: '12' }))).toEqual([
    'agreement-invalid',
  ]);
  expect((await ask('finance', 'POST', agreement, given)).status).toBe(403);
  const agreed = await ask('clerk', 'POST', agreement, given);
  expect(agreed.body.agreement.accountNo).not.toContain('0000');
  const { body } = await make('clerk', { kind: 'bank', ...MONTH });
  // 458.00: assessment.int.test.ts
  expect([body.heads, body.amountFen]).toEqual([1, 45_800]);
  const rows = await downloaded('clerk', body.listId);
  expect(rows[1]?.slice(2, 6)).toEqual(['工商银行', '6222000011112222', '甲乙丙丁戊己庚辛', '458.00']);
  const path = `/api/collection-lists/${body.listId}`;
  await ask('finance', 'POST', `${path}/results`, asGb(filled(rows, [['01', '余额不足']])));
  expect((await ask('clerk', 'GET', '/api/counter/payer?person=~4')).body.bills[0].failure).toBe('余额不足');
  const second = await ask('finance', 'POST', `${path}/results`, asGb(filled(rows, [['00', '']])));
  const resultId = second.body.results[1].resultId;
  expect([second.body.paid, second.body.failed]).toEqual([1, 0]);
  const paid = await ask('finance', 'POST', `${path}/results`, asXlsx(filled(rows, [['00', '']])));
  expect(codes(paid)).toEqual(['list-row-paid']);
  await ask('finance', 'POST', `${path}/bookings`, { resultId, serial: 'DK1', paidOn: '2026-11-26' });
  expect((await ask('clerk', 'GET', '/api/counter/payer?person=~4')).body.openFen).toBe(0);
  const ended = await ask('clerk', 'POST', `${agreement}/end`, { reason: '本人申请' });
  expect(ended.body).toEqual({});
  await city.sound();
});

test('verify names a booking that is not what its result says', async () => {
  await city.rows('update collection_booking set amount_fen = amount_fen + 1 where amount_fen = 80000');
  const { differences } = await verifyBooks(city.db.owner);
  expect(differences.map((d) => d.check)).toEqual(['collection-booking']);
  await city.rows('update collection_booking set amount_fen = amount_fen - 1 where amount_fen = 80001');
});

test('the list prints for the school, with what came of each pupil', async () => {
  const text = (await city.paper('school', `/api/collection-lists/${schoolList.listId}/print`)).join('');
  for (const part of ['实验小学', '一班', '赵小一', '800.00', '400.00']) expect(text, part).toContain(part);
});
