import { date } from '@gongji/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bill,
  CLINIC,
  createWorld,
  ENDED,
  expectKind,
  fundFen,
  HOSPITAL,
  line,
  message,
  SUSPENDED,
  settleRequest,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const settle = (personId: string, yuan: number, change = {}) =>
  world.service.settle(settleRequest(bill(personId, yuan, change)));

describe('settle', () => {
  it('pays the policy’s part and writes settlement, counters, entry, effect and audit', async () => {
    const personId = await world.person();
    const { settled } = expectKind(await settle(personId, 1000), 'settled');
    // 1000 − 300 = 700; × 80 % = 560; person 440
    expect(fundFen(settled)).toBe(56_000);
    expect(settled.assessment.cashFen).toBe(44_000);
    expect(settled.assessment.deductibleFen).toBe(30_000);
    const { rows } = await world.db.pool.query(
      `select s.sequence, s.fund_fen, s.total_fen, c.version, c.counters, e.state, e.reply, p.debit_account, p.credit_account, p.amount_fen
         from settlement s join counter_state c using (person_id, scheme)
         join message_effect e on e.settlement_id = s.settlement_id
         join posting p on p.person_id = s.person_id and p.entry_id = s.settlement_id
        where s.settlement_id = $1`,
      [settled.settlementId],
    );
    expect(rows).toEqual([
      {
        sequence: '1',
        fund_fen: '56000',
        total_fen: '100000',
        version: '1',
        counters: { 'deductibleYear||2026': 30_000, 'paidYear||2026': 56_000 },
        state: 'done',
        reply: { setl_id: settled.settlementId, fund: 56_000, balc: 0 },
        debit_account: '990100/employee/fund/pooledFund/expense',
        credit_account: `990100/payable/${HOSPITAL}`,
        amount_fen: '56000',
      },
    ]);
    const audit = await world.db.pool.query('select action, actor from audit_entry where subject = $1', [
      settled.settlementId,
    ]);
    expect(audit.rows).toEqual([{ action: 'settlement.settle', actor: HOSPITAL }]);
  });

  it('goes on from the counters of the bills before', async () => {
    const personId = await world.person();
    await settle(personId, 200);
    const second = expectKind(await settle(personId, 600), 'settled');
    // deductible open 300 − 200 = 100; (600 − 100) × 80 % = 400
    expect(fundFen(second.settled)).toBe(40_000);
    const third = expectKind(await settle(personId, 2000), 'settled');
    // 2000 × 80 % = 1600, but 1000 − 400 = 600 is left of the cap
    expect(fundFen(third.settled)).toBe(60_000);
  });

  it('gives 32 bills of one person at once exactly the cap, in some order', async () => {
    const personId = await world.person();
    const results = await Promise.all(Array.from({ length: 32 }, () => settle(personId, 100)));
    const paid = results.map((r) => fundFen(expectKind(r, 'settled').settled));
    // 3 bills fill the deductible of 300; then 80 a bill until 1000 is reached: 12 bills and 40; the rest get nothing
    expect(paid.reduce((a, b) => a + b)).toBe(100_000);
    expect([...paid].sort((a, b) => b - a)).toEqual([
      ...Array.from({ length: 12 }, () => 8_000),
      4_000,
      ...Array.from({ length: 19 }, () => 0),
    ]);
    const { rows } = await world.db.pool.query(
      'select sequence::int from settlement where person_id = $1 order by sequence',
      [personId],
    );
    expect(rows.map((r) => r.sequence)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1));
  });

  it('draws on the own account first, then on relatives’ in order, and keeps balances exact', async () => {
    const mother = await world.person({ account: 50 });
    const father = await world.person({ account: 500 });
    const personId = await world.person({ account: 100, shares: [mother, father] });
    const { settled } = expectKind(await settle(personId, 500, { account: 'own-and-family' }), 'settled');
    // (500 − 300) × 80 % = 160; person 340 = own 100 + mother 50 + father 190
    expect(settled.assessment).toMatchObject({ accountFen: 10_000, familyAccountFen: 24_000, cashFen: 0 });
    expect(settled.accountBalanceFen).toBe(0);
    const { rows } = await world.db.pool.query(
      'select person_id, balance_fen from personal_account where person_id = any($1) order by balance_fen',
      [[mother, father]],
    );
    expect(rows).toEqual([
      { person_id: mother, balance_fen: '0' },
      { person_id: father, balance_fen: '31000' },
    ]);
  });

  it('never spends an account twice when relatives use it at the same moment', async () => {
    const owner = await world.person({ account: 100 });
    const users = await Promise.all(Array.from({ length: 8 }, () => world.person({ shares: [owner] })));
    const results = await Promise.all(users.map((u) => settle(u, 30, { account: 'own-and-family' })));
    const spent = results.map((r) => expectKind(r, 'settled').settled.assessment.familyAccountFen);
    // 30 yuan each, all within the deductible: 30 + 30 + 30 + 10 of 100, then nothing
    expect([...spent].sort((a, b) => b - a)).toEqual([3_000, 3_000, 3_000, 1_000, 0, 0, 0, 0]);
  });

  it('answers the same message with the stored reply, whenever and however often it comes', async () => {
    const personId = await world.person();
    const request = settleRequest(bill(personId, 1000));
    const results = await Promise.all(Array.from({ length: 5 }, () => world.service.settle(request)));
    expect(results.filter((r) => r.kind === 'settled')).toHaveLength(1);
    const first = expectKind(results.find((r) => r.kind === 'settled') ?? (results[0] as never), 'settled');
    for (const other of results.filter((r) => r.kind === 'replayed'))
      expect(other).toEqual({ kind: 'replayed', reply: first.reply });
    expect(results.filter((r) => r.kind === 'replayed')).toHaveLength(4);
    const { rows } = await world.db.pool.query(
      'select count(*)::int as n from settlement where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('refuses another body under a message id already used', async () => {
    const personId = await world.person();
    const first = settleRequest(bill(personId, 1000));
    await world.service.settle(first);
    const other = settleRequest(bill(personId, 999), { message: message('other', first.message.msgid) });
    const conflict = expectKind(await world.service.settle(other), 'conflict');
    expect(conflict.rejections.map((r) => r.code)).toEqual(['message-conflict']);
  });
});

