import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** A paper that a person has shown 认定材料. */
export interface ProofRow {
  readonly paper: string;
  readonly no: string | null;
  readonly issuedBy: string;
  readonly issuedOn: CalendarDate;
  readonly validTo: CalendarDate | null;
}

/** Papers of a person on file: those that are valid longest first. */
export async function proofsOf(db: Queryable, personId: string): Promise<readonly ProofRow[]> {
  const { rows } = await db.query<ProofRow>(
    `select paper, paper_no as no, issued_by as "issuedBy", issued_on as "issuedOn", valid_to as "validTo"
       from person_proof where person_id = $1 order by valid_to desc nulls first, issued_on desc, proof_id desc`,
    [personId],
  );
  return rows;
}
