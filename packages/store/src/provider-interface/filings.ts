import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

export type FilingKind = 'chronic' | 'transfer' | 'designated' | 'accident';

/** Filing 备案 made through the interface. */
export interface Filing {
  readonly regionCode: string;
  readonly personId: string;
  readonly filingId: string;
  readonly kind: FilingKind;
  readonly diseaseCode: string | null;
  readonly institutionCode: string | null;
  readonly insutype: string | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  /** Message fields as sent. */
  readonly details: Readonly<Record<string, string>>;
}

const COLUMNS = `region_code as "regionCode", person_id::text as "personId", filing_id::text as "filingId", kind,
  disease_code as "diseaseCode", institution_code as "institutionCode", insutype, valid_from as "validFrom",
  valid_to as "validTo", details`;

export async function insertFiling(tx: Queryable, f: Filing): Promise<void> {
  await tx.query(
    `insert into filing (region_code, person_id, filing_id, kind, disease_code, institution_code, insutype, valid_from,
                         valid_to, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      f.regionCode,
      f.personId,
      f.filingId,
      f.kind,
      f.diseaseCode,
      f.institutionCode,
      f.insutype,
      f.validFrom,
      f.validTo,
      JSON.stringify(f.details),
    ],
  );
}

/** Filings of a person that are not withdrawn, newest first. */
export async function filingsOf(
  db: Queryable,
  personId: string,
  kind: FilingKind,
): Promise<readonly Filing[]> {
  const { rows } = await db.query<Filing>(
    `select ${COLUMNS} from filing where person_id = $1 and kind = $2 and withdrawn_at is null
      order by valid_from desc, filing_id desc limit 200`,
    [personId, kind],
  );
  return rows;
}

/** Withdraws a filing; false when the person has no such filing in force. Its row stays. */
export async function withdrawFiling(
  tx: Queryable,
  f: Pick<Filing, 'personId' | 'filingId' | 'kind'> & { readonly reason: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update filing set withdrawn_at = now(), withdrawn_reason = $4
      where person_id = $1 and filing_id = $2 and kind = $3 and withdrawn_at is null`,
    [f.personId, f.filingId, f.kind, f.reason],
  );
  return rowCount === 1;
}
