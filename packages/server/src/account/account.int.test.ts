import type { AccountRequestBody, ConsentBody } from '@gongji/contract';
import { date, fen } from '@gongji/domain';
import { rollUpFunds } from '@gongji/store/ledger';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../rest/answer.ts';
import { type Caller, callerOfClient } from '../rest/caller.ts';
import { createSettlementService, type RunningSettlementService } from '../settlement/service.ts';
import {
  bill,
  createWorld,
  expectKind,
  reverseRequest,
  settleRequest,
  TODAY,
  type World,
} from '../settlement/testing/world.ts';
import { verifyBooks } from '../verify/index.ts';
import { account } from './account-view.ts';
import { decideAccount } from './decide.ts';
import type { AccountDeps } from './deps.ts';
import { requestAccount } from './requests.ts';
import { revokeSharing, shareAccount } from './sharing.ts';

let world: World;
let other: RunningSettlementService;
let deps: AccountDeps;
let clerk: Caller;
let reviewer: Caller;

beforeAll(async () => {
  world = await createWorld();
  other = createSettlementService({ pool: world.db.pool, newId: world.db.newId, now: () => TODAY });
  deps = { pool: world.db.pool, newId: world.db.newId, now: () => TODAY };
  clerk = caller('clerk', 'account.share');
  reviewer = caller('reviewer', 'account.decide');
});
afterAll(async () => {
  await other.close();
  await world.close();
});

function caller(role: 'clerk' | 'reviewer', action: 'account.share' | 'account.decide'): Caller {
  const client = {
    clientId: role,
    name: role,
    role,
    regionCode: '990100',
    institutionCode: null,
    unitId: null,
  };
  const found = callerOfClient(client, action);
  if (found === undefined) throw new Error(`${role} may not ${action}`);
  return found;
}

const codes = (answer: Answer<unknown>) =>
  answer.kind === 'problem' ? answer.errors.map((e) => e.code).sort() : answer.kind;
const done = <T>(answer: Answer<T>): T => {
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.body;
};
const consent = (relativeNo: string, change: Partial<ConsentBody> = {}): ConsentBody => ({
  relativeNo,
  relativeName: '测试',
  relation: 'spouse',
  validFrom: date('2026-06-15'),
  proofNo: '',
  ...change,
});
const ask = (personId: string, body: AccountRequestBody) => requestAccount(deps, clerk, `~${personId}`, body);
const decide = (requestId: string, approved = true, who = reviewer) =>
  decideAccount(deps, who, requestId, { approved, note: '' });
const words = { reason: '测试事由', proofNo: 'Z1' };
const balance = async (personId: string) =>
  done(await account(deps, clerk, `~${personId}`)).account?.balanceFen;
const spend = (personId: string, yuan: number, service = world.service) =>
  service.settle(settleRequest(bill(personId, yuan, { account: 'own-and-family' })));
const heir = (psnNo: string, amountFen: number) =>
  ({ to: 'account', name: '测试', psnNo, relation: 'child', amountFen: fen(amountFen) }) as const;
const bank = (amountFen: number) =>
  ({
    to: 'bank',
    name: '测试',
    certNo: '1',
    relation: 'child',
    amountFen: fen(amountFen),
    bankName: '示范银行',
    bankAccount: '62000000000000',
  }) as const;
const verified = async () => {
  await rollUpFunds(world.db.pool);
  return (await verifyBooks(world.db.owner)).differences;
};
const endCover = (personId: string) =>
  world.db.owner.query(
    `update coverage set status = '4', covered_to = '2026-06-14', benefit_to = '2026-06-14' where person_id = $1`,
    [personId],
  );

