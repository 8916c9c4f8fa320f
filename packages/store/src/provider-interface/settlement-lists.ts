import type { Queryable } from '../pool.ts';

/** Settlement list 医疗保障基金结算清单 of one settlement. */
export interface SettlementList {
  readonly regionCode: string;
  readonly personId: string;
  readonly settlementId: string;
  readonly institutionCode: string;
  readonly visitId: string;
  readonly mainDiagnosis: string;
  readonly content: unknown;
  readonly at: Date;
}

/**
 * Keeps a list, or replaces one that is not submitted (0) or was refused (3). Returns its number, or undefined when the
 * list there is submitted or passed.
 */
export async function putSettlementList(tx: Queryable, l: SettlementList): Promise<string | undefined> {
  const { rows } = await tx.query<{ listId: string }>(
    `insert into settlement_list (region_code, person_id, settlement_id, list_id, institution_code, visit_id, state,
                                  main_diagnosis, content, uploaded_at)
     values ($1, $2, $3, nextval('settlement_list_number')::text, $4, $5, '0', $6, $7, $8)
     on conflict (person_id, settlement_id) do update
       set state = '0', main_diagnosis = excluded.main_diagnosis, content = excluded.content, uploaded_at = excluded.uploaded_at
       where settlement_list.state in ('0', '3')
     returning list_id as "listId"`,
    [
      l.regionCode,
      l.personId,
      l.settlementId,
      l.institutionCode,
      l.visitId,
      l.mainDiagnosis,
      JSON.stringify(l.content),
      l.at,
    ],
  );
  return rows[0]?.listId;
}

/** State of a list 状态: 0 not submitted, 1 submitted, 2 passed, 3 refused. */
export async function settlementListState(
  tx: Queryable,
  key: { readonly personId: string; readonly settlementId: string; readonly institutionCode: string },
): Promise<string | undefined> {
  const { rows } = await tx.query<{ state: string }>(
    `select state from settlement_list where person_id = $1 and settlement_id = $2 and institution_code = $3 for update`,
    [key.personId, key.settlementId, key.institutionCode],
  );
  return rows[0]?.state;
}

export async function setSettlementListState(
  tx: Queryable,
  key: { readonly personId: string; readonly settlementId: string },
  state: string,
): Promise<void> {
  await tx.query(`update settlement_list set state = $3 where person_id = $1 and settlement_id = $2`, [
    key.personId,
    key.settlementId,
    state,
  ]);
}
