import type { Queryable } from '../pool.ts';
import { type ListOrder, orderBy } from '../rest/list-order.ts';
import { regionPattern, type Scope } from '../rest/scope.ts';
import type { Debtor } from './arrears.ts';
import { type Instalment, PAID_SINCE } from './dunning.ts';

/** Agreement on instalments 分期补缴协议. */
export interface PlanRow {
  readonly regionCode: string;
  readonly personId: string;
  readonly planId: string;
  readonly unitId: string | null;
  /** Of the unit or the person. */
  readonly name: string;
  readonly totalFen: number;
  readonly instalments: readonly Instalment[];
  readonly billIds: readonly string[];
  readonly reason: string;
  readonly proofNo: string;
  readonly state: 'open' | 'approved' | 'refused';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly note: string;
  /** Of its bills, since it was agreed. */
  readonly paidFen: number;
}

const PLAN = `select p.region_code as "regionCode", p.person_id as "personId", p.plan_id as "planId", p.unit_id as "unitId",
    p.total_fen::float8 as "totalFen", p.instalments, p.bill_ids::text[] as "billIds", p.reason, p.proof_no as "proofNo", p.state,
    p.requested_by as "requestedBy", p.requested_at as "requestedAt", p.decided_by as "decidedBy", p.note,
    ${PAID_SINCE} as "paidFen", coalesce(u.name, h.name, '') as name
  from debt_plan p left join unit u on u.unit_id = p.unit_id left join person h on h.person_id = nullif(p.person_id, 0)
  where p.region_code like $1`;

/** False: one for the same debtor waits already. */
export async function insertPlan(
  db: Queryable,
  row: Omit<PlanRow, 'state' | 'decidedBy' | 'note' | 'paidFen' | 'name'>,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into debt_plan (region_code, person_id, plan_id, unit_id, total_fen, instalments, bill_ids, reason, proof_no, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[
        row.regionCode,
        row.personId,
        row.planId,
        row.unitId,
        row.totalFen,
        JSON.stringify(row.instalments),
      ],
      ...[row.billIds, row.reason, row.proofNo, row.requestedBy, row.requestedAt],
    ],
  );
  return rowCount === 1;
}

/** Plans of a debtor, the latest first. */
export async function plansOf(db: Queryable, scope: Scope, debtor: Debtor): Promise<readonly PlanRow[]> {
  const [unitId, personId] = 'unitId' in debtor ? [debtor.unitId, '0'] : [null, debtor.personId];
  const { rows } = await db.query<PlanRow>(
    `${PLAN} and p.person_id = $2 and p.unit_id is not distinct from $3 order by p.requested_at desc`,
    [regionPattern(scope), personId, unitId],
  );
  return rows;
}

export interface PlanFilter {
  readonly state?: PlanRow['state'] | undefined;
}

const MATCHES = '($2::text is null or p.state = $2)';
const PLAN_ORDERS = { requestedAt: 'p.requested_at', totalFen: 'p.total_fen' };

export async function listPlans(
  db: Queryable,
  scope: Scope,
  filter: PlanFilter & ListOrder,
): Promise<readonly PlanRow[]> {
  const { rows } = await db.query<PlanRow>(
    `${PLAN} and ${MATCHES} order by ${orderBy(PLAN_ORDERS, filter, 'p.plan_id')} offset $3 limit $4`,
    [regionPattern(scope), filter.state ?? null, filter.after, filter.limit],
  );
  return rows;
}

/** How many agreements match, and what they are about together. */
export async function planTotals(
  db: Queryable,
  scope: Scope,
  { state }: PlanFilter,
): Promise<{ readonly total: number; readonly totalFen: number }> {
  const { rows } = await db.query<{ total: number; totalFen: number }>(
    `select count(*)::int as total, coalesce(sum(p.total_fen), 0)::float8 as "totalFen"
       from debt_plan p where p.region_code like $1 and ${MATCHES}`,
    [regionPattern(scope), state ?? null],
  );
  return rows[0] ?? { total: 0, totalFen: 0 };
}

export async function lockPlan(tx: Queryable, scope: Scope, planId: string): Promise<PlanRow | undefined> {
  const { rows } = await tx.query<PlanRow>(`${PLAN} and p.plan_id = $2 for update of p`, [
    regionPattern(scope),
    planId,
  ]);
  return rows[0];
}

export async function decidePlan(
  db: Queryable,
  planId: string,
  decision: { readonly approved: boolean; readonly by: string; readonly at: Date; readonly note: string },
): Promise<void> {
  await db.query(
    'update debt_plan set state = $2, decided_by = $3, decided_at = $4, note = $5 where plan_id = $1',
    [planId, decision.approved ? 'approved' : 'refused', decision.by, decision.at, decision.note],
  );
}
