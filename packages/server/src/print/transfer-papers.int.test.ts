import { looksView, type OtherAgency, transferView } from '@gongji/contract';
import { date } from '@gongji/domain';
import { pdfPages } from '@gongji/reports/testing';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Browser } from '../../../../tests/testing/browser.ts';
import { type SmallCity, smallCity } from '../contribution/testing/small-city.ts';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';
import { type RunningServer, startServer } from '../main.ts';

/** Papers by which another agency finds the person and pays us: certificate of cover, contact letter, information sheets. */
const [CERT, PSN] = ['990101198001010015', '99010000000000000001'];
let city: SmallCity;
let server: RunningServer;
const users = new Map<string, Browser>();
beforeAll(async () => {
  city = await smallCity();
  await city.db.owner.query(
    'update person set name = $1, cert_no = $2, psn_no = $3, phone = $4, address = $5 where person_id = 1',
    [...['㳺䶮', CERT, PSN, '13800005678', '同心区和平街道3号']],
  );
  // Where the other test users work.
  await city.db.owner.query(
    `insert into institution (institution_code, region_code, name, kind, level, clearing_office)
     values ('H99010100001','990100','医院','general','tertiary','990100'), ('P99010100001','990100','药店','pharmacy','primary','990100')`,
  );
  await city.db.owner.query(
    "insert into unit (unit_id, region_code, kind, code, name) values (8000001, '990100', 'school', 'S1', '实验小学')",
  );
  await putTestUsers(city.db.owner);
  server = await startServer({ connectionString: city.db.connectionString, port: 0 });
  for (const role of ['clerk', 'finance', 'insured', 'employer']) {
    const browser = new Browser(server.url);
    users.set(role, browser);
    await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
  }
});
afterAll(async () => {
  await server.stop();
  await city.db.drop();
});

async function paper(who: string, path: string): Promise<string> {
  const { status, bytes } = (await users.get(who)?.bytes(path)) ?? { status: 0, bytes: new Uint8Array() };
  expect(status, new TextDecoder().decode(bytes.slice(0, 400))).toBe(200);
  return (await pdfPages(bytes)).join('');
}
const ask = async (who: string, method: 'GET' | 'POST', path: string, body?: unknown) =>
  (await users.get(who)?.ask(method, path, body))?.body;
const codeOn = (text: string): string => /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(text)?.[0] ?? '';
const verified = async (text: string): Promise<string> =>
  (await fetch(`${server.url}/verify/${codeOn(text)}`)).text();
const looks = async () => looksView.parse(await ask('clerk', 'GET', '/api/persons/~1/looks')).items;

const THEIRS: OtherAgency = {
  ...{ division: '990200', name: '邻市医疗保险服务中心', contact: '王', phone: '0100-1234567' },
  ...{ address: '邻市街9号', postcode: '990200' },
  ...{ bankName: '邻市银行', accountName: '邻市医保基金', bankAccount: '62000000000000' },
};
const letterOf = (id: string) => `/api/transfers/${id}/print/contact-letter`;
async function letter(personId: number, direction: 'in' | 'out'): Promise<string> {
  const body = {
    ...{ direction, schemeFrom: 'employee', schemeTo: 'employee', otherAgency: THEIRS },
    ...{ materials: ['application', 'identity'], note: '' },
  };
  const { transferId } = transferView.parse(
    await ask('clerk', 'POST', `/api/persons/~${personId}/transfers`, body),
  );
  await ask('clerk', 'POST', `/api/transfers/${transferId}/letter`, { letterNo: '邻转1' });
  return transferId;
}

test('a contact letter names our account and how to reach us, and the person in full', async () => {
  const id = await letter(1, 'in');
  // Nobody has told the account yet: the letter says that it is not to go out.
  expect(await paper('clerk', letterOf(id))).toContain('收款账户尚未登记');
  await city.db.owner.query(
    `insert into agency values ('990100', '共济市医疗保险服务中心', '李', '0990-5550100', '民乐路1号', '990000', '共济银行', '990100000001', '共济市医保收入户', '9901000123')`,
  );
  const text = await paper('clerk', letterOf(id));
  for (const words of [
    '致邻市医疗保险服务中心',
    '王0100-1234567',
    '邻市街9号990200',
    '姓名㳺䶮',
    `人员编号${PSN}`,
    `证件号码${CERT}`,
    '联系电话13800005678',
    '同心区和平街道3号',
    '户名共济市医保收入户',
    '开户银行共济银行',
    '联行号990100000001',
    '账号9901000123',
    '经办机构共济市医疗保险服务中心',
    '行政区划代码990100',
    '联系人李',
    '联系电话0990-5550100',
    '地址民乐路1号',
    '邮编990000',
  ])
    expect(text).toContain(words);
  for (const words of ['邻市银行', '62000000000000', '尚未登记']) expect(text).not.toContain(words);
  const page = await verified(text);
  expect(page).toContain('现行有效');
  expect(page).toContain('共济市医保收入户 共济银行 9901000123');
  for (const secret of [CERT, PSN, '㳺䶮']) expect(page).not.toContain(secret);
  // Money must not go to an account that is no longer ours.
  await city.db.owner.query("update agency set bank_account = '9901000456'");
  expect(await verified(text)).toContain('此后已有变动');
});

test('a letter of theirs is not printed as one of ours', async () => {
  const id = await letter(2, 'out');
  expect((await users.get('clerk')?.bytes(letterOf(id)))?.status).toBe(404);
});

