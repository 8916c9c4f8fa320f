import { deepStrictEqual } from 'node:assert';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { date } from '@gongji/domain';
import { createPool, migrate, type Pool, startEmbedded } from '@gongji/store';
import { arrearsByAge, listDebtors } from '@gongji/store/contribution';
import { wholeRegion } from '@gongji/store/rest';
import { median } from './ratio.ts';

export interface ArrearsFigures {
  readonly bills: number;
  readonly overdue: number;
  /** The ledger of arrears as its page asks for it: who owes most, and the sums by age. */
  readonly pageMs: number;
  /** The same answers worked out from every bill and every allocation. */
  readonly fromBillsMs: number;
  readonly ratio: number;
}

/** A city with so many bills, three in a hundred of them unpaid and overdue. Throws when the two ways differ. */
export async function arrearsBench(
  bills: number,
  rounds: number,
  onProgress: (text: string) => void,
): Promise<ArrearsFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongji-bench-'));
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbedded({ dataDir, durable: false });
  try {
    await migrate(postgres.connectionString);
    const owner = createPool({ connectionString: postgres.connectionString, max: 2, asOwner: true });
    try {
      for (const sql of CITY) await owner.query(sql, sql.includes('$1') ? [bills] : []);
      await owner.query('vacuum analyze');
      onProgress(`${bills} bills are there; asking who owes …`);
      return await compared(owner, bills, rounds);
    } finally {
      await owner.end();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const ON = date('2026-11-26');

async function compared(owner: Pool, bills: number, rounds: number): Promise<ArrearsFigures> {
  const scope = wholeRegion('990100');
  const page = async () => {
    const debtors = await listDebtors(owner, scope, {
      on: ON,
      minDays: 0,
      sort: 'openFen',
      order: 'desc',
      after: 0,
      limit: 51,
    });
    const ages = await arrearsByAge(owner, scope, ON);
    return { debtors: debtors.map((one) => [one.unitId, one.openFen]), ages: ages.map((one) => one.openFen) };
  };
  const fromBills = async () => {
    const debtors = await owner.query<{ id: string; fen: number }>(DEBTORS, [ON]);
    const ages = await owner.query<{ fen: number }>(AGES, [ON]);
    return { debtors: debtors.rows.map((one) => [one.id, one.fen]), ages: ages.rows.map((one) => one.fen) };
  };
  deepStrictEqual(await page(), await fromBills());
  const times = { page: [] as number[], fromBills: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    times.page.push(await timed(page));
    times.fromBills.push(await timed(fromBills));
  }
  const { rows } = await owner.query<{ n: number }>(
    'select count(*)::int as n from open_bill where due_on < $1',
    [ON],
  );
  const [pageMs, fromBillsMs] = [median(times.page), median(times.fromBills)];
  const ratio = median(times.page.map((ms, round) => (times.fromBills[round] ?? 0) / ms));
  return { bills, overdue: rows[0]?.n ?? 0, pageMs, fromBillsMs, ratio };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const OVERDUE = `from contribution_bill b
  cross join lateral (select coalesce(sum(amount_fen), 0) as fen from allocation where bill_id = b.bill_id) paid
  where b.region_code like '9901%' and b.amount_fen > 0 and b.due_on < $1 and paid.fen < b.amount_fen`;
const DEBTORS = `select b.unit_id as id, sum(b.amount_fen - paid.fen)::float8 as fen ${OVERDUE}
  group by 1 order by 2 desc, 1 limit 51`;
const AGES = `select sum(b.amount_fen - paid.fen)::float8 as fen ${OVERDUE}
  group by case when $1::date - b.due_on <= 30 then 30 when $1::date - b.due_on <= 90 then 90
             when $1::date - b.due_on <= 180 then 180 when $1::date - b.due_on <= 365 then 365 end
  order by min($1::date - b.due_on)`;

/** Employers with forty bills each of the last months; one receipt stands for all the money. */
const CITY = [
  "insert into region values ('990100', '共济市')",
  `insert into unit (unit_id, region_code, kind, code, name, employer_kind)
   select n, '990100', 'employer', 'U' || n, '单位' || n, 'enterprise' from generate_series(0, ceil($1::int / 40.0)::int) n`,
  `insert into contribution_bill (region_code, person_id, bill_id, bill_no, run_id, scheme, period, kind, payer, unit_id, heads, amount_fen, lines, due_on, issued_at)
   select '990100', 0, n, 'B' || n, n % 40, 'employee', 'M' || n % 40, 'regular', 'unit', n / 40, 50, 100000 + (n::bigint * 7919) % 900000,
          '[]', date '2026-11-25' - (n % 40) * 30, now() from generate_series(1, $1::int) n`,
  `insert into receipt (region_code, receipt_id, source, serial, amount_fen, paid_on, taken_by, taken_at, entry_id)
   values ('990100', 1, 'bank', 'ALL', 9000000000000000, '2026-11-01', 'bench', now(), 1)`,
  `insert into allocation (region_code, person_id, allocation_id, receipt_id, bill_id, amount_fen, how, lines, entry_id, allocated_by, allocated_at)
   select region_code, person_id, bill_id, 1, bill_id, amount_fen, 'number', '[]', 1, 'bench', now() from contribution_bill where bill_id % 33 <> 0`,
];
