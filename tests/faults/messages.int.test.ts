import { connect } from 'node:net';
import { type CallOutcome, compensate, settlePurchase } from '@gongji/client';
import { verifyBooks } from '@gongji/server/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';
import { ask, openPharmacies, type Pharmacies, settlementId } from './purchases.ts';

let platform: Platform;
let pharmacies: Pharmacies;
beforeAll(async () => {
  platform = await startPlatform(300);
  pharmacies = await openPharmacies(platform.url, 8, 12);
});
afterAll(async () => {
  pharmacies.close();
  await platform.stop();
});

async function settlementsOf(msgids: readonly string[]): Promise<number> {
  const { rows } = await platform
    .owner()
    .query<{ n: number }>(
      "select count(*)::int as n from settlement where medins_setl_id = any($1) and kind = 'settlement'",
      [msgids],
    );
  return rows[0]?.n ?? -1;
}

async function booksAgree(): Promise<void> {
  expect((await verifyBooks(platform.owner(), { outcomes: true })).differences).toEqual([]);
}

test('eight copies of each message, in any order and at once, have one effect and one answer', async () => {
  const sent = Array.from({ length: 10 }, () => pharmacies.one());
  const copies = sent.flatMap((one) => Array.from({ length: 8 }, () => one));
  // Every eighth first, so that copies of one message are far apart and those of different ones beside each other.
  const order = copies.map((_, i) => copies[((i * 8) % copies.length) + Math.floor((i * 8) / copies.length)]);
  const answers = await Promise.all(
    order.map(async (one) => {
      if (one === undefined) throw new RangeError('no message');
      return [one.msgid, settlementId(await settlePurchase(one.line, one.purchase, one.msgid))] as const;
    }),
  );
  expect(answers).toHaveLength(80);
  expect(new Set(answers.map(([msgid]) => msgid)).size).toBe(10);
  expect(new Set(answers.map((pair) => pair.join(' '))).size).toBe(10);
  expect(await settlementsOf(sent.map((one) => one.msgid))).toBe(10);
  await booksAgree();
});

test('the same number with another bill is a conflict and changes nothing', async () => {
  const [first, other] = [pharmacies.one(), pharmacies.one()];
  settlementId(await settlePurchase(first.line, first.purchase, first.msgid));
  const second = await settlePurchase(first.line, other.purchase, first.msgid);
  expect(second.kind).toBe('refused');
  expect(await settlementsOf([first.msgid])).toBe(1);
});

test('2601 that overtakes its message: the message is refused for ever', async () => {
  const { line, purchase, msgid } = pharmacies.one();
  const lost = { psnNo: purchase.patient.psnNo, msgid, infno: '2102' as const };
  expect((await compensate(line, lost)).kind).toBe('accepted');
  const late = await Promise.all([1, 2, 3].map(() => settlePurchase(line, purchase, msgid)));
  expect(late.map((one) => one.kind)).toEqual(['refused', 'refused', 'refused']);
  expect(await settlementsOf([msgid])).toBe(0);
  await booksAgree();
});

test('2601 that races its message leaves nothing paid, whichever is first', async () => {
  const sent = Array.from({ length: 12 }, () => pharmacies.one());
  await Promise.all(
    sent.flatMap(({ line, purchase, msgid }): readonly Promise<CallOutcome>[] => [
      settlePurchase(line, purchase, msgid),
      compensate(line, { psnNo: purchase.patient.psnNo, msgid, infno: '2102' }),
    ]),
  );
  const { rows } = await platform.owner().query<{ paid: string }>(
    `select coalesce(sum(s.total_fen), 0) as paid from settlement s
      where s.medins_setl_id = any($1) and s.kind = 'settlement'
        and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)`,
    [sent.map((one) => one.msgid)],
  );
  expect(rows).toEqual([{ paid: '0' }]);
  await booksAgree();
});

/** The pool pays 500 yuan a month at one pharmacy (showcase.employee), and 65 % above the deductible until then. */
const MONTH_LIMIT_FEN = '50000';

