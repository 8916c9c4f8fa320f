-- A bill that was refused for nothing but a suspension of benefits 暂停期间被拒的费用, as it was sent: once the arrears are made good it can
-- be settled after all, where the policy gives benefits back. What it became carries `LATE` and its number as medins_setl_id.
create table refused_bill (
  region_code text not null references region,
  person_id bigint not null references person,
  refused_id bigint not null,
  scheme text not null check (scheme in ('employee','resident')),
  institution_code text not null references institution,
  visit_id text,
  started_on date not null,
  ended_on date not null,
  total_fen bigint not null check (total_fen > 0),
  bill json not null,
  bill_hash bytea not null,                          -- the same bill sent again is kept once
  refused_at timestamptz not null,
  primary key (person_id, refused_id),
  unique (person_id, bill_hash)
);
comment on table refused_bill is 'append-only: the bill as it was sent';
