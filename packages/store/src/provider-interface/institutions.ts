import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';

/** Institution 定点医药机构 as the interface needs it. Secrets are here: never log a row. */
export interface Institution {
  readonly code: string;
  readonly regionCode: string;
  readonly name: string;
  readonly uscc: string;
  readonly type: string;
  readonly hospLv: string;
  /** general, community, clinic …: see the register. */
  readonly kind: string;
  readonly level: 'primary' | 'secondary' | 'tertiary';
  readonly agreementFrom: CalendarDate;
  readonly agreementTo: CalendarDate | null;
  readonly suspended: boolean;
  readonly clearingOffice: string;
  readonly paymentMethod: string;
  readonly signatureRequired: boolean;
  readonly signatureAlgorithm: 'none' | 'SM2' | 'SM3';
  readonly signatureScope: 'header' | 'message';
  readonly sm2PublicKey: string | null;
  readonly sharedSecret: string | null;
  readonly sm4Key: string | null;
  readonly gatewayRequired: boolean;
}

const COLUMNS = `
  institution_code as code, region_code as "regionCode", name, uscc, institution_type as type, hosp_lv as "hospLv", kind,
  level, agreement_from as "agreementFrom", agreement_to as "agreementTo", suspended, clearing_office as "clearingOffice",
  payment_method as "paymentMethod", signature_required as "signatureRequired",
  signature_algorithm as "signatureAlgorithm", signature_scope as "signatureScope", sm2_public_key as "sm2PublicKey",
  shared_secret as "sharedSecret", sm4_key as "sm4Key", gateway_required as "gatewayRequired"`;

export async function institutionByCode(db: Queryable, code: string): Promise<Institution | undefined> {
  const { rows } = await db.query<Institution>(
    `select ${COLUMNS} from institution where institution_code = $1`,
    [code],
  );
  return rows[0];
}

/** Institutions of a type whose code or name contains the text; at most 100. */
export async function findInstitutions(
  db: Queryable,
  by: { readonly type: string; readonly code?: string | undefined; readonly name?: string | undefined },
): Promise<readonly Institution[]> {
  const { rows } = await db.query<Institution>(
    `select ${COLUMNS} from institution
      where institution_type = $1 and ($2::text is null or institution_code = $2)
        and ($3::text is null or strpos(name, $3) > 0)
      order by institution_code limit 100`,
    [by.type, by.code ?? null, by.name ?? null],
  );
  return rows;
}
