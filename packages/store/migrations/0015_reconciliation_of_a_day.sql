-- Daily reconciliation 日对账 of an institution: its own list of bills against ours, line by line.

create table own_bill_list (                         -- 机构账单清单: what the institution has in its own books for a day
  institution_code text not null references institution,
  list_id bigint not null,
  day date not null,
  source text not null check (source in ('file','desk')),   -- desk: what was settled at our own desk
  filename text not null default '',
  bills jsonb not null,                              -- OwnBill[], see packages/server/src/reconciliation/own-bill.ts
  given_by text not null,
  given_at timestamptz not null,
  primary key (institution_code, list_id)
);
create index own_bill_list_day on own_bill_list (institution_code, day, list_id);
comment on table own_bill_list is 'append-only: what an institution declared stays; a later list of the day takes its place';

create table accepted_difference (                   -- 确认的差异: a difference that the institution knows of, with the reason
  institution_code text not null references institution,
  day date not null,
  difference_key text not null,                      -- holds what differed: another amount is another difference
  reason text not null check (length(reason) between 2 and 200),
  accepted_by text not null,
  accepted_at timestamptz not null,
  primary key (institution_code, day, difference_key)
);
comment on table accepted_difference is 'append-only: who accepted what, and why, stays';

-- How the lines of a day came out, beside the reconciliations that transactions 3201 and 3202 keep here.
alter table reconciliation drop constraint reconciliation_kind_check;
alter table reconciliation add constraint reconciliation_kind_check check (kind in ('totals','details','day'));
create index reconciliation_of_day on reconciliation (institution_code, begun_on, reconciliation_id) where kind = 'day';
