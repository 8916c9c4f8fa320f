-- Findings in the registers 登记疑点: what the nightly search found, worked off by a clerk. One that the next night does not
-- find any more has gone by itself.
create table register_finding (
  region_code text not null references region,
  person_id bigint not null references person,
  finding_id bigint not null,
  kind text not null check (kind in ('doubleCover','coverElsewhere','duplicatePerson','studentOver')),
  key text not null,                                 -- what makes it the same finding on another night
  detail json not null,
  found_on date not null,
  state text not null default 'open' check (state in ('open','done','dismissed','gone')),
  decided_by text,
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 200),
  primary key (person_id, finding_id),
  check ((state in ('done','dismissed')) = (decided_by is not null))
);
create unique index register_finding_open on register_finding (person_id, kind, key) where state in ('open','dismissed');
create index register_finding_list on register_finding (region_code, state, kind);
