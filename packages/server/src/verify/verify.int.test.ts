import { date } from '@gongji/domain';
import { fundTotals, rollUpFunds, rollUpSettled, settledTotal } from '@gongji/store/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bill,
  createWorld,
  expectKind,
  reverseRequest,
  settleRequest,
  type World,
} from '../settlement/testing/world.ts';
import { verifyBooks } from './verify.ts';

let world: World;
let personId: string;
/** Settlements of the person, oldest first: a deductible, a bill that used the account, one reversed, its reversal … */
let ids: readonly string[];

beforeAll(async () => {
  // One lane writes one audit chain, so that the tests can say which entry they damage.
  world = await createWorld({ lanes: 1 });
  const owner = await world.person({ account: 50 });
  personId = await world.person({ account: 100, shares: [owner] });
  for (const yuan of [300, 500, 400]) await settle(personId, yuan, { account: 'own-and-family' });
  const head = await world.person({ scheme: 'resident' });
  const child = await world.person({ scheme: 'resident', familyId: head });
  for (const id of [head, child]) await settle(id, 200, { insutype: '390' });
  const { rows } = await world.db.pool.query<{ settlement_id: string }>(
    'select settlement_id from settlement where person_id = $1 order by sequence',
    [personId],
  );
  ids = rows.map((r) => r.settlement_id);
  expectKind(await world.service.reverse(reverseRequest(personId, ids[0] ?? '')), 'reversed');
  await rollUpFunds(world.db.pool);
  await settle(personId, 100);
});
afterAll(() => world.close());

async function settle(id: string, yuan: number, change = {}) {
  return expectKind(await world.service.settle(settleRequest(bill(id, yuan, change))), 'settled');
}

const verify = () => verifyBooks(world.db.owner, { outcomes: true, pageSize: 2 });

/** Damages the books inside a transaction's reach of `verify`, looks, and repairs them again. */
async function damaged(sql: string, values: readonly unknown[], repair: string) {
  const { rowCount } = await world.db.owner.query(sql, [...values]);
  expect(rowCount).toBe(1);
  const report = await verify();
  await world.db.owner.query(repair, [...values]);
  return report.differences;
}

