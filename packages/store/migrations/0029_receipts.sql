-- Contributions 征缴, second part: money that comes in, what it pays, and what goes back.

-- Payment file 缴费文件 of a bank, the tax authority, a school or the finance bureau. The same file twice is known by its digest.
create table payment_file (
  file_id bigint primary key,
  region_code text not null references region,
  layout text not null,
  source text not null,
  name text not null,
  digest bytea not null,
  lines int not null,
  total_fen bigint not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  unique (region_code, digest)
);
comment on table payment_file is 'append-only: what came in stays known';

-- Receipt 到账: one payment as the bank or the tax authority reports it, once for each serial number of its source.
create table receipt (
  receipt_id bigint primary key,
  region_code text not null references region,
  source text not null check (length(source) between 1 and 30),
  serial text not null check (length(serial) between 1 and 64),
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  payer_name text not null default '',
  payer_code text not null default '',               -- credit code, identity number or person number, as reported
  payer_account text not null default '',
  bill_no text not null default '',
  purpose text not null default '',
  file_id bigint references payment_file,
  entry_id bigint not null,
  taken_by text not null,
  taken_at timestamptz not null,
  unique (region_code, source, serial)
);
create index receipt_day on receipt (region_code, paid_on);
create index receipt_file on receipt (file_id);
comment on table receipt is 'append-only: money that came in';

-- Allocation 入账: what of a receipt pays which bill. An opposite row takes it back.
create table allocation (
  region_code text not null,
  person_id bigint not null,                         -- of the bill
  allocation_id bigint not null,
  receipt_id bigint not null references receipt,
  bill_id bigint not null,
  amount_fen bigint not null check (amount_fen <> 0),
  how text not null check (how in ('number','confirmed','correction','reversal')),
  origin_id bigint,
  lines json not null,                               -- [{payer, fund, component, amountFen}]: what of the bill it pays
  entry_id bigint not null,
  allocated_by text not null,
  allocated_at timestamptz not null,
  check ((how = 'reversal') = (origin_id is not null)),
  primary key (person_id, allocation_id)
);
create unique index allocation_taken_back_once on allocation (person_id, origin_id) where origin_id is not null;
create index allocation_receipt on allocation (receipt_id);
create index allocation_bill on allocation (bill_id);
comment on table allocation is 'append-only: taken back by an opposite row';

-- Refund 退费 of money that is not allocated: asked, decided by another, paid by finance.
create table refund (
  refund_id bigint primary key,
  region_code text not null references region,
  receipt_id bigint not null references receipt,
  amount_fen bigint not null check (amount_fen > 0),
  reason text not null check (length(reason) between 1 and 200),
  payee_name text not null,
  payee_account text not null,
  payee_bank text not null default '',
  state text not null default 'open' check (state in ('open','approved','refused','paid')),
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  paid_by text,
  paid_at timestamptz,
  bank_serial text,
  check (decided_by <> requested_by),
  check ((state = 'open') = (decided_by is null)),
  check ((state = 'paid') = (paid_by is not null and bank_serial is not null))
);
create index refund_receipt on refund (receipt_id);
create index refund_open on refund (region_code, requested_at) where state in ('open','approved');
