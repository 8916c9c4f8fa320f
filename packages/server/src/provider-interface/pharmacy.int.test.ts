import { deleteCutOffPurchases } from '@gongji/store/provider-interface';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk, PHARMACY } from './testing/desk.ts';
import { identity, PERSON_1, purchase } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const send = (infno: string, input: unknown, msgid?: string) =>
  desk.send(infno, input, { institution: PHARMACY, ...(msgid === undefined ? {} : { msgid }) });

/** A 2 × 15.00 + B 1 × 100.00 (first-pay 10 %): in scope 120, first-pay 10; the account pays all 130. */
const amounts = {
  medfee_sumamt: 130,
  fulamt_ownpay_amt: 0,
  overlmt_selfpay: 0,
  preselfpay_amt: 10,
  inscp_scp_amt: 120,
  hifp_pay: 0,
  fund_pay_sumamt: 0,
  psn_part_amt: 130,
  acct_pay: 130,
  psn_cash_pay: 0,
  clr_type: '41',
};

it('previews, settles, replays and reverses a purchase', async () => {
  const preview = await send('2101', purchase());
  expect(preview).toMatchObject({ infcode: 0, output: { setlinfo: { ...amounts, balc: 370 } } });
  const msgid = 'P99010100002202605101000000001';
  const settled = await send('2102', purchase(), msgid);
  expect(settled).toMatchObject({
    infcode: 0,
    output: {
      setlinfo: { ...amounts, balc: 370, medins_setl_id: msgid },
      setldetail: [],
      detlcutinfo: [
        { feedetl_sn: '1', det_item_fee_sumamt: 30, inscp_scp_amt: 30, chrgitm_lv: '01' },
        {
          feedetl_sn: '2',
          det_item_fee_sumamt: 100,
          preselfpay_amt: 10,
          inscp_scp_amt: 90,
          chrgitm_lv: '02',
        },
      ],
    },
  });
  expect(await send('2102', purchase(), msgid)).toEqual(settled);
  const other = purchase();
  other.druginfo.acct_used_flag = '0';
  const conflict = await send('2102', other, msgid);
  expect(conflict).toMatchObject({ infcode: -1, output: null });
  expect(conflict.err_msg).toContain('message-conflict');
  const { setl_id, mdtrt_id } = settled.output.setlinfo;
  const traces = await desk.db.pool.query(
    'select line_id, trace_code, opened from drug_trace where visit_id = $1',
    [mdtrt_id],
  );
  expect(traces.rows).toEqual([{ line_id: '1', trace_code: '81234567890123456789', opened: true }]);
  const lines = await send('5204', { data: { psn_no: PERSON_1.psn_no, mdtrt_id, setl_id } });
  expect(lines.output.map((l: { feedetl_sn: string }) => l.feedetl_sn)).toEqual(['1', '2']);
  const reversed = await send('2103', { data: { setl_id, mdtrt_id, psn_no: PERSON_1.psn_no } });
  expect(reversed.output.setlinfo).toMatchObject({ medfee_sumamt: -130, acct_pay: -130, balc: 500 });
  const twice = await send('2103', { data: { setl_id, mdtrt_id, psn_no: PERSON_1.psn_no } });
  expect(twice.err_msg).toContain('already-reversed');
});

it('leaves nothing of a purchase that is refused', async () => {
  const before = await desk.db.pool.query(
    'select (select count(*) from visit) as v, (select count(*) from fee_batch) as b',
  );
  const resident = purchase();
  // The scheme of the message is not one of this person's.
  resident.druginfo.insutype = '390';
  const refused = await send('2102', resident);
  expect(refused.infcode).toBe(-1);
  expect(refused.err_msg).toContain('no-coverage');
  const after = await desk.db.pool.query(
    'select (select count(*) from visit) as v, (select count(*) from fee_batch) as b',
  );
  expect(after.rows).toEqual(before.rows);
});

it('names every problem of the money at once and settles nothing', async () => {
  const bad = purchase();
  bad.druginfo.medfee_sumamt = 'NaN';
  Object.assign(bad.drugdetail[0] ?? {}, { det_item_fee_sumamt: 30.001 });
  Object.assign(bad.drugdetail[1] ?? {}, { cnt: -1 });
  const refused = await send('2102', bad);
  expect(refused).toMatchObject({ infcode: -1, output: null });
  for (const part of [
    'druginfo.medfee_sumamt=NaN',
    'drugdetail[1].det_item_fee_sumamt=30.001',
    'drugdetail[2].cnt=-1',
  ])
    expect(refused.err_msg).toContain(part);
});

