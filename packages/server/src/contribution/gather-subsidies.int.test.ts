import { afterAll, beforeAll, expect, test } from 'vitest';
import { gatherSubsidiesEverywhere } from './gather-subsidies.ts';
import { type Body, type CityServer, cityServer } from './testing/city-server.ts';

let now = new Date('2026-11-26T02:00:00Z');
let city: CityServer;
beforeAll(async () => {
  city = await cityServer(['clerk', 'finance'], () => now);
  await city.rows(`
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on, community_id)
    select '990100', n, 'P' || n, '新参保' || n, 'N' || n, '1', date '1990-05-01', 990101001001 from generate_series(31, 35) n`);
});
afterAll(() => city.stop());

let keys = 0;
async function act(path: string, body: Body): Promise<Body> {
  keys += 1;
  const answer = await city.ask('clerk', 'POST', path, body, `gather-${keys}`);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}
const join = (n: number, on = '2026-11-26'): Promise<Body> =>
  act('/api/enrolment/acts', {
    ...{ person: `~${n}`, scheme: 'resident', act: 'join', on, year: '2027', tier: 'tier1', reason: '窗口' },
  });
const undo = (actId: string): Promise<Body> => act(`/api/register/acts/${actId}/undo`, { reason: '办错人' });
const waiting = async (): Promise<Body> => (await city.ask('clerk', 'GET', '/api/subsidies/waiting')).body;
const amounts = ({ items }: Body): Body =>
  Object.fromEntries(items.map((i: Body) => [i.payer, [i.heads, i.amountFen]]));
const publicBills = async (payer: string): Promise<readonly Body[]> => city.bills(`payer=${payer}`);
/** The work of a night, long after the last session. */
async function night(at: string): Promise<void> {
  now = new Date(at);
  const { db, policies } = city;
  await gatherSubsidiesEverywhere({ pool: db.pool, newId: db.newId, now: () => now, policies });
  await city.signIn();
}

let acts: readonly string[] = [];

test('what acts ask of levels of government waits, and an act that was undone is nobody', async () => {
  const made = [await join(31), await join(32), await join(33)];
  acts = made.map(({ actId }) => actId);
  await undo(acts[2] ?? '');
  // Two persons, each in 2027: central 420.00, province 150.00, city 90.00, county 50.00 (D12 第十条): 710.00.
  const seen = await waiting();
  expect(amounts(seen)).toEqual({
    ...{ central: [2, 84_000], province: [2, 30_000], city: [2, 18_000], county: [2, 10_000] },
  });
  expect([seen.totalFen, seen.items[0].period, seen.items[0].payerName.zh]).toEqual([
    142_000,
    '2027',
    '中央财政',
  ]);
  expect(await publicBills('central')).toEqual([]);
  await city.sound();
});

test('gathered, each payer has one bill that opens to its persons; again there is nothing to gather', async () => {
  expect(await act('/api/subsidies/gather', {})).toEqual({ bills: 4, amountFen: 142_000 });
  const [bill] = await publicBills('central');
  expect([bill.kind, bill.heads, bill.amountFen, bill.period, bill.dueOn]).toEqual([
    ...['subsidy', 2, 84_000, '2027', '2026-11-30'],
  ]);
  const { body } = await city.ask('finance', 'GET', `/api/contribution-bills/${bill.billId}/charges`);
  // 420.00 of each of three, and what was undone of the third.
  expect(body.items.map((c: Body) => [c.person, c.hereFen])).toEqual([
    ['~31', 42_000],
    ['~32', 42_000],
    ['~33', 42_000],
    ['~33', -42_000],
  ]);
  const file = await city.bytes('finance', '/api/contribution-bills/file?format=csv&payer=central');
  expect(new TextDecoder().decode(file)).toContain('"补助汇总"');
  expect(await waiting()).toEqual({ items: [], totalFen: 0 });
  expect(await act('/api/subsidies/gather', {})).toEqual({ bills: 0, amountFen: 0 });
  const { body: runs } = await city.ask('finance', 'GET', '/api/assessment-runs');
  // The runs of single acts are not listed; this one says what it billed, of four charges.
  expect(runs.items.map((r: Body) => [r.kind, r.charges, r.totalFen])).toEqual([['subsidy', 4, 142_000]]);
  const log = await city.rows("select actor, detail from audit_entry where action = 'contribution.gather'");
  // Three acts and one undo.
  expect(log).toEqual([
    {
      actor: 'demo.clerk',
      detail: { scheme: 'resident', period: '2027', runs: 4, bills: 4, amountFen: 142_000 },
    },
  ]);
  await city.sound();
});

test('an act undone after its month was billed is given back: from what is open, or as free money of what was paid', async () => {
  const [central] = await publicBills('central');
  const money = { source: 'finance', serial: 'Z1', amountFen: 84_000, paidOn: '2026-11-26' };
  const { body: receipt } = await city.ask('finance', 'POST', '/api/receipts', {
    ...{ ...money, billNo: central.billNo },
  });
  expect(receipt.freeFen).toBe(0);
  await undo(acts[1] ?? '');
  await join(34);
  await undo((await join(35)).actId);
  // One less and one more: nobody's amount is due, two persons change.
  expect(await waiting()).toEqual({ items: [], totalFen: 0 });
  await undo((await city.rows('select act_id from enrolment_act where person_id = 34'))[0].act_id);
  expect(amounts(await waiting()).central).toEqual([1, -42_000]);
  await night('2026-11-30T19:10:00Z');
  // It is the first of December in China.
  const after = await city.ask('finance', 'GET', `/api/receipts/${receipt.receiptId}`);
  expect(after.body.freeFen).toBe(42_000);
  const [, province] = await publicBills('province');
  expect([province.amountFen, province.openFen]).toEqual([30_000, 15_000]);
  await city.sound();
});

test('a night gathers what is of earlier months alone', async () => {
  now = new Date('2026-12-02T02:00:00Z');
  await city.signIn();
  await join(35, '2026-12-02');
  await night('2026-12-02T19:10:00Z');
  expect(amounts(await waiting()).central).toEqual([1, 42_000]);
  expect((await publicBills('central')).length).toBe(2);
  await night('2026-12-31T19:10:00Z');
  const [latest] = await publicBills('central');
  expect([latest.amountFen, latest.dueOn]).toEqual([42_000, '2027-01-31']);
  await city.sound();
});
