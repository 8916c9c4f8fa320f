-- The books of what is collected 征缴账务: money that goes on from the collection account 收入户 to the accounts of the funds in
-- the fiscal special account 财政专户, and the levy to the adjustment fund 调剂金上解.

create table fund_transfer (
  transfer_id bigint primary key,
  region_code text not null references region,
  scheme text not null check (scheme in ('employee','resident')),
  fund text not null,                                -- as lines of bills name it; `account`: personal accounts
  amount_fen bigint not null check (amount_fen > 0),
  up_to date not null,                               -- last day whose allocations it carries
  moved_on date not null,
  bank_serial text not null check (length(bank_serial) between 1 and 64),
  state text not null default 'open' check (state in ('open','approved','refused')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  entry_id bigint,
  check (decided_by <> requested_by),
  check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state = 'approved') = (entry_id is not null))
);
create unique index fund_transfer_serial on fund_transfer (region_code, bank_serial) where state <> 'refused';
create index fund_transfer_latest on fund_transfer (region_code, requested_at desc);

-- Which allocation is carried by which transfer: each once for each fund. Those of a refused transfer are free again.
create table fund_transfer_item (
  region_code text not null,
  person_id bigint not null,                         -- of the allocation
  allocation_id bigint not null,
  fund text not null,
  transfer_id bigint not null references fund_transfer,
  amount_fen bigint not null check (amount_fen <> 0),
  primary key (person_id, allocation_id, fund)
);
create index fund_transfer_item_transfer on fund_transfer_item (transfer_id);

create table adjustment_levy (
  levy_id bigint primary key,
  region_code text not null references region,
  scheme text not null check (scheme in ('employee','resident')),
  from_on date not null,
  to_on date not null check (to_on >= from_on),
  income_fen bigint not null check (income_fen >= 0),          -- of the pooled fund in these days, from the ledger
  year_spending_fen bigint not null check (year_spending_fen >= 0),
  fund_size_fen bigint not null check (fund_size_fen >= 0),
  amount_fen bigint not null check (amount_fen >= 0),          -- 0: the levy is suspended
  clause text not null,
  policy_version text not null,
  state text not null default 'open' check (state in ('open','approved','refused','paid')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  entry_id bigint,
  paid_by text,
  paid_at timestamptz,
  bank_serial text,
  check (decided_by <> requested_by),
  check ((state = 'open') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  check ((state = 'paid') = (paid_by is not null and bank_serial is not null))
);
create unique index adjustment_levy_once on adjustment_levy (region_code, scheme, from_on, to_on) where state <> 'refused';
