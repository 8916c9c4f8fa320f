import type { Pool } from '@gongji/store';
import { FIRST_PERSON, putPersons } from './put-persons.ts';

/**
 * A city whose lists are long: a quarter of its persons are employed in units of fifty, assessed for seven months; the others
 * stand with their communities. Everybody came by an act, five hundred of them in one list. One unit of twenty is suspended, with
 * four refused bills for each of its people; of half of those the payment came, and of some of these it was taken back.
 */
export async function putListsCity(
  owner: Pool,
  persons: number,
  onProgress: (text: string) => void,
): Promise<void> {
  onProgress(`registering ${persons} persons …`);
  await putPersons(owner, persons);
  for (const [what, sql] of Object.entries(CITY)) {
    onProgress(`  ${what}`);
    await owner.query(`${GIVEN} ${sql}`, [FIRST_PERSON, persons]);
  }
  await owner.query('vacuum analyze');
}

/** Ids of the city are above those of the model city: $1. Persons: $2. */
const GIVEN = `with given as (select $1::bigint as first, $2::int as persons, ($2::int / 4)::int as employed)`;
const SUSPENDED = `select first + n as person_id, n, first + 1 + (n - 1) / 50 as unit_id from given, generate_series(1, employed) n
  where (n - 1) / 50 % 20 = 0`;
const MONTHS = `(values ('2026-05', 1), ('2026-06', 2), ('2026-07', 3), ('2026-08', 4), ('2026-09', 5), ('2026-10', 6), ('2026-11', 7)) m (period, no)`;

