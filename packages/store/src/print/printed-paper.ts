import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

export interface PrintSetting {
  readonly secret: Buffer;
  /** Where people reach this installation, e.g. `https://yb.example.cn`; null when nobody has said. */
  readonly publicUrl: string | null;
}

/** The setting of this installation; the first caller's secret stays for ever. */
export async function printSetting(db: Queryable, newSecret: () => Buffer): Promise<PrintSetting> {
  const found = await readSetting(db);
  if (found !== undefined) return found;
  await db.query('insert into print_setting (secret) values ($1) on conflict do nothing', [newSecret()]);
  const made = await readSetting(db);
  if (made === undefined) throw new Error('the setting for prints is gone');
  return made;
}

async function readSetting(db: Queryable): Promise<PrintSetting | undefined> {
  const { rows } = await db.query<PrintSetting>(
    'select secret, public_url as "publicUrl" from print_setting',
  );
  return rows[0];
}

/** A print as it is recorded: of a settlement, or of the fees of a day. */
export interface PrintedPaper {
  readonly regionCode: string;
  readonly personId: string;
  readonly code: string;
  readonly document: string;
  readonly settlementId: string | null;
  readonly visitId: string | null;
  readonly feeDay: CalendarDate | null;
  /** Of a paper about a person or a transfer. */
  readonly subject?: string | null;
  readonly language: string;
  readonly template: string;
  readonly printedBy: string;
  readonly printedAt: Date;
}

/** Records a print; answers which print of the same content it is, from 1. The person's prints wait for one another. */
export async function recordPrint(tx: Queryable, paper: PrintedPaper): Promise<number> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 5))', [paper.code]);
  const { rows } = await tx.query<{ printNo: number }>(
    `insert into printed_paper (region_code, person_id, code, print_no, document, settlement_id, visit_id, fee_day,
                                language, template, printed_by, printed_at, subject)
     select $1, $2::bigint, $3::text, coalesce(max(print_no), 0) + 1, $4, $5::bigint, $6, $7::date, $8, $9, $10, $11::timestamptz, $12
       from printed_paper where person_id = $2::bigint and code = $3::text
     returning print_no as "printNo"`,
    [
      paper.regionCode,
      paper.personId,
      paper.code,
      paper.document,
      paper.settlementId,
      paper.visitId,
      paper.feeDay,
      paper.language,
      paper.template,
      paper.printedBy,
      paper.printedAt,
      paper.subject ?? null,
    ],
  );
  const printNo = rows[0]?.printNo;
  if (printNo === undefined) throw new Error('a print was not recorded');
  return printNo;
}

/** The first print with this code, whoever's it is; undefined when we never printed it. */
export async function paperByCode(db: Queryable, code: string): Promise<PrintedPaper | undefined> {
  const { rows } = await db.query<PrintedPaper>(
    `select region_code as "regionCode", person_id as "personId", code, document, settlement_id as "settlementId",
            visit_id as "visitId", fee_day as "feeDay", subject, language, template, printed_by as "printedBy",
            printed_at as "printedAt"
       from printed_paper where code = $1 order by print_no limit 1`,
    [code],
  );
  return rows[0];
}
