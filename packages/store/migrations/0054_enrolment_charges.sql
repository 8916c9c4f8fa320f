-- Charges that an act of enrolment makes at once 参保即核定, and what missing months cost 补缴: runs of their own kinds.
alter table assessment_run drop constraint assessment_run_kind_check;
alter table assessment_run add constraint assessment_run_kind_check
  check (kind in ('regular','correction','lateFee','legacy','enrolment','makeUp'));

-- Which charge an act has made: its undo takes it back.
create table enrolment_charge (
  region_code text not null,
  person_id bigint not null,
  act_id bigint not null,
  charge_id bigint not null,
  primary key (person_id, act_id)
);
comment on table enrolment_charge is 'append-only: what an act has made due';