test('32 bills of one person at once, the server killed between, pay up to the limit and not a fen more', async () => {
  const bills = pharmacies.many(32);
  const [bill] = bills;
  if (bill === undefined) throw new RangeError('no bill');
  const { psnNo } = bill.purchase.patient;
  await platform.owner().query(
    `insert into filing (region_code, person_id, filing_id, kind, institution_code, insutype, valid_from)
     select region_code, person_id, 9000000001, 'designated', $2, '310', '2020-01-01' from person where psn_no = $1`,
    [psnNo, bill.line.institutionCode],
  );
  const first = Promise.all(bills.map((b) => settlePurchase(b.line, b.purchase, b.msgid)));
  await platform.killServer();
  await first;
  const answers = await Promise.all(bills.map((b) => ask(b, platform.url())));
  pharmacies.close();
  pharmacies = await openPharmacies(platform.url, 8, 12);
  expect(new Set(answers.map(settlementId)).size).toBe(32);
  const { rows } = await platform
    .owner()
    .query(
      'select sum(fund_fen) as fund, count(*)::int as bills from settlement join person using (person_id) where psn_no = $1',
      [psnNo],
    );
  // 32 bills of at least 90 yuan are 2880; above the deductible of 300, 65 % of 2580 are 1677: far above the limit.
  expect(rows).toEqual([{ fund: MONTH_LIMIT_FEN, bills: 32 }]);
  await booksAgree();
});

/** Sends bytes as they are and waits until the server hangs up or has said what it has to say. */
function raw(bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(platform.url());
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const end = () => {
      clearTimeout(late);
      socket.destroy();
      resolve(answer);
    };
    let late = setTimeout(end, 1_000);
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      clearTimeout(late);
      late = setTimeout(end, 100);
    });
    socket.on('close', end).on('error', end);
  });
}

const PATH = '/fsi/api/rsfComIfsService/callService';
const head = (length: number, more = '') =>
  `POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${more}\r\n`;
const message = (body: string) => `${head(Buffer.byteLength(body))}${body}`;

const HOSTILE: readonly (readonly [string, () => string | Buffer])[] = [
  ['bytes that are no HTTP', () => Buffer.from([0x16, 0x03, 0x01, 0x00, 0xff, 0x00, 0x01])],
  ['a header without end', () => `POST ${PATH} HTTP/1.1\r\nx: ${'a'.repeat(100_000)}`],
  ['two lengths', () => `${head(5, 'content-length: 500\r\n')}{"a":1}`],
  ['a body larger than said', () => `${head(2)}{}{}{}{}`],
  ['a body that never comes', () => head(1_000)],
  ['a body over the limit', () => message(`{"infno":"2102","input":"${'x'.repeat(9_000_000)}"}`)],
  ['nesting a hundred thousand deep', () => message(`{"infno":"2102","input":${'['.repeat(100_000)}`)],
  ['a million members', () => message(`{"infno":"2102","input":{${'"a":1,'.repeat(500_000)}"b":2}}`)],
  [
    'keys of the prototype',
    () => message('{"__proto__":{"infno":"2102"},"constructor":{"prototype":{"x":1}}}'),
  ],
  ['half a character', () => Buffer.concat([Buffer.from(head(3)), Buffer.from([0xe5, 0x85, 0x22])])],
  [
    'NUL in a number',
    () => message('{"infno":"2102","msgid":"a\\u0000b","fixmedins_code":"P99010100001","input":{}}'),
  ],
  [
    'a number beyond all numbers',
    () => message(`{"infno":"2102","msgid":1e999,"fixmedins_code":${'9'.repeat(400)}}`),
  ],
];

test.each(HOSTILE)('%s leaves the server alive and settling', async (_, bytes) => {
  const payload = bytes();
  const answers = await Promise.all(Array.from({ length: 4 }, () => raw(payload)));
  // Either refused in words or cut off; never a fault.
  for (const answer of answers) expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
  const { line, purchase, msgid } = pharmacies.one();
  expect(settlementId(await settlePurchase(line, purchase, msgid))).toMatch(/^\d+$/);
});

test('a hundred idle connections take no place of those that work', async () => {
  const { hostname, port } = new URL(platform.url());
  const idle = Array.from({ length: 100 }, () => connect(Number(port), hostname).on('error', () => {}));
  const sent = Array.from({ length: 8 }, () => pharmacies.one());
  const answers = await Promise.all(sent.map((s) => settlePurchase(s.line, s.purchase, s.msgid)));
  expect(new Set(answers.map(settlementId)).size).toBe(8);
  for (const socket of idle) socket.destroy();
});
