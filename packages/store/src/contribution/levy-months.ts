import type { Fen } from '@gongji/domain';
import type { Queryable } from '../pool.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';

/** What was billed and allocated in a month, and allocated in the same month a year before. */
export interface LevyMonthRow {
  /** `yyyy-MM` */
  readonly month: string;
  readonly billedFen: Fen;
  readonly paidFen: Fen;
  readonly paidBeforeFen: Fen;
}

/** The twelve months of a year, by the month in which bills were issued and money was allocated. */
export async function levyMonths(
  db: Queryable,
  scope: Scope,
  year: number,
): Promise<readonly LevyMonthRow[]> {
  const { rows } = await db.query<LevyMonthRow>(
    `with edges as (select make_date($3 - 1, 1, 1)::timestamptz as since, make_date($3 + 1, 1, 1)::timestamptz as before),
     moved as (
       select to_char(issued_at, 'yyyy-MM') as month, sum(amount_fen) as billed, 0::numeric as paid
         from contribution_bill, edges
        where region_code like $1 and ($2::bigint is null or unit_id = $2) and issued_at >= since and issued_at < before
        group by 1
       union all
       select to_char(a.allocated_at, 'yyyy-MM'), 0, sum(a.amount_fen)
         from edges, allocation a join contribution_bill b using (person_id, bill_id)
        where b.region_code like $1 and ($2::bigint is null or b.unit_id = $2)
          and a.allocated_at >= since and a.allocated_at < before
        group by 1
     ), months as (select to_char(make_date($3, m, 1), 'yyyy-MM') as month, to_char(make_date($3 - 1, m, 1), 'yyyy-MM') as earlier
                     from generate_series(1, 12) m)
     select m.month, coalesce(sum(v.billed) filter (where v.month = m.month), 0)::float8 as "billedFen",
            coalesce(sum(v.paid) filter (where v.month = m.month), 0)::float8 as "paidFen",
            coalesce(sum(v.paid) filter (where v.month = m.earlier), 0)::float8 as "paidBeforeFen"
       from months m left join moved v on v.month in (m.month, m.earlier) group by 1 order by 1`,
    [regionPattern(scope), scope.unitId, year],
  );
  return rows;
}
