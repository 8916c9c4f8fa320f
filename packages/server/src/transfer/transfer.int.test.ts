import type { Action, OtherAgency, Role, TransferSheet } from '@gongji/contract';
import { date, fen } from '@gongji/domain';
import { rollUpFunds } from '@gongji/store/ledger';
import { countedPeriods } from '@gongji/store/transfer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../rest/answer.ts';
import { type Caller, callerOfClient } from '../rest/caller.ts';
import { createWorld, TODAY, type World } from '../settlement/testing/world.ts';
import { verifyBooks } from '../verify/index.ts';
import { decideTransfer, transferMoney } from './decide-transfer.ts';
import type { TransferDeps } from './deps.ts';
import { transferSheet, transferSheetFile } from './sheet.ts';
import { startTransfer, transferLetter, withdrawTransfer } from './start.ts';
import { transfers } from './transfer-view.ts';

let world: World;
let deps: TransferDeps;
let clerk: Caller;
let reviewer: Caller;
let finance: Caller;

beforeAll(async () => {
  world = await createWorld();
  deps = { pool: world.db.pool, newId: world.db.newId, now: () => TODAY };
  clerk = caller('clerk', 'transfer.work');
  reviewer = caller('reviewer', 'transfer.decide');
  finance = caller('finance', 'transfer.money');
});
afterAll(() => world.close());

