-- Subsidies 财政补助 of acts and corrections come in many small parts: those of a month are gathered into one bill of each level of
-- government, by a run of its own kind.
alter table assessment_run drop constraint assessment_run_kind_check;
alter table assessment_run add constraint assessment_run_kind_check
  check (kind in ('regular','correction','lateFee','legacy','enrolment','makeUp','subsidy'));

-- A run that owes subsidies and makes no bill of them, and the run whose bills carry them; null: it waits.
create table gathered_run (
  run_id bigint primary key references assessment_run,
  into_run_id bigint references assessment_run
);
create index gathered_run_waits on gathered_run (run_id) where into_run_id is null;
create index gathered_run_into on gathered_run (into_run_id);

-- Runs of before have made their own bills; a correction has made none, and waits with what it owes.
insert into gathered_run (run_id, into_run_id)
select run_id, run_id from assessment_run r where kind in ('correction', 'enrolment', 'makeUp')
   and exists (select from contribution_bill b where b.run_id = r.run_id and b.payer not in ('unit', 'person', 'account'));
insert into gathered_run (run_id)
select run_id from assessment_run r where kind in ('correction', 'enrolment', 'makeUp')
   and not exists (select from gathered_run g where g.run_id = r.run_id)
   and exists (select from charge c join assessment_basis s using (basis_id), json_array_elements(s.lines) with ordinality l (line, n)
                where c.run_id = r.run_id and c.amounts[l.n] <> 0 and l.line ->> 'billTo' not in ('unit', 'person', 'account'));
