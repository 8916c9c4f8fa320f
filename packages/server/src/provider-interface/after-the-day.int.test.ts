import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, envelope, HOSPITAL, type Json, openDesk } from './testing/desk.ts';
import { identity, outpatientLine, PERSON_1, registered } from './testing/messages.ts';

let desk: Desk;
/** A settlement of 200.00 (in scope, fund 60 % = 120.00, account 80.00) and one of 100.00 that was reversed. */
let kept: Json;
let undone: Json;
let mirror: Json;

beforeAll(async () => {
  desk = await openDesk();
  kept = await settled('B-kept', 200);
  undone = await settled('B-undone', 100);
  const named = { setl_id: undone.setl_id, mdtrt_id: undone.mdtrt_id, psn_no: PERSON_1.psn_no };
  mirror = (await desk.send('2208', { data: named })).output.setlinfo;
});
afterAll(() => desk.close());

async function settled(batch: string, price: number): Promise<Json> {
  const visitId = await registered(desk, batch);
  await desk.send('2204', {
    feedetail: [
      outpatientLine(visitId, batch, { sn: `${batch}1`, code: 'XA01', cnt: 1, pric: price, amount: price }),
    ],
  });
  const reply = await desk.send('2207', {
    data: {
      ...identity(PERSON_1),
      insutype: '310',
      mdtrt_id: visitId,
      med_type: '11',
      chrg_bchno: batch,
      medfee_sumamt: price,
      psn_setlway: '01',
      acct_used_flag: '1',
    },
  });
  return reply.output.setlinfo;
}

const period = {
  clr_type: '11',
  setl_optins: '990100',
  stmt_begndate: '2026-05-10',
  stmt_enddate: '2026-05-10',
  refd_setl_flag: '0',
};

describe('reconciliation and clearing', () => {
  it('3201 is balanced when both sides agree, and says what differs when not', async () => {
    // 200 + 100 − 100 = 200.00; funds 120 + 60 − 60 = 120.00; account 80 + 40 − 40 = 80.00; three rows.
    const own = {
      ...period,
      insutype: '310',
      medfee_sumamt: 200,
      fund_pay_sumamt: 120,
      acct_pay: 80,
      fixmedins_setl_cnt: 3,
    };
    expect((await desk.send('3201', { data: own })).output.stmtinfo).toMatchObject({ stmt_rslt: '0' });
    const off = (
      await desk.send('3201', { data: { ...own, fund_pay_sumamt: 119.99, fixmedins_setl_cnt: 2 } })
    ).output.stmtinfo;
    expect(off.stmt_rslt).toBe('1');
    expect(off.stmt_rslt_dscr).toContain('119.99 ≠ 120.00');
    expect(off.stmt_rslt_dscr).toContain('2 ≠ 3');
    const refunds = {
      ...own,
      refd_setl_flag: '1',
      medfee_sumamt: -100,
      fund_pay_sumamt: -60,
      acct_pay: -40,
      fixmedins_setl_cnt: 1,
    };
    expect((await desk.send('3201', { data: refunds })).output.stmtinfo.stmt_rslt).toBe('0');
  });

  it('3202 compares line by line, and nothing on either side is left out', async () => {
    const rows = [
      [kept.setl_id, kept.mdtrt_id, PERSON_1.psn_no, '200.00', '120.00', '80.00', '0'],
      [undone.setl_id, undone.mdtrt_id, PERSON_1.psn_no, '100.00', '61.00', '39.00', '0'],
      ['999', '999', PERSON_1.psn_no, '1.00', '0', '0', '0'],
    ];
    const zip = zipSync({ 'stmt.txt': strToU8(rows.map((row) => row.join('\t')).join('\n')) });
    const upload = await desk.send('9101', {
      fsUploadIn: { in: [...zip], filename: 'stmt.zip', fixmedins_code: HOSPITAL },
    });
    const data = {
      ...period,
      file_qury_no: upload.output.file_qury_no,
      medfee_sumamt: 301,
      fund_pay_sumamt: 181,
      cash_payamt: 0,
      fixmedins_setl_cnt: 3,
    };
    const { file_qury_no, filename } = (await desk.send('3202', { data })).output.fileinfo;
    const input = { fsDownloadIn: { file_qury_no, filename, fixmedins_code: HOSPITAL } };
    const response = await desk.post(
      JSON.stringify({ ...envelope('9102', desk.nextMsgid(), HOSPITAL), input }),
    );
    const text = strFromU8(
      Object.values(unzipSync(new Uint8Array(await response.arrayBuffer())))[0] ?? new Uint8Array(),
    );
    const results = text
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(results.map((row) => [row[2], row[4], row[5]])).toEqual([
      [kept.setl_id, '0', '0'],
      [undone.setl_id, '1', '0'],
      ['999', '1', '0'],
      [mirror.setl_id, '1', '1'],
    ]);
    expect(results[0]?.[3]).toBe(kept.medins_setl_id);
    const broken = await desk.send('9101', {
      fsUploadIn: { in: [1, 2, 255], filename: 'x', fixmedins_code: HOSPITAL },
    });
    expect(
      (await desk.send('3202', { data: { ...data, file_qury_no: broken.output.file_qury_no } })).err_msg,
    ).toContain('file-invalid');
  });

  it('3203 applies for what was settled, once a month, and 3204 withdraws', async () => {
    const data = {
      clr_type: '11',
      clr_way: '1',
      setlym: '202605',
      psntime: 3,
      medfee_sumamt: 200,
      med_sumfee: 200,
      fund_appy_sum: 120,
      cash_payamt: 0,
      acct_pay: 80,
      begndate: '2026-05-01',
      enddate: '2026-05-31',
    };
    expect((await desk.send('3203', { data: { ...data, fund_appy_sum: 130 } })).err_msg).toContain(
      'fund_appy_sum=130.00',
    );
    const applied = await desk.send('3203', { data });
    expect((await desk.send('3203', { data })).err_msg).toContain('record-exists');
    expect((await desk.send('3204', { data: applied.output.result })).infcode).toBe(0);
    expect((await desk.send('3203', { data })).infcode).toBe(0);
  });
});