const CITY = {
  employers: `insert into unit (unit_id, region_code, kind, code, name, employer_kind)
    select first + n, '990100', 'employer', '91990100' || lpad(n::text, 10, 'M'), '共济市第' || n || '机械有限公司', 'enterprise'
      from given, generate_series(1, employed / 50) n`,
  communities: `insert into unit (unit_id, region_code, kind, code, name)
    select 2 * first + n, '990100', 'community', 'C' || n, '第' || n || '社区' from given, generate_series(0, (persons - employed) / 2000) n`,
  covers: `insert into coverage (region_code, person_id, scheme, insutype, covered_from, benefit_from, psn_type, person_status, unit_id, payer_kind)
    select '990100', first + n, 'employee', '310', f.on, f.on, '1101', 'active', first + 1 + (n - 1) / 50, 'employer'
      from given, generate_series(1, employed) n,
           lateral (select case when n * 31 % 50 < n / 50 % 25 then date '2026-06-01' else '2020-01-01' end as on) f
    union all
    select '990100', first + n, 'resident', '390', '2026-01-01', '2026-01-01', '1401', 'resident', 2 * first + (n - employed) / 2000, 'none'
      from given, generate_series(employed + 1, persons) n`,
  acts: `insert into enrolment_act (region_code, person_id, act_id, kind, scheme, unit_id, effective_on, facts, decision, effects, reason,
       acted_by, acted_at)
    select '990100', c.person_id, c.person_id, 'join', c.scheme, c.unit_id, c.covered_from, '{"payerKind": "employer", "agentName": "某人"}',
           jsonb_build_object('firstCoveredOn', c.covered_from, 'trace', repeat('第一条 ', 40)),
           jsonb_build_array(jsonb_build_object('register', 'coverage', 'before', null, 'after', to_jsonb(c))), '参保',
           'clerk' || n / 500 % 20, timestamptz '2026-01-01' + n / 500 * interval '1 hour'
      from given, coverage c, lateral (select c.person_id - first as n) of where c.person_id > first`,
  runs: `insert into assessment_run (run_id, region_code, scheme, period, kind, due_on, state, parts, created_by, created_at)
    select first + no, '990100', 'employee', period, 'regular', (period || '-25')::date, 'done', 1, 'bench', now() from given, ${MONTHS}`,
  basis: `insert into assessment_basis (basis_id, policy_version, facts, lines)
    select first, (select min(version) from policy_version where scheme = 'employee'), '{"personStatus": "active", "payerKind": "employer"}', '[]'
      from given`,
  charges: `insert into charge (region_code, person_id, charge_id, run_id, scheme, period, kind, version, unit_id, base_fen, basis_id, amounts,
       total_fen, assessed_at)
    select '990100', first + n, first + n * 10 + no, first + no, 'employee', period, 'contribution', 1, first + 1 + (n - 1) / 50,
           300000 + (n / 50 * 7919) % 1500000 + n % 7 * 10000 - case when n % 11 = 0 then no * 1000 else 0 end, first, '{1000,2000}', 3000, now()
      from given, generate_series(1, employed) n, ${MONTHS} order by no, n`,
  bills: `insert into contribution_bill (region_code, person_id, bill_id, bill_no, run_id, scheme, period, kind, payer, unit_id, heads,
       amount_fen, lines, due_on, issued_at)
    select '990100', 0, first + n * 10 + no, 'BENCH' || n || '-' || no, first + no, 'employee', period, 'regular', 'unit', first + n, 50, 150000,
           '[]', (period || '-25')::date, now() from given, generate_series(1, employed / 50) n, ${MONTHS}`,
  receipt: `insert into receipt (region_code, receipt_id, source, serial, amount_fen, paid_on, taken_by, taken_at, entry_id)
    select '990100', first, 'bank', 'BENCH', 9000000000000000, '2026-11-01', 'bench', now(), 1 from given`,
  payments: `insert into allocation (region_code, person_id, allocation_id, receipt_id, bill_id, amount_fen, how, lines, entry_id,
       allocated_by, allocated_at)
    select region_code, person_id, bill_id, first, bill_id, amount_fen, 'number', '[]', 1, 'bench', now()
      from given, contribution_bill where bill_no like 'BENCH%' and bill_id % 33 <> 0`,
  suspensions: `insert into benefit_suspension (region_code, person_id, suspension_id, scheme, from_on, to_on, unit_id, periods, clause,
       policy_version, made_by, made_at, ended_how, ended_bill_id, paid_on, ended_by, ended_at)
    select '990100', person_id, person_id, 'employee', '2026-06-01', case when ended then date '2026-05-31' end, unit_id, '2026-05', '第一条', 'v',
           'bench', '2026-06-01', case when ended then 'repaired' end, case when ended then unit_id end, case when ended then date '2026-10-01' end,
           case when ended then 'bench' end, case when ended then timestamptz '2026-10-01' end
      from (${SUSPENDED}) s, lateral (select unit_id % 40 = 1 as ended) e`,
  'refused bills': `insert into refused_bill (region_code, person_id, refused_id, scheme, institution_code, started_on, ended_on, policy_on,
       total_fen, bill, bill_hash, refused_at)
    select '990100', person_id, person_id * 10 + k, 'employee', i.code, d.on, d.on, d.on, 10000 + k, '{"lines": []}',
           sha256((person_id * 10 + k)::text::bytea), d.on + interval '10 hours'
      from (${SUSPENDED}) s, generate_series(1, 4) k, (select min(institution_code) as code from institution) i,
           lateral (select date '2026-06-02' + (n % 50 + k) as on) d`,
  settlements: `insert into settlement (region_code, person_id, settlement_id, kind, owed_to, scheme, insutype, institution_code, benefit, med_type,
       clr_type, policy_version, benefit_year, sequence, place, started_on, ended_on, settled_at, medins_setl_id, total_fen, self_paid_fen,
       over_limit_fen, first_pay_fen, in_scope_fen, deductible_fen, fund_fen, provider_fen, account_fen, family_account_fen, cash_fen,
       account_moves, payments, counter_moves, bill, trace, line_splits, digest)
    select '990100', person_id, person_id * 10 + k, 'settlement', 'institution', 'employee', '310', i.code, 'outpatient', '11', '11',
           (select min(version) from policy_version where scheme = 'employee'), '2026-01-01', k, k, d.on, d.on, d.on + interval '10 hours',
           'B' || person_id || k, 5000 + k, 0, 0, 0, 5000 + k, 0, 5000 + k, 0, 0, 0, 0, '[]', '[]', '[]', '{}', '[]', '[]', '\\x00'
      from (${SUSPENDED}) s, generate_series(1, 9) k, (select min(institution_code) as code from institution) i,
           lateral (select date '2026-06-02' + (n % 50 + k * 10) as on) d`,
  'payments taken back': `, units as (select unit_id, array_agg(person_id) as persons from (${SUSPENDED}) s where unit_id % 160 = 1 group by 1),
    acts as (insert into enrolment_act (region_code, person_id, act_id, kind, scheme, unit_id, effective_on, facts, decision, effects, reason,
        acted_by, acted_at)
      select '990100', 0, unit_id * 1000, 'payment-back', 'employee', unit_id, '2026-11-01', jsonb_build_object('persons',
          (select jsonb_agg(p::text) from unnest(persons) p)), '{}', '[]', '退票', 'bench', '2026-11-01' from units)
    insert into settlement (region_code, person_id, settlement_id, kind, origin_id, cause, owed_to, scheme, insutype, institution_code, benefit,
       med_type, clr_type, policy_version, benefit_year, sequence, place, started_on, ended_on, settled_at, medins_setl_id, total_fen,
       self_paid_fen, over_limit_fen, first_pay_fen, in_scope_fen, deductible_fen, fund_fen, provider_fen, account_fen, family_account_fen,
       cash_fen, account_moves, payments, counter_moves, bill, trace, line_splits, reason, digest)
    select s.region_code, s.person_id, 1000 * s.settlement_id, 'reversal', s.settlement_id, 'recompute', s.owed_to, s.scheme, s.insutype,
           s.institution_code, s.benefit, s.med_type, s.clr_type, s.policy_version, s.benefit_year, s.sequence + 100, s.place + 100, s.started_on,
           s.ended_on, '2026-11-01', 'R' || s.medins_setl_id, -s.total_fen, 0, 0, 0, -s.in_scope_fen, 0, -s.fund_fen, 0, 0, 0, 0, '[]', '[]', '[]',
           '{}', '[]', '[]', 'act ' || unit_id * 1000, '\\x00'
      from units, unnest(persons) p join settlement s on s.person_id = p where s.settlement_id % 10 = 1`,
} as const;
