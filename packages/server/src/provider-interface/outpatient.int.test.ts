import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, HOSPITAL, type Json, openDesk } from './testing/desk.ts';
import { identity, outpatientLine, PERSON_1, registered } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

/** Two A drugs 2 × 15.00 and one B drug 100.00 (first-pay 10 %). */
const lines = (visitId: string, batch: string) => [
  outpatientLine(visitId, batch, { sn: `${batch}-1`, code: 'XA01', cnt: 2, pric: 15, amount: 30 }),
  outpatientLine(visitId, batch, { sn: `${batch}-2`, code: 'XB01', cnt: 1, pric: 100, amount: 100 }),
];

const bill = (visitId: string, batch: string, more: object = {}) => ({
  data: {
    ...identity(PERSON_1),
    insutype: '310',
    mdtrt_id: visitId,
    med_type: '11',
    chrg_bchno: batch,
    medfee_sumamt: 130,
    psn_setlway: '01',
    acct_used_flag: '1',
    ...more,
  },
});

describe('an outpatient visit', () => {
  it('goes from registration to settlement, and the figures are those of the policy', async () => {
    const visitId = await registered(desk, 'MZ1');
    const visit = {
      mdtrtinfo: {
        mdtrt_id: visitId,
        psn_no: PERSON_1.psn_no,
        med_type: '11',
        begntime: '2026-05-10 09:00:00',
        dise_codg: '',
        dise_name: '',
      },
      diseinfo: [
        {
          diag_type: '1',
          diag_srt_no: '1',
          diag_code: 'I10.x00',
          diag_name: '原发性高血压',
          diag_dept: '内科',
          dise_dor_no: 'D1',
          dise_dor_name: '赵',
          diag_time: '2026-05-10 09:10:00',
          vali_flag: '1',
        },
      ],
    };
    expect(await desk.send('2203', visit)).toMatchObject({ infcode: 0, output: null });
    const uploaded = await desk.send('2204', { feedetail: lines(visitId, 'B1') });
    // XB01: first-pay 100.00 × 10 % = 10.00, in scope 90.00.
    expect(uploaded.output.result[1]).toMatchObject({
      feedetl_sn: 'B1-2',
      det_item_fee_sumamt: 100,
      fulamt_ownpay_amt: 0,
      overlmt_amt: 0,
      preselfpay_amt: 10,
      inscp_scp_amt: 90,
      selfpay_prop: 0.1,
      chrgitm_lv: '02',
      med_chrgitm_type: '09',
      pric_uplmt_amt: 999_999,
    });
    const preview = await desk.send('2206', bill(visitId, 'B1'));
    // In scope 30 + 90 = 120; fund 60 % = 72.00; person 130 − 72 = 58.00, all from the account of 500.00 → 442.00 left.
    const amounts = {
      medfee_sumamt: 130,
      fulamt_ownpay_amt: 0,
      overlmt_selfpay: 0,
      preselfpay_amt: 10,
      inscp_scp_amt: 120,
      act_pay_dedc: 0,
      hifp_pay: 72,
      fund_pay_sumamt: 72,
      psn_part_amt: 58,
      acct_pay: 58,
      psn_cash_pay: 0,
      hosp_part_amt: 0,
      balc: 442,
      clr_type: '11',
      clr_way: '1',
      clr_optins: '990100',
      pool_prop_selfpay: 0.6,
    };
    expect(preview).toMatchObject({ infcode: 0, output: { setlinfo: amounts } });
    expect(preview.output.setlinfo).not.toHaveProperty('setl_id');
    const msgid = desk.nextMsgid();
    const splits = {
      fulamt_ownpay_amt: '0',
      overlmt_selfpay: '0.00',
      preselfpay_amt: '10.00',
      inscp_scp_amt: 120,
    };
    const settled = await desk.send('2207', bill(visitId, 'B1', splits), { msgid });
    expect(settled).toMatchObject({
      infcode: 0,
      output: {
        setlinfo: { ...amounts, medins_setl_id: msgid, mdtrt_id: visitId, psn_no: PERSON_1.psn_no },
        setldetail: [
          { fund_pay_type: '310100', fund_payamt: 72, fund_pay_type_name: '城镇职工基本医疗保险统筹基金' },
        ],
      },
    });
    const again = await desk.send('2207', bill(visitId, 'B1', splits), { msgid });
    expect(again).toEqual(settled);
    await expectPartialRefund(visitId, settled);
  });

  /** Part of the goods comes back: reverse the whole, withdraw, upload what stays, settle again. */
  async function expectPartialRefund(visitId: string, settled: Json) {
    const setlId = settled.output.setlinfo.setl_id;
    const withdrawEarly = await desk.send('2205', {
      data: { mdtrt_id: visitId, chrg_bchno: 'B1', psn_no: PERSON_1.psn_no },
    });
    expect(withdrawEarly.err_msg).toContain('visit-state');
    const reversed = await desk.send('2208', {
      data: { setl_id: setlId, mdtrt_id: visitId, psn_no: PERSON_1.psn_no },
    });
    expect(reversed).toMatchObject({
      infcode: 0,
      output: {
        setlinfo: {
          medfee_sumamt: -130,
          hifp_pay: -72,
          fund_pay_sumamt: -72,
          acct_pay: -58,
          psn_part_amt: -58,
          psn_cash_pay: 0,
          pdn_cash_pay: 0,
          balc: 500,
        },
      },
    });
    expect(reversed.output.setlinfo.setl_id).not.toBe(setlId);
    const twice = await desk.send('2208', {
      data: { setl_id: setlId, mdtrt_id: visitId, psn_no: PERSON_1.psn_no },
    });
    expect(twice).toMatchObject({ infcode: -1, output: null });
    expect(twice.err_msg).toContain('already-reversed');
    expect(
      (await desk.send('2205', { data: { mdtrt_id: visitId, chrg_bchno: '0000', psn_no: PERSON_1.psn_no } }))
        .infcode,
    ).toBe(0);
    expect((await desk.send('2204', { feedetail: lines(visitId, 'B1').slice(0, 1) })).infcode).toBe(0);
    // In scope 30.00; fund 18.00; account 12.00; 500 − 12 = 488.
    const rest = await desk.send('2207', bill(visitId, 'B1', { medfee_sumamt: 30 }));
    expect(rest.output.setlinfo).toMatchObject({ hifp_pay: 18, acct_pay: 12, balc: 488 });
  }

  it('may name its medical type at registration (2201A); 5205 then tells the drugs of a chronic visit, without the services', async () => {
    const chronic = {
      psn_no: PERSON_1.psn_no,
      insutype: '310',
      opsp_dise_code: 'M03900',
      opsp_dise_name: '高血压',
      insu_optins: '990100',
      ide_fixmedins_no: HOSPITAL,
      ide_fixmedins_name: '共济',
      hosp_ide_date: '2026-05-01',
      diag_dr_codg: 'D1',
      diag_dr_name: '赵',
      begndate: '2026-05-01',
      enddate: '',
    };
    expect((await desk.send('2503', { data: chronic })).infcode).toBe(0);
    const registration = {
      ...identity(PERSON_1),
      insutype: '310',
      begntime: '2026-05-10 09:00:00',
      ipt_otp_no: 'MZ14',
      med_type: '14',
    };
    const registered14 = await desk.send('2201A', { data: registration });
    const visitId = String(registered14.output?.data?.mdtrt_id ?? registered14.err_msg);
    const line = (sn: string, code: string, pric: number) =>
      outpatientLine(visitId, 'B14', { sn, code, cnt: 1, pric, amount: pric });
    const feedetail = [line('m1', 'XA01', 100), line('m2', 'S001', 20)];
    expect((await desk.send('2204', { feedetail })).infcode).toBe(0);
    const message = bill(visitId, 'B14', {
      med_type: '14',
      medfee_sumamt: 120,
      acct_used_flag: '0',
      dise_codg: 'M03900',
    });
    const preview = await desk.send('2206A', message);
    const settled = await desk.send('2207A', message);
    // (100 + 20) × 60 % = 72.00, the rest in cash.
    const amounts = { medfee_sumamt: 120, fund_pay_sumamt: 72, psn_cash_pay: 48 };
    expect(preview).toMatchObject({ infcode: 0, output: { setlinfo: amounts } });
    expect(settled).toMatchObject({ infcode: 0, output: { setlinfo: amounts } });
    const drugs = await desk.send('5205', {
      data: { psn_no: PERSON_1.psn_no, begntime: '2026-05-01 00:00:00', endtime: '2026-05-31 23:59:59' },
    });
    expect(drugs.output.feedetail).toMatchObject([{ med_list_codg: 'XA01', det_item_fee_sumamt: 100 }]);
  });
});
