import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, type Json, openDesk } from './testing/desk.ts';
import { identity, outpatientLine, PERSON_2, registered } from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

async function uploaded(batch: string, price: number): Promise<string> {
  const visitId = await registered(desk, batch, PERSON_2, '390');
  const line = outpatientLine(
    visitId,
    batch,
    { sn: `${batch}1`, code: 'XA01', cnt: 1, pric: price, amount: price },
    PERSON_2,
  );
  await desk.send('2204', { feedetail: [line] });
  return visitId;
}

function settle(visitId: string, batch: string, price: number): Promise<Json> {
  const data = {
    ...identity(PERSON_2),
    insutype: '390',
    mdtrt_id: visitId,
    med_type: '11',
    chrg_bchno: batch,
    medfee_sumamt: price,
    psn_setlway: '01',
    acct_used_flag: '0',
  };
  return desk.send('2207', { data });
}

it('a reversal recomputes the later bill, its lines stay settled, and the hospital finds and reverses it by the number it knows', async () => {
  const first = (await settle(await uploaded('A', 80), 'A', 80)).output.setlinfo;
  // Deductible of the year 100.00: the first bill takes 80.00 of it.
  expect(first).toMatchObject({ act_pay_dedc: 80, hifp_pay: 0, psn_cash_pay: 80 });
  const visitId = await uploaded('B', 100);
  const second = (await settle(visitId, 'B', 100)).output.setlinfo;
  // 20.00 left; (100 − 20) × 50 % = 40.00.
  expect(second).toMatchObject({ act_pay_dedc: 20, hifp_pay: 40, psn_cash_pay: 60 });
  const undo = (s: Json) =>
    desk.send('2208', { data: { psn_no: PERSON_2.psn_no, mdtrt_id: s.mdtrt_id, setl_id: s.setl_id } });
  expect((await undo(first)).infcode).toBe(0);
  const old = await desk.send('5203', {
    data: { psn_no: PERSON_2.psn_no, mdtrt_id: visitId, setl_id: second.setl_id },
  });
  expect(old.output.setlinfo.refd_setl_flag).toBe('1');
  const { replaced_by } = JSON.parse(old.output.setlinfo.exp_content);
  const now = await desk.send('5203', {
    data: { psn_no: PERSON_2.psn_no, mdtrt_id: visitId, setl_id: replaced_by },
  });
  // Now the second bill bears the whole 100.00.
  expect(now.output.setlinfo).toMatchObject({
    act_pay_dedc: 100,
    hifp_pay: 0,
    cash_payamt: 100,
    refd_setl_flag: '0',
  });
  const batches = await desk.db.pool.query(
    'select charge_batch_no, settlement_id from fee_batch order by batch_id',
  );
  expect(batches.rows).toEqual([
    { charge_batch_no: 'A', settlement_id: null },
    { charge_batch_no: 'B', settlement_id: replaced_by },
  ]);
  expect((await undo(second)).output.setlinfo).toMatchObject({
    medfee_sumamt: -100,
    act_pay_dedc: -100,
    hifp_pay: 0,
  });
});

it('of many messages that settle the same lines at once, one settles them', async () => {
  const visitId = await uploaded('C', 50);
  const replies = await Promise.all(Array.from({ length: 12 }, () => settle(visitId, 'C', 50)));
  expect(replies.filter((r) => r.infcode === 0)).toHaveLength(1);
  for (const refused of replies.filter((r) => r.infcode !== 0))
    expect(refused.err_msg).toMatch(/lines-changed|lines-missing/);
  const { rows } = await desk.db.pool.query(
    'select count(*)::int as n, sum(total_fen)::int as total from settlement where visit_id = $1',
    [visitId],
  );
  expect(rows).toEqual([{ n: 1, total: 5000 }]);
});

it('lines withdrawn while they are being settled are either settled or withdrawn', async () => {
  for (let round = 0; round < 8; round += 1) {
    const batch = `D${round}`;
    const visitId = await uploaded(batch, 10);
    const withdraw = desk.send('2205', {
      data: { mdtrt_id: visitId, chrg_bchno: batch, psn_no: PERSON_2.psn_no },
    });
    const [settled, withdrawn] = await Promise.all([settle(visitId, batch, 10), withdraw]);
    expect([settled.infcode, withdrawn.infcode].filter((code) => code === 0)).toHaveLength(1);
  }
});
