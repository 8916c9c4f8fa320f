import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk } from './testing/desk.ts';
import { admission, admitted, identity, PERSON_1, PERSON_2, stayLine } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const bill = (visitId: string, total: number, more: object = {}) => ({
  data: {
    ...identity(PERSON_1),
    insutype: '310',
    mdtrt_id: visitId,
    medfee_sumamt: total,
    psn_setlway: '01',
    acct_used_flag: '0',
    mid_setl_flag: '0',
    ...more,
  },
});
const discharge = (visitId: string, at: string) => ({
  dscginfo: {
    mdtrt_id: visitId,
    psn_no: PERSON_1.psn_no,
    insutype: '310',
    endtime: at,
    dscg_dept_codg: 'N1',
    dscg_dept_name: '内科',
    dscg_way: '1',
  },
  diseinfo: [
    {
      mdtrt_id: visitId,
      psn_no: PERSON_1.psn_no,
      diag_type: '1',
      maindiag_flag: '1',
      diag_srt_no: 1,
      diag_code: 'I10.x00',
      diag_name: '原发性高血压',
      diag_dept: '内科',
      dise_dor_no: 'D1',
      dise_dor_name: '赵',
      diag_time: at,
    },
  ],
});
const named = (visitId: string) => ({ data: { mdtrt_id: visitId, psn_no: PERSON_1.psn_no } });