describe('preview', () => {
  it('says what settle would pay and writes nothing', async () => {
    const personId = await world.person({ account: 100 });
    const request = bill(personId, 1000, { account: 'own' });
    const preview = expectKind(await world.service.preview(request), 'previewed');
    expect(fundFen(preview)).toBe(56_000);
    expect(preview).toMatchObject({ clrType: '11', accountBalanceFen: 0 });
    const { settled } = expectKind(await world.service.settle(settleRequest(request)), 'settled');
    expect(settled.assessment).toEqual(preview.assessment);
  });
});

describe('rejections', () => {
  const codes = async (personId: string, change: object, yuan = 100) => {
    const result = expectKind(await settle(personId, yuan, change), 'rejected');
    return result.rejections.map((r) => r.code);
  };

  it.each([
    ['no-coverage', {}, { insutype: '390' }],
    ['waiting-period', { benefitFrom: '2026-07-01' }, {}],
    ['coverage-suspended', { status: '2' }, {}],
    ['benefit-ended', { benefitTo: '2026-06-09' }, {}],
    ['institution-unknown', {}, { institutionCode: 'H000' }],
    ['institution-not-in-agreement', {}, { institutionCode: ENDED }],
    ['institution-suspended', {}, { institutionCode: SUSPENDED }],
    ['dates-reversed', {}, { startedOn: date('2026-06-11') }],
    ['ends-in-future', {}, { endedOn: date('2026-06-16') }],
    ['bill-empty', {}, { lines: [], totalFen: 0 }],
    ['line-amount-invalid', {}, { lines: [{ ...line(100), amountFen: -1 }] }],
    ['total-mismatch', {}, { lines: [line(99)] }],
    ['chronic-approval-missing', {}, { diseaseCode: 'M03900' }],
    ['no-policy', {}, { startedOn: date('2025-06-10'), endedOn: date('2025-06-10') }],
  ])('refuses with %s', async (code, wish, change) => {
    expect(await codes(await world.person(wish), change)).toEqual([code]);
  });

  it('names the first day that is covered', async () => {
    const personId = await world.person({ benefitFrom: '2026-07-01' });
    const { rejections } = expectKind(await settle(personId, 100), 'rejected');
    expect(rejections[0]?.message.en).toContain('2026-07-01');
  });

  it('refuses a person nobody knows', async () => {
    expect(await codes('1', {})).toEqual(['person-unknown']);
  });

  it('returns all reasons at once, in order of precedence', async () => {
    const personId = await world.person({ status: '2', benefitFrom: '2026-07-01' });
    expect(
      await codes(personId, { institutionCode: SUSPENDED, lines: [line(99)], diseaseCode: 'M03900' }),
    ).toEqual([
      'coverage-suspended',
      'waiting-period',
      'institution-suspended',
      'total-mismatch',
      'chronic-approval-missing',
    ]);
  });

  it('leaves no trace: the same message settles once the reason is gone', async () => {
    const personId = await world.person({ status: '2' });
    const request = settleRequest(bill(personId, 1000));
    expectKind(await world.service.settle(request), 'rejected');
    await world.db.owner.query(`update coverage set status = '1' where person_id = $1`, [personId]);
    expectKind(await world.service.settle(request), 'settled');
  });

  it('pays a chronic disease with an approval in force', async () => {
    const personId = await world.person({ scheme: 'resident', chronic: ['M03900'] });
    const change = { insutype: '390', medType: '14', diseaseCode: 'M03900', institutionCode: CLINIC };
    const { settled } = expectKind(await settle(personId, 100, change), 'settled');
    // 100 × 60 %
    expect(fundFen(settled)).toBe(6_000);
  });
});
