import type { Queryable } from '../pool.ts';

/** Evidence 稽核资料 of an audit: the latest file of each kind counts. */
export interface LevyEvidenceRow {
  readonly evidenceId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly rowCount: number;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
}

export interface NewLevyEvidence {
  readonly evidenceId: string;
  readonly auditId: string;
  readonly kind: string;
  readonly fileName: string;
  readonly fileHash: Buffer;
  readonly uploadedBy: string;
  readonly at: Date;
  readonly rows: readonly { readonly rowNo: number; readonly cells: Readonly<Record<string, unknown>> }[];
}

const ROWS_AT_ONCE = 5_000;

export async function insertLevyEvidence(db: Queryable, evidence: NewLevyEvidence): Promise<void> {
  const { evidenceId, rows } = evidence;
  await db.query(
    `insert into levy_evidence (evidence_id, audit_id, kind, file_name, file_hash, row_count, uploaded_by, uploaded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      evidenceId,
      evidence.auditId,
      evidence.kind,
      evidence.fileName,
      evidence.fileHash,
      rows.length,
      evidence.uploadedBy,
      evidence.at,
    ],
  );
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const some = rows.slice(start, start + ROWS_AT_ONCE);
    await db.query(
      `insert into levy_evidence_row (evidence_id, row_no, cells)
       select $1, row_no, cells from unnest($2::int[], $3::jsonb[]) as r (row_no, cells)`,
      [evidenceId, some.map((one) => one.rowNo), some.map((one) => JSON.stringify(one.cells))],
    );
  }
}

/** The latest file of each kind. */
export async function listLevyEvidence(db: Queryable, auditId: string): Promise<readonly LevyEvidenceRow[]> {
  const { rows } = await db.query<LevyEvidenceRow>(
    `select distinct on (kind) evidence_id as "evidenceId", kind, file_name as "fileName", row_count as "rowCount",
            uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"
       from levy_evidence where audit_id = $1 order by kind, uploaded_at desc, evidence_id desc`,
    [auditId],
  );
  return rows;
}

export async function levyEvidenceRows(
  db: Queryable,
  evidenceId: string,
): Promise<
  readonly { readonly rowNo: number; readonly cells: Readonly<Record<string, string | number | undefined>> }[]
> {
  const { rows } = await db.query<{ rowNo: number; cells: Record<string, string | number | undefined> }>(
    'select row_no as "rowNo", cells from levy_evidence_row where evidence_id = $1 order by row_no',
    [evidenceId],
  );
  return rows;
}
