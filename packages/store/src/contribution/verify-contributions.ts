import type { PoolClient } from '../pool.ts';
import { POLICY_DAY } from '../settlement/policy-day.ts';
import { COUNTER_SUMS } from './counter-days.ts';
import { FREE } from './receipts.ts';

/** A place where contributions are not what they must be. */
export interface ContributionDifference {
  readonly check:
    | 'bill-sum'
    | 'open-bill'
    | 'open-credit'
    | 'free-receipt'
    | 'credit-used'
    | 'allocation-limit'
    | 'receipt-limit'
    | 'contribution-income'
    | 'unallocated'
    | 'late-fee'
    | 'set-off'
    | 'fund-transfer'
    | 'levy'
    | 'collection-booking'
    | 'budget-list'
    | 'counter-closing'
    | 'counter-money'
    | 'make-up'
    | 'break-repaired'
    | 'suspension-bills'
    | 'retirement-months';
  readonly subject: string;
  readonly expected: string;
  readonly found: string;
}

/**
 * Recomputes contributions from their rows: bills are the sums of their charges, nothing is allocated beyond a bill or a
 * receipt, the income in the ledger is what was allocated, and what is unallocated there is what is free.
 */
export async function contributionDifferences(
  client: PoolClient,
  most: number,
): Promise<readonly ContributionDifference[]> {
  const found: ContributionDifference[] = [];
  for (const [check, sql] of Object.entries(CHECKS) as [ContributionDifference['check'], string][]) {
    const { rows } = await client.query<Omit<ContributionDifference, 'check'>>(`${sql} limit $1`, [most]);
    found.push(...rows.map((row) => ({ check, ...row })));
  }
  return found;
}

/**
 * What each bill of a run must come to: its lines of the charges, by payer, unit, person and county. Subsidies of a run that was
 * gathered stand on bills of the run that did it, and on none as long as they wait.
 */
const BILL_SUMS = `
  with line as (
    select b.basis_id, l.n, l.line ->> 'billTo' as payer
      from assessment_basis b, json_array_elements(b.lines) with ordinality l (line, n)
  ), both_sides as (
    select case when l.payer in ('unit','person','account') then c.run_id else coalesce(g.into_run_id, c.run_id) end as run_id, l.payer,
           case when l.payer = 'unit' then c.unit_id end as unit_id,
           case when l.payer in ('person','account') then c.person_id else 0 end as person_id,
           case when l.payer = 'county' then coalesce(c.area_code, left(c.region_code, 6)) end as area_code,
           c.amounts[l.n] as due, 0 as billed
      from charge c join line l using (basis_id) left join gathered_run g on g.run_id = c.run_id
     where l.payer in ('unit','person','account') or g.run_id is null or g.into_run_id is not null
    union all
    select run_id, payer, case when payer = 'unit' then unit_id end, person_id,
           case when payer = 'county' then area_code end, 0, amount_fen
      from contribution_bill
  )
  select concat_ws(' ', 'run', run_id, payer, both_sides.unit_id, nullif(person_id, 0), area_code) as subject,
         sum(due)::text as expected, sum(billed)::text as found
    from both_sides join assessment_run r using (run_id)
   where r.state = 'done' or payer in ('unit', 'person', 'account')
   group by run_id, payer, both_sides.unit_id, person_id, area_code having sum(due) <> sum(billed)`;

const ALLOCATIONS = `
  select 'bill ' || b.bill_no as subject, 'at most ' || b.amount_fen as expected, sum(a.amount_fen)::text as found
    from allocation a join contribution_bill b using (bill_id) group by b.bill_no, b.amount_fen
  having sum(a.amount_fen) not between least(b.amount_fen, 0) and greatest(b.amount_fen, 0)`;

