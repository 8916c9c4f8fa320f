import { setTimeout as sleep } from 'node:timers/promises';
import { verifyBooks } from '@gongji/server/verify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';
import { type Attempt, ask, openPharmacies, type Pharmacies, settlementId } from './purchases.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform(300);
});
afterAll(() => platform.stop());

/** Lets pharmacies settle, kills something in the middle, and returns what they sent. */
async function settleThrough(fault: () => Promise<void>): Promise<readonly Attempt[]> {
  const pharmacies: Pharmacies = await openPharmacies(platform.url, 16, 30);
  const load = pharmacies.start();
  const accepted = () => load.attempts.filter((a) => a.outcome.kind === 'accepted').length;
  while (accepted() < 60) await sleep(20);
  await fault();
  await load.stop();
  pharmacies.close();
  return load.attempts;
}

async function nothingLostNothingTwice(attempts: readonly Attempt[]): Promise<void> {
  const accepted = attempts.filter((a) => a.outcome.kind === 'accepted');
  const unknown = attempts.filter((a) => a.outcome.kind === 'unknown');
  expect(accepted.length).toBeGreaterThan(16);
  expect(unknown.length).toBeGreaterThan(0);
  // What was acknowledged is there, with the same number, also when it is asked for again.
  const again = await Promise.all(accepted.slice(-40).map((a) => ask(a, platform.url())));
  expect(again.map(settlementId)).toEqual(accepted.slice(-40).map((a) => settlementId(a.outcome)));
  // What is unknown is settled by repeating it: a number each, no matter what had happened before.
  const answers = await Promise.all(unknown.slice(0, 60).map((a) => ask(a, platform.url())));
  const repeated = answers.map(settlementId);
  expect(new Set(repeated).size).toBe(repeated.length);
  const ids = [...accepted.map((a) => settlementId(a.outcome)), ...repeated];
  const { rows } = await platform
    .owner()
    .query<{ n: number }>(
      'select count(*)::int as n from settlement where settlement_id = any($1::bigint[])',
      [ids],
    );
  expect(rows).toEqual([{ n: ids.length }]);
  const twice = await platform
    .owner()
    .query(
      'select medins_setl_id from settlement group by institution_code, medins_setl_id having count(*) > 1',
    );
  expect(twice.rows).toEqual([]);
  const report = await verifyBooks(platform.owner(), { outcomes: true });
  expect(report.differences).toEqual([]);
  expect(report.settlements).toBeGreaterThanOrEqual(ids.length);
}

test('kill -9 of the server under load: nothing acknowledged is lost, nothing happens twice', async () => {
  await nothingLostNothingTwice(await settleThrough(() => platform.killServer()));
});

test('kill -9 of PostgreSQL under load: nothing acknowledged is lost, nothing happens twice', async () => {
  await nothingLostNothingTwice(await settleThrough(() => platform.killDatabase()));
});
