-- Make-up 补缴 of missing years before retirement, or of a broken spell: what an act has charged, and how many months or years
-- it is for. They count once the bill is paid in full; nothing else says so.
create table make_up (
  region_code text not null,
  person_id bigint not null,
  act_id bigint not null,
  scheme text not null check (scheme in ('employee','resident')),
  why text not null check (why in ('retirement','break')),
  periods int not null check (periods > 0),          -- months; years of a yearly contribution
  primary key (person_id, act_id)
);
comment on table make_up is 'append-only: undoing is another act';

-- An act may make several charges: one for each month of a broken spell.
alter table enrolment_charge drop constraint enrolment_charge_pkey, add primary key (person_id, act_id, charge_id);

-- The act that recognised months 认定缴费年限; once that is taken back they count no more.
alter table counted_period add column act_id bigint;