/** What is kept of bills that are not paid is what bills and allocations say. */
const OPEN_BILLS = `
  with paid as (select bill_id, sum(amount_fen) as fen from allocation group by 1), owed as (
    select b.bill_id, concat_ws(' ', b.region_code, b.person_id, b.run_id, b.scheme, b.period, b.kind, b.payer, b.unit_id, b.area_code,
             b.due_on, coalesce(p.fen, 0) || '/' || b.amount_fen) as said
      from contribution_bill b left join paid p using (bill_id) where b.amount_fen > 0 and coalesce(p.fen, 0) < b.amount_fen
  ), kept as (
    select bill_id, concat_ws(' ', region_code, person_id, run_id, scheme, period, kind, payer, unit_id, area_code, due_on,
             paid_fen || '/' || amount_fen) as said from open_bill
  )
  select 'open bill ' || bill_id as subject, coalesce(o.said, 'none') as expected, coalesce(k.said, 'none') as found
    from owed o full join kept k using (bill_id) where o.said is distinct from k.said`;

/** What is kept of credits is what bills and allocations say. */
const OPEN_CREDITS = `
  with owed as (
    select b.bill_id, coalesce(p.fen, 0) - b.amount_fen as fen
      from contribution_bill b left join (select bill_id, sum(amount_fen) as fen from allocation group by 1) p using (bill_id)
     where b.amount_fen < 0 and coalesce(p.fen, 0) > b.amount_fen
  )
  select 'credit of bill ' || bill_id as subject, coalesce(o.fen, 0)::text as expected, coalesce(k.left_fen, 0)::text as found
    from owed o full join open_credit k using (bill_id) where o.fen is distinct from k.left_fen`;

/** What is kept of receipts with something free is what receipts, allocations, refunds and withdrawals say. */
const FREE_RECEIPTS = `
  with owed as (
    select receipt_id, concat_ws(' ', region_code, paid_on, fen) as said
      from (select r.*, ${FREE} as fen from receipt r) t where fen > 0
  ), kept as (select receipt_id, concat_ws(' ', region_code, paid_on, free_fen) as said from free_receipt)
  select 'free receipt ' || receipt_id as subject, coalesce(o.said, 'none') as expected, coalesce(k.said, 'none') as found
    from owed o full join kept k using (receipt_id) where o.said is distinct from k.said`;

/** A bill of less than nothing was set off or given back line by line; only shares that accounts have spent may be left. */
const CREDITS_USED = `
  with line as (
    select b.bill_id, b.bill_no, l.value ->> 'payer' as payer, l.value ->> 'fund' as fund, l.value ->> 'component' as component,
           (l.value ->> 'amountFen')::bigint as fen
      from contribution_bill b, json_array_elements(b.lines) l where b.amount_fen < 0
    union all
    select b.bill_id, b.bill_no, l.value ->> 'payer', l.value ->> 'fund', l.value ->> 'component', -(l.value ->> 'amountFen')::bigint
      from contribution_bill b join allocation a using (bill_id), json_array_elements(a.lines) l where b.amount_fen < 0
  )
  select concat_ws(' ', 'bill', bill_no, fund, component) as subject, '0' as expected, sum(fen)::text as found
    from line where fund <> 'account' group by bill_no, payer, fund, component having sum(fen) <> 0`;

const RECEIPTS = `
  select 'receipt ' || r.source || ' ' || r.serial as subject, 'at most ' || r.amount_fen as expected, u.fen::text as found
    from receipt r cross join lateral (
      select coalesce((select sum(amount_fen) from allocation a where a.receipt_id = r.receipt_id), 0)
           + coalesce((select sum(amount_fen) from refund f where f.receipt_id = r.receipt_id and f.state <> 'refused'), 0)
           + coalesce((select sum(amount_fen) from receipt_withdrawal w where w.receipt_id = r.receipt_id), 0) as fen) u
   where u.fen not between 0 and r.amount_fen`;

const ENTRIES = `select p.* from posting p join journal_entry e using (person_id, entry_id)
  where e.entry_kind in ('contribution', 'contribution-reversal')`;

