-- Dunning 催缴: notices by level, what was said on visits and calls, and agreements to pay in instalments.

create table dunning_notice (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit
  notice_id bigint not null,
  notice_no text not null,
  unit_id bigint references unit,                    -- null: the person himself
  level smallint not null check (level between 1 and 9),
  oldest_due_on date not null,                       -- the oldest bill then overdue: each level once for it
  pay_by date not null,
  open_fen bigint not null check (open_fen > 0),
  fee_fen bigint not null check (fee_fen >= 0),      -- late fee on the day of the notice
  bills json not null,                               -- [{billNo, period, openFen, dueOn}]
  title json not null,                               -- {zh, en}, as the text stood when it was made
  body json not null,
  made_by text not null,
  made_at timestamptz not null,
  check ((person_id = 0) = (unit_id is not null)),
  primary key (person_id, notice_id)
);
create unique index dunning_notice_once on dunning_notice (person_id, coalesce(unit_id, 0), oldest_due_on, level);
create index dunning_notice_id on dunning_notice (notice_id);
create index dunning_notice_latest on dunning_notice (region_code, made_at desc);
comment on table dunning_notice is 'append-only: what was sent stays known';

create table dunning_contact (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit
  contact_id bigint not null,
  unit_id bigint references unit,
  kind text not null check (kind in ('visit','phone','letter')),
  held_on date not null,
  said text not null check (length(said) between 1 and 500),
  promised_on date,                                  -- until when they promised to pay
  malicious boolean not null default false,          -- 恶意欠费
  made_by text not null,
  made_at timestamptz not null,
  check ((person_id = 0) = (unit_id is not null)),
  primary key (person_id, contact_id)
);
create index dunning_contact_unit on dunning_contact (unit_id) where unit_id is not null;
comment on table dunning_contact is 'append-only: what was said stays known';

-- Agreement to pay arrears in instalments 分期补缴协议, also for acknowledged debt of restructured firms 改制企业挂账.
create table debt_plan (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit
  plan_id bigint not null,
  unit_id bigint references unit,
  total_fen bigint not null check (total_fen > 0),
  instalments json not null,                         -- [{dueOn, amountFen}], the earliest first
  bill_ids bigint[] not null,                        -- what it is about
  reason text not null check (length(reason) between 1 and 500),
  proof_no text not null default '',                 -- number of the agreement
  state text not null default 'open' check (state in ('open','approved','refused')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  check (decided_by <> requested_by),
  check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((person_id = 0) = (unit_id is not null)),
  primary key (person_id, plan_id)
);
create unique index debt_plan_open on debt_plan (person_id, coalesce(unit_id, 0)) where state = 'open';
create index debt_plan_id on debt_plan (plan_id);
create index debt_plan_unit on debt_plan (unit_id) where unit_id is not null;
