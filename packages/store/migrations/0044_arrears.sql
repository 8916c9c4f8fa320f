-- Arrears 欠费: late fees, their waiver, and bills of less than nothing that are set off against others.

-- A set-off 抵扣 moves no money: one row takes from a bill that comes to less than nothing, one pays as much of another.
alter table allocation
  alter column receipt_id drop not null,
  add column set_off_id bigint,                      -- the same on both rows
  drop constraint allocation_how_check,
  add constraint allocation_how_check check (how in ('number','confirmed','correction','reversal','set-off')),
  add constraint allocation_set_off check ((how = 'set-off') = (set_off_id is not null) and (how = 'set-off') = (receipt_id is null));
create index allocation_set_off on allocation (set_off_id) where set_off_id is not null;

-- Late fee 滞纳金 of one late payment, worked out by the policy; what is due of it stands on a bill of its own.
create table late_fee (
  region_code text not null,
  person_id bigint not null,                         -- of the bill that was paid late
  fee_id bigint not null,
  bill_id bigint not null,                           -- the bill that was paid late
  allocation_id bigint not null,                     -- the late payment, also of what changes its fee later
  principal_fen bigint not null,                     -- what was paid late; 0: a waiver; below: the payment was taken back
  due_on date not null,
  paid_on date not null,
  computed_fen bigint not null,
  waived_fen bigint not null,
  fee_bill_id bigint,                                -- null: nothing is due
  made_at timestamptz not null,
  check ((computed_fen = waived_fen) = (fee_bill_id is null)),
  primary key (person_id, fee_id)
);
create index late_fee_bill on late_fee (bill_id);
create index late_fee_fee_bill on late_fee (fee_bill_id) where fee_bill_id is not null;
create unique index late_fee_once on late_fee (person_id, allocation_id) where principal_fen > 0;
create index late_fee_allocation on late_fee (allocation_id);
comment on table late_fee is 'append-only: a waiver or a payment taken back is a further row';

-- Waiver of late fees 减免滞纳金: asked for with a reason, decided by another.
create table late_fee_waiver (
  region_code text not null,
  person_id bigint not null,                         -- of the bill
  waiver_id bigint not null,
  bill_id bigint not null,
  amount_fen bigint check (amount_fen > 0),          -- null: all of it
  reason text not null check (length(reason) between 1 and 200),
  proof_no text not null default '',                 -- number of the paper it rests on
  state text not null default 'open' check (state in ('open','approved','refused')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  check (decided_by <> requested_by),
  check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  primary key (person_id, waiver_id)
);
create unique index late_fee_waiver_open on late_fee_waiver (person_id, bill_id) where state = 'open';
create index late_fee_waiver_bill on late_fee_waiver (bill_id);
create index late_fee_waiver_id on late_fee_waiver (waiver_id);
create index late_fee_waiver_undecided on late_fee_waiver (region_code, requested_at) where state = 'open';

-- What is overdue is found by its day.
create index contribution_bill_due on contribution_bill (region_code, due_on) where amount_fen > 0;
