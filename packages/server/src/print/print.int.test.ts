import { fileURLToPath } from 'node:url';
import { pdfText } from '@gongji/reports/testing';
import { putApiClient } from '@gongji/store/rest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../main.ts';
import { type Desk, HOSPITAL, openDesk, PHARMACY } from '../provider-interface/testing/desk.ts';
import { admitted, identity, PERSON_1, stayLine } from '../provider-interface/testing/messages.ts';

let desk: Desk;
let server: RunningServer;
let visitId: string;
let settlementId: string;

const CLIENTS = [
  { clientId: 'ward', institutionCode: HOSPITAL, role: 'hospital-operator', regionCode: '990100' },
  { clientId: 'shop', institutionCode: PHARMACY, role: 'pharmacy-operator', regionCode: '990100' },
  { clientId: 'desk', institutionCode: null, role: 'clerk', regionCode: '990100' },
  { clientId: 'books', institutionCode: null, role: 'finance', regionCode: '990100' },
  { clientId: 'neighbour', institutionCode: null, role: 'clerk', regionCode: '990200' },
  { clientId: 'admin', institutionCode: null, role: 'system-admin', regionCode: '990100' },
];

/**
 * A stay of 2500.00 until the tenth of May, settled mid-stay. Bed 10 × 60.00 with a ceiling of 50.00: 100.00 over the
 * limit; albumin not approved: 400.00 self-paid; in scope 2000.00 − deductible 500.00 = 1500.00 × 80 % = 1200.00 from
 * the fund; 1300.00 cash.
 */
beforeAll(async () => {
  desk = await openDesk();
  await desk.db.owner.query("insert into region values ('990200', '邻市')");
  for (const client of CLIENTS)
    await putApiClient(desk.db.owner, {
      ...client,
      name: client.clientId,
      token: `gongji_${client.clientId}`,
    });
  visitId = await admitted(desk);
  await desk.send('2301', {
    feedetail: [
      stayLine(visitId, { sn: 'a1', code: 'S001', cnt: 10, pric: 60, amount: 600 }),
      stayLine(visitId, { sn: 'a2', code: 'XR01', cnt: 1, pric: 400, amount: 400, approval: '0' }),
      stayLine(visitId, { sn: 'a3', code: 'XA01', cnt: 100, pric: 15, amount: 1500 }),
    ],
  });
  const settled = await desk.send('2304', {
    data: {
      ...identity(PERSON_1),
      insutype: '310',
      mdtrt_id: visitId,
      medfee_sumamt: 2500,
      psn_setlway: '01',
      acct_used_flag: '0',
      mid_setl_flag: '1',
      fulamt_ownpay_amt: 400,
      overlmt_selfpay: 100,
      preselfpay_amt: 0,
      inscp_scp_amt: 2000,
    },
  });
  settlementId = String(settled.output?.setlinfo?.setl_id ?? settled.err_msg);
  const policiesDir = fileURLToPath(new URL('../provider-interface/testing/', import.meta.url));
  server = await startServer({ connectionString: desk.db.connectionString, port: 0, policiesDir });
});
afterAll(async () => {
  await server.stop();
  await desk.close();
});

interface Got {
  readonly status: number;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly text: string;
}

