import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk, PHARMACY } from './testing/desk.ts';
import {
  admission,
  admitted,
  identity,
  outpatientLine,
  PERSON_1,
  PERSON_2,
  purchase,
  registered,
} from './testing/messages.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const pharmacy = { institution: PHARMACY };
const lost = (omsgid: string, oinfno: string, psnNo = PERSON_1.psn_no) => ({
  data: { psn_no: psnNo, omsgid, oinfno },
});

it('2601 undoes a settlement whose reply was lost, and does so once', async () => {
  const msgid = 'P99010100002202605101000001001';
  expect((await desk.send('2102', purchase(), { ...pharmacy, msgid })).infcode).toBe(0);
  const undoId = 'P99010100002202605101000001002';
  const undone = await desk.send('2601', lost(msgid, '2102'), { ...pharmacy, msgid: undoId });
  expect(undone).toMatchObject({ infcode: 0, output: null });
  const { rows } = await desk.db.pool.query('select balance_fen from personal_account where person_id = 1');
  expect(rows).toEqual([{ balance_fen: '50000' }]);
  expect(await desk.send('2601', lost(msgid, '2102'), { ...pharmacy, msgid: undoId })).toEqual(undone);
  const again = await desk.send('2601', lost(msgid, '2102'), pharmacy);
  expect(again.infcode).toBe(-1);
  expect(again.err_msg).toContain('already-reversed');
  const original = await desk.send('2102', purchase(), { ...pharmacy, msgid });
  expect(original).toMatchObject({ infcode: -1, output: null });
  expect(original.err_msg).toContain('message-cancelled');
});

it('2601 for a message that never came closes its number: the late message does nothing', async () => {
  const msgid = 'P99010100002202605101000002001';
  expect((await desk.send('2601', lost(msgid, '2102'), pharmacy)).infcode).toBe(0);
  const late = await desk.send('2102', purchase(), { ...pharmacy, msgid });
  expect(late).toMatchObject({ infcode: -1, output: null });
  expect(late.err_msg).toContain('message-cancelled');
  const { rows } = await desk.db.pool.query(
    'select count(*)::int as n from settlement where medins_setl_id = $1',
    [msgid],
  );
  expect(rows).toEqual([{ n: 0 }]);
});

it('2601 undoes an admission, and closes the number of one that never came', async () => {
  const msgid = desk.nextMsgid();
  await admitted(desk, PERSON_2, '390', msgid);
  expect((await desk.send('2601', lost(msgid, '2401', PERSON_2.psn_no))).infcode).toBe(0);
  // Once more: its stored reply would name a visit that does not stand.
  const again = await desk.send('2401', admission(PERSON_2, '390'), { msgid });
  expect(again).toMatchObject({ infcode: -1, output: null });
  expect(again.err_msg).toContain('message-cancelled');
  const { rows } = await desk.db.pool.query(
    "select count(*)::int as n from visit where person_id = 2 and state <> 'cancelled'",
  );
  expect(rows).toEqual([{ n: 0 }]);
  const visitId = await admitted(desk, PERSON_2, '390');
  expect(visitId).toMatch(/^\d+$/);
  const never = desk.nextMsgid();
  expect((await desk.send('2601', lost(never, '2401'))).infcode).toBe(0);
  const late = await desk.send('2401', admission(PERSON_1, '310'), { msgid: never });
  expect(late.err_msg).toContain('message-cancelled');
});

it('2601 names 2207 and 2207A alike', async () => {
  const visitId = await registered(desk, 'MZ-A');
  const line = outpatientLine(visitId, 'B1', { sn: '1', code: 'XA01', cnt: 1, pric: 15, amount: 15 });
  await desk.send('2204', { feedetail: [line] });
  const msgid = desk.nextMsgid();
  const bill = {
    ...identity(PERSON_1),
    insutype: '310',
    mdtrt_id: visitId,
    med_type: '11',
    chrg_bchno: 'B1',
    medfee_sumamt: 15,
    psn_setlway: '01',
    acct_used_flag: '0',
  };
  expect((await desk.send('2207A', { data: bill }, { msgid })).infcode).toBe(0);
  expect((await desk.send('2601', lost(msgid, '2207'))).infcode).toBe(0);
  expect(
    (await desk.send('2205', { data: { mdtrt_id: visitId, chrg_bchno: 'B1', psn_no: PERSON_1.psn_no } }))
      .infcode,
  ).toBe(0);
});

it('2601 refuses what has its own withdrawal, and persons that are not the message’s', async () => {
  expect((await desk.send('2601', lost('x', '2204'))).err_msg).toContain('not-reversible');
  const msgid = 'P99010100002202605101000003001';
  await desk.send('2102', purchase(), { ...pharmacy, msgid });
  const other = await desk.send('2601', lost(msgid, '2102', PERSON_2.psn_no), pharmacy);
  expect(other.infcode).toBe(-1);
});
