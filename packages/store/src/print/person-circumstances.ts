import type { CalendarDate } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { agencyNameOf } from './region-title.ts';
import { type PersonOnPaper, personObject } from './settlement-circumstances.ts';

/** A person as his own papers show him: who, cover, the account's movements and the bills of a year. */
export interface PersonCircumstances {
  readonly person: PersonOnPaper;
  readonly agencyName: string;
  readonly covers: readonly {
    readonly scheme: string;
    readonly personStatus: string;
    readonly status: string;
    readonly place: string;
    readonly unitId: string | null;
    readonly unitName: string | null;
    readonly coveredFrom: CalendarDate;
    readonly coveredTo: CalendarDate | null;
    readonly benefitFrom: CalendarDate;
    readonly benefitTo: CalendarDate | null;
  }[];
  readonly movements: readonly {
    readonly on: CalendarDate;
    readonly kind: string;
    readonly amountFen: number;
    readonly balanceFen: number;
  }[];
  /** Live bills of the year by kind of care. */
  readonly care: readonly {
    readonly medType: string;
    readonly bills: number;
    readonly costFen: number;
    readonly paidFen: number;
    readonly accountFen: number;
    readonly cashFen: number;
  }[];
}

/** Everything for the papers of a person and a year `yyyy`, in one query and so as of one moment. */
export async function personCircumstances(
  db: Queryable,
  personId: string,
  year: string,
): Promise<PersonCircumstances | undefined> {
  const { rows } = await db.query<PersonCircumstances>(
    `select ${personObject('current_date', `'employee'`)} as person,
       ${agencyNameOf('p.region_code')} as "agencyName",
       coalesce((select json_agg(json_build_object('scheme', c.scheme, 'personStatus', c.person_status, 'status', c.status, 'place', r.name, 'unitId', c.unit_id::text, 'unitName', u.name,
           'coveredFrom', c.covered_from, 'coveredTo', c.covered_to, 'benefitFrom', c.benefit_from, 'benefitTo', c.benefit_to) order by c.covered_from)
          from coverage c join region r using (region_code) left join unit u on u.unit_id = c.unit_id where c.person_id = p.person_id), '[]') as covers,
       coalesce((select json_agg(json_build_object('on', (m.moved_at at time zone 'Asia/Shanghai')::date, 'kind', m.kind,
           'amountFen', m.amount_fen, 'balanceFen', m.balance_fen) order by m.moved_at, m.movement_id)
          from account_movement m where m.person_id = p.person_id and extract(year from m.moved_at)::text = $2), '[]') as movements,
       coalesce((select json_agg(k) from (
          select s.med_type as "medType", count(*) as bills, sum(s.total_fen) as "costFen", sum(s.fund_fen) as "paidFen",
                 sum(s.account_fen + s.family_account_fen) as "accountFen", sum(s.cash_fen) as "cashFen"
            from settlement s
           where s.person_id = p.person_id and s.kind = 'settlement' and extract(year from s.settled_at)::text = $2
             and not exists (select from settlement o where o.person_id = s.person_id and o.origin_id = s.settlement_id)
           group by s.med_type order by s.med_type) k), '[]') as care
      from person p where p.person_id = $1`,
    [personId, year],
  );
  return rows[0];
}