test('whoever prints numbers in full is on record like who looks at them; the person himself is not', async () => {
  const before = (await looks()).length;
  const certificate = '/api/persons/~1/print/cover-certificate';
  const own = await paper('insured', certificate);
  expect(await looks()).toHaveLength(before);
  const text = await paper('clerk', certificate);
  for (const one of [own, text]) {
    expect(one).toContain(`证件号码${CERT}`);
    expect(one).toContain(`人员编号${PSN}`);
  }
  expect(await looks()).toHaveLength(before + 1);
  expect((await looks())[0]).toMatchObject({ reason: '打印参保凭证' });
  const { rows } = await city.db.owner.query(
    "select detail -> 'fields' as fields from audit_entry where action = 'person.reveal' and detail ->> 'document' = 'cover-certificate'",
  );
  expect(rows).toEqual([{ fields: ['psnNo', 'certNo', 'phone'] }]);
  // What stays with the agency or the person is masked as before.
  expect(await paper('clerk', '/api/persons/~1/print/yearly-record')).not.toContain(CERT);
});

test('who may not see personal data in clear prints the letter masked', async () => {
  const { rows } = await city.db.owner.query<{ id: string }>(
    'select transfer_id::text as id from transfer where person_id = 1',
  );
  const text = await paper('finance', letterOf(rows[0]?.id ?? ''));
  for (const secret of [CERT, PSN, '㳺䶮', '13800005678', '3号']) expect(text).not.toContain(secret);
});

/** The finance office takes what a bill asks for. */
async function pay(where: string): Promise<void> {
  const { rows } = await city.db.owner.query<{ no: string; fen: number }>(
    `select bill_no as no, amount_fen::float8 as fen from contribution_bill where ${where}`,
  );
  for (const { no, fen } of rows)
    await ask('finance', 'POST', '/api/receipts', {
      ...{ source: 'finance', serial: no, amountFen: fen, paidOn: '2026-11-20' },
      ...{ payerName: '付款人', payerCode: '1', billNo: no },
    });
}

test('page, certificate and sheet count the same months: those paid, here and elsewhere', async () => {
  await city.assess('employee', '2026-10');
  await city.assess('employee', '2026-11');
  await pay("payer = 'unit' and unit_id = 1 and period = '2026-10'");
  await city.db.owner.query(
    `insert into counted_period (region_code, person_id, period_id, scheme, kind, division_code, place, from_month, to_month, months, evidence, approved_by, approved_at)
     values ('990100', 2, 1, 'employee', 'actual', '990200', '邻市', '2019-01-01', '2019-12-01', 12, '信息表', 'reviewer', now())`,
  );
  // Covered since 2020; of October and November one is paid: 1 + 12 = 13.
  const page = await ask('clerk', 'GET', '/api/persons/~2/contribution-months');
  expect(page).toMatchObject({
    months: { chargedMonths: 1, elsewhereMonths: 12, totalMonths: 13, unpaid: ['2026-11'] },
  });
  const certificate = await paper('clerk', '/api/persons/~2/print/cover-certificate');
  expect(certificate).toContain('职工缴费月数13');
  expect(certificate).toContain('居民缴费月数0');
  expect(certificate).toContain('联系电话0990-5550100');
  expect(await verified(certificate)).toContain('现行有效');

  await city.db.owner.query(
    "update coverage set status = '4', covered_to = '2026-11-01', benefit_to = '2026-11-01' where person_id = 2",
  );
  const { rows } = await city.db.owner.query<{ id: string }>(
    'select transfer_id::text as id from transfer where person_id = 2',
  );
  const id = rows[0]?.id ?? '';
  const view = transferView.parse(await ask('clerk', 'POST', `/api/transfers/${id}/sheet`, {}));
  // The wage of 3,000.00 is raised to 4,260.00: 7.5 % of the employer 319.50; 2 % and 8.00 of his own 93.20, 85.20 into the account.
  expect(view.sheet?.rows.filter(({ months }) => months > 0)).toMatchObject([
    { division: '990200', from: '2019-01', to: '2019-12', months: 12 },
    {
      from: '2026-10',
      to: '2026-10',
      months: 1,
      baseFen: 426_000,
      employerPaidFen: 31_950,
      personPaidFen: 9_320,
    },
  ]);
  const text = await paper('clerk', `/api/transfers/${id}/print/transfer-sheets`);
  for (const words of [
    '参保起2019-01',
    '参保止2026-10',
    '职工缴费月数13',
    '其中一次性补缴0',
    '4,260.00319.5093.20',
    '个人缴费本金85.20捌拾伍元贰角整',
    '单位划入本金0.00',
    '经办机构共济市医疗保险服务中心',
  ])
    expect(text).toContain(words);
  const verification = await verified(text);
  expect(verification).toContain('现行有效');
  expect(verification).toContain('85.20');
});

test('a resident has paid the months of his cover in the years that are paid', async () => {
  const months = async (until: string) =>
    (
      await monthsOfPerson(
        city.db.pool,
        { personId: '6', regionCode: '990100' },
        { scheme: 'resident', until: date(until) },
      )
    ).counted.charged;
  await city.assess('resident', '2026');
  expect(await months('2026-06-15')).toBe(0);
  await pay("payer = 'person' and person_id = 6 and period = '2026'");
  // Covered since January 2026.
  expect([await months('2026-06-15'), await months('2026-12-31'), await months('2027-03-01')]).toEqual([
    6, 12, 12,
  ]);
});
