import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import { type Body, type CityServer, cityServer } from './testing/city-server.ts';

let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'reviewer', 'finance', 'employer']);
});
afterAll(() => city.stop());

const ask: CityServer['ask'] = (...asked) => city.ask(...asked);
const sound = () => city.sound();
const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');
const bills = (query: string) => city.bills(query);

test('an employer sees what becomes of a declaration, and a clerk decides it', async () => {
  const lines = [
    { person: '~1', declaredFen: 1_200_000 },
    { person: '~2', declaredFen: 300_000 },
    { person: '~8', declaredFen: 500_000 },
  ];
  const preview = await ask('employer', 'POST', '/api/declarations/preview', { fromMonth: '2026-12', lines });
  // 3000 is raised to 60 % of 7100 = 4260; person 8 works elsewhere.
  expect(preview.body.lines.map((l: Body) => [l.clamped, l.baseFen, l.problem?.zh])).toEqual([
    ['no', 1_200_000, undefined],
    ['raised', 426_000, undefined],
    ['no', undefined, '当月不在本单位参保'],
  ]);
  const refused = await ask('employer', 'POST', '/api/declarations', { fromMonth: '2026-12', lines });
  expect([refused.status, refused.body.errors.map((e: Body) => e.code)]).toEqual([
    422,
    ['declared-stranger'],
  ]);
  const made = await ask('employer', 'POST', '/api/declarations', {
    fromMonth: '2026-12',
    lines: lines.slice(0, 2),
  });
  expect(made.body.state).toBe('open');
  const path = `/api/declarations/${made.body.declarationId}/decision`;
  expect((await ask('clerk', 'POST', path, { approved: true })).body.state).toBe('approved');
  expect((await ask('clerk', 'POST', path, { approved: true })).status).toBe(409);
});

test('a run is a task, and its bill opens down to the sentence for each person', async () => {
  const run = await ask('clerk', 'POST', '/api/assessment-runs', { scheme: 'employee', period: '2026-11' });
  expect(run.status).toBe(200);
  await vi.waitFor(async () => {
    const { body } = await ask('clerk', 'GET', `/api/assessment-runs/${run.body.runId}`);
    expect(body.state).toBe('done');
  }, 10_000);
  const [bill] = await bills('payer=unit');
  expect([bill.payerName, bill.amountFen, bill.state]).toEqual(['共济市同心机械有限公司', 340_220, 'open']);
  // One bill of 95800 + 41270 + 203150 fen, nothing paid; a filter that it does not meet sums to nothing.
  const list = (query: string) => ask('finance', 'GET', `/api/contribution-bills?${query}`);
  expect((await list('payer=unit&state=open')).body.totals).toEqual({
    ...{ bills: 1, heads: 3, amountFen: 340_220, openFen: 340_220 },
  });
  expect((await list('payer=unit&state=paid')).body).toEqual({
    items: [],
    totals: { bills: 0, heads: 0, amountFen: 0, openFen: 0 },
  });
  const file = (await ask('finance', 'GET', '/api/contribution-bills/file?format=csv&payer=unit')).body;
  const [head, row, sum] = String(file).replaceAll('"', '').trim().split(/\r?\n/);
  expect(head).toContain('缴费单号,缴费主体,险种,费款所属期,类别,人数,应缴（元）,未缴（元）');
  expect(row).toContain('共济市同心机械有限公司,职工基本医疗保险,2026-11,正常,3,3402.20,3402.20');
  expect(sum).toBe('合计,,,,,,3402.20,3402.20,,,');
  const charges = (await ask('employer', 'GET', `/api/contribution-bills/${bill.billId}/charges`)).body.items;
  expect(charges.map((c: Body) => c.hereFen)).toEqual([95_800, 41_270, 203_150]);
  const why = await ask('employer', 'GET', `/api/charges/${charges[0].chargeId}/explanation`);
  // base 10000.00 at 7 %
  expect(why.body.steps.map((s: Body) => s.title.zh)).toContain('单位缴纳基本医疗保险费');
  expect(why.body.lines[0]).toMatchObject({ amountFen: 70_000, payerName: { zh: '用人单位' } });
  expect(
    (await ask('clerk', 'GET', `/api/assessment-runs/${run.body.runId}/problems`)).body.items,
  ).toHaveLength(1);
  await sound();
});

const file = (lines: readonly string[]) => ({
  layout: 'bank-statement',
  name: 'bank.csv',
  content: base64(['日期,流水号,金额,户名,账号,摘要,缴费单号', ...lines].join('\n')),
});

test('a file is taken once: by number at once, the rest by a person, too much stays free', async () => {
  const [unit] = await bills('payer=unit');
  const [flexible] = await bills('payer=person&scheme=employee');
  const upload = file([
    `2026-11-25,B1,3402.20,共济市同心机械有限公司,6222,医保,${unit.billNo}`,
    '2026-11-25,B2,500.00,甲乙丙丁戊己庚辛,6223,医保,',
  ]);
  const taken = await ask('finance', 'POST', '/api/payment-files', upload);
  expect(taken.body).toMatchObject({ lines: 2, taken: 2, matched: 1, freeFen: 50_000, again: false });
  const again = await ask('finance', 'POST', '/api/payment-files', upload);
  expect(again.body).toMatchObject({ fileId: taken.body.fileId, again: true });
  // Another file with a serial that is known: the same amount is left out, another refuses it with the line.
  const other = await ask('finance', 'POST', '/api/payment-files', file(['2026-11-25,B1,3402.21,甲,,,']));
  expect([other.status, other.body.errors[0].field]).toEqual([422, 'lines[2].amount']);
  const overlap = await ask(
    'finance',
    'POST',
    '/api/payment-files',
    file(['2026-11-25,B1,3402.20,甲,,,', '2026-11-26,B3,10.00,乙,,,']),
  );
  expect(overlap.body).toMatchObject({ lines: 2, taken: 1 });
  const free = (await ask('finance', 'GET', '/api/receipts')).body;
  expect(free.freeFen).toBe(51_000);
  const receipt = free.items.find((r: Body) => r.serial === 'B2');
  const detail = (await ask('finance', 'GET', `/api/receipts/${receipt.receiptId}`)).body;
  expect(detail.suggestions[0]).toMatchObject({ billId: flexible.billId, why: ['name', 'period'] });
  const path = `/api/receipts/${receipt.receiptId}/allocations`;
  // Two at once: 458.00 are due, 42.00 stay free, whoever comes first.
  const both = await Promise.all([1, 2].map(() => ask('finance', 'POST', path, { billId: flexible.billId })));
  expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  expect((await ask('finance', 'GET', `/api/receipts/${receipt.receiptId}`)).body.freeFen).toBe(4_200);
  await sound();
});