const INCOME = `
  with entry as (${ENTRIES}), posted as (
    select account, sum(fen) as fen from (
      select credit_account as account, amount_fen as fen from entry union all select debit_account, -amount_fen from entry) t
     where account not like '%/collection/unallocated' group by 1
  ), allocated as (
    select case l.value ->> 'fund' when 'account' then a.region_code || '/accounts'
             else a.region_code || '/' || b.scheme || '/fund/' || (l.value ->> 'fund') || '/income/' ||
               case l.value ->> 'component' when 'lateFee' then 'lateFee' else l.value ->> 'payer' end end as account,
           sum((l.value ->> 'amountFen')::bigint) as fen
      from allocation a join contribution_bill b using (bill_id), json_array_elements(a.lines) l group by 1
  )
  select account as subject, coalesce(a.fen, 0)::text as expected, coalesce(p.fen, 0)::text as found
    from posted p full join allocated a using (account) where coalesce(p.fen, 0) <> coalesce(a.fen, 0)`;

const UNALLOCATED = `
  with free as (
    select region_code, sum(fen) as fen from (
      select region_code, amount_fen as fen from receipt
      union all select region_code, -amount_fen from allocation
      union all select region_code, -amount_fen from receipt_withdrawal
      union all select region_code, -amount_fen from refund where state in ('approved', 'paid')) t group by 1
  ), posted as (
    select region_code, sum(fen) as fen from (
      select region_code, amount_fen as fen from posting where credit_account like '%/collection/unallocated'
      union all select region_code, -amount_fen from posting where debit_account like '%/collection/unallocated') t group by 1
  )
  select region_code || '/collection/unallocated' as subject, coalesce(f.fen, 0)::text as expected,
         coalesce(p.fen, 0)::text as found
    from free f full join posted p using (region_code) where coalesce(f.fen, 0) <> coalesce(p.fen, 0)`;

/** What is due of late fees is what their bills say; a late payment has one fee, worked out from its own amount and days. */
const LATE_FEES = `
  select 'late fees of bill ' || o.bill_no as subject, f.due::text as expected, f.billed::text as found
    from (select f.bill_id, sum(f.computed_fen - f.waived_fen) as due, sum(coalesce(b.amount_fen, 0)) as billed
            from late_fee f left join contribution_bill b on b.bill_id = f.fee_bill_id group by 1) f
    join contribution_bill o using (bill_id) where f.due <> f.billed
  union all
  select 'late fee ' || f.fee_id, concat_ws(' ', a.amount_fen, b.due_on, r.paid_on),
         concat_ws(' ', f.principal_fen, f.due_on, f.paid_on)
    from late_fee f join contribution_bill b using (bill_id) left join allocation a on a.allocation_id = f.allocation_id
    left join receipt r using (receipt_id)
   where f.principal_fen > 0 and (f.principal_fen, f.due_on, f.paid_on) is distinct from (a.amount_fen, b.due_on, r.paid_on)`;

const SET_OFFS = `
  select 'set-off ' || set_off_id as subject, '2 rows, 0' as expected, count(*) || ' rows, ' || sum(amount_fen) as found
    from allocation where set_off_id is not null group by set_off_id having count(*) <> 2 or sum(amount_fen) <> 0`;

