import type { Queryable } from '../pool.ts';

/** Result of one verification of the books 账实核验. */
export interface VerifyRun {
  readonly finishedAt: Date;
  readonly persons: number;
  readonly settlements: number;
  readonly auditEntries: number;
  readonly differenceCount: number;
  readonly differences: readonly unknown[];
}

export async function insertVerifyRun(db: Queryable, runId: string, run: VerifyRun): Promise<void> {
  await db.query(
    `insert into verify_run (run_id, finished_at, persons, settlements, audit_entries, difference_count, differences)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      runId,
      run.finishedAt,
      run.persons,
      run.settlements,
      run.auditEntries,
      run.differenceCount,
      JSON.stringify(run.differences),
    ],
  );
}

/** The latest result; undefined before the first verification. */
export async function lastVerifyRun(db: Queryable): Promise<VerifyRun | undefined> {
  const { rows } = await db.query<
    Record<keyof Omit<VerifyRun, 'finishedAt' | 'differences'>, string> & VerifyRun
  >(
    `select finished_at as "finishedAt", persons, settlements, audit_entries as "auditEntries",
            difference_count as "differenceCount", differences from verify_run order by finished_at desc limit 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    finishedAt: row.finishedAt,
    persons: Number(row.persons),
    settlements: Number(row.settlements),
    auditEntries: Number(row.auditEntries),
    differenceCount: Number(row.differenceCount),
    differences: row.differences,
  };
}
