import type { Queryable } from '../pool.ts';

/** File 文件 that travels by 9101 or 9102. */
export interface ExchangeFile {
  readonly fileNo: string;
  /** `plc` owns catalogue files: every institution may fetch them. */
  readonly institutionCode: string;
  readonly filename: string;
  readonly purpose: 'upload' | 'catalogue' | 'reconciliation';
  readonly content: Uint8Array;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Keeps a file, and drops files past their time. */
export async function insertFile(tx: Queryable, f: ExchangeFile): Promise<void> {
  await tx.query(
    `with old as (delete from exchange_file where expires_at < $6)
     insert into exchange_file (file_no, institution_code, filename, purpose, content, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [f.fileNo, f.institutionCode, f.filename, f.purpose, Buffer.from(f.content), f.createdAt, f.expiresAt],
  );
}

/** A file that an institution may have: its own, or a catalogue file. */
export async function fileByNumber(
  db: Queryable,
  by: { readonly fileNo: string; readonly institutionCode: string; readonly now: Date },
): Promise<ExchangeFile | undefined> {
  const { rows } = await db.query<ExchangeFile>(
    `select file_no as "fileNo", institution_code as "institutionCode", filename, purpose, content,
            created_at as "createdAt", expires_at as "expiresAt"
       from exchange_file where file_no = $1 and institution_code in ($2, 'plc') and expires_at >= $3`,
    [by.fileNo, by.institutionCode, by.now],
  );
  return rows[0];
}

/** A catalogue file of the same name made since `after`, without its content. */
export async function recentCatalogueFile(
  db: Queryable,
  filename: string,
  after: Date,
): Promise<{ readonly fileNo: string; readonly expiresAt: Date } | undefined> {
  const { rows } = await db.query<{ fileNo: string; expiresAt: Date }>(
    `select file_no as "fileNo", expires_at as "expiresAt" from exchange_file
      where institution_code = 'plc' and filename = $1 and created_at >= $2 order by created_at desc limit 1`,
    [filename, after],
  );
  return rows[0];
}
