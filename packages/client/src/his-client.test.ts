import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { callSurely } from './flows/compensation.ts';
import { createHisClient } from './his-client.ts';

type Handler = (message: Record<string, unknown>, response: ServerResponse, request: IncomingMessage) => void;
const open: { close(): void }[] = [];
afterEach(() => {
  for (const item of open.splice(0)) item.close();
});

/** A platform on a real socket that misbehaves as told. */
async function platform(handler: Handler) {
  const seen: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      seen.push(message);
      handler(message, response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = createHisClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    institutionCode: 'H99010100001',
    institutionName: '共济市第一人民医院',
    clock: () => new Date('2026-05-10T04:00:00Z'),
    serialStart: 1,
    timeoutMs: 200,
  });
  open.push(client, { close: () => server.closeAllConnections() }, server);
  return { client, seen };
}

const answer = (response: ServerResponse, reply: object) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(reply));
};

test('a message carries the envelope of the interface', async () => {
  const { client, seen } = await platform((_, response, request) =>
    answer(response, { infcode: 0, output: { path: request.url } }),
  );
  const outcome = await client.call('1101', { data: { psn_no: '1' } }, { insuredRegion: '990200' });
  expect(outcome).toMatchObject({
    kind: 'accepted',
    output: { path: '/fsi/api/rsfComIfsService/callService' },
  });
  expect(seen[0]).toMatchObject({
    infno: '1101',
    msgid: 'H99010100001202605101200000001',
    mdtrtarea_admvs: '990101',
    insuplc_admdvs: '990200',
    inf_time: '2026-05-10 12:00:00',
    fixmedins_code: 'H99010100001',
    input: { data: { psn_no: '1' } },
  });
});

test('a refusal is a value with its text, whether the code is a number or a text', async () => {
  const { client } = await platform((_, response) => answer(response, { infcode: '-1', err_msg: '未参保' }));
  expect(await client.call('2207', {})).toMatchObject({ kind: 'refused', message: '未参保' });
});

test('a lost reply is asked for again with the same message id', async () => {
  let calls = 0;
  const { client, seen } = await platform((_, response) => {
    calls += 1;
    if (calls < 3) response.destroy();
    else answer(response, { infcode: 0, output: { ok: true } });
  });
  expect((await client.call('2207', {})).kind).toBe('accepted');
  expect(new Set(seen.map((message) => message.msgid))).toEqual(new Set(['H99010100001202605101200000001']));
  expect(seen.length).toBe(3);
  expect(client.sent()).toBe(3);
});

test('when silence lasts the message is taken back with 2601', async () => {
  const { client, seen } = await platform((message, response) => {
    if (message.infno === '2601') answer(response, { infcode: 0, output: null });
    else response.destroy();
  });
  const outcome = await callSurely(client, { infno: '2207', input: {}, psnNo: '7', options: { retries: 1 } });
  expect(outcome).toEqual({ kind: 'compensated', msgid: 'H99010100001202605101200000001' });
  expect(seen.at(-1)?.input).toEqual({
    data: { psn_no: '7', omsgid: 'H99010100001202605101200000001', oinfno: '2207' },
  });
});

test('no reply within the time limit is unknown, not refused', async () => {
  const { client } = await platform(() => undefined);
  expect(await client.call('2207', {}, { retries: 0 })).toMatchObject({
    kind: 'unknown',
    cause: 'no reply within 200 ms',
  });
});