/** A transfer is the sum of what it carries, each as its allocation says, and one entry to the bank of its fund. */
const TRANSFERS = `
  select 'fund transfer ' || t.bank_serial as subject, t.amount_fen::text as expected,
         concat_ws(' ', i.fen, case when t.state = 'approved' then p.fen else t.amount_fen end) as found
    from fund_transfer t
    cross join lateral (select sum(amount_fen) as fen from fund_transfer_item where transfer_id = t.transfer_id) i
    left join lateral (select sum(amount_fen) as fen from posting where entry_id = t.entry_id and debit_account =
      t.region_code || '/' || t.scheme || '/fund/' || case t.fund when 'account' then 'personalAccount' else t.fund end || '/bank') p on true
   where t.state <> 'refused' and (i.fen, case when t.state = 'approved' then p.fen else t.amount_fen end)
         is distinct from (t.amount_fen::numeric, t.amount_fen::numeric)
  union all
  select 'allocation ' || i.allocation_id || ' in a transfer', coalesce(l.fen, 0)::text, i.amount_fen::text
    from fund_transfer_item i
    left join lateral (select sum((x.value ->> 'amountFen')::bigint) as fen from allocation a, json_array_elements(a.lines) x
      where a.person_id = i.person_id and a.allocation_id = i.allocation_id and x.value ->> 'fund' = i.fund) l on true
   where l.fen is distinct from i.amount_fen`;

/** What is owed to the adjustment fund is what was levied and not paid. */
const LEVIES = `
  with owed as (
    select region_code, sum(amount_fen) as fen from adjustment_levy where state = 'approved' group by 1
  ), posted as (
    select region_code, sum(fen) as fen from (
      select region_code, amount_fen as fen from posting where credit_account like '%/payable/adjustmentFund'
      union all select region_code, -amount_fen from posting where debit_account like '%/payable/adjustmentFund') t group by 1
  )
  select region_code || '/payable/adjustmentFund' as subject, coalesce(o.fen, 0)::text as expected, coalesce(p.fen, 0)::text as found
    from owed o full join posted p using (region_code) where coalesce(o.fen, 0) <> coalesce(p.fen, 0)`;

/** What was booked of a list is what its result reports as paid: the sum of its rows, and the receipt that brought it. */
const BOOKINGS = `
  select 'list result ' || k.result_id as subject, concat_ws(' ', w.fen, r.amount_fen, w.paid) as expected,
         concat_ws(' ', k.amount_fen, k.amount_fen, c.paid) as found
    from collection_booking k join collection_result c using (result_id) join receipt r using (receipt_id)
    cross join lateral (select sum(w.amount_fen) as fen, count(*)::int as paid from collection_result_row x
      join collection_list_row w on w.person_id = x.person_id and w.list_id = x.list_id and w.bill_id = x.bill_id
      where x.result_id = k.result_id and x.paid) w
   where (k.amount_fen, k.amount_fen, c.paid) is distinct from (w.fen::bigint, r.amount_fen, w.paid)`;

/** On a list of budget units stand bills of units alone, each under a mark of its unit that held when the list was made. */
const BUDGET_LISTS = `
  select 'list ' || l.list_no || ' row ' || w.row_no as subject, 'a bill of a budget unit' as expected,
         concat_ws(' ', 'bill', w.bill_id, b.payer, b.unit_id) as found
    from collection_list l join collection_list_row w using (list_id)
    left join contribution_bill b on b.person_id = w.person_id and b.bill_id = w.bill_id
    left join budget_unit u on u.unit_id = b.unit_id and u.agreement_id = w.agreement_id
     and (l.made_at at time zone 'Asia/Shanghai')::date between u.valid_from and coalesce(u.valid_to, 'infinity')
   where l.kind = 'budget' and (b.payer is distinct from 'unit' or u.agreement_id is null)`;

/** A signed day of the counter still says what the ledger says; two persons, one of them the clerk. */
const CLOSINGS = `
  select 'counter ' || c.clerk || ' ' || c.day as subject,
         concat_ws(' ', n.cash_fen, n.cash_payments, n.pos_fen, n.pos_payments, n.transfer_fen, n.transfer_payments, n.cheque_fen, n.cheques) as expected,
         concat_ws(' ', s.cash_fen, s.cash_payments, s.pos_fen, s.pos_payments, s.transfer_fen, s.transfer_payments, s.cheque_fen, s.cheques) as found
    from counter_closing c join counter_count n using (count_id) left join (${COUNTER_SUMS}) s
      on s.region_code = c.region_code and s.clerk = c.clerk and s.day = c.day
   where (n.cash_fen, n.cash_payments, n.pos_fen, n.pos_payments, n.transfer_fen, n.transfer_payments, n.cheque_fen, n.cheques)
         is distinct from (s.cash_fen, s.cash_payments, s.pos_fen, s.pos_payments, s.transfer_fen, s.transfer_payments, s.cheque_fen, s.cheques)`;

