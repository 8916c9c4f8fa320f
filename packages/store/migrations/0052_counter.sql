-- Counter 柜面收款: payments taken by a clerk, the end of his day, and the way of the money to the bank.

-- Counter payment: one by cash, card, cheque or transfer slip. Its money is the receipt; a cheque has one when it is cleared.
create table counter_payment (
  region_code text not null references region,
  person_id bigint not null,                         -- who pays; 0: a unit
  payment_id bigint not null,
  unit_id bigint references unit,
  clerk text not null,
  day date not null,                                 -- on which it was taken
  method text not null check (method in ('cash','pos','cheque','transfer')),
  reference text not null,                           -- number of the card slip, of the cheque, of the bank; cash: ours
  cheque_bank text not null default '',
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,                             -- transfer: the day at the bank
  payer_name text not null,
  bill_ids bigint[] not null,                        -- what it is to pay, in this order
  receipt_id bigint references receipt,
  state text not null default 'booked' check (state in ('booked','held','bounced','reversed')),
  taken_at timestamptz not null,
  cheque_by text,                                    -- finance: cleared or bounced
  cheque_at timestamptz,
  cheque_note text not null default '',
  reversal_reason text,                              -- asked for by the clerk, decided by another
  reversal_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  decision_note text not null default '',
  check (decided_by <> clerk),
  check (cheque_by <> clerk),
  check (method = 'cheque' or receipt_id is not null),
  check ((state in ('held','bounced')) = (receipt_id is null)),
  check (state <> 'reversed' or decided_by is not null),
  check (person_id > 0 or unit_id is not null),
  primary key (person_id, payment_id)
);
create index counter_payment_id on counter_payment (payment_id);
create index counter_payment_day on counter_payment (region_code, day, clerk);
create index counter_payment_receipt on counter_payment (receipt_id);

-- What of a receipt is no contribution: taken back at the counter on its day, or the deposit of a counter that the file of
-- the bank brought as a receipt.
create table receipt_withdrawal (
  withdrawal_id bigint primary key,
  region_code text not null references region,
  receipt_id bigint not null references receipt,
  amount_fen bigint not null check (amount_fen > 0),
  why text not null check (why in ('reversed','deposit')),
  entry_id bigint not null,
  taken_by text not null,
  taken_at timestamptz not null
);
create index receipt_withdrawal_receipt on receipt_withdrawal (receipt_id);
comment on table receipt_withdrawal is 'append-only: money that went another way';

-- Count 日结清点: what the books say of a clerk's day, and what he has counted; a later one takes its place.
create table counter_count (
  count_id bigint primary key,
  region_code text not null references region,
  clerk text not null,
  day date not null,
  cash_fen bigint not null,
  cash_payments int not null,
  pos_fen bigint not null,
  pos_payments int not null,
  transfer_fen bigint not null,
  transfer_payments int not null,
  cheque_fen bigint not null,
  cheques int not null,
  counted_cash_fen bigint not null check (counted_cash_fen >= 0),
  pos_slips_fen bigint not null check (pos_slips_fen >= 0),
  counted_cheques int not null check (counted_cheques >= 0),
  note text not null default '',
  counted_at timestamptz not null
);
create index counter_count_day on counter_count (region_code, clerk, day, count_id desc);
comment on table counter_count is 'append-only: a later one takes its place';

-- Closing 日结签字: after it the clerk takes nothing more on the day.
create table counter_closing (
  region_code text not null references region,
  clerk text not null,
  day date not null,
  count_id bigint not null unique references counter_count,
  signed_by text not null check (signed_by <> clerk),
  signed_at timestamptz not null,
  note text not null default '',
  primary key (region_code, clerk, day)
);
comment on table counter_closing is 'append-only: who signed for what';

-- Deposit 缴存 of the cash of a closed day, or what the card company has settled of it.
create table counter_deposit (
  deposit_id bigint primary key,
  region_code text not null,
  clerk text not null,
  day date not null,
  method text not null check (method in ('cash','pos')),
  serial text not null check (length(serial) between 1 and 64),
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  receipt_id bigint references receipt,              -- the file of the bank had brought it already
  entry_id bigint not null,
  deposited_by text not null,
  deposited_at timestamptz not null,
  unique (region_code, serial),
  foreign key (region_code, clerk, day) references counter_closing
);
create index counter_deposit_paid on counter_deposit (region_code, paid_on);
comment on table counter_deposit is 'append-only: money that went to the bank';
