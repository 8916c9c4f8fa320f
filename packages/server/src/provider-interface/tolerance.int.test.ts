import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { headerText } from './message/signature.ts';
import { type Desk, envelope, HOSPITAL, type Json, openDesk } from './testing/desk.ts';
import { PERSON_1, registered } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ limits: { bodyBytes: 300_000 } });
});
afterAll(() => desk.close());

const who = {
  data: {
    mdtrt_cert_type: '02',
    mdtrt_cert_no: PERSON_1.certno,
    psn_cert_type: '01',
    certno: '',
    psn_name: '',
  },
};
const message = (more: object = {}) => ({
  ...envelope('1101', desk.nextMsgid(), HOSPITAL),
  input: who,
  ...more,
});
const read = async (response: Response): Promise<Json> => response.json();

describe('the endpoint', () => {
  it.each([
    ['/fsi/api/fsiPsnInfoService/queryPsnInfo', 'application/json'],
    ['/fsi/api/rsfComIfsService/callService', 'text/plain;charset=UTF-8'],
    ['/mbs/fmi/fsi/api/callFsiService/callService', null],
    ['/ebus/gdyb_inf/poc/hsa/hgs/1101', 'application/x-www-form-urlencoded'],
    ['/fsi', 'application/json; charset=utf-8'],
  ])('reads %s as %s', async (path, contentType) => {
    const reply = await read(await desk.post(JSON.stringify(message()), { path, contentType }));
    expect(reply).toMatchObject({
      infcode: 0,
      output: { baseinfo: { psn_no: PERSON_1.psn_no, gend: '1', brdy: '1980-01-01' } },
    });
  });

  it('replies in the form of the interface', async () => {
    const reply = await read(await desk.post(JSON.stringify(message())));
    expect(reply.inf_refmsgid).toMatch(/^99010020260510100000\d{10}$/);
    expect(reply.refmsg_time).toBe('20260510100000000');
    expect(reply.respond_time).toMatch(/^\d{17}$/);
    expect(reply.output.insuinfo).toMatchObject([
      { insutype: '310', balc: 500, insuplc_admdvs: '990100', psn_insu_stas: '1' },
    ]);
    expect(reply.output.idetinfo).toEqual([]);
  });

  it.each([
    ['a JSON string', (input: object) => JSON.stringify(input)],
    ['base64', (input: object) => Buffer.from(JSON.stringify(input)).toString('base64')],
  ])('reads input as %s', async (_, form) => {
    expect((await read(await desk.post(JSON.stringify(message({ input: form(who) }))))).infcode).toBe(0);
  });

  it('keeps long numbers sent without quotes', async () => {
    const text = JSON.stringify(message())
      .replace(/"infno":"\d+"/, '"infno":"2001"')
      .replace(
        /"input":.*/,
        `"input":{"data":{"psn_no":${PERSON_1.psn_no},"insutype":310,"med_type":11,"begntime":"2026/5/1"}}}`,
      );
    const reply = await read(await desk.post(text));
    expect(reply).toMatchObject({
      infcode: 0,
      output: { trtinfo: [{ psn_no: PERSON_1.psn_no, trt_enjymnt_flag: '1', fund_pay_type: '310100' }] },
    });
  });

  it('lists what it supports when asked for something else', async () => {
    const reply = await desk.send('7101', {});
    expect(reply.infcode).toBe(-1);
    expect(reply.err_msg).toContain('transaction-unsupported');
    expect(reply.err_msg).toContain('1101 1201 1301');
  });
});