async function get(path: string, client?: string): Promise<Got> {
  const answer = await fetch(server.url + path, {
    headers: client === undefined ? {} : { authorization: `Bearer gongji_${client}` },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? '',
    bytes,
    text: new TextDecoder().decode(bytes),
  };
}

/** Text of a printed paper, without white space. */
async function paper(path: string, client = 'ward'): Promise<string> {
  const answer = await get(path, client);
  expect(answer.type, answer.text.slice(0, 500)).toBe('application/pdf');
  return pdfText(answer.bytes);
}

const sheet = (id = settlementId) => `/api/settlements/${id}/print/settlement`;
const codeOn = (text: string): string => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';
const dayList = (day: string) => `/api/visits/${visitId}/print/day-list?day=${day}`;

test('the sheet of a stay shows the person masked, the stay, and every amount as settled', async () => {
  const text = await paper(sheet());
  for (const words of [
    '共济市职工基本医疗保险住院结算单',
    '共济市第一人民医院',
    '三级甲等',
    '姓名张三',
    '人员编号****************0001',
    '证件号码990***********0015',
    '科室内科',
    '床位12',
    '入院日期2026-05-01',
    '出院日期2026-05-10',
    '住院天数9',
    'I10.x00原发性高血压',
    '床位费600.000.00100.000.00500.00',
    '西药费1,900.00400.000.000.001,500.00',
    '合计2,500.00400.00100.000.002,000.00',
    '医疗费总额2,500.00贰仟伍佰元整',
    '其中起付线500.00伍佰元整',
    '基金支付1,200.00壹仟贰佰元整',
    '个人现金支付1,300.00壹仟叁佰元整',
    '第1页',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('990101198001010015');
  expect(text).not.toContain('99010000000000000001');
});

test('the explanation is that of the interface, with clause and formula, in both languages', async () => {
  const path = `/api/settlements/${settlementId}/print/explanation`;
  const steps = JSON.parse((await get(`/api/settlements/${settlementId}/explanation`, 'ward')).text).steps;
  const [zh, en] = [await paper(path), await paper(`${path}?lang=en`)];
  const bare = (words: string) => words.replaceAll(/\s+/g, '');
  expect(steps.length).toBeGreaterThan(2);
  // The short ids of the clauses are told.
  expect(zh).toMatch(/引用文件.*D1/);
  // Each line with its parts, in place of the formulas by number.
  expect(zh).toContain('1普通床位费甲600.000.00100.000%0.00500.00');
  expect(zh).toContain('2人血白蛋白乙400.00400.000.00');
  for (const step of steps) {
    expect(zh).toContain(bare(step.sentence.zh));
    expect(en).toContain(bare(step.sentence.en));
    expect(zh).toContain(bare(step.clause));
    const own = step.formula.split('\n').filter((line: string) => !line.startsWith('#'));
    for (const line of own) expect(zh).toContain(bare(line));
  }
});

test('printing is reading: the same scope and permissions, for every paper', async () => {
  for (const path of [sheet(), `/api/settlements/${settlementId}/print/explanation`, dayList('2026-05-10')]) {
    expect((await get(path)).status, path).toBe(401);
    expect((await get(path, 'admin')).status, path).toBe(403);
    expect((await get(path, 'shop')).status, path).toBe(404);
    expect((await get(path, 'neighbour')).status, path).toBe(404);
    expect((await get(path, 'desk')).status, path).toBe(200);
  }
  expect((await get(`/api/settlements/${settlementId}/print/nonsense`, 'desk')).status).toBe(400);
  expect((await get(dayList('2026-02-30'), 'desk')).status).toBe(400);
});

test('who may not see personal data in clear gets the name masked on paper too', async () => {
  const text = await paper(sheet(), 'books');
  expect(text).toContain('姓名张*');
  expect(text).not.toContain('张三');
});

test('a reprint has the same code and says which it is; each print is on record and in the audit log', async () => {
  const [first, second] = [await paper(sheet()), await paper(`${sheet()}?lang=en`)];
  expect(codeOn(second)).toBe(codeOn(first));
  const nth = Number(/补打第(\d+)次/.exec(first)?.[1]);
  expect(second).toContain(`reprint${nth + 1}`);
  const code = codeOn(first).replaceAll('-', '');
  const { rows } = await desk.db.owner.query(
    'select print_no, printed_by, template from printed_paper where code = $1 order by print_no desc limit 1',
    [code],
  );
  expect(rows).toEqual([
    { print_no: nth + 2, printed_by: 'client:ward', template: 'settlement-inpatient 2020-01-01' },
  ]);
  const audit = await desk.db.owner.query(
    "select detail from audit_entry where action = 'print' and actor = 'client:ward'",
  );
  expect(JSON.stringify(audit.rows)).toContain(code);
  await expect(desk.db.pool.query('update printed_paper set print_no = 1')).rejects.toThrow(
    'permission denied',
  );
});

test('the page behind the QR code says in one sentence that the paper is genuine, and names nobody', async () => {
  const code = codeOn(await paper(sheet()));
  const page = await get(`/verify/${code.toLowerCase()}`);
  expect(page.status).toBe(200);
  expect(page.text).toContain('本结算单由本系统出具，现行有效');
  expect(page.text).toContain('genuine and in force');
  expect(page.text).toContain('张*');
  expect(page.text).toContain('2,500.00');
  for (const secret of ['张三', PERSON_1.psn_no, PERSON_1.certno]) expect(page.text).not.toContain(secret);
  expect((await get('/verify/page.css')).type).toContain('text/css');
});

test('a code that was never issued is told apart, and nothing typed is echoed as markup', async () => {
  for (const wrong of ['0000-0000-0000-0000', '%3Cscript%3Ealert(1)%3C%2Fscript%3E']) {
    const page = await get(`/verify/${wrong}`);
    expect(page.status).toBe(404);
    expect(page.text).toContain('没有出具过带有此验证码的单据');
    expect(page.text).not.toContain('<script');
  }
});

test('the list of a day holds what is settled and what is open, and says when it changed', async () => {
  await desk.send('2301', {
    feedetail: [
      stayLine(visitId, { sn: 'b1', code: 'S001', cnt: 1, pric: 60, amount: 60, at: '2026-05-11 08:00:00' }),
      stayLine(visitId, { sn: 'b2', code: 'XB01', cnt: 2, pric: 10, amount: 20, at: '2026-05-11 09:00:00' }),
    ],
  });
  const before = await paper(dayList('2026-05-10'));
  expect(before).toContain('当日费用2,500.00');
  expect(before).not.toContain('未结算，金额仅供参考');
  // 60.00 of bed, 10.00 of it over the ceiling; 20.00 of class B, a tenth of it first-pay: own 12.00.
  const text = await paper(dayList('2026-05-11'));
  for (const words of ['未结算，金额仅供参考', '当日费用80.00', '累计费用2,580.00', '其中已结算2,500.00'])
    expect(text).toContain(words);
  expect(text).toContain('其中未结算80.00');
  expect(text).toMatch(/头孢克肟片.*10\.00220\.00乙10%2\.00未结算/);
  expect(text).toContain('合计80.0012.00');
  expect(await paper(dayList('2026-05-12'))).toContain('当日无费用');

  const code = codeOn(text);
  expect((await get(`/verify/${code}`)).text).toContain('现行有效');
  await desk.send('2301', {
    feedetail: [
      stayLine(visitId, { sn: 'b3', code: 'XC01', cnt: 1, pric: 5, amount: 5, at: '2026-05-11 10:00:00' }),
    ],
  });
  expect((await get(`/verify/${code}`)).text).toContain('金额此后已有变动');
});

test('amounts that do not add up are not printed, and the places are told', async () => {
  await desk.db.owner.query(
    'update settlement set fund_fen = fund_fen + 1, cash_fen = cash_fen - 1 where settlement_id = $1',
    [settlementId],
  );
  const answer = await get(sheet(), 'ward');
  expect(answer.status).toBe(409);
  expect(JSON.parse(answer.text).errors).toMatchObject([
    {
      code: 'sum-mismatch',
      field: 'funds.amountFen',
      message: { zh: 'funds.amountFen 为 1,200.00 元，与 fundFen 的 1,200.01 元不符' },
    },
  ]);
  await desk.db.owner.query(
    'update settlement set fund_fen = fund_fen - 1, cash_fen = cash_fen + 1 where settlement_id = $1',
    [settlementId],
  );
  expect((await get(sheet(), 'ward')).status).toBe(200);
});

test('after a reversal the old paper is no longer in force, and the reversal prints with opposite amounts', async () => {
  const old = codeOn(await paper(sheet()));
  const reversed = await desk.send('2305', {
    data: { mdtrt_id: visitId, setl_id: settlementId, psn_no: PERSON_1.psn_no },
  });
  expect(reversed.infcode, reversed.err_msg).toBe(0);
  const { rows } = await desk.db.owner.query<{ id: string }>(
    'select settlement_id::text as id from settlement where origin_id = $1',
    [settlementId],
  );
  const reversalId = rows[0]?.id ?? '';
  const page = await get(`/verify/${old}`);
  expect(page.text).toContain('该结算已被冲销，不再有效');
  expect(page.text).toContain(reversalId);
  const again = await paper(sheet());
  expect(again).toContain(`本结算已被${reversalId}冲销，本单不再有效`);
  expect(codeOn(again)).toBe(old);
  const opposite = await paper(sheet(reversalId));
  expect(opposite).toContain(`冲销结算${settlementId}`);
  expect(opposite).toContain('医疗费总额-2,500.00负贰仟伍佰元整');
});
