import { refusedBillsOf } from '@gongji/store/settlement';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Desk, openDesk, PHARMACY } from '../provider-interface/testing/desk.ts';
import { PERSON_1, purchase } from '../provider-interface/testing/messages.ts';
import { createSettlementService } from '../settlement/index.ts';
import { settleLate } from './refused-bills.ts';

/** A pharmacy’s purchases have a visit of their own for each message, which goes when it is refused. */
let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const send = (infno: string, input: unknown) => desk.send(infno, input, { institution: PHARMACY });

it('pays a purchase once that was refused twice, sent again, reversed and settled after all', async () => {
  const { pool, owner, newId } = desk.db;
  await owner.query(
    `insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, periods, clause, policy_version, made_by, made_at)
     select region_code, person_id, 1, 'employee', '2026-05-01', '2026-03', 'D12', '1', 'run', '2026-05-01' from person where psn_no = $1`,
    [PERSON_1.psn_no],
  );
  for (const retry of [1, 2])
    expect((await send('2102', purchase())).err_msg, String(retry)).toContain('benefits-suspended');
  // As if the arrears had been paid without a gap.
  await owner.query('delete from benefit_suspension');
  const { rows: kept } = await owner.query('select person_id, refused_id from refused_bill');
  const personId: string = kept[0].person_id;
  const refusedIds = kept.map(({ refused_id }) => refused_id);
  const now = () => new Date('2026-05-10T11:00:00+08:00');
  const settlement = createSettlementService({ pool, newId, now });
  const late = () => settleLate({ pool, settlement, now }, { personId, refusedIds, actor: 'reviewer' });
  const states = async () => (await refusedBillsOf(pool, personId, refusedIds)).map(({ state }) => state);
  expect(await states()).toEqual(['possible', 'possible']);
  const again = await send('2102', purchase());
  expect(again.infcode, again.err_msg).toBe(0);
  expect(await states()).toEqual(['settled', 'settled']);
  expect(await late()).toEqual({ bills: 0 });
  const { setl_id, mdtrt_id } = again.output.setlinfo;
  const reversed = await send('2103', { data: { setl_id, mdtrt_id, psn_no: PERSON_1.psn_no } });
  expect(reversed.infcode, reversed.err_msg).toBe(0);
  expect(await states()).toEqual(['possible', 'possible']);
  // Read together, the second is still found to be the first when its turn comes.
  await expect(late()).rejects.toThrow('refused-bill-settled');
  expect(await states()).toEqual(['settled', 'settled']);
  expect(await late()).toEqual({ bills: 0 });
  for (const infno of ['2101', '2102'])
    expect((await send(infno, purchase())).err_msg).toContain('bill-settled-late');
  const { rows: visits } = await pool.query('select visit_id from visit where visit_id <> $1', [mdtrt_id]);
  expect(visits).toEqual([]);
  await settlement.close();
});

it('refuses a purchase that is sent again after a review has reversed it, before and after it has come back', async () => {
  const { pool, owner } = desk.db;
  const settlement = createSettlementService({ pool, newId: desk.db.newId });
  const purchased = () => ({
    ...purchase(),
    druginfo: { ...purchase().druginfo, begntime: '2026-05-09 10:00:00' },
  });
  const first = await send('2102', purchased());
  expect(first.infcode, first.err_msg).toBe(0);
  const { rows } = await pool.query('select person_id from person where psn_no = $1', [PERSON_1.psn_no]);
  const commit = { reason: 'act 1', actor: 'reviewer' };
  const review = () => settlement.review({ personId: rows[0].person_id, scheme: 'employee', commit });
  const told = async (infno: string) => (await send(infno, purchased())).err_msg;
  await owner.query(
    `insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, periods, clause, policy_version, made_by, made_at)
     select region_code, person_id, 2, 'employee', '2026-05-09', '2026-03', 'D12', '1', 'run', now() from person where psn_no = $1`,
    [PERSON_1.psn_no],
  );
  await review();
  await owner.query('delete from benefit_suspension');
  for (const infno of ['2101', '2102']) expect(await told(infno)).toContain('bill-comes-back');
  await review();
  for (const infno of ['2101', '2102']) expect(await told(infno)).toContain('bill-settled-late');
  await settlement.close();
});
