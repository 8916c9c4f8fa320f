import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { date } from '@gongji/domain';
import { loadPolicy } from '@gongji/engine';
import { runAssessment } from '@gongji/server/contribution';
import { recordPolicyVersions } from '@gongji/server/policy';
import { createIdSource, createPool, inTransaction, migrate, type Pool, startEmbedded } from '@gongji/store';
import { type AssessmentRun, insertRun } from '@gongji/store/contribution';
import { copyInto } from '@gongji/store/copy';
import { showcaseSource } from './policies.ts';

export interface AssessFigures {
  readonly persons: number;
  readonly bills: number;
  /** The whole run: reading the registers, assessing with trace, writing charges and bills. */
  readonly seconds: number;
  /** The same rows of `charge` and `contribution_bill` written by plain COPY, with the same keys and indexes. */
  readonly copySeconds: number;
  readonly ratio: number;
}

/** Assesses and bills a month of a city of employees in units of fifty, on a durable database of its own. */
export async function assessBench(
  persons: number,
  onProgress: (text: string) => void,
): Promise<AssessFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'gongji-bench-'));
  chmodSync(dataDir, 0o711);
  const postgres = await startEmbedded({ dataDir });
  const { connectionString } = postgres;
  try {
    await migrate(connectionString);
    const owner = createPool({ connectionString, max: 1, asOwner: true });
    const pool = createPool({ connectionString, max: 2 });
    try {
      await owner.query(CITY, [persons]);
      await fill(owner, persons);
      onProgress(`${persons} persons are there; assessing …`);
      const seconds = await timed(() => assess(pool, onProgress));
      onProgress('writing the same rows by COPY …');
      return await compared(owner, persons, seconds);
    } finally {
      await owner.end();
      await pool.end();
    }
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function assess(pool: Pool, onProgress: (text: string) => void): Promise<void> {
  const source = showcaseSource();
  const { policy } = loadPolicy(source, 'showcase');
  if (policy === undefined) throw new Error('the policy does not load');
  await recordPolicyVersions(pool, [{ model: policy, source }]);
  const newId = await createIdSource(pool);
  const run: AssessmentRun = {
    ...{
      runId: newId(),
      regionCode: '990100',
      scheme: 'employee',
      period: '2026-11',
      kind: 'regular',
      unitId: null,
    },
    ...{ dueOn: date('2026-11-30'), createdBy: 'bench', createdAt: new Date() },
  };
  await inTransaction(pool, (tx) => insertRun(tx, run));
  let told = Date.now();
  const progress = async (done: number, total: number) => {
    if (Date.now() - told < 5_000) return;
    told = Date.now();
    onProgress(`  ${done} / ${total}`);
  };
  await runAssessment({ pool, newId, now: () => new Date(), progress }, run, policy);
}

/** Rows out as text first, so that only the writing is timed. */
async function compared(owner: Pool, persons: number, seconds: number): Promise<AssessFigures> {
  let copySeconds = 0;
  let bills = 0;
  for (const table of ['charge', 'contribution_bill']) {
    const columns = await columnsOf(owner, table);
    const cells = columns.map((c) => `coalesce(replace(${c}::text, E'\\\\', E'\\\\\\\\'), E'\\\\N')`);
    const { rows } = await owner.query<{ line: string }>(
      `select concat_ws(E'\\t', ${cells.join(', ')}) || E'\\n' as line from ${table}`,
    );
    bills = rows.length;
    await owner.query(`create table copy_of_${table} (like ${table} including all)`);
    copySeconds += await timed(() =>
      inTransaction(owner, (tx) =>
        copyInto(
          tx,
          { table: `copy_of_${table}`, columns },
          rows.map((row) => row.line),
        ),
      ),
    );
  }
  return { persons, bills, seconds, copySeconds, ratio: copySeconds / seconds };
}

async function columnsOf(owner: Pool, table: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  return rows.map((row) => row.name);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

async function fill(owner: Pool, persons: number): Promise<void> {
  for (const sql of PEOPLE) await owner.query(sql, [persons]);
  await owner.query('analyze');
}

const CITY = `insert into region select '990100', '共济市' where $1::int > 0`;
const PEOPLE = [
  `insert into unit (unit_id, region_code, kind, code, name, employer_kind)
   select n, '990100', 'employer', 'U' || n, '单位' || n, 'enterprise' from generate_series(1, ceil($1::int / 50.0)::int) n`,
  `insert into person (region_code, person_id, psn_no, name, cert_no, sex, born_on)
   select '990100', n, 'P' || n, '某人', 'C' || n, (1 + n % 2)::text, date '1966-02-01' + (n % 14000) from generate_series(1, $1::int) n`,
  `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, unit_id, payer_kind)
   select '990100', n, 'employee', '310', '2020-01-01', '2020-01-01', '1101', 'active', 1 + (n - 1) / 50, 'employer' from generate_series(1, $1::int) n`,
  `insert into base_declaration (declaration_id, region_code, unit_id, from_month, persons, state, submitted_by, submitted_at, decided_by, decided_at)
   select n, '990100', n, '2026-01-01', 50, 'approved', 'employer', '2026-01-05', 'clerk', '2026-01-06' from generate_series(1, ceil($1::int / 50.0)::int) n`,
  `insert into declared_base (region_code, person_id, declaration_id, declared_fen)
   select '990100', n, 1 + (n - 1) / 50, 300000 + (n::bigint * 7919) % 2500000 from generate_series(1, $1::int) n`,
];
