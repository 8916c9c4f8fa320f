import { openSheet } from '@gongji/sheets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PaperCity, paperCity } from './testing/paper-city.ts';

/** Papers of an employee whose October is paid and whose November is not; of his base 10,000.00. */
let papers: PaperCity;
beforeAll(async () => {
  papers = await paperCity();
  const { city } = papers;
  await city.db.owner.query(
    "update person set name = '㳺䶮', cert_no = '990101198001010015', psn_no = '99010000000000000001' where person_id = 1",
  );
  await city.assess('employee', '2026-10');
  await city.assess('employee', '2026-11');
  await papers.pay("payer = 'unit' and unit_id = 1 and period = '2026-10'");
});
afterAll(() => papers.close());

const own = (document: string) => `/api/persons/~1/print/${document}?year=2026`;
const PROOF = '/api/persons/~1/print/cover-proof';
const status = async (who: string, path: string) => (await papers.bytes(who, path)).status;

test('the contributions of a year stand month by month with who bears them and whether they are paid', async () => {
  const text = await papers.paper('insured', own('own-contributions'));
  // 7 % and 0.5 % of the employer, 750.00; 2 % and 8.00 of his own, 208.00; 200.00 into the account.
  for (const words of [
    '基本医疗保险个人缴费明细（2026年）',
    '姓名㳺䶮',
    '共济市同心机械有限公司10,000.00750.00208.000.00200.002026-11-20已缴清',
    // Two months: 1,500.00, 416.00, 400.00
    '合计1,500.00416.000.00400.00',
  ])
    expect(text).toContain(words);
  expect(text).toMatch(/2026-10职工基本医疗保险.*2026-11职工基本医疗保险/);
  expect(text).not.toContain('990101198001010015');
  const page = await papers.verified(text);
  expect(page).toContain('本个人缴费明细由本系统出具，现行有效');
  expect(page).toContain('1,500.00');
  expect(await papers.paper('clerk', own('own-contributions'))).toContain('㳺䶮');
  expect(await status('employer', own('own-contributions'))).toBe(403);
  expect(await status('insured', own('own-contributions').replace('~1', '~4'))).toBe(404);
});

test('the record of a year has a block of its contributions', async () => {
  const text = await papers.paper('insured', own('yearly-record'));
  expect(text).toContain('本年缴费');
  expect(text).toContain('2026-10职工基本医疗保险10,000.00750.00208.000.00200.00已缴清');
  expect(await papers.verified(text)).toContain('现行有效');
});

test('what was taken back stands with its opposite as a refund, and the sums hold', async () => {
  await papers.city.db.owner.query(
    `insert into charge (region_code, person_id, charge_id, run_id, scheme, period, kind, version, origin_id, unit_id, declared_fen, base_fen, basis_id, amounts, total_fen, assessed_at)
     select region_code, person_id, charge_id + 1000, run_id, scheme, period, kind, 2, charge_id, unit_id, declared_fen, base_fen, basis_id,
            (select array_agg(-a order by n) from unnest(amounts) with ordinality u (a, n)), -total_fen, assessed_at
       from charge where person_id = 1 and period = '2026-11'`,
  );
  const text = await papers.paper('insured', own('own-contributions'));
  expect(text).toContain('-750.00-208.000.00-200.00');
  expect(text).toContain('冲回退费');
  // October alone is left.
  expect(text).toContain('合计750.00208.000.00200.00');
  const { bytes } = await papers.bytes('insured', '/api/persons/~1/contributions.xlsx');
  let cells = '';
  for await (const page of (await openSheet(bytes)).rows) cells += JSON.stringify(page);
  for (const words of ['个人缴费明细 全部年度　㳺䶮', '费款所属期', '2026-10', '750.00', '-750.00', '退费'])
    expect(cells).toContain(words);
  expect(await status('insured', '/api/persons/~4/contributions.xlsx')).toBe(404);
});

test('the proof of cover says where and since when, for the person, the desk and his employer', async () => {
  const text = await papers.paper('insured', PROOF);
  for (const words of [
    '姓名㳺䶮',
    '证件号码990***********0015',
    '参保状态有效',
    '险种职工基本医疗保险',
    '参保地共济市',
    '参保单位共济市同心机械有限公司',
    '参保起2020-01-01',
    '参保止—',
    '经办机构共济市医疗保障经办机构',
  ])
    expect(text).toContain(words);
  const page = await papers.verified(text);
  expect(page).toContain('本参保证明由本系统出具，现行有效');
  expect(page).toContain('2020-01-01 – — 有效');
  expect(page).not.toContain('㳺䶮');
  for (const who of ['clerk', 'employer']) expect(await papers.paper(who, PROOF)).toContain('㳺䶮');
  expect(await papers.paper('finance', PROOF)).not.toContain('㳺䶮');
  // Of another employer, of another unit, and of another person.
  expect(await status('employer', PROOF.replace('~1', '~8'))).toBe(404);
  expect(await status('community', PROOF.replace('~1', '~8'))).toBe(404);
  expect(await status('insured', PROOF.replace('~1', '~4'))).toBe(404);
});

test('an employer proves the cover with him after somebody has left, not where he is now', async () => {
  const { owner } = papers.city.db;
  await owner.query(
    "update coverage set status = '4', covered_to = '2026-09-30', benefit_to = '2026-09-30' where person_id = 2",
  );
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     values ('990100', 2, 'employee', '310', '2026-10-01', '2026-10-01', '1101', 'active', 'none', 2, 'employer')`,
  );
  const path = PROOF.replace('~1', '~2');
  const text = await papers.paper('employer', path);
  expect(text).toContain('参保单位共济市同心机械有限公司');
  expect(text).toContain('参保止2026-09-30');
  expect(text).toContain('该参保关系现已不在有效状态');
  expect(await papers.verified(text)).toContain('现行有效');
  expect(await papers.paper('clerk', path)).toContain('参保单位共济市望舒软件有限公司');
});
