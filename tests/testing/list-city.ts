import { fileURLToPath } from 'node:url';
import { fundTransferView, receiptsView } from '@gongji/contract';
import { loadDemo } from '@gongji/demo';
import type { CalendarDate } from '@gongji/domain';
import { startServer } from '@gongji/server';
import { putDemoContributions } from '@gongji/server/contribution';
import { DEMO_PASSWORD, putTestUsers } from '@gongji/server/identity/testing';
import { loadPolicyFiles } from '@gongji/server/policy';
import type { Pool } from '@gongji/store';
import { createTestDatabase } from '@gongji/store/testing';
import { expect } from 'vitest';
import { Browser } from './browser.ts';
import {
  putActs,
  putArrears,
  putChanges,
  putCollecting,
  putCounterDay,
  putDuplicates,
  putLevyAudit,
  putListsAndHandovers,
  putNotAssessed,
  putRequestsAndLists,
  putRowsOfInstitutions,
  putUnenrolled,
} from './list-rows.ts';

const POLICIES = fileURLToPath(new URL('../../policies/', import.meta.url));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) as CalendarDate;

export interface ListCity {
  readonly owner: Pool;
  readonly signedIn: (role: string) => Promise<Browser>;
  /** A transfer of receipts into the fund. */
  readonly transferId: string;
  readonly stop: () => Promise<void>;
}

/** A city in which every list with a file has rows. */
export async function startListCity(): Promise<ListCity> {
  const db = await createTestDatabase();
  const { owner } = db;
  await loadDemo(owner, { persons: 200, asOf: today });
  await putTestUsers(owner);
  await putDemoContributions({ pool: db.pool, policies: loadPolicyFiles(POLICIES), asOf: today });
  const server = await startServer({ connectionString: db.connectionString, port: 0 });
  const signedIn = async (role: string): Promise<Browser> => {
    const browser = new Browser(server.url);
    await browser.ask('POST', '/api/session', { account: `demo.${role}`, password: DEMO_PASSWORD });
    return browser;
  };
  const [finance, clerk] = [await signedIn('finance'), await signedIn('clerk')];
  await putReceipts(finance);
  await putCoveredTwice(owner);
  await made(clerk, '/api/findings/search', {});
  await putDeceased(owner);
  const transfer = {
    scheme: 'employee',
    fund: 'pooledFund',
    upTo: today,
    movedOn: today,
    bankSerial: 'HZ-1',
  };
  const { transferId } = await finance.ok(fundTransferView, 'POST', '/api/fund-transfers', transfer);
  await putRowsOfInstitutions({ owner, today, signedIn });
  await putActs(owner);
  await putLevyAudit(owner);
  await putUnenrolled(owner);
  await putNotAssessed(owner);
  await putDuplicates(owner);
  await putCollecting(owner);
  await putArrears(owner);
  await putCounterDay(owner, clerk);
  await putRequestsAndLists({ owner, today, signedIn });
  await putListsAndHandovers(owner, await signedIn('employer'));
  await putChanges(owner);
  const stop = async (): Promise<void> => {
    await server.stop();
    await db.drop();
  };
  return { owner, signedIn, transferId, stop };
}

/** Two receipts, and of one of them two refunds. */
async function putReceipts(finance: Browser): Promise<void> {
  for (const [serial, amountFen, payerName] of [
    ['LIST-1', 1_234, '=甲单位'],
    ['LIST-2', 99_900, '乙单位'],
  ])
    await made(finance, '/api/receipts', { source: 'finance', serial, amountFen, payerName, paidOn: today });
  const { items } = await finance.ok(receiptsView, 'GET', '/api/receipts?q=LIST-2');
  for (const amountFen of [500, 700])
    await made(finance, `/api/receipts/${items[0]?.receiptId}/refunds`, {
      ...{
        amountFen,
        reason: '重复缴费',
        payeeName: `收款人${amountFen}`,
        payeeAccount: '6222020200011122333',
      },
      payeeBank: '某银行',
    });
}

/** Two who are covered as employees already. */
async function putCoveredTwice(owner: Pool): Promise<void> {
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     select region_code, person_id, 'resident', '390', '2020-01-01', '2020-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'
       from coverage where scheme = 'employee' and covered_to is null
        and person_id not in (select person_id from coverage where scheme = 'resident') order by person_id limit 2`,
  );
}

/** Three who died: an open account with 300.00 and a cover that goes on; a closed one with 5.00 again; none at all. */
async function putDeceased(owner: Pool): Promise<void> {
  await owner.query(`delete from personal_account where person_id = 33`);
  await owner.query(`insert into personal_account (region_code, person_id) select region_code, person_id from person
    where person_id in (31, 32) on conflict do nothing`);
  await owner.query(`update person set status = 'dead', died_on = case person_id when 31 then date '2026-03-01'
    when 32 then '2026-04-01' else '2026-05-01' end where person_id in (31, 32, 33)`);
  await owner.query(`update coverage set covered_to = '2026-04-01' where person_id = 32`);
  await owner.query(`delete from coverage where person_id in (31, 33)`);
  await owner.query(
    `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, tier, unit_id, payer_kind)
     select region_code, person_id, 'resident', '390', '2020-01-01', '2020-01-01', '15', 'adult', 'tier1', 990101001001, 'resident'
       from person where person_id = 31`,
  );
  await owner.query(`update personal_account set balance_fen = 30000 where person_id = 31`);
  await owner.query(`update personal_account set balance_fen = 500, status = 'closed', closed_on = '2026-05-01',
    closed_reason = 'death' where person_id = 32`);
  await owner.query(
    `insert into account_movement (region_code, person_id, movement_id, entry_id, kind, amount_fen, balance_fen, moved_at)
     values ('990100', 32, 9101, 9101, 'withdrawal', -7500, 2500, '2026-05-01T10:00:00+08:00'),
            ('990100', 32, 9102, 9101, 'inheritance', -2500, 0, '2026-05-01T10:00:00+08:00'),
            ('990100', 32, 9103, 9103, 'correction', 500, 500, '2026-05-02T10:00:00+08:00')`,
  );
  await owner.query(
    `insert into account_request (region_code, person_id, request_id, kind, amount_fen, detail, reason, requested_by, requested_at,
        decided_by, decided_at, approved)
     values ('990100', 32, 9101, 'closing', 10000, '{"closedReason":"death","payees":[{"to":"bank","name":"李小红",
        "relation":"child","bankName":"某银行","bankAccount":"6222020200011122333","amountFen":7500},
        {"to":"account","name":"王明","relation":"child","psnNo":"99010000000000000031","amountFen":2500}]}', '死亡', 'demo.clerk', now(), 'demo.reviewer', now(), true)`,
  );
}

async function made(browser: Browser, path: string, body: unknown): Promise<void> {
  const answer = await browser.ask('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200);
}
