-- Days that are not what their weekday says 工作日历: data, so that next year's are added and not programmed.
create table calendar_day (
  on_day date primary key,
  working boolean not null,
  name text not null
);
comment on table calendar_day is 'reference: holidays and make-up working days as the State Council announces them each year';
insert into calendar_day
select d::date, false, name from (values
  ('2026-01-01', '2026-01-03', '元旦'), ('2026-02-15', '2026-02-23', '春节'), ('2026-04-04', '2026-04-06', '清明节'),
  ('2026-05-01', '2026-05-05', '劳动节'), ('2026-06-19', '2026-06-21', '端午节'), ('2026-09-25', '2026-09-27', '中秋节'),
  ('2026-10-01', '2026-10-07', '国庆节'), ('2027-01-01', '2027-01-01', '元旦')) h (first, last, name),
  generate_series(first::date, last::date, interval '1 day') d;
insert into calendar_day
select d::date, true, '调休上班' from unnest(array['2026-01-04','2026-02-14','2026-02-28','2026-05-09','2026-09-20','2026-10-10']) d;

-- Transfer 转移接续 of an insurance relation: out of the region, into it, or from one scheme to the other within it.
-- applied → letter (contact letter 联系函; 10 working days) → sheet (information sheets 信息表; 5 working days) → a second
-- person agrees → money (account money on its way) → done.
create table transfer (
  region_code text not null references region,
  person_id bigint not null references person,
  transfer_id bigint not null,
  direction text not null check (direction in ('out','in','within')),
  scheme_from text not null check (scheme_from in ('employee','resident')),
  scheme_to text not null check (scheme_to in ('employee','resident')),
  state text not null check (state in ('applied','letter','sheet','money','done','refused','withdrawn')),
  other_agency json not null,                        -- of the other place, see packages/contract transfer.ts
  materials json not null,                           -- names of the papers handed in 资料清单
  applied_on date not null,
  due_on date,                                       -- last day of the clock that runs; null: none runs
  letter_no text,                                    -- number of the contact letter
  sheet json,                                        -- information sheets 1 and 2, as sent or received
  account_fen bigint not null default 0 check (account_fen >= 0),
  actual_months int not null default 0 check (actual_months >= 0),
  deemed_months int not null default 0 check (deemed_months >= 0),
  money_on date,
  bank_serial text,                                  -- of the bank transfer
  prepared_by text,                                  -- who sent or entered the sheet
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  known_from timestamptz not null default now(),
  check (decided_by <> prepared_by),
  check ((direction = 'within') = (scheme_from <> scheme_to)),
  primary key (person_id, transfer_id)
);
create unique index transfer_open on transfer (person_id, direction) where state in ('applied','letter','sheet','money');
create index transfer_by_id on transfer (transfer_id);
create index transfer_worklist on transfer (region_code, state, due_on);
create trigger keep_history before update or delete on transfer for each row execute function keep_history('transfer_id');

-- What happened to a transfer 办理记录.
create table transfer_event (
  region_code text not null,
  person_id bigint not null,
  transfer_id bigint not null,
  event_id bigint not null,
  at timestamptz not null,
  actor text not null,
  step text not null,
  note text not null default '',
  primary key (person_id, event_id)
);
create index transfer_event_of on transfer_event (person_id, transfer_id, event_id);
comment on table transfer_event is 'append-only: every step stays known';

-- Years counted from elsewhere 缴费年限: months of another region, of the other scheme, or deemed, with evidence and approver.
create table counted_period (
  region_code text not null,
  person_id bigint not null references person,
  period_id bigint not null,
  transfer_id bigint,
  scheme text not null check (scheme in ('employee','resident')),   -- for which they count here
  kind text not null check (kind in ('actual','deemed')),
  division_code text not null,                       -- where they were insured
  place text not null,
  from_month date not null check (extract(day from from_month) = 1),
  to_month date not null check (extract(day from to_month) = 1),
  months int not null check (months > 0),
  evidence text not null,
  approved_by text not null,
  approved_at timestamptz not null,
  check (to_month >= from_month),
  primary key (person_id, period_id)
);
comment on table counted_period is 'append-only: years once counted are evidence';

-- Hand-over 迁入高校、毕业离校 between a school and a community: the papers travel, not the student.
create table handover (
  region_code text not null,
  person_id bigint not null references person,
  handover_id bigint not null,
  kind text not null check (kind in ('into-school','leaving-school')),
  school_id bigint not null references unit,
  community_id bigint not null references unit,
  on_day date not null,                              -- first day at the receiving side
  class_name text not null default '',
  keep_until date,                                   -- graduates: cover as a student goes on until then
  state text not null default 'offered' check (state in ('offered','accepted','refused','withdrawn')),
  offered_unit bigint not null references unit,      -- the other one of the two decides
  offered_by text not null,
  offered_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  known_from timestamptz not null default now(),
  check (offered_unit in (school_id, community_id)),
  check (decided_by <> offered_by),
  check ((state = 'offered') = (decided_by is null)),
  primary key (person_id, handover_id)
);
create unique index handover_open on handover (person_id) where state = 'offered';
create index handover_by_id on handover (handover_id);
create index handover_school on handover (school_id, state);
create index handover_community on handover (community_id, state);
create trigger keep_history before update or delete on handover for each row execute function keep_history('handover_id');