test('a refund needs a second person and is paid once', async () => {
  const receipt = (await ask('finance', 'GET', '/api/receipts')).body.items.find(
    (r: Body) => r.serial === 'B2',
  );
  const path = `/api/receipts/${receipt.receiptId}/refunds`;
  const body = { amountFen: 4_200, reason: '多缴', payeeName: '甲', payeeAccount: '6223000011112222' };
  expect((await ask('finance', 'POST', path, { ...body, amountFen: 4_201 })).status).toBe(409);
  const asked = await ask('finance', 'POST', path, body);
  expect(asked.body).toMatchObject({ state: 'open', payeeAccount: '622*********2222' });
  const refund = `/api/refunds/${asked.body.refundId}`;
  expect((await ask('finance', 'POST', `${refund}/decision`, { approved: true })).status).toBe(403);
  const early = await ask('finance', 'POST', `${refund}/payment`, { bankSerial: 'R1' });
  expect([early.status, early.body.errors[0].code]).toEqual([409, 'refund-not-agreed']);
  expect((await ask('reviewer', 'POST', `${refund}/decision`, { approved: true })).body.state).toBe(
    'approved',
  );
  await sound();
  expect((await ask('finance', 'POST', `${refund}/payment`, { bankSerial: 'R1' })).body.state).toBe('paid');
  const late = await ask('finance', 'POST', `${refund}/payment`, { bankSerial: 'R2' });
  expect(late.body.errors[0]).toMatchObject({
    code: 'already-decided',
    message: { en: expect.stringContaining('演示财务 dealt with it at 20') },
  });
  await sound();
});

test('an allocation is taken back by an opposite entry, accounts included', async () => {
  const [flexible] = await bills('payer=person&scheme=employee');
  const { body } = await ask('finance', 'GET', `/api/contribution-bills/${flexible.billId}`);
  const path = `/api/allocations/${body.allocations[0].allocationId}/reversal`;
  expect((await ask('finance', 'POST', path, { reason: '错配' })).body.freeFen).toBe(45_800);
  expect((await ask('finance', 'POST', path, { reason: '错配' })).status).toBe(409);
  const { rows } = await city.db.owner.query(
    'select balance_fen::int as fen from personal_account where person_id = 4',
  );
  expect(rows).toEqual([{ fen: 0 }]);
  await sound();
});

test('a declaration for an assessed month makes adjustment charges; what was paid too much becomes free', async () => {
  const body = { fromMonth: '2026-11', toMonth: '2026-11', lines: [{ person: '~1', declaredFen: 900_000 }] };
  const preview = await ask('employer', 'POST', '/api/declarations/preview', body);
  expect(preview.body.assessedMonths).toEqual(['2026-11']);
  const made = await ask('employer', 'POST', '/api/declarations', body);
  await ask('clerk', 'POST', `/api/declarations/${made.body.declarationId}/decision`, { approved: true });
  const [correction] = await bills('payer=unit');
  // base 9000 instead of 10000: 70.00 + 5.00 + 20.00 less; the premium stays
  expect([correction.kind, correction.amountFen]).toEqual(['correction', -9_500]);
  const { rows } = await city.db.owner.query(
    'select kind, version, origin_id is not null as back, total_fen::int as fen from charge where person_id = 1 order by charge_id',
  );
  expect(rows).toEqual([
    { kind: 'contribution', version: 1, back: false, fen: 95_800 },
    { kind: 'contribution', version: 1, back: true, fen: -95_800 },
    { kind: 'contribution', version: 2, back: false, fen: 86_300 },
  ]);
  // Free: 10.00 of B3, 500.00 − 42.00 of B2, and 95.00 of B1.
  expect((await ask('finance', 'GET', '/api/receipts')).body.freeFen).toBe(1_000 + 45_800 + 9_500);
  await sound();
});

test('an employer sees no bill of another, and nothing of the region', async () => {
  const [own] = (await ask('employer', 'GET', '/api/contribution-bills')).body.items;
  expect(own.unitId).toBe('1');
  expect((await ask('employer', 'GET', '/api/receipts')).status).toBe(403);
  const [flexible] = await bills('payer=person&scheme=employee');
  expect((await ask('employer', 'GET', `/api/contribution-bills/${flexible.billId}`)).status).toBe(404);
});

test('verify names the first difference', async () => {
  const [bill] = await bills('payer=person&scheme=employee');
  await city.db.owner.query('update contribution_bill set amount_fen = amount_fen + 1 where bill_id = $1', [
    bill.billId,
  ]);
  const [first] = (await verifyBooks(city.db.owner)).differences;
  expect(first).toMatchObject({ check: 'bill-sum', expected: '45800', found: '45801' });
});
