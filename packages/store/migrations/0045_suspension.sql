-- Suspension of benefits 暂停待遇 for arrears: written as soon as something is overdue, with the first day without benefits
-- that the policy gives, so that the very next bill after it is refused; ended by the payment.
create table benefit_suspension (
  region_code text not null,
  person_id bigint not null references person,
  suspension_id bigint not null,
  scheme text not null check (scheme in ('employee','resident')),
  from_on date not null,                             -- first day without benefits
  to_on date,                                        -- last one; null: until it is paid; before from_on: made good without a gap
  unit_id bigint references unit,                    -- who owes; null: the person himself
  periods text not null,                             -- what is not paid, e.g. '2026-09, 2026-10'
  clause text not null,
  policy_version text not null,
  made_by text not null,
  made_at timestamptz not null,
  ended_how text check (ended_how in ('repaired','waiting')),
  ended_bill_id bigint,                              -- the bill whose payment ended it
  paid_on date,
  ended_by text,
  ended_at timestamptz,
  known_from timestamptz not null default now(),
  check ((to_on is null) = (ended_how is null) and (to_on is null) = (ended_at is null) and (to_on is null) = (ended_bill_id is null)),
  check (ended_how is distinct from 'repaired' or to_on < from_on),
  primary key (person_id, suspension_id)
);
create unique index benefit_suspension_open on benefit_suspension (person_id, scheme) where to_on is null;
create index benefit_suspension_unit on benefit_suspension (unit_id) where unit_id is not null;
create index benefit_suspension_bill on benefit_suspension (ended_bill_id) where ended_bill_id is not null;
create trigger keep_history before update or delete on benefit_suspension for each row execute function keep_history('suspension_id');

-- Bills refused meanwhile are found by the person.
create index message_log_refused on message_log (psn_no, received_at) where infcode <> 0;
