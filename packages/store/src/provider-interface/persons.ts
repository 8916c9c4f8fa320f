import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import {
  type EffectObject,
  effectObject,
  effectOfObject,
  type MessageEffect,
  type MessageId,
} from './message-effects.ts';

/** Person 参保人 as messages show them, with the coverage that held on the day asked for. */
export interface InsuredPerson {
  readonly personId: string;
  readonly regionCode: string;
  readonly psnNo: string;
  readonly name: string;
  readonly certType: string;
  readonly certNo: string;
  readonly sex: string;
  readonly ethnic: string;
  readonly bornOn: CalendarDate;
  readonly cardNo: string | null;
  readonly phone: string | null;
  readonly coverages: readonly PersonCoverage[];
}

/** Coverage 参保关系 in message terms. */
export interface PersonCoverage {
  readonly regionCode: string;
  readonly insutype: string;
  readonly psnType: string;
  readonly civilServant: boolean;
  readonly status: string;
  readonly coveredFrom: CalendarDate;
  readonly coveredTo: CalendarDate | null;
  readonly benefitFrom: CalendarDate;
  readonly benefitTo: CalendarDate | null;
  readonly personStatus: string;
}

/** Columns of a person; the alias of the table is `p`. Shared by every query that shows a person. */
export const PERSON_COLUMNS = `
  p.person_id as "personId", p.region_code as "regionCode", p.psn_no as "psnNo", p.name, p.cert_type as "certType",
  p.cert_no as "certNo", p.sex, p.ethnic, p.born_on as "bornOn", p.card_no as "cardNo", p.phone,
  coalesce((select jsonb_agg(jsonb_build_object('regionCode', c.region_code, 'insutype', c.insutype, 'psnType', c.psn_type,
      'civilServant', c.civil_servant, 'status',
      case when c.status = '1' and exists (select from benefit_suspension s where s.person_id = c.person_id and s.scheme = c.scheme
             and (now() at time zone 'Asia/Shanghai')::date between s.from_on and coalesce(s.to_on, 'infinity')) then '2' else c.status end,
      'coveredFrom', c.covered_from, 'coveredTo', c.covered_to,
      'benefitFrom', c.benefit_from, 'benefitTo', c.benefit_to, 'personStatus', c.person_status)
      order by c.covered_from desc) from coverage c where c.person_id = p.person_id), '[]') as coverages`;

export async function personByNumber(db: Queryable, psnNo: string): Promise<InsuredPerson | undefined> {
  const { rows } = await db.query<InsuredPerson>({
    name: 'interface-person',
    text: `select ${PERSON_COLUMNS} from person p where p.psn_no = $1`,
    values: [psnNo],
  });
  return rows[0];
}

/** The person and what is known of the message, in one query: the start of a purchase. */
export async function personAndEffect(
  db: Queryable,
  psnNo: string,
  message: MessageId,
): Promise<{ readonly person: InsuredPerson | undefined; readonly effect: MessageEffect | undefined }> {
  const { rows } = await db.query<InsuredPerson & { readonly effect: EffectObject | null }>({
    name: 'interface-person-and-effect',
    text: `select ${PERSON_COLUMNS}, ${effectObject('$2', '$3')} as effect from person p where p.psn_no = $1`,
    values: [psnNo, message.institutionCode, message.msgid],
  });
  const row = rows[0];
  if (row === undefined) return { person: undefined, effect: undefined };
  const { effect, ...person } = row;
  return { person, effect: effectOfObject(effect) };
}

/** How a credential names a person 就诊凭证. */
export type Credential =
  | { readonly kind: 'voucher'; readonly token: string }
  | { readonly kind: 'card'; readonly cardNo: string }
  | { readonly kind: 'certificate'; readonly certType: string | undefined; readonly certNo: string };

/** Everything 1101 shows of a person. */
export interface PersonFile extends InsuredPerson {
  readonly balanceFen: string | null;
  readonly groups: readonly {
    readonly idetType: string;
    readonly from: CalendarDate;
    readonly to: CalendarDate | null;
  }[];
  readonly employerName: string | null;
}

/** Persons with this credential; a duplicate that was merged leads to the person who stays. */
export async function personByCredential(
  db: Queryable,
  credential: Credential,
): Promise<readonly PersonFile[]> {
  const [where, values] = credentialFilter(credential);
  const { rows } = await db.query<PersonFile>(
    `select ${PERSON_COLUMNS},
            (select a.balance_fen from personal_account a where a.person_id = p.person_id) as "balanceFen",
            (select u.name from coverage c join unit u on u.unit_id = c.unit_id
               where c.person_id = p.person_id and u.kind = 'employer' order by c.covered_from desc limit 1) as "employerName",
            coalesce((select jsonb_agg(jsonb_build_object('idetType', g.idet_type, 'from', g.valid_from, 'to', g.valid_to)
              order by g.valid_from) from person_group g where g.person_id = p.person_id), '[]') as groups
       from person q join person p on p.person_id = coalesce(q.merged_into, q.person_id) where ${where} limit 2`,
    values,
  );
  return rows;
}

function credentialFilter(c: Credential): readonly [string, string[]] {
  switch (c.kind) {
    case 'voucher':
      return ['q.voucher_token = $1', [c.token]];
    case 'card':
      return ['q.card_no = $1', [c.cardNo]];
    case 'certificate':
      return c.certType === undefined
        ? [
            "q.cert_type = any(array['01','02','03','04','05','06','07','08','16','17','90','99']) and q.cert_no = upper($1)",
            [c.certNo],
          ]
        : ['q.cert_type = $1 and q.cert_no = upper($2)', [c.certType, c.certNo]];
  }
}