describe('verify', () => {
  it('finds nothing wrong in books that only the program wrote', async () => {
    const report = await verify();
    expect(report.differences).toEqual([]);
    // person: 3 bills, a reversal, a recompute pair, a last bill; household: 2 bills
    expect(report).toMatchObject({ settlements: 9, auditEntries: 9, persons: 4 });
  });

  it.each([
    [
      'counters',
      `update counter_state set counters = counters || '{"paidYear||2026": 1}' where person_id = $1`,
    ],
    [
      'family-counters',
      `update counter_state set counters = counters || '{"family:x": 1}' where person_id = $1`,
    ],
  ])('names the person whose %s are not the sum of the settlements', async (check, sql) => {
    const { rows } = await world.db.owner.query('select counters from counter_state where person_id = $1', [
      personId,
    ]);
    await world.db.owner.query(sql, [personId]);
    const report = await verify();
    await world.db.owner.query('update counter_state set counters = $2 where person_id = $1', [
      personId,
      rows[0]?.counters,
    ]);
    expect(report.differences).toMatchObject([{ check, personId }]);
  });

  it('totals of settlements are the same before and after they are rolled up, and later ones are added', async () => {
    const { pool } = world.db;
    const { rows } = await pool.query<{ sum: string }>(
      'select sum(fund_fen + account_fen + family_account_fen) as sum from settlement',
    );
    expect(await settledTotal(pool, '9901%')).toBe(rows[0]?.sum);
    // An hour ahead: all that is there counts as ended. Two processes at once add it once.
    const ahead = new Date(Date.now() + 3_600_000);
    await Promise.all([rollUpSettled(pool, ahead), rollUpSettled(pool, ahead)]);
    const rolled = await pool.query('select settled_fen from settled_rollup');
    expect(rolled.rows).toEqual([{ settled_fen: rows[0]?.sum }]);
    expect(await settledTotal(pool, '9901%')).toBe(rows[0]?.sum);
    expect(await settledTotal(pool, '9902%')).toBe('0');
    expect((await verify()).differences).toEqual([]);
  });

  it.each([
    ['account', 'personal_account', 'balance_fen', 'person_id = $1'],
    ['digest', 'settlement', 'deductible_fen', 'person_id = $1 and sequence = 2'],
    ['identity', 'settlement', 'fund_fen', 'person_id = $1 and sequence = 2', 'cash_fen'],
    ['mirror', 'settlement', 'deductible_fen', `person_id = $1 and kind = 'reversal' and cause = 'provider'`],
    ['outcome', 'settlement', 'deductible_fen', 'person_id = $1 and sequence = 3'],
    [
      'entry',
      'posting',
      'amount_fen',
      'person_id = $1 and entry_id = (select max(entry_id) from posting where person_id = $1)',
    ],
    [
      'trial-balance',
      'fund_rollup',
      'debit_fen',
      `$1 <> '0' and account = '990100/employee/fund/pooledFund/expense'`,
    ],
    ['trial-balance', 'settled_rollup', 'settled_fen', `$1 <> '0'`],
    [
      'movement',
      'account_movement',
      'amount_fen',
      `person_id = $1 and kind = 'spend' and settlement_id = (
        select min(settlement_id) from account_movement where person_id = $1 and kind = 'spend')`,
    ],
  ])('finds a changed %s', async (check, table, column, where, balanced?: string) => {
    const by = (sign: string) =>
      `update ${table} set ${column} = ${column} ${sign} 1${
        balanced === undefined ? '' : `, ${balanced} = ${balanced} ${sign === '+' ? '-' : '+'} 1`
      } where ${where}`;
    const differences = await damaged(by('+'), [personId], by('-'));
    expect(differences.map((d) => d.check)).toContain(check);
  });

  it.each([
    [
      'entry',
      'posting',
      `person_id = $1 and line_no = 1 and entry_id = (select max(entry_id) from posting where person_id = $1)`,
    ],
    [
      'message',
      'message_effect',
      'person_id = $1 and settlement_id = (select max(settlement_id) from settlement where person_id = $1)',
    ],
    ['audit-chain', 'audit_entry', '$1 <> 0 and position = 3'],
    ['orphan-movement', 'settlement', 'person_id = $1 and sequence = 1'],
  ])('finds a missing row (%s)', async (check, table, where) => {
    await world.db.owner.query(
      `create table kept as select * from ${table} where ${where.replaceAll('$1', personId)}`,
    );
    const differences = await damaged(
      `delete from ${table} where ${where.replaceAll('$1', personId)} and $1 = $1`,
      [personId],
      `with back as (insert into ${table} select * from kept) select $1`,
    );
    await world.db.owner.query('drop table kept');
    expect(differences.map((d) => d.check)).toContain(check);
  });

  it.each([
    [
      'audit-chain',
      `update audit_entry set actor = actor || 'x' where position = 2`,
      `update audit_entry set actor = rtrim(actor, 'x') where position = 2`,
    ],
    [
      'audit-chain',
      'update audit_head set position = position + 1',
      'update audit_head set position = position - 1',
    ],
    [
      'message',
      `update message_effect set settlement_id = settlement_id + 1 where settlement_id = (select max(settlement_id) from message_effect)`,
      `update message_effect set settlement_id = settlement_id - 1 where settlement_id = (select max(settlement_id) from message_effect)`,
    ],
    [
      'sequence',
      'update counter_state set version = version - 100 where version = 7',
      'update counter_state set version = version + 100 where version = -93',
    ],
  ])('finds tampering: %s', async (check, sql, repair) => {
    const differences = await damaged(sql, [], repair);
    expect(differences.map((d) => d.check)).toContain(check);
  });

  it('is clean again after all repairs, and names the settlement it found', async () => {
    expect((await verify()).differences).toEqual([]);
    const id = ids[1] ?? '';
    const change = (invoice: string) =>
      world.db.owner.query(`update settlement set reason = $2 where settlement_id = $1`, [id, invoice]);
    await change('changed');
    const { differences } = await verify();
    await change('');
    expect(differences).toMatchObject([{ check: 'digest', personId, settlementId: id }]);
  });
});

describe('fundTotals', () => {
  it('includes what is not rolled up yet and does not change when it is', async () => {
    const totals = () => fundTotals(world.db.pool, '990100', date('2026-06-15'), date('2026-06-15'));
    const before = await totals();
    await rollUpFunds(world.db.pool);
    expect(await totals()).toEqual(before);
    // head 200 × 50 % + child 200 × 50 % = 200
    expect(before).toContainEqual({
      account: '990100/resident/fund/pooledFund/expense',
      debitFen: 20_000,
      creditFen: 0,
    });
  });
});
