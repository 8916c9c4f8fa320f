import { looksView, type OtherAgency, transferView } from '@gongji/contract';
import { date } from '@gongji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthsOfPerson } from '../enrolment/months-of-person.ts';
import { type PaperCity, paperCity } from './testing/paper-city.ts';

/** Papers by which another agency finds the person and pays us: certificate of cover, contact letter, information sheets. */
const [CERT, PSN] = ['990101198001010015', '99010000000000000001'];
let papers: PaperCity;
beforeAll(async () => {
  papers = await paperCity();
  await query(
    'update person set name = $1, cert_no = $2, psn_no = $3, phone = $4, address = $5 where person_id = 1',
    [...['㳺䶮', CERT, PSN, '13800005678', '同心区和平街道3号']],
  );
});
afterAll(() => papers.close());

const query = <Row extends object>(sql: string, values: readonly unknown[] = []) =>
  papers.city.db.owner.query<Row>(sql, [...values]);
const looks = async () => looksView.parse(await papers.ask('clerk', 'GET', '/api/persons/~1/looks')).items;

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
    await papers.ask('clerk', 'POST', `/api/persons/~${personId}/transfers`, body),
  );
  await papers.ask('clerk', 'POST', `/api/transfers/${transferId}/letter`, { letterNo: '邻转1' });
  return transferId;
}

test('a contact letter names our account and how to reach us, and the person in full', async () => {
  const id = await letter(1, 'in');
  // Nobody has told the account yet: the letter says that it is not to go out.
  expect(await papers.paper('clerk', letterOf(id))).toContain('收款账户尚未登记');
  await query(
    `insert into agency values ('990100', '共济市医疗保险服务中心', '李', '0990-5550100', '民乐路1号', '990000', '共济银行', '990100000001', '共济市医保收入户', '9901000123')`,
  );
  const text = await papers.paper('clerk', letterOf(id));
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
  const page = await papers.verified(text);
  expect(page).toContain('现行有效');
  expect(page).toContain('共济市医保收入户 共济银行 9901000123');
  for (const secret of [CERT, PSN, '㳺䶮']) expect(page).not.toContain(secret);
  // Money must not go to an account that is no longer ours.
  await query("update agency set bank_account = '9901000456'");
  expect(await papers.verified(text)).toContain('此后已有变动');
});

test('a letter of theirs is not printed as one of ours', async () => {
  const id = await letter(2, 'out');
  expect((await papers.bytes('clerk', letterOf(id))).status).toBe(404);
});

test('whoever prints numbers in full is on record like who looks at them; the person himself is not', async () => {
  const before = (await looks()).length;
  const certificate = '/api/persons/~1/print/cover-certificate';
  const own = await papers.paper('insured', certificate);
  expect(await looks()).toHaveLength(before);
  const text = await papers.paper('clerk', certificate);
  for (const one of [own, text]) {
    expect(one).toContain(`证件号码${CERT}`);
    expect(one).toContain(`人员编号${PSN}`);
  }
  expect(await looks()).toHaveLength(before + 1);
  expect((await looks())[0]).toMatchObject({ reason: '打印参保凭证' });
  const { rows } = await query(
    "select detail -> 'fields' as fields from audit_entry where action = 'person.reveal' and detail ->> 'document' = 'cover-certificate'",
  );
  expect(rows).toEqual([{ fields: ['psnNo', 'certNo', 'phone'] }]);
  // What stays with the agency or the person is masked as before.
  expect(await papers.paper('clerk', '/api/persons/~1/print/yearly-record')).not.toContain(CERT);
});

test('who may not see personal data in clear prints the letter masked', async () => {
  const { rows } = await query<{ id: string }>(
    'select transfer_id::text as id from transfer where person_id = 1',
  );
  const text = await papers.paper('finance', letterOf(rows[0]?.id ?? ''));
  for (const secret of [CERT, PSN, '㳺䶮', '13800005678', '3号']) expect(text).not.toContain(secret);
});

test('page, certificate and sheet count the same months: those paid, here and elsewhere', async () => {
  await papers.city.assess('employee', '2026-10');
  await papers.city.assess('employee', '2026-11');
  await papers.pay("payer = 'unit' and unit_id = 1 and period = '2026-10'");
  await query(
    `insert into counted_period (region_code, person_id, period_id, scheme, kind, division_code, place, from_month, to_month, months, evidence, approved_by, approved_at)
     values ('990100', 2, 1, 'employee', 'actual', '990200', '邻市', '2019-01-01', '2019-12-01', 12, '信息表', 'reviewer', now())`,
  );
  // Covered since 2020; of October and November one is paid: 1 + 12 = 13.
  const page = await papers.ask('clerk', 'GET', '/api/persons/~2/contribution-months');
  expect(page).toMatchObject({
    months: { chargedMonths: 1, elsewhereMonths: 12, totalMonths: 13, unpaid: ['2026-11'] },
  });
  const certificate = await papers.paper('clerk', '/api/persons/~2/print/cover-certificate');
  expect(certificate).toContain('职工缴费月数13');
  expect(certificate).toContain('居民缴费月数0');
  expect(certificate).toContain('联系电话0990-5550100');
  expect(await papers.verified(certificate)).toContain('现行有效');

  await query(
    "update coverage set status = '4', covered_to = '2026-11-01', benefit_to = '2026-11-01' where person_id = 2",
  );
  const { rows } = await query<{ id: string }>(
    'select transfer_id::text as id from transfer where person_id = 2',
  );
  const id = rows[0]?.id ?? '';
  const view = transferView.parse(await papers.ask('clerk', 'POST', `/api/transfers/${id}/sheet`, {}));
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
  const text = await papers.paper('clerk', `/api/transfers/${id}/print/transfer-sheets`);
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
  const verification = await papers.verified(text);
  expect(verification).toContain('现行有效');
  expect(verification).toContain('85.20');
});

test('a resident has paid the months of his cover in the years that are paid', async () => {
  const months = async (until: string) =>
    (
      await monthsOfPerson(
        papers.city.db.pool,
        { personId: '6', regionCode: '990100' },
        { scheme: 'resident', until: date(until) },
      )
    ).counted.charged;
  await papers.city.assess('resident', '2026');
  expect(await months('2026-06-15')).toBe(0);
  await papers.pay("payer = 'person' and person_id = 6 and period = '2026'");
  // Covered since January 2026.
  expect([await months('2026-06-15'), await months('2026-12-31'), await months('2027-03-01')]).toEqual([
    6, 12, 12,
  ]);
});
