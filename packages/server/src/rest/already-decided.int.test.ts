import { DECIDED_KINDS, type Scope } from '@gongji/store/rest';
import { createTestDatabase, type TestDatabase } from '@gongji/store/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alreadyDecided } from './already-decided.ts';
import type { Caller } from './caller.ts';

/** Refund 5 was agreed to by 李复核 at 10:32 in Beijing and paid by a program; hand-over 6 was taken by 王老师 of school 2. */
let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`
    insert into region values ('990100', '共济市'), ('880100', '别市');
    insert into unit (unit_id, region_code, kind, code, name) values
      (1, '990100', 'community', 'C1', '和平社区'), (2, '990100', 'school', 'S1', '实验小学'), (3, '990100', 'school', 'S2', '第二小学');
    insert into user_account (user_id, account, name, region_code, unit_id, password_hash, password_set_at, created_at, created_by) values
      (1, 'li', '李复核', '990100', null, '', now(), now(), 'x'), (2, 'wang', '王老师', '990100', 2, '', now(), now(), 'x');
    insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on) values ('990100', 9, '9', '某', '9', 'male', '1990-01-01');
    insert into receipt (region_code, receipt_id, source, serial, paid_on, amount_fen, payer_name, entry_id, taken_by, taken_at)
      values ('990100', 4, 'bank', 'B1', '2026-05-01', 100, '某', 3, 'x', now());
    insert into refund (region_code, refund_id, receipt_id, amount_fen, reason, payee_name, payee_account, state, requested_by, requested_at, decided_by, decided_at, paid_by, paid_at, bank_serial)
      values ('990100', 5, 4, 100, '多缴', '某', '1', 'paid', 'x', now(), 'li', '2026-05-11T02:32:00Z', 'client:bank', '2026-05-12T00:00:00Z', 'R1');
    insert into handover (region_code, person_id, handover_id, kind, school_id, community_id, on_day, offered_unit, offered_by, offered_at, state, decided_by, decided_at)
      values ('990100', 9, 6, 'into-school', 2, 1, '2026-09-01', 1, 'x', now(), 'accepted', 'wang', '2026-05-11T02:32:00Z')`);
});
afterAll(() => db.drop());

const AGENCY: Scope = { regionCode: '990100', institutionCode: null, unitId: null, personId: null };
function caller(scope: Scope): Caller {
  const who = { actor: 'me', name: '我', userId: '', roles: [], permissions: {}, session: undefined };
  return { ...who, ...scope, home: scope };
}
async function said(scope: Scope, kind: (typeof DECIDED_KINDS)[number], id: string) {
  const answer = await alreadyDecided(db, caller(scope), kind, id);
  return answer?.kind === 'problem' ? answer.errors.map(({ message }) => message) : undefined;
}

test('a colleague is named, with the time in Beijing; a program by its account', async () => {
  expect(await said(AGENCY, 'refund', '5')).toEqual([
    { zh: '已由李复核于 2026-05-11 10:32 先行办理', en: '李复核 dealt with it at 2026-05-11 10:32' },
  ]);
  expect((await said(AGENCY, 'refund-payment', '5'))?.[0]?.zh).toBe(
    '已由client:bank于 2026-05-12 08:00 先行办理',
  );
});

test('to another unit the decider has no name; to strangers there was no decision', async () => {
  expect((await said({ ...AGENCY, unitId: '2' }, 'handover', '6'))?.[0]?.zh).toContain('王老师');
  expect((await said({ ...AGENCY, unitId: '1' }, 'handover', '6'))?.[0]).toEqual({
    zh: '已由其他经办人员于 2026-05-11 10:32 先行办理',
    en: 'another officer dealt with it at 2026-05-11 10:32',
  });
  expect(await said({ ...AGENCY, unitId: '3' }, 'handover', '6')).toBeUndefined();
  expect(await said({ ...AGENCY, regionCode: '880100' }, 'refund', '5')).toBeUndefined();
  expect(await said({ ...AGENCY, unitId: '2' }, 'refund', '5')).toBeUndefined();
});

test.each(DECIDED_KINDS)('%s: what nobody decided is no conflict', async (kind) => {
  expect(await said(AGENCY, kind, '77')).toBeUndefined();
});
