-- Agency 经办机构 of a pooling region, as another agency writes to it and pays it: what our contact letters say of ourselves.
-- Reference table: a change is an update.
create table agency (
  region_code text primary key references region,
  name text not null check (length(name) between 1 and 100),
  contact text not null default '',
  phone text not null default '',
  address text not null default '',
  postcode text not null default '',
  bank_name text not null default '',
  bank_line_no text not null default '',             -- 联行号
  account_name text not null default '',
  bank_account text not null default ''              -- receives the accounts of who moves here
);
comment on table agency is 'reference: our own agencies; docs/operations.md says how to fill it';