function caller(role: Role, action: Action): Caller {
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
  answer.kind === 'problem' ? answer.errors.map((e) => e.code) : answer.kind;
const done = <T>(answer: Answer<T>): T => {
  if (answer.kind !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.body;
};

const agency: OtherAgency = {
  division: '990200',
  name: '邻市医疗保险服务中心',
  contact: '王',
  phone: '0100-1234567',
  address: '',
  postcode: '',
  bankName: '邻市银行',
  accountName: '邻市医保基金',
  bankAccount: '62000000000000',
};
const papers = ['application', 'identity'] as const;
const start = (
  personId: string,
  direction: 'out' | 'in',
  materials: readonly ('application' | 'identity')[] = papers,
) =>
  startTransfer(deps, clerk, `~${personId}`, {
    direction,
    schemeFrom: 'employee',
    schemeTo: 'employee',
    otherAgency: agency,
    materials: [...materials],
    note: '',
  });
const letter = (id: string, letterNo = '') => transferLetter(deps, clerk, id, { letterNo });
const agree = (id: string, approved = true, who = reviewer) =>
  decideTransfer(deps, who, id, { approved, note: '' });
const endCover = (personId: string, on = '2026-05-31') =>
  world.db.owner.query(
    `update coverage set status = '4', covered_to = $2, benefit_to = $2 where person_id = $1`,
    [personId, on],
  );
/** Months paid before the system, as they were recognised. */
const recognised = (personId: string, scheme: 'employee' | 'resident', to: string, months: number) =>
  world.db.owner.query(
    `insert into counted_period (region_code, person_id, period_id, scheme, kind, division_code, place, from_month, to_month, months, evidence, approved_by, approved_at)
     values ('990100', $1, 1, $2, 'actual', '990100', '共济市', '2020-01-01', ($3 || '-01')::date, $4, '台账', 'reviewer', now())`,
    [personId, scheme, to, months],
  );
const verified = async () => {
  await rollUpFunds(world.db.pool);
  return (await verifyBooks(world.db.owner)).differences;
};
const row = (from: string, to: string, months: number) => ({
  division: '990200',
  place: '邻市',
  from,
  to,
  months,
  bookedFen: fen(0),
  bookedPersonFen: fen(0),
  interestFen: fen(0),
  yearEndFen: fen(0),
  remarks: '',
});
const theirs = (rows: TransferSheet['rows'], change: Partial<TransferSheet> = {}): TransferSheet => ({
  employeeMonths: rows.reduce((sum, r) => sum + r.months, 0),
  residentMonths: 0,
  deemedMonths: 0,
  deemedEvidence: '',
  personFen: fen(100_000),
  employerFen: fen(50_000),
  interestFen: fen(234),
  totalFen: fen(150_234),
  rows,
  ...change,
});

describe('转出', () => {
  test('goes from the letter to the sheets, to a second person, to the bank, and the account ends with it', async () => {
    const personId = await world.person({ account: 1234.56 });
    const { transferId, appliedOn } = done(await start(personId, 'out'));
    expect(appliedOn).toBe('2026-06-15');
    // Ten working days from Monday 15 June, Friday 19 being the Dragon Boat festival: 16 17 18 22 23 24 25 26 29 30.
    expect(done(await letter(transferId, '邻医转2026-7'))).toMatchObject({
      state: 'letter',
      letterNo: '邻医转2026-7',
      dueOn: '2026-06-30',
    });
    expect(await transferSheet(deps, clerk, transferId, { gapsTold: false })).toMatchObject({
      kind: 'problem',
      errors: [
        {
          code: 'transfer-cover-open',
          message: {
            zh: '原参保关系（职工医保）尚未终止',
            en: 'the cover (employee) has not ended',
          },
        },
      ],
    });
    await endCover(personId);
    await recognised(personId, 'employee', '2026-05', 77);
    const sheet = done(await transferSheet(deps, clerk, transferId, { gapsTold: false }));
    // Paid from January 2020 to May 2026: 6 × 12 + 5 = 77 months in seven rows.
    expect(sheet).toMatchObject({ state: 'sheet', actualMonths: 77, accountFen: 123_456 });
    expect(sheet.sheet?.rows.map((r) => [r.from, r.to, r.months]).at(-1)).toEqual(['2026-01', '2026-05', 5]);
    expect(sheet.sheet?.rows).toHaveLength(7);
    expect(codes(await agree(transferId, true, { ...reviewer, actor: clerk.actor }))).toEqual([
      'own-request',
    ]);
    expect(done(await agree(transferId))).toMatchObject({ state: 'money' });
    const { rows } = await world.db.pool.query(
      'select balance_fen as balance, status, closed_reason as reason from personal_account where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ balance: '0', status: 'closed', reason: 'transfer' }]);
    const paid = done(
      await transferMoney(deps, finance, transferId, { on: date('2026-06-15'), bankSerial: 'B1' }),
    );
    expect(paid).toMatchObject({ state: 'done', bankSerial: 'B1' });
    expect(paid.events.map((e) => e.step)).toEqual(['start', 'letter', 'sheet', 'approve', 'money']);
    expect(
      codes(await transferMoney(deps, finance, transferId, { on: date('2026-06-15'), bankSerial: 'B1' })),
    ).toEqual(['already-decided', 'transfer-step']);
    const owed = await world.db.pool.query(
      `select sum(case when credit_account = '990100/payable/transfers' then amount_fen else -amount_fen end)::int as owed
         from posting where '990100/payable/transfers' in (credit_account, debit_account)`,
    );
    expect(owed.rows).toEqual([{ owed: 0 }]);
    expect(await verified()).toEqual([]);
  });

  test('is refused while papers are missing, a visit is open, or the account has moved since', async () => {
    const personId = await world.person({ account: 100 });
    const { transferId } = done(await start(personId, 'out', ['application']));
    expect(codes(await start(personId, 'out'))).toEqual(['transfer-open']);
    const told = await letter(transferId);
    expect(codes(told)).toEqual(['transfer-materials']);
    expect(told.kind === 'problem' && told.errors[0]?.message.zh).toContain('身份证件');
    done(await transferLetter(deps, clerk, transferId, { letterNo: '', materials: [...papers] }));
    await endCover(personId);
    done(await transferSheet(deps, clerk, transferId, { gapsTold: false }));
    await world.db.owner.query('update personal_account set status = $2 where person_id = $1', [
      personId,
      'frozen',
    ]);
    await world.db.owner.query(
      `insert into visit (region_code, person_id, visit_id, institution_code, kind, state, insutype, med_type, visit_no, begun_at)
       values ('990100', $1, 'T1', 'H99010100001', 'inpatient', 'open', '310', '21', '1', '2026-05-20')`,
      [personId],
    );
    expect(codes(await agree(transferId))).toEqual(['account-not-open', 'account-visits-open']);
    await world.db.owner.query(`update visit set state = 'cancelled' where person_id = $1`, [personId]);
    await world.db.owner.query('update personal_account set status = $2 where person_id = $1', [
      personId,
      'open',
    ]);
    expect(done(await agree(transferId, false))).toMatchObject({ state: 'letter' });
    expect(done(await withdrawTransfer(deps, clerk, transferId, '本人撤回'))).toMatchObject({
      state: 'withdrawn',
    });
  });

  test('of somebody who was never in the scheme is refused', async () => {
    const personId = await world.person({ scheme: 'resident' });
    expect(codes(await start(personId, 'out'))).toEqual(['transfer-not-insured']);
  });
});

describe('转入', () => {
  test('counts the months that a second person agreed to, and books the money when it has come', async () => {
    const personId = await world.person();
    const { transferId } = done(await start(personId, 'in'));
    expect(done(await letter(transferId)).letterNo).toMatch(/^ZY99010020260615/);
    const sheet = theirs([row('2018-01', '2018-12', 12), row('2019-01', '2019-10', 10)], {
      deemedMonths: 24,
      deemedEvidence: '认定表 7 号',
    });
    // Nobody was insured in November and December 2019: the person must be told.
    const first = await transferSheet(deps, clerk, transferId, { sheet, gapsTold: false });
    expect(codes(first)).toEqual(['gaps-not-seen']);
    const told = done(await transferSheet(deps, clerk, transferId, { sheet, gapsTold: true }));
    // Five working days from 15 June: 16 17 18 22 23.
    expect(told).toMatchObject({
      state: 'sheet',
      dueOn: '2026-06-23',
      gaps: [{ from: '2019-11', to: '2019-12' }],
    });
    expect(done(await agree(transferId))).toMatchObject({
      state: 'money',
      actualMonths: 22,
      deemedMonths: 24,
    });
    const counted = await countedPeriods(world.db.pool, personId, 'employee');
    // Deemed months end before January 2018: January 2016 to December 2017.
    expect(counted.map((c) => [c.kind, c.from, c.to, c.months])).toEqual([
      ['deemed', '2016-01', '2017-12', 24],
      ['actual', '2018-01', '2018-12', 12],
      ['actual', '2019-01', '2019-10', 10],
    ]);
    done(await transferMoney(deps, finance, transferId, { on: date('2026-06-15'), bankSerial: 'B2' }));
    const { rows } = await world.db.pool.query(
      'select kind, amount_fen as fen from account_movement where person_id = $1',
      [personId],
    );
    expect(rows).toEqual([{ kind: 'transfer-in', fen: '150234' }]);
    expect(await verified()).toEqual([]);
  });

  test('a month that is covered here already is refused, also when it was counted before', async () => {
    const personId = await world.person();
    const { transferId } = done(await start(personId, 'in'));
    done(await letter(transferId));
    const sheet = theirs([row('2019-10', '2020-02', 5)]);
    const answer = await transferSheet(deps, clerk, transferId, { sheet, gapsTold: false });
    expect(codes(answer)).toEqual(['stretch-overlap']);
    expect(answer.kind === 'problem' && answer.errors[0]?.message.zh).toContain('2020-01 至 2020-02');
    await endCover(personId);
    const none = theirs([row('2019-10', '2019-12', 3)]);
    expect(codes(await transferSheet(deps, clerk, transferId, { sheet: none, gapsTold: false }))).toEqual([
      'transfer-not-covered-here',
    ]);
  });

  test('a file is read whole, and every cell that is wrong is named', async () => {
    const personId = await world.person();
    const { transferId } = done(await start(personId, 'in'));
    done(await letter(transferId));
    const body = {
      name: 'sheet.csv',
      deemedMonths: 0,
      deemedEvidence: '',
      personFen: fen(0),
      employerFen: fen(0),
      interestFen: fen(0),
      gapsTold: false,
    };
    const file = (text: string) => ({ ...body, base64: Buffer.from(text).toString('base64') });
    const head = '行政区划代码,参保地,起始年月,截止年月,月数,月缴费基数,当年记账,个人缴纳\n';
    const wrong = await transferSheetFile(
      deps,
      clerk,
      transferId,
      file(`${head}99020,邻市,2019-13,2019-12,x,abc,0,\n`),
    );
    expect(wrong.kind === 'problem' && wrong.errors.map((e) => [e.code, e.field])).toEqual([
      ['sheet-cell', 'rows.2.division'],
      ['sheet-cell', 'rows.2.months'],
      ['sheet-cell', 'rows.2.from'],
      ['sheet-cell', 'rows.2.base'],
    ]);
    expect(codes(await transferSheetFile(deps, clerk, transferId, file('参保地\n邻市\n')))).toEqual([
      'sheet-unreadable',
    ]);
    const right = file(`${head}990200,邻市,2019-07,2019-12,6,"5,000.00",600.00,100.00\n`);
    const read = done(await transferSheetFile(deps, clerk, transferId, right));
    expect(read.sheet?.rows).toMatchObject([
      {
        from: '2019-07',
        to: '2019-12',
        months: 6,
        baseFen: 500_000,
        bookedFen: 60_000,
        personPaidFen: 10_000,
      },
    ]);
  });
});

describe('本地转接', () => {
  test('months of one scheme count in the other once its cover has ended', async () => {
    const personId = await world.person({ scheme: 'resident' });
    await endCover(personId, '2025-12-31');
    await recognised(personId, 'resident', '2025-12', 72);
    await world.db.owner.query(
      `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status)
       values ('990100', $1, 'employee', '310', '2026-01-01', '2026-01-01', '1101', 'active')`,
      [personId],
    );
    const body = {
      direction: 'within',
      schemeFrom: 'resident',
      schemeTo: 'employee',
      materials: [...papers],
      note: '',
    } as const;
    const { transferId } = done(
      await startTransfer(deps, clerk, `~${personId}`, { ...body, materials: [...papers] }),
    );
    expect(codes(await letter(transferId))).toEqual(['transfer-step']);
    // January 2020 to December 2025: 72 months as a resident.
    expect(done(await transferSheet(deps, clerk, transferId, { gapsTold: false }))).toMatchObject({
      actualMonths: 72,
      gaps: [],
    });
    expect(done(await agree(transferId))).toMatchObject({ state: 'done' });
    expect(
      (await countedPeriods(world.db.pool, personId, 'employee')).reduce((sum, c) => sum + c.months, 0),
    ).toBe(72);
  });
});

test('the worklist shows what is due first', async () => {
  const list = done(
    await transfers(deps, clerk, { open: 'true', sort: 'dueOn', order: 'asc', after: 0, limit: 50 }),
  ).items;
  const due = list.map((item) => item.dueOn ?? '9');
  expect(due).toEqual([...due].sort());
  expect(list.every((item) => !['done', 'withdrawn'].includes(item.state))).toBe(true);
});