/** What the counter holds is what it has taken and not brought to the bank. */
const COUNTER_MONEY = `
  with held as (
    select region_code, sum(fen) as fen from (
      select region_code, amount_fen as fen from counter_payment where method in ('cash', 'pos') and state = 'booked'
      union all select region_code, -amount_fen from counter_deposit) t group by 1
  ), posted as (
    select region_code, sum(fen) as fen from (
      select region_code, amount_fen as fen from posting where debit_account like '%/collection/counter'
      union all select region_code, -amount_fen from posting where credit_account like '%/collection/counter') t group by 1
  )
  select region_code || '/collection/counter' as subject, coalesce(h.fen, 0)::text as expected, coalesce(p.fen, 0)::text as found
    from held h full join posted p using (region_code) where coalesce(h.fen, 0) <> coalesce(p.fen, 0)`;

/** A bill of the charge `c` that a person or his unit pays. */
const BILL_OF = `b.run_id = c.run_id and case b.payer when 'unit' then b.unit_id = c.unit_id when 'person' then b.person_id = c.person_id end`;

/** What was made up was charged in a run of its kind; taken back, none of its charges stands. */
const MAKE_UPS = `
  select 'make-up ' || m.act_id as subject, case when u.act_id is null then 'charged' else 'taken back' end as expected,
         concat_ws(' ', count(c.charge_id) filter (where r.kind = 'makeUp'), 'charges,', count(o.charge_id), 'taken back') as found
    from make_up m left join enrolment_act u on u.person_id = m.person_id and u.undoes_id = m.act_id
    left join enrolment_charge e on e.person_id = m.person_id and e.act_id = m.act_id
    left join charge c on c.person_id = e.person_id and c.charge_id = e.charge_id
    left join assessment_run r on r.run_id = c.run_id
    left join charge o on o.person_id = c.person_id and o.origin_id = c.charge_id
   group by m.act_id, u.act_id
  having count(c.charge_id) filter (where r.kind = 'makeUp') = 0
      or count(o.charge_id) <> case when u.act_id is null then 0 else count(c.charge_id) end`;

/** A cover that begins sooner because a break was paid for: the act that charged it stands, and nothing of it is open. */
const BREAKS_REPAIRED = `
  select 'act ' || a.act_id as subject, 'a break that is paid for' as expected,
         concat_ws(', ', case when m.act_id is null then 'no make-up' when u.act_id is not null then 'taken back' end,
                   case when o.open > 0 then o.open || ' bills open' end) as found
    from enrolment_act a left join make_up m on m.person_id = a.person_id and m.act_id::text = a.facts ->> 'makeUp' and m.why = 'break'
    left join enrolment_act u on u.person_id = m.person_id and u.undoes_id = m.act_id
    cross join lateral (select count(distinct b.bill_id) as open
      from enrolment_charge e join charge c on c.person_id = e.person_id and c.charge_id = e.charge_id
      join open_bill b on ${BILL_OF} where e.person_id = m.person_id and e.act_id = m.act_id) o
   where a.kind = 'repaired' and (m.act_id is null or u.act_id is not null or o.open > 0)
     and not exists (select from enrolment_act t where t.person_id = a.person_id and t.undoes_id = a.act_id)`;

/**
 * Bills that were settled since benefits were suspended and stand though their policy looks at a day without benefits, of a
 * stay begun before the suspension, too: a payment was taken back without them.
 */