describe('家庭共济', () => {
  test('pays up to the cap over the whole consent, and a reversal gives the cap back', async () => {
    const owner = await world.person({ account: 500 });
    const user = await world.person();
    done(await shareAccount(deps, clerk, `~${owner}`, consent(user, { capFen: fen(10_000) })));
    // Below the deductible of 300.00 the account pays all: 80.00, then the rest of the cap, 20.00 of 50.00.
    const first = expectKind(await spend(user, 80), 'settled').settled;
    expect(first.assessment.familyAccountFen).toBe(8_000);
    const second = expectKind(await spend(user, 50), 'settled').settled;
    expect([second.assessment.familyAccountFen, second.assessment.cashFen]).toEqual([2_000, 3_000]);
    expectKind(await world.service.reverse(reverseRequest(user, second.settlementId)), 'reversed');
    const third = expectKind(await spend(user, 10), 'settled').settled;
    expect(third.assessment.familyAccountFen).toBe(1_000);
    // 500.00 − 80.00 − 10.00 = 410.00
    expect(await balance(owner)).toBe(41_000);
    const view = done(await account(deps, clerk, `~${owner}`));
    expect(view.consents).toMatchObject([
      { direction: 'given', capFen: 10_000, usedFen: 9_000, state: 'live' },
    ]);
  });

  test('all reasons against a consent are told at once', async () => {
    const owner = await world.person({ account: 1 });
    const poor = await world.person();
    const uncovered = await world.person();
    await endCover(uncovered);
    const wrong = consent(uncovered, { validFrom: date('2026-06-14'), validTo: date('2026-06-01') });
    const share = (who: string, body: ConsentBody) => shareAccount(deps, clerk, `~${who}`, body);
    expect(codes(await share(poor, { ...wrong, validFrom: date('2026-06-16') }))).toEqual([
      'account-missing',
      'consent-period',
      'relative-uncovered',
    ]);
    expect(codes(await share(owner, consent('no such number')))).toEqual(['relative-unknown']);
    expect(codes(await share(owner, consent(poor, { relativeName: '别名' })))).toEqual(['relative-unknown']);
    expect(codes(await share(owner, consent(owner)))).toEqual(['relative-self']);
    done(await share(owner, consent(poor)));
    expect(codes(await share(owner, consent(poor, { validFrom: date('2026-12-01') })))).toEqual([
      'consent-overlaps',
    ]);
    expect(codes(await share('0', consent(poor)))).toEqual([]);
    const none = { relative: `~${poor}`, validFrom: date('2026-01-01') };
    expect(codes(await revokeSharing(deps, clerk, `~${owner}`, none))).toEqual(['consent-unknown']);
  });

  test('a consent taken back pays nothing more, also while bills are being settled', async () => {
    const owner = await world.person({ account: 1000 });
    const users = await Promise.all(Array.from({ length: 8 }, () => world.person()));
    for (const user of users) done(await shareAccount(deps, clerk, `~${owner}`, consent(user)));
    const bills = users.flatMap((user, i) => [
      spend(user, 10, i % 2 === 0 ? world.service : other),
      spend(user, 10),
    ]);
    const back = users.map((user) =>
      revokeSharing(deps, clerk, `~${owner}`, { relative: `~${user}`, validFrom: date('2026-06-15') }),
    );
    const paid = (await Promise.all(bills)).map(
      (r) => expectKind(r, 'settled').settled.assessment.familyAccountFen,
    );
    for (const answer of await Promise.all(back)) done(answer);
    const sum = paid.reduce((a, b) => a + b, 0);
    expect(await balance(owner)).toBe(100_000 - sum);
    for (const user of users)
      expect(expectKind(await spend(user, 10), 'settled').settled.assessment.familyAccountFen).toBe(0);
    expect(await balance(owner)).toBe(100_000 - sum);
  });

  test('two relatives at once never use more than each may', async () => {
    const owner = await world.person({ account: 1000 });
    const users = await Promise.all([world.person(), world.person()]);
    for (const user of users)
      done(await shareAccount(deps, clerk, `~${owner}`, consent(user, { capFen: fen(5_000) })));
    await Promise.all(
      Array.from({ length: 24 }, (_, i) => spend(users[i % 2] ?? '', 7, i % 3 === 0 ? other : world.service)),
    );
    // Each has 12 bills of 7.00 = 84.00 and a cap of 50.00: 1000.00 − 2 × 50.00 = 900.00
    expect(await balance(owner)).toBe(90_000);
    expect(await verified()).toEqual([]);
  });

  test('what was paid without consent, or beyond a cap, is found by verify', async () => {
    const owner = await world.person({ account: 100 });
    const user = await world.person();
    done(await shareAccount(deps, clerk, `~${owner}`, consent(user, { capFen: fen(5_000) })));
    expectKind(await spend(user, 30), 'settled');
    const change = (set: string) =>
      world.db.owner.query(`update account_sharing set ${set} where owner_person_id = $1`, [owner]);
    await change('cap_fen = 2999');
    expect((await verified()).map((d) => [d.check, d.expected, d.found])).toEqual([
      ['sharing', 'at most 2999', '3000'],
    ]);
    await change("cap_fen = 5000, valid_from = '2026-06-16'");
    expect((await verified()).map((d) => d.check)).toEqual(['sharing']);
    await change("valid_from = '2026-06-15'");
    expect(await verified()).toEqual([]);
  });
});

