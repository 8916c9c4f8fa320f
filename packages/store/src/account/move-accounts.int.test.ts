import { date, type Fen } from '@gongji/domain';
import { accountPath, posting } from '@gongji/ledger';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookEntries } from '../ledger/book-entries.ts';
import { controlDifferences } from '../ledger/verify-ledger.ts';
import { inTransaction } from '../pool.ts';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { type AccountMove, creditAccounts, type EntryMovementKind, moveAccounts } from './move-accounts.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`
    insert into region values ('990100', '共济市');
    insert into person (region_code, person_id, psn_no, name, cert_no, born_on)
      select '990100', n, n::text, '测试', n::text, '1980-01-01' from generate_series(1, 50) n`);
});
afterAll(() => db.drop());

const at = new Date('2026-06-15T10:00:00+08:00');
const income = accountPath({ kind: 'collection', regionCode: '990100', use: 'unallocated' });
const accounts = accountPath({ kind: 'personalAccounts', regionCode: '990100' });

/** Moves money with the entry that belongs to it, in one transaction. */
function book(moves: readonly AccountMove[], kind: EntryMovementKind = 'credit') {
  const entryId = db.newId();
  return inTransaction(db.pool, async (tx) => {
    const given = { regionCode: '990100', entryId, kind, moves, movedAt: at };
    const sum = await (kind === 'credit' ? creditAccounts : moveAccounts)(tx, db.newId, given);
    const amountFen = Math.abs(sum) as Fen;
    const postings = [sum > 0 ? posting(income, accounts, amountFen) : posting(accounts, income, amountFen)];
    await bookEntries(tx, [
      {
        regionCode: '990100',
        personId: '0',
        entryId,
        entryKind: 'test',
        bookedOn: date('2026-06-15'),
        bookedAt: at,
        postings,
      },
    ]);
    return sum;
  });
}

const control = () => inTransaction(db.owner, (tx) => controlDifferences(tx, 10));

const balance = async (personId: string) =>
  Number(
    (await db.pool.query('select balance_fen as b from personal_account where person_id = $1', [personId]))
      .rows[0]?.b,
  );

test('credits open accounts, count each month, and stand in the ledger', async () => {
  // 1: 100.00 + 50.00 in two months; 2: 200.00; together 350.00
  const sum = await book([
    { personId: '1', amountFen: 10_000 },
    { personId: '2', amountFen: 20_000 },
    { personId: '1', amountFen: 5_000 },
  ]);
  expect(sum).toBe(35_000);
  const { rows } = await db.pool.query(
    `select person_id as p, amount_fen as amount, balance_fen as balance from account_movement order by person_id, movement_id`,
  );
  expect(rows).toEqual([
    { p: '1', amount: '10000', balance: '10000' },
    { p: '1', amount: '5000', balance: '15000' },
    { p: '2', amount: '20000', balance: '20000' },
  ]);
  expect(await balance('1')).toBe(15_000);
  expect(await control()).toEqual([]);
});

test('an amount that is not positive is refused, and nothing is opened', async () => {
  await expect(
    book([
      { personId: '3', amountFen: 1 },
      { personId: '4', amountFen: 0 },
    ]),
  ).rejects.toThrow(RangeError);
  expect(await balance('3')).toBeNaN();
});

test('an account never falls below zero: the whole transaction ends', async () => {
  await expect(book([{ personId: '2', amountFen: -20_001 }], 'withdrawal')).rejects.toThrow(/balance_fen/);
  expect(await balance('2')).toBe(20_000);
});

test('many credits and debits of the same accounts at once lose nothing', async () => {
  // 32 at once: 16 put 1.00 into each of 40 accounts in different orders, 16 take 0.25 out of account 10 of the first credit.
  await book(Array.from({ length: 40 }, (_, i) => ({ personId: String(i + 10), amountFen: 400 })));
  const everybody = Array.from({ length: 40 }, (_, i) => ({ personId: String(i + 10), amountFen: 100 }));
  await Promise.all(
    Array.from({ length: 32 }, (_, n) =>
      n % 2 === 0
        ? book(n % 4 === 0 ? everybody : everybody.toReversed())
        : book([{ personId: '10', amountFen: -25 }], 'correction'),
    ),
  );
  // 10: 4.00 + 16 × 1.00 − 16 × 0.25 = 16.00; the others 4.00 + 16.00 = 20.00
  expect([await balance('10'), await balance('49')]).toEqual([1_600, 2_000]);
  expect(await control()).toEqual([]);
});

test('money that moved without its entry is found', async () => {
  await inTransaction(db.pool, (tx) =>
    creditAccounts(tx, db.newId, {
      regionCode: '990100',
      entryId: '77',
      kind: 'credit',
      moves: [{ personId: '5', amountFen: 7 }],
      movedAt: at,
    }),
  );
  const found = await control();
  expect(found).toContainEqual({ entryId: '77', regionCode: null, postedFen: '0', movedFen: '7' });
});