const SUSPENSION_BILLS = `
  select 'settlement ' || s.settlement_id as subject, 'suspended since ' || x.from_on as expected, 'settled' as found
    from benefit_suspension x join settlement s on s.person_id = x.person_id and s.scheme = x.scheme
   where s.kind = 'settlement' and s.settled_at >= x.made_at
     and ${POLICY_DAY} between x.from_on and coalesce(x.to_on, 'infinity')
     and not exists (select from settlement r where r.person_id = s.person_id and r.origin_id = s.settlement_id)`;

/** The months on which somebody was retired are those that charges and payments before it say: counted again from the allocations. */
const RETIREMENT_MONTHS = `
  with retired as (
    select a.person_id, a.act_id, (a.decision -> 'months' ->> 'chargedMonths')::int as charged,
           (a.decision -> 'months' ->> 'madeUpMonths')::int as made_up
      from enrolment_act a where a.kind = 'retire' and a.decision -> 'months' is not null
       and not exists (select from enrolment_act u where u.person_id = a.person_id and u.undoes_id = a.act_id)
  ), charged as (
    select t.act_id, c.kind, case c.kind when 'contribution' then c.period else c.charge_id::text end as what,
           case c.kind when 'makeUp' then m.periods else 1 end as months,
           bool_and(coalesce(b.amount_fen, 0) <= coalesce((select sum(l.amount_fen) from allocation l
             where l.bill_id = b.bill_id and l.allocation_id < t.act_id), 0)) as paid,
           bool_or(c.origin_id is null and not exists (select from charge o
             where o.person_id = c.person_id and o.origin_id = c.charge_id and o.charge_id < t.act_id)) as stands
      from retired t join charge c on c.person_id = any(with_merged(t.person_id)) and c.charge_id < t.act_id and c.scheme = 'employee'
      join assessment_basis s using (basis_id)
      left join enrolment_charge e on e.person_id = c.person_id and e.charge_id = c.charge_id
      left join make_up m on m.person_id = e.person_id and m.act_id = e.act_id
      left join contribution_bill b on b.amount_fen > 0 and ${BILL_OF}
     where (c.kind = 'contribution' and length(c.period) = 7 and s.facts ->> 'personStatus' is distinct from 'retired')
        or (c.kind = 'makeUp' and m.act_id is not null)
     group by 1, 2, 3, 4
  ), sums as (
    select act_id, coalesce(sum(months) filter (where kind = 'contribution'), 0) as charged,
           coalesce(sum(months) filter (where kind = 'makeUp'), 0) as made_up
      from charged where paid and stands group by 1
  )
  select 'retirement ' || t.act_id as subject, coalesce(s.charged, 0) || ' paid, ' || coalesce(s.made_up, 0) || ' made up' as expected,
         t.charged || ' paid, ' || t.made_up || ' made up' as found
    from retired t left join sums s using (act_id)
   where (t.charged, t.made_up) is distinct from (coalesce(s.charged, 0)::int, coalesce(s.made_up, 0)::int)`;

const CHECKS: Readonly<Record<ContributionDifference['check'], string>> = {
  'bill-sum': BILL_SUMS,
  'open-bill': OPEN_BILLS,
  'open-credit': OPEN_CREDITS,
  'free-receipt': FREE_RECEIPTS,
  'credit-used': CREDITS_USED,
  'allocation-limit': ALLOCATIONS,
  'receipt-limit': RECEIPTS,
  'contribution-income': INCOME,
  unallocated: UNALLOCATED,
  'late-fee': LATE_FEES,
  'set-off': SET_OFFS,
  'fund-transfer': TRANSFERS,
  levy: LEVIES,
  'collection-booking': BOOKINGS,
  'budget-list': BUDGET_LISTS,
  'counter-closing': CLOSINGS,
  'counter-money': COUNTER_MONEY,
  'make-up': MAKE_UPS,
  'break-repaired': BREAKS_REPAIRED,
  'suspension-bills': SUSPENSION_BILLS,
  'retirement-months': RETIREMENT_MONTHS,
};
