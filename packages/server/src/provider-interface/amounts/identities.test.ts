import { fen } from '@gongji/domain';
import { expect, it } from 'vitest';
import { fundColumn, fundColumns } from './fund-columns.ts';
import { assertAmountIdentities, brokenIdentities } from './identities.ts';
import { ratioHalfUp4 } from './yuan.ts';

/** A real inpatient reply: 23442.46 = 18785.39 + 4152.06 + 505.01; 4152.06 = 170.04 + 3982.02. */
const info = {
  medfee_sumamt: 23442.46,
  fund_pay_sumamt: 18785.39,
  psn_part_amt: 4152.06,
  hosp_part_amt: 505.01,
  acct_pay: 170.04,
  acct_mulaid_pay: 0,
  psn_cash_pay: 3982.02,
  fulamt_ownpay_amt: 2533.97,
  overlmt_selfpay: 1396.89,
  preselfpay_amt: 703.44,
  inscp_scp_amt: 18808.16,
  act_pay_dedc: 880,
  hifp_pay: 0,
  cvlserv_pay: 0,
  hifes_pay: 0,
  hifmi_pay: 0,
  hifob_pay: 18785.39,
  maf_pay: 0,
  hifdm_pay: 0,
  oth_pay: 0,
};
const setldetail = [
  { fund_pay_type: '330101', fund_payamt: 18785.39 },
  { fund_pay_type: '310201', fund_payamt: 170.04 },
  { fund_pay_type: '999996', fund_payamt: 505.01 },
];

it('holds on a real reply and on its mirror', () => {
  expect(brokenIdentities({ setlinfo: info, setldetail })).toEqual([]);
  const mirror = Object.fromEntries(Object.entries(info).map(([key, value]) => [key, -value]));
  const rows = setldetail.map((row) => ({ ...row, fund_payamt: -row.fund_payamt }));
  expect(brokenIdentities({ setlinfo: mirror, setldetail: rows })).toEqual([]);
});

it.each([
  ['I1', { hosp_part_amt: 505 }],
  ['I2', { psn_cash_pay: 3982 }],
  ['I3', { acct_mulaid_pay: 170.05 }],
  ['I3', { acct_mulaid_pay: -1 }],
  ['I4', { oth_pay: 0.01 }],
  ['I5', { preselfpay_amt: 703.45 }],
  ['I7', { fund_pay_sumamt: 18785.4 }],
  ['I10', { act_pay_dedc: 18808.17 }],
  ['I10', { act_pay_dedc: -0.01 }],
])('%s does not survive %j', (identity, change) => {
  const broken = brokenIdentities({ setlinfo: { ...info, ...change }, setldetail });
  expect(broken.some((text) => text.startsWith(identity))).toBe(true);
  expect(() => assertAmountIdentities({ setlinfo: { ...info, ...change }, setldetail })).toThrow(identity);
});

it('I6 holds each line and the sums of the lines against the bill', () => {
  const line = {
    feedetl_sn: '1',
    det_item_fee_sumamt: 23442.46,
    fulamt_ownpay_amt: 2533.97,
    overlmt_amt: 1396.89,
    preselfpay_amt: 703.44,
    inscp_scp_amt: 18808.16,
  };
  const of = (change: object) =>
    brokenIdentities({ setlinfo: info, setldetail, detlcutinfo: [{ ...line, ...change }] });
  expect(of({})).toEqual([]);
  expect(of({ preselfpay_amt: 703.43 })).toContain('I6 of line 1');
  expect(of({ fulamt_ownpay_amt: 2533.96, overlmt_amt: 1396.9 })).toEqual(['I6 of the sums']);
  // A first-pay on the whole bill: 100.00 more in scope on the line, 100.00 less first-pay.
  expect(of({ preselfpay_amt: 603.44, inscp_scp_amt: 18908.16 })).toEqual([]);
});

it('a missing amount is a fault, not a zero', () => {
  const { hosp_part_amt: _, ...rest } = info;
  expect(() => brokenIdentities({ setlinfo: rest, setldetail })).toThrow('hosp_part_amt');
});

it.each([
  ['310100', 'hifp_pay'],
  ['310102', 'hifp_pay'],
  ['390101', 'hifp_pay'],
  ['320100', 'cvlserv_pay'],
  ['330100', 'hifob_pay'],
  ['370100', 'hifes_pay'],
  ['390200', 'hifmi_pay'],
  ['610100', 'maf_pay'],
  ['350100', 'hifdm_pay'],
  ['390400', 'oth_pay'],
  ['510100', 'oth_pay'],
])('fund %s goes to %s', (fundType, column) => {
  expect(fundColumn(fundType)).toBe(column);
});

it('two funds of one column are added', () => {
  const row = (fundType: string, amount: number) => ({ payer: 'p', fundType, amountFen: fen(amount) });
  expect(fundColumns([row('310100', 100), row('310102', 23), row('610100', 7)])).toMatchObject({
    hifp_pay: 123,
    maf_pay: 7,
    oth_pay: 0,
  });
});

it.each([
  [1, 3, 0.3333],
  [2, 3, 0.6667],
  [0, 5, 0],
  [5, 5, 1],
  [-72, -120, 0.6],
  [1, 0, 0],
])('%d of %d is %d', (part, whole, ratio) => {
  expect(ratioHalfUp4(fen(part), fen(whole))).toBe(ratio);
});
