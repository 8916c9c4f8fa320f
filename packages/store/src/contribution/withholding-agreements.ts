import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** 代扣协议: a person lets his bank be debited. */
export interface Agreement {
  readonly regionCode: string;
  readonly personId: string;
  readonly agreementId: string;
  readonly bankName: string;
  readonly accountNo: string;
  readonly validFrom: CalendarDate;
  readonly agreedBy: string;
}

export async function openAgreement(db: Queryable, personId: string): Promise<Agreement | undefined> {
  const { rows } = await db.query<Agreement>(
    `select region_code as "regionCode", person_id as "personId", agreement_id as "agreementId", bank_name as "bankName",
            account_no as "accountNo", valid_from as "validFrom", agreed_by as "agreedBy"
       from withholding_agreement where person_id = $1 and valid_to is null`,
    [personId],
  );
  return rows[0];
}

/** Ends the open agreement on a day, or on its first when that is later. */
export async function endAgreement(
  tx: Queryable,
  personId: string,
  { on, by }: { readonly on: CalendarDate; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update withholding_agreement set valid_to = greatest($2::date, valid_from), ended_by = $3
      where person_id = $1 and valid_to is null`,
    [personId, on, by],
  );
  return rowCount === 1;
}

export async function insertAgreement(
  tx: Queryable,
  row: Agreement & { readonly agreedAt: Date },
): Promise<void> {
  await tx.query(
    `insert into withholding_agreement (region_code, person_id, agreement_id, bank_name, account_no, valid_from, agreed_by, agreed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[row.regionCode, row.personId, row.agreementId, row.bankName, row.accountNo, row.validFrom],
      ...[row.agreedBy, row.agreedAt],
    ],
  );
}