describe('the settlement list', () => {
  const list = (amount: number) => ({
    setlinfo: {
      psn_no: PERSON_1.psn_no,
      mdtrt_id: kept.mdtrt_id,
      setl_id: kept.setl_id,
      ntly: '156',
      prfs: '17',
      dscg_caty: 'A03',
      bill_code: '1',
      bill_no: '2',
      biz_sn: '3',
      setl_begn_date: '2026-05-10',
      setl_end_date: '2026-05-10',
      medins_fill_dept: '医保办',
      medins_fill_psn: '钱',
    },
    diseinfo: [
      { diag_type: '1', diag_code: 'I10.x00', diag_name: '高血压', adm_cond_type: '1', maindiag_flag: '1' },
    ],
    payinfo: [{ fund_pay_type: '310100', fund_payamt: amount }],
  });

  it('4101 holds the form against the settlement, 4102 moves its state', async () => {
    expect((await desk.send('4101', list(119))).err_msg).toContain('payinfo.310100=119.00');
    const uploaded = await desk.send('4101', list(120));
    expect(uploaded.output.data.setl_list_id).toMatch(/^\d{9}$/);
    const state = (to: string) =>
      desk.send('4102', {
        data: { stastinfo: [] },
        stastinfo: [{ psn_no: PERSON_1.psn_no, setl_id: kept.setl_id, stas_type: to }],
      });
    expect((await state('1')).infcode).toBe(0);
    expect((await state('1')).infcode).toBe(-1);
    expect((await desk.send('4101A', list(120))).err_msg).toContain('record-exists');
    const none = { ...list(120), diseinfo: [] };
    expect((await desk.send('4101', none)).err_msg).toContain('maindiag_flag');
    const reversed = {
      ...list(60),
      setlinfo: { ...list(60).setlinfo, setl_id: undone.setl_id, mdtrt_id: undone.mdtrt_id },
    };
    expect((await desk.send('4101', reversed)).err_msg).toContain('visit-state');
  });
});

describe('queries', () => {
  const key = () => ({ psn_no: PERSON_1.psn_no, mdtrt_id: kept.mdtrt_id, setl_id: kept.setl_id });

  it('5203 and 5204 show a settlement as it was settled', async () => {
    const reply = await desk.send('5203', { data: key() });
    expect(reply.output.setlinfo).toMatchObject({
      setl_id: kept.setl_id,
      medfee_sumamt: 200,
      fund_pay_sumamt: 120,
      psn_pay: 80,
      cash_payamt: 0,
      refd_setl_flag: '0',
      year: '2026',
      begndate: '2026-05-10',
    });
    expect(reply.output.setldetail).toMatchObject([{ fund_pay_type: '310100', fund_payamt: 120 }]);
    expect(
      (await desk.send('5203', { data: { ...key(), setl_id: undone.setl_id } })).output.setlinfo
        .refd_setl_flag,
    ).toBe('1');
    expect((await desk.send('5204', { data: key() })).output).toMatchObject([
      { feedetl_sn: 'B-kept1', setl_id: kept.setl_id, det_item_fee_sumamt: 200, bilg_dr_name: '赵' },
    ]);
    expect((await desk.send('5203', { data: { ...key(), setl_id: 'abc' } })).err_msg).toContain(
      'record-unknown',
    );
    expect((await desk.send('5203', { data: key() }, { institution: 'P99010100002' })).infcode).toBe(-1);
  });

  it('5201 and 5202 show the visit, 5206 sums up the year', async () => {
    const visits = await desk.send('5201', {
      data: { psn_no: PERSON_1.psn_no, begntime: '2026-05-10', endtime: '2026-05-10', med_type: '11' },
    });
    expect(visits.output.mdtrtinfo).toHaveLength(2);
    expect((await desk.send('5202', { data: key() })).output.diseinfo).toEqual([]);
    const { cuminfo } = (await desk.send('5206', { data: { psn_no: PERSON_1.psn_no } })).output;
    expect(cuminfo).toContainEqual({
      insutype: '310',
      year: '2026',
      cum_ym: '202605',
      cum_type_code: 'D310100BIZ11',
      cum: 120,
    });
    expect(cuminfo).toContainEqual(expect.objectContaining({ cum_type_code: 'CBIZ11', cum: 1 }));
    expect(
      (await desk.send('5303', { data: { begntime: '2026-05-01', endtime: '2026-05-10' } })).output.data,
    ).toEqual([]);
  });
});