describe('a stay', () => {
  it('is settled mid-stay, goes on, takes back a line and is settled at discharge', async () => {
    const visitId = await admitted(desk);
    // Beds 10 days × 60.00 with a ceiling of 50.00: 100.00 over the limit, 500.00 in scope. Albumin not approved: 400 self-paid.
    const first = await desk.send('2301', {
      feedetail: [
        stayLine(visitId, { sn: 'a1', code: 'S001', cnt: 10, pric: 60, amount: 600 }),
        stayLine(visitId, { sn: 'a2', code: 'XR01', cnt: 1, pric: 400, amount: 400, approval: '0' }),
        stayLine(visitId, { sn: 'a3', code: 'XA01', cnt: 100, pric: 15, amount: 1500 }),
      ],
    });
    expect(first.output.result).toMatchObject([
      { feedetl_sn: 'a1', overlmt_amt: 100, inscp_scp_amt: 500, pric_uplmt_amt: 50 },
      { feedetl_sn: 'a2', fulamt_ownpay_amt: 400, inscp_scp_amt: 0, selfpay_prop: 1, lmt_used_flag: '1' },
      { feedetl_sn: 'a3', inscp_scp_amt: 1500, selfpay_prop: 0 },
    ]);
    const early = await desk.send('2404', named(visitId));
    expect(early.err_msg).toContain('visit-state');
    // In scope 2000 − deductible 500 = 1500 × 80 % = 1200.00 from the fund; person 2500 − 1200 = 1300.00 in cash.
    const middle = await desk.send(
      '2304',
      bill(visitId, 2500, {
        mid_setl_flag: '1',
        fulamt_ownpay_amt: 400,
        overlmt_selfpay: 100,
        preselfpay_amt: 0,
        inscp_scp_amt: 2000,
      }),
    );
    expect(middle).toMatchObject({
      infcode: 0,
      output: {
        setlinfo: {
          medfee_sumamt: 2500,
          fulamt_ownpay_amt: 400,
          overlmt_selfpay: 100,
          preselfpay_amt: 0,
          inscp_scp_amt: 2000,
          act_pay_dedc: 500,
          hifp_pay: 1200,
          psn_cash_pay: 1300,
          acct_pay: 0,
          clr_type: '21',
        },
      },
    });
    // The patient stays: albumin approved now, 400.00 with first-pay 20 % = 80; one of two boxes is given back.
    const second = await desk.send('2301', {
      feedetail: [
        stayLine(visitId, { sn: 'b1', code: 'XR01', cnt: 1, pric: 400, amount: 400, approval: '1' }),
        stayLine(visitId, { sn: 'b2', code: 'XA01', cnt: 2, pric: 15, amount: 30 }),
        stayLine(visitId, { sn: 'b3', code: 'XA01', cnt: -1, pric: 15, amount: -15, refunds: 'b2' }),
      ],
    });
    expect(second.output.result).toMatchObject([
      { preselfpay_amt: 80, inscp_scp_amt: 320 },
      { inscp_scp_amt: 30 },
      { inscp_scp_amt: -15, cnt: -1 },
    ]);
    const tooMuch = await desk.send('2301', {
      feedetail: [
        stayLine(visitId, { sn: 'b4', code: 'XA01', cnt: -2, pric: 15, amount: -30, refunds: 'b2' }),
      ],
    });
    expect(tooMuch.err_msg).toContain('refund-invalid');
    const ofSettled = await desk.send('2301', {
      feedetail: [
        stayLine(visitId, { sn: 'b5', code: 'XA01', cnt: -1, pric: 15, amount: -15, refunds: 'a3' }),
      ],
    });
    expect(ofSettled.err_msg).toContain('a3');
    expect((await desk.send('2402', discharge(visitId, '2026-05-10 09:00:00'))).infcode).toBe(0);
    // Left: 400 + 30 − 15 = 415; in scope 320 + 15 = 335, all below the deductible of 500: fund 0.
    const preview = await desk.send('2303', bill(visitId, 415));
    expect(preview.output.setlinfo).toMatchObject({
      preselfpay_amt: 80,
      inscp_scp_amt: 335,
      act_pay_dedc: 335,
      hifp_pay: 0,
      psn_cash_pay: 415,
    });
    const wrong = await desk.send('2304', bill(visitId, 415, { preselfpay_amt: 81, inscp_scp_amt: 334 }));
    expect(wrong.err_msg).toContain('preselfpay_amt=81.00');
    expect(wrong.err_msg).toContain('inscp_scp_amt=334.00');
    const final = await desk.send('2304', bill(visitId, 415, { preselfpay_amt: 80, inscp_scp_amt: 335 }));
    expect(final).toMatchObject({ infcode: 0, output: { setlinfo: { medfee_sumamt: 415, hifp_pay: 0 } } });
    const late = await desk.send('2301', {
      feedetail: [stayLine(visitId, { sn: 'c1', code: 'XA01', cnt: 1, pric: 15, amount: 15 })],
    });
    expect(late.err_msg).toContain('2305');
    const setlId = final.output.setlinfo.setl_id;
    const undo = await desk.send('2405', named(visitId));
    expect(undo.err_msg).toContain('2305');
    const reversed = await desk.send('2305', {
      data: { mdtrt_id: visitId, setl_id: setlId, psn_no: PERSON_1.psn_no },
    });
    expect(reversed.output.setlinfo).toMatchObject({
      medfee_sumamt: -415,
      psn_cash_pay: -415,
      act_pay_dedc: -335,
    });
    expect((await desk.send('2405', named(visitId))).infcode).toBe(0);
    const withdrawn = await desk.send('2302', {
      data: [{ feedetl_sn: 'b2', mdtrt_id: visitId, psn_no: PERSON_1.psn_no }],
    });
    expect(withdrawn.err_msg).toContain('b3');
    expect(
      (await desk.send('2302', { data: { feedetl_sn: '0000', mdtrt_id: visitId, psn_no: PERSON_1.psn_no } }))
        .infcode,
    ).toBe(0);
    const { rows } = await desk.db.pool.query(
      'select settlement_id is not null as settled, withdrawn_at is not null as withdrawn from fee_batch where visit_id = $1 order by batch_id',
      [visitId],
    );
    expect(rows).toEqual([
      { settled: true, withdrawn: false },
      { settled: false, withdrawn: true },
    ]);
  });

  it('is corrected by 2403: ward, bed and diagnosis are those of the last message', async () => {
    const visitId = await admitted(desk, PERSON_2, '390');
    const { mdtrtinfo, diseinfo } = admission(PERSON_2, '390');
    const changed = {
      adminfo: { ...mdtrtinfo, mdtrt_id: visitId, adm_dept_codg: 'N2', adm_dept_name: '外科', adm_bed: '31' },
      diseinfo: [{ ...diseinfo, mdtrt_id: visitId, diag_dept: '外科' }],
    };
    expect(await desk.send('2403', changed)).toMatchObject({ infcode: 0, output: null });
    const { rows } = await desk.db.pool.query(
      'select v.details, (select count(*)::int from diagnosis d where d.visit_id = v.visit_id) as diagnoses from visit v where v.visit_id = $1',
      [visitId],
    );
    expect(rows).toMatchObject([
      { details: { sent: { adm_dept_name: '外科', adm_bed: '31' } }, diagnoses: 1 },
    ]);
    const stranger = { ...changed, adminfo: { ...changed.adminfo, mdtrt_id: '404' } };
    expect((await desk.send('2403', stranger)).err_msg).toContain('visit-unknown');
    const cancelled = await desk.send('2404', { data: { mdtrt_id: visitId, psn_no: PERSON_2.psn_no } });
    expect(cancelled.infcode).toBe(0);
  });

  it('refuses a second admission, unknown visits and messages out of order', async () => {
    const again = await desk.send('2401', admission(PERSON_1, '310'));
    expect(again.err_msg).toContain('record-exists');
    const stranger = await desk.send('2304', bill('123', 10));
    expect(stranger.err_msg).toContain('visit-unknown');
    const visitId = await admitted(desk, PERSON_2, '390');
    const message = { data: { ...bill(visitId, 10).data, ...identity(PERSON_2), insutype: '390' } };
    expect((await desk.send('2304', message)).err_msg).toContain('lines-missing');
    const otherScheme = await desk.send('2401', admission(PERSON_2, '310'));
    expect(otherScheme.err_msg).toContain('coverage-missing');
    expect((await desk.send('2404', { data: { mdtrt_id: visitId, psn_no: PERSON_2.psn_no } })).infcode).toBe(
      0,
    );
    expect((await desk.send('2402', discharge(visitId, '2026-05-10 09:00:00'))).infcode).toBe(-1);
  });

  it('takes a stay of three thousand lines in one message and settles it, and refuses more than five thousand', async () => {
    const visitId = await admitted(desk, PERSON_2, '390');
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) =>
        stayLine(visitId, { sn: `h${i}`, code: 'XA01', cnt: 1, pric: 1, amount: 1 }, PERSON_2),
      );
    const refused = await desk.send('2301', { feedetail: many(5_001) });
    expect(refused.err_msg).toContain('message-too-large');
    const uploaded = await desk.send('2301', { feedetail: many(3_000) });
    expect(uploaded.output.result).toHaveLength(3_000);
    const data = {
      ...bill(visitId, 3_000, { dscgTime: '2026-05-10' }).data,
      ...identity(PERSON_2),
      insutype: '390',
    };
    // 3000 − deductible 300 = 2700 × 70 % = 1890.00.
    expect((await desk.send('2304', { data })).output.setlinfo).toMatchObject({
      inscp_scp_amt: 3000,
      act_pay_dedc: 300,
      hifp_pay: 1890,
      psn_cash_pay: 1110,
    });
  });
});
