import type { Queryable } from '../pool.ts';

/** What a reversal at a desk must name, and how the bill came to be. */
export interface DeskSettlement {
  readonly kind: 'settlement' | 'reversal';
  readonly psnNo: string;
  readonly visitId: string | null;
  readonly visitKind: 'outpatient' | 'inpatient' | 'pharmacy' | null;
  readonly visitNo: string | null;
}

/** A settlement of an institution; undefined when the institution has none of this number. */
export async function deskSettlement(
  db: Queryable,
  by: { readonly institutionCode: string; readonly settlementId: string },
): Promise<DeskSettlement | undefined> {
  const { rows } = await db.query<DeskSettlement>(
    `select s.kind, p.psn_no as "psnNo", s.visit_id as "visitId", v.kind as "visitKind", v.visit_no as "visitNo"
       from settlement s join person p on p.person_id = s.person_id
       left join visit v on v.person_id = s.person_id and v.visit_id = s.visit_id
      where s.settlement_id = $1 and s.institution_code = $2`,
    [by.settlementId, by.institutionCode],
  );
  return rows[0];
}
