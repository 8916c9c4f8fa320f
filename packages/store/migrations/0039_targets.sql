-- Target 目标责任书: what an area or unit is to reach in a year. A new value is a new row; the latest holds.
create table target (
  region_code text not null references region,
  target_id bigint primary key,
  year int not null check (year between 2000 and 2100),
  place text not null default '',                    -- area or unit number; empty: the whole region
  metric text not null check (metric in ('employees','residents','levyFen')),
  value bigint not null check (value >= 0),
  responsible text not null default '' check (length(responsible) <= 50),
  signed_on date,
  set_by text not null,
  set_at timestamptz not null
);
create index target_of on target (region_code, year, place, metric, set_at desc);
comment on table target is 'append-only: a new value is a new row';
