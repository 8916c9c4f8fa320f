import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Special group 特殊人群 of a person. */
export interface GroupRow {
  readonly group: string;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
}

/** Filing 备案, live or withdrawn. */
export interface FilingRow {
  readonly filingId: string;
  readonly kind: string;
  readonly diseaseCode: string | null;
  readonly diseaseName: string | null;
  readonly institutionCode: string | null;
  readonly institutionName: string | null;
  readonly outKind: string | null;
  readonly validFrom: CalendarDate;
  readonly validTo: CalendarDate | null;
  readonly withdrawnAt: Date | null;
}

export async function groupsOf(db: Queryable, personId: string): Promise<readonly GroupRow[]> {
  const { rows } = await db.query<GroupRow>(
    `select group_name as "group", valid_from as "validFrom", valid_to as "validTo" from person_group
      where person_id = $1 order by valid_from desc, group_name`,
    [personId],
  );
  return rows;
}

/** Latest first; a person has few. */
export async function filingsOf(db: Queryable, personId: string): Promise<readonly FilingRow[]> {
  const { rows } = await db.query<FilingRow>(
    `select f.filing_id as "filingId", f.kind, f.disease_code as "diseaseCode", d.name as "diseaseName",
            f.institution_code as "institutionCode", i.name as "institutionName", f.out_kind as "outKind",
            f.valid_from as "validFrom", f.valid_to as "validTo", f.withdrawn_at as "withdrawnAt"
       from filing f
       left join disease d on d.disease_code = f.disease_code and d.disease_kind = f.kind
       left join institution i on i.institution_code = f.institution_code
      where f.person_id = $1 order by f.withdrawn_at is not null, f.valid_from desc, f.filing_id desc`,
    [personId],
  );
  return rows;
}

/** One movement 账户明细 of a personal account; the settlement it came from, and whose bill that was. */
export interface MovementRow {
  readonly movementId: string;
  readonly kind: string;
  readonly amountFen: string;
  readonly balanceFen: string;
  readonly movedAt: Date;
  readonly settlementId: string | null;
}

/** Latest first; ids grow with time. */
export async function movementsOf(
  db: Queryable,
  personId: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly MovementRow[]> {
  const { rows } = await db.query<MovementRow>(
    `select movement_id as "movementId", kind, amount_fen as "amountFen", balance_fen as "balanceFen",
            moved_at as "movedAt", settlement_id as "settlementId" from account_movement
      where person_id = $1 and ($2::bigint is null or movement_id < $2) order by movement_id desc limit $3`,
    [personId, page.before ?? null, page.limit],
  );
  return rows;
}