describe('what is done by hand', () => {
  test('who asks does not decide, and nothing moves before', async () => {
    const personId = await world.person({ account: 100 });
    const asked = done(await ask(personId, { kind: 'correction', amountFen: -2_500, ...words }));
    expect(codes(await ask(personId, { kind: 'correction', amountFen: -1, ...words }))).toEqual([
      'account-request-open',
    ]);
    expect(codes(await decide(asked.requestId, true, { ...reviewer, actor: clerk.actor }))).toEqual([
      'own-request',
    ]);
    expect(await balance(personId)).toBe(10_000);
    expect(done(await decide(asked.requestId))).toMatchObject({ decision: { approved: true } });
    // 100.00 − 25.00
    expect(await balance(personId)).toBe(7_500);
    expect(codes(await decide(asked.requestId))).toEqual(['already-decided']);
    const { rows } = await world.db.pool.query(
      `select debit_account as debit, credit_account as credit, amount_fen as fen from posting p
         join journal_entry e using (person_id, entry_id) where person_id = $1 and entry_kind = 'account-correction'`,
      [personId],
    );
    expect(rows).toEqual([
      {
        debit: '990100/accounts',
        credit: '990100/employee/fund/pooledFund/income/accountCorrection',
        fen: '2500',
      },
    ]);
  });

  test('more than there is cannot be taken, neither when asked nor when decided', async () => {
    const personId = await world.person({ account: 100 });
    expect(codes(await ask(personId, { kind: 'correction', amountFen: -10_001, ...words }))).toEqual([
      'account-short',
    ]);
    const asked = done(await ask(personId, { kind: 'withdrawal', payees: [bank(9_000)], ...words }));
    expectKind(await spend(personId, 20), 'settled');
    expect(codes(await decide(asked.requestId))).toEqual(['account-short']);
    done(await decide(asked.requestId, false));
    expect(await balance(personId)).toBe(8_000);
  });

  test('a frozen account pays no bill and takes a reversal back', async () => {
    const personId = await world.person({ account: 100 });
    const before = expectKind(await spend(personId, 40), 'settled').settled;
    done(await decide(done(await ask(personId, { kind: 'freeze', ...words })).requestId));
    expect(codes(await ask(personId, { kind: 'freeze', ...words }))).toEqual(['account-not-open']);
    expect(expectKind(await spend(personId, 40), 'settled').settled.assessment.accountFen).toBe(0);
    expectKind(await world.service.reverse(reverseRequest(personId, before.settlementId)), 'reversed');
    expect(await balance(personId)).toBe(10_000);
    done(await decide(done(await ask(personId, { kind: 'unfreeze', ...words })).requestId));
    expect(expectKind(await spend(personId, 40), 'settled').settled.assessment.accountFen).toBe(4_000);
  });

  test('an account closes when its cover has ended and every visit is settled, and its money goes to the heirs', async () => {
    const personId = await world.person({ account: 100 });
    const child = await world.person();
    const parts = { kind: 'closing', closedReason: 'death', ...words } as const;
    await world.db.owner.query(
      `insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type, visit_no, begun_at)
       values ('990100', $1, 'V1', 'H99010100001', 'inpatient', 'open', '310', '21', '1', '2026-06-01')`,
      [personId],
    );
    expect(codes(await ask(personId, { ...parts, payees: [bank(4_000), heir('0', 1_000)] }))).toEqual([
      'account-cover-open',
      'account-parts-differ',
      'account-payee-unknown',
      'account-visits-open',
    ]);
    await world.db.owner.query(`update visit set state = 'cancelled' where person_id = $1`, [personId]);
    await endCover(personId);
    // 100.00 = 75.00 by the bank + 25.00 into the child's account
    const asked = done(await ask(personId, { ...parts, payees: [bank(7_500), heir(child, 2_500)] }));
    done(await decide(asked.requestId));
    expect(done(await account(deps, clerk, `~${personId}`)).account).toMatchObject({
      balanceFen: 0,
      status: 'closed',
      closedOn: '2026-06-15',
      closedReason: 'death',
    });
    expect(await balance(child)).toBe(2_500);
    const { rows } = await world.db.pool.query(
      `select sum(case when credit_account like '%/payable/withdrawals' then amount_fen else -amount_fen end) as owed
         from posting where person_id = $1 and '990100/payable/withdrawals' in (credit_account, debit_account)`,
      [personId],
    );
    expect(rows).toEqual([{ owed: '7500' }]);
    expect(await verified()).toEqual([]);
  });

  test('32 bills, corrections and consents of one account at once leave it exact', async () => {
    const personId = await world.person({ account: 100 });
    const corrections = Array.from({ length: 8 }, async () => {
      // One correction at a time may wait; the others are told so and come again.
      for (;;) {
        const asked = await ask(personId, { kind: 'correction', amountFen: 100, ...words });
        if (asked.kind !== 'ok') continue;
        done(await decide(asked.body.requestId));
        return;
      }
    });
    const bills = Array.from({ length: 24 }, (_, i) =>
      spend(personId, 3, i % 2 === 0 ? world.service : other),
    );
    const results = await Promise.all([...bills]);
    await Promise.all(corrections);
    const paid = results.reduce((sum, r) => sum + expectKind(r, 'settled').settled.assessment.accountFen, 0);
    // 24 bills of 3.00 below the deductible: 72.00 from the account; 8 × 1.00 credited: 100.00 − 72.00 + 8.00 = 36.00
    expect(paid).toBe(7_200);
    expect(await balance(personId)).toBe(3_600);
    expect(await verified()).toEqual([]);
  });

  test('the years of an account go from what it opened with to what it holds', async () => {
    const personId = await world.person({ account: 100 });
    expectKind(await spend(personId, 40), 'settled');
    expect(done(await account(deps, clerk, `~${personId}`)).years).toEqual([
      { year: '2026', openingFen: 0, closingFen: 6_000, byKind: { opening: 10_000, spend: -4_000 } },
    ]);
  });
});