it('refuses an amount that is not count × price and a total that is not the sum', async () => {
  const bad = purchase();
  Object.assign(bad.drugdetail[0] ?? {}, { det_item_fee_sumamt: 30.05 });
  const refused = await send('2101', bad);
  expect(refused.err_msg).toContain('cnt×pric=2.0000×15.000000=30.00');
  expect(refused.err_msg).toContain('medfee_sumamt=130.00');
  expect(refused.err_msg.match(/amount-mismatch/g)).toHaveLength(4); // two problems in two languages
});

it('takes two-digit codes without zero, numbers as text, objects for arrays and a card for the person', async () => {
  const one = purchase();
  const [first] = one.drugdetail;
  const message = {
    druginfo: [
      {
        ...one.druginfo,
        ...identity(PERSON_1),
        mdtrt_cert_type: '3',
        mdtrt_cert_no: 'C0000001',
        medfee_sumamt: '30.00',
        psn_name: 'null',
      },
    ],
    drugdetail: {
      ...first,
      cnt: '2.0000',
      pric: '15.000000',
      det_item_fee_sumamt: '30',
      durg_trac_info: null,
    },
    unknown: { anything: [1, 2] },
  };
  expect((await send('2101', message)).output.setlinfo).toMatchObject({
    medfee_sumamt: 30,
    mdtrt_cert_type: '03',
  });
});

it('refuses a line number used twice and times that are none', async () => {
  const bad = purchase();
  Object.assign(bad.drugdetail[1] ?? {}, { feedetl_sn: '1', fee_ocur_time: '2026-02-30 10:00:00' });
  const refused = await send('2102', bad);
  expect(refused.err_msg).toContain('[line-duplicate] drugdetail[2].feedetl_sn=1');
  expect(refused.err_msg).toContain('[field-malformed] drugdetail[2].fee_ocur_time=2026-02-30 10:00:00');
});

it('refuses a card that is another person’s', async () => {
  const stolen = purchase();
  Object.assign(stolen.druginfo, { mdtrt_cert_type: '03', mdtrt_cert_no: 'C0000002' });
  expect((await send('2102', stolen)).err_msg).toContain('credential-mismatch');
});

it('settles twenty copies of one message once', async () => {
  const msgid = 'P99010100002202605101000000777';
  const replies = await Promise.all(Array.from({ length: 20 }, () => send('2102', purchase(), msgid)));
  const ids = new Set(replies.map((r) => r.output.setlinfo.setl_id));
  expect(ids.size).toBe(1);
  const { rows } = await desk.db.pool.query(
    'select count(*)::int as n from settlement where medins_setl_id = $1',
    [msgid],
  );
  expect(rows).toEqual([{ n: 1 }]);
  const open = await desk.db.pool.query(
    'select count(*)::int as n from fee_batch where settlement_id is null and visit_id not in (select visit_id from settlement where visit_id is not null)',
  );
  expect(open.rows).toEqual([{ n: 0 }]);
});

it('removes at night what a crash left of a purchase, and no purchase that was settled or reversed', async () => {
  const { owner, pool } = desk.db;
  const visits = async () => {
    const { rows } = await pool.query<{ visit_id: string }>(
      `select visit_id from visit where kind = 'pharmacy' order by visit_id`,
    );
    return rows.map((row) => row.visit_id);
  };
  const kept = (await send('2102', purchase())).output.setlinfo.mdtrt_id;
  const before = await visits();
  expect(before).toContain(kept);
  // What stands between the visit and its settlement when the process is killed there: the rows without a settlement.
  for (const table of ['visit', 'fee_batch', 'drug_trace']) {
    await owner.query(`create temp table cut_off_copy as select * from ${table} where visit_id = '${kept}'`);
    await owner.query(`update cut_off_copy set visit_id = 'cut-off'`);
    if (table === 'visit') await owner.query(`update cut_off_copy set visit_no = 'cut-off'`);
    if (table === 'fee_batch') await owner.query(`update cut_off_copy set settlement_id = null`);
    await owner.query(`insert into ${table} select * from cut_off_copy; drop table cut_off_copy`);
  }
  // Younger than a day it may still be settled.
  expect(await deleteCutOffPurchases(pool, new Date())).toBe(0);
  expect(await deleteCutOffPurchases(pool, new Date(Date.now() + 2 * 86_400_000))).toBe(1);
  expect(await visits()).toEqual(before);
  for (const table of ['fee_batch', 'drug_trace']) {
    const { rows } = await pool.query(`select count(*)::int as n from ${table} where visit_id = 'cut-off'`);
    expect(rows).toEqual([{ n: 0 }]);
  }
});