describe('hostile messages', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  it.each([
    ['nothing', ''],
    ['no JSON', 'hello'],
    ['half a message', '{"infno":"1101","msgid":"x"'],
    ['an array', '[]'],
    ['deep nesting', `{"infno":"1101","msgid":"x","fixmedins_code":"${HOSPITAL}","input":${deep}}`],
    ['a NUL', `{"infno":"1101","msgid":"a\\u0000","fixmedins_code":"${HOSPITAL}","input":{}}`],
    [
      'half a surrogate pair',
      `{"infno":"1101","msgid":"a\\ud800","fixmedins_code":"${HOSPITAL}","input":{}}`,
    ],
  ])('refuses %s with a reply', async (_, body) => {
    const response = await desk.post(body);
    expect(response.status).toBe(200);
    const reply = await read(response);
    expect(reply).toMatchObject({ infcode: -1, output: null });
    expect(reply.err_msg).toContain('message-malformed');
  });

  it('refuses a body beyond the limit', async () => {
    const response = await desk.post(`{"x":"${'y'.repeat(400_000)}"}`);
    expect(response.status).toBe(413);
    const reply = await read(response);
    expect(reply).toMatchObject({ infcode: -1, output: null });
    expect(reply.err_msg).toContain('message-too-large');
  });

  it('reads hostile keys as nothing', async () => {
    const text = JSON.stringify(message()).replace(
      '"input":{',
      '"__proto__":{"infno":"9001"},"constructor":{"prototype":{"x":1}},"input":{"__proto__":{"data":1},',
    );
    expect((await read(await desk.post(text))).infcode).toBe(0);
    expect(({} as { infno?: string }).infno).toBeUndefined();
  });

  it('refuses amounts that are no amounts', async () => {
    const visitId = await registered(desk, 'MZ-huge');
    const line = {
      feedetl_sn: '1',
      mdtrt_id: visitId,
      psn_no: PERSON_1.psn_no,
      chrg_bchno: 'B',
      fee_ocur_time: '2026-05-10',
      med_list_codg: 'XA01',
      det_item_fee_sumamt: '1e9',
      cnt: '99999999999999999',
      pric: 'Infinity',
    };
    const reply = await desk.send('2204', {
      feedetail: [
        line,
        { ...line, feedetl_sn: '2', det_item_fee_sumamt: { $gt: 0 }, cnt: [1], pric: '0x10' },
      ],
    });
    for (const field of [
      'feedetail[1].det_item_fee_sumamt',
      'feedetail[1].cnt',
      'feedetail[1].pric',
      'feedetail[2].cnt',
      'feedetail[2].pric',
    ])
      expect(reply.err_msg).toContain(field);
    const { rows } = await desk.db.pool.query('select count(*)::int as n from fee_batch');
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('takes SQL for text', async () => {
    const reply = await desk.send('1101', {
      data: { mdtrt_cert_type: '02', mdtrt_cert_no: "' or 1=1 --", psn_cert_type: '01' },
    });
    expect(reply.err_msg).toContain('person-unknown');
  });
});

describe('senders', () => {
  it('refuses unknown institutions, and those outside their agreement but for what undoes and asks', async () => {
    expect((await desk.send('1101', who, { institution: 'H00000000000' })).err_msg).toContain(
      'institution-unknown',
    );
    await desk.db.owner.query(
      `update institution set suspended = true where institution_code = 'P99010100002'`,
    );
    expect((await desk.send('2102', {}, { institution: 'P99010100002' })).err_msg).toContain(
      'institution-not-in-agreement',
    );
    expect((await desk.send('1101', who, { institution: 'P99010100002' })).infcode).toBe(0);
  });

  it('verifies SM2 and SM3 signatures and reads SM4 input where an institution must use them', async () => {
    const keys = sm2.generateKeyPairHex();
    const sm4Key = '0123456789abcdeffedcba9876543210';
    await desk.db.owner.query(
      `insert into institution (institution_code, region_code, name, level, kind, clearing_office, signature_required, signature_algorithm, sm2_public_key, sm4_key, shared_secret, signature_scope)
       values ('H99010100003', '990100', 'SM2', 'primary', 'general', '990100', true, 'SM2', $1, $2, null, 'header'),
              ('H99010100004', '990100', 'SM3', 'primary', 'general', '990100', true, 'SM3', null, null, 'secret', 'message')`,
      [keys.publicKey, sm4Key],
    );
    const cipher = createCipheriv('sm4-ecb', Buffer.from(sm4Key, 'hex'), null);
    const input = Buffer.concat([cipher.update(JSON.stringify(who)), cipher.final()]).toString('base64');
    const header = {
      ...envelope('1101', desk.nextMsgid(), 'H99010100003'),
      signtype: 'SM2',
      enc_type: 'SM4',
    };
    const cainfo = Buffer.from(
      sm2.doSignature(Buffer.from(headerText(header)), keys.privateKey, { hash: true }),
      'hex',
    ).toString('base64');
    const reply = await read(await desk.post(JSON.stringify({ ...header, cainfo, input })));
    expect(reply).toMatchObject({ infcode: 0, enc_type: 'SM4' });
    const decipher = createDecipheriv('sm4-ecb', Buffer.from(sm4Key, 'hex'), null);
    const plain = Buffer.concat([
      decipher.update(Buffer.from(reply.output, 'base64')),
      decipher.final(),
    ]).toString();
    expect(JSON.parse(plain).baseinfo.psn_no).toBe(PERSON_1.psn_no);
    const forged = await read(await desk.post(JSON.stringify({ ...header, msgid: 'other', cainfo, input })));
    expect(forged.err_msg).toContain('signature-invalid');
    const garbled = await read(await desk.post(JSON.stringify({ ...header, cainfo, input: 'AAAA' })));
    expect(garbled.err_msg).toContain('decryption-failed');
    const unsigned = await desk.send('1101', who, { institution: 'H99010100003' });
    expect(unsigned.err_msg).toContain('cainfo');
    const plainHeader = { ...envelope('1101', desk.nextMsgid(), 'H99010100004'), signtype: 'SM3' };
    const text = JSON.stringify(who);
    const mac = createHmac('sm3', 'secret')
      .update(`${headerText(plainHeader)}&input=${text}`)
      .digest('hex');
    const signed = (body: string) =>
      JSON.stringify({ ...plainHeader, cainfo: mac }).replace(/}$/, `,"input":${body}}`);
    expect((await read(await desk.post(signed(text)))).infcode).toBe(0);
    expect(
      (await read(await desk.post(signed(text.replace(PERSON_1.certno, '990101199002020026'))))).err_msg,
    ).toContain('signature-invalid');
  });

  it('writes every message to the log, masked', async () => {
    await desk.send('1101', { data: { ...who.data, psn_name: '张三' } });
    // The log is written after the reply.
    await vi.waitFor(async () => {
      const { rows } = await desk.db.pool.query(
        `select request, reply, infcode from message_log where infno = '1101' and infcode = 0 order by log_id desc limit 1`,
      );
      expect(rows[0].request.data).toMatchObject({ mdtrt_cert_no: '990*************15', psn_name: '张*' });
      expect(rows[0].reply.baseinfo).toMatchObject({ certno: '990*************15', psn_name: '张*' });
    }, 10_000);
  });
});
