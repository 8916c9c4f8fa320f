import { date, fen } from '@gongji/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBooks } from '../verify/verify.ts';
import type { BillRequest } from './contract.ts';
import {
  bill,
  createWorld,
  expectKind,
  fundFen,
  line,
  reverseRequest,
  settleRequest,
  type World,
} from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({ now: () => new Date('2027-01-05T10:00:00+08:00') });
});
afterAll(() => world.close());

/** 500 yuan on 30 December, 400 yuan on 1 January. */
const overNewYear = (personId: string, change: Partial<BillRequest> = {}) =>
  bill(personId, 900, {
    startedOn: date('2026-12-30'),
    endedOn: date('2027-01-02'),
    lines: [
      { ...line(400, 'new'), on: date('2027-01-01') },
      { ...line(500, 'old'), on: date('2026-12-30') },
    ],
    ...change,
  });

describe('a stay across the benefit year', () => {
  it('is split by the days of its lines and settled as one', async () => {
    const personId = await world.person({ account: 400 });
    const request = overNewYear(personId, { account: 'own' });
    const { settled } = expectKind(await world.service.settle(settleRequest(request)), 'settled');
    // 2026: (500 − 300) × 80 % = 160, person 340; 2027: (400 − 300) × 80 % = 80, person 320; account 400 of 660
    expect(fundFen(settled)).toBe(24_000);
    expect(settled.assessment).toMatchObject({ deductibleFen: 60_000, accountFen: 40_000, cashFen: 26_000 });
    expect(settled.assessment.payments).toEqual([
      { payer: 'pooledFund', fundType: '310100', amountFen: 24_000 },
    ]);
    expect(settled.assessment.lines.map((l) => l.id)).toEqual(['new', 'old']);
    const counters = async () => {
      const { rows } = await world.db.pool.query('select counters from counter_state where person_id = $1', [
        personId,
      ]);
      return rows[0]?.counters;
    };
    expect(await counters()).toEqual({
      'deductibleYear||2026': 30_000,
      'paidYear||2026': 16_000,
      'deductibleYear||2027': 30_000,
      'paidYear||2027': 8_000,
    });
    expectKind(await world.service.reverse(reverseRequest(personId, settled.settlementId)), 'reversed');
    expect(await counters()).toEqual({});
  });

  it('is recomputed in its parts when an earlier bill goes', async () => {
    const personId = await world.person();
    const early = { startedOn: date('2026-06-10'), endedOn: date('2026-06-10') };
    const first = expectKind(
      await world.service.settle(settleRequest(bill(personId, 300, early))),
      'settled',
    );
    const second = expectKind(await world.service.settle(settleRequest(overNewYear(personId))), 'settled');
    // the deductible of 2026 is used up: 500 × 80 % = 400, and 80 for 2027
    expect(fundFen(second.settled)).toBe(48_000);
    const reversed = expectKind(
      await world.service.reverse(reverseRequest(personId, first.settled.settlementId)),
      'reversed',
    );
    expect(reversed.recomputed.map(fundFen)).toEqual([-48_000, 24_000]);
    expect((await verifyBooks(world.db.owner, { outcomes: true })).differences).toEqual([]);
  });

  it('is refused when its first part lies before the policy', async () => {
    const personId = await world.person();
    const change = {
      startedOn: date('2025-12-30'),
      endedOn: date('2026-01-02'),
      lines: [
        { ...line(400, 'new'), on: date('2026-01-01') },
        { ...line(500, 'old'), on: date('2025-12-30') },
      ],
    };
    const result = await world.service.settle(settleRequest(overNewYear(personId, change)));
    expect(expectKind(result, 'rejected').rejections.map((r) => r.code)).toEqual(['no-policy']);
  });

  it('needs the day of every line', async () => {
    const personId = await world.person();
    const lines = [{ ...line(900), amountFen: fen(90_000) }];
    const refused = expectKind(
      await world.service.settle(settleRequest(overNewYear(personId, { lines }))),
      'rejected',
    );
    expect(refused.rejections.map((r) => r.code)).toEqual(['line-day-invalid']);
  });
});
