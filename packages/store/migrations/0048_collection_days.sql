-- Daily reconciliation with bank and tax authority 日对账: what they say of a day, and that two persons looked at it.

create table day_statement (
  statement_id bigint primary key,
  region_code text not null references region,
  source text not null,                              -- as receipts name it
  day date not null,
  layout text not null,
  name text not null,
  lines int not null,
  total_fen bigint not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
create index day_statement_day on day_statement (region_code, source, day, statement_id desc);
comment on table day_statement is 'append-only: a later one of the same day takes its place';

create table day_statement_line (
  statement_id bigint not null references day_statement,
  serial text not null,
  amount_fen bigint not null check (amount_fen > 0),
  payer_name text not null,
  bill_no text not null,
  primary key (statement_id, serial)
);
comment on table day_statement_line is 'append-only: what was said of a day';

create table day_sign_off (
  region_code text not null references region,
  source text not null,
  day date not null,
  statement_id bigint not null references day_statement,
  receipts int not null,                             -- ours when it was signed: a later one opens the day again
  receipts_fen bigint not null,
  differences int not null,
  note text not null default '',                     -- with differences: why the day is signed all the same
  signed_by text not null,
  signed_at timestamptz not null,
  check (differences = 0 or note <> ''),
  primary key (statement_id)
);
comment on table day_sign_off is 'append-only: who signed for what';
