-- Lists of what others collect for the agency 代收代扣名单: a school from its students, finance for groups paid in full, the
-- pension payer from pensions, a bank from accounts of those who agreed.

-- Withholding agreement 代扣协议 of a person with a bank. A change ends the old one.
create table withholding_agreement (
  region_code text not null references region,
  person_id bigint not null references person,
  agreement_id bigint not null,
  bank_name text not null check (length(bank_name) between 1 and 60),
  account_no text not null check (account_no ~ '^[0-9]{8,32}$'),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  agreed_by text not null,
  agreed_at timestamptz not null,
  ended_by text,
  check ((valid_to is null) = (ended_by is null)),
  primary key (person_id, agreement_id)
);
create unique index withholding_agreement_open on withholding_agreement (person_id) where valid_to is null;

create table collection_list (
  list_id bigint primary key,
  region_code text not null references region,
  list_no text not null unique,
  kind text not null check (kind in ('school','finance','pension','bank')),
  scheme text not null check (scheme in ('employee','resident')),
  period text not null,
  unit_id bigint references unit,                    -- the school
  class_name text not null default '',               -- one class alone
  layout text not null,
  heads int not null check (heads > 0),
  amount_fen bigint not null check (amount_fen > 0),
  made_by text not null,
  made_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  check ((kind = 'school') = (unit_id is not null)),
  check ((withdrawn_by is null) = (withdrawn_at is null))
);
create index collection_list_latest on collection_list (region_code, made_at desc);

create table collection_list_row (
  region_code text not null,
  person_id bigint not null,
  list_id bigint not null references collection_list,
  row_no int not null,
  bill_id bigint not null,                           -- of the person, or of the level of government that pays for him
  amount_fen bigint not null check (amount_fen > 0),
  class_name text not null default '',
  agreement_id bigint,
  primary key (person_id, list_id, bill_id)
);
create index collection_list_row_list on collection_list_row (list_id, row_no);
create index collection_list_row_bill on collection_list_row (bill_id);
comment on table collection_list_row is 'append-only: what was sent';

-- Result 回盘: the list as it came back. The same file is taken once.
create table collection_result (
  result_id bigint primary key,
  region_code text not null references region,
  list_id bigint not null references collection_list,
  name text not null,
  digest bytea not null,
  paid int not null,
  failed int not null,
  paid_fen bigint not null,
  taken_by text not null,
  taken_at timestamptz not null,
  unique (list_id, digest)
);
comment on table collection_result is 'append-only: what came back';

create table collection_result_row (
  region_code text not null,
  person_id bigint not null,
  list_id bigint not null,
  bill_id bigint not null,
  result_id bigint not null references collection_result,
  paid boolean not null,
  reason text not null default '',
  check (paid = (reason = '')),
  primary key (person_id, result_id, bill_id)
);
create index collection_result_row_result on collection_result_row (result_id);
create unique index collection_result_row_paid on collection_result_row (person_id, list_id, bill_id) where paid;
create index collection_result_row_bill on collection_result_row (bill_id);
comment on table collection_result_row is 'append-only: what came back';

-- Booking 入账 of a result: the one transfer that brought its money.
create table collection_booking (
  result_id bigint primary key references collection_result,
  region_code text not null references region,
  receipt_id bigint not null references receipt,
  amount_fen bigint not null check (amount_fen > 0),
  booked_by text not null,
  booked_at timestamptz not null
);
comment on table collection_booking is 'append-only: money that came';
