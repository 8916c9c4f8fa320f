-- Settlements, counters, ledger, messages, audit. Append-only by grant (see 0009_grants.sql): no money row is updated or deleted.

-- State of all counters 累计 of one owner in one scheme. Owner = person_id, or family head for family counters.
-- The row is the lock of the person-year: version grows by one with each settlement or reversal.
create table counter_state (
  region_code text not null,
  person_id bigint not null,
  scheme text not null,
  version bigint not null default 0,
  counters jsonb not null default '{}',              -- key -> integer (fen or count); zero entries removed;
                                                     -- counters of the family stand in the head's row as `family:key`
  primary key (person_id, scheme)
) with (fillfactor = 70);                            -- room for updates in place: no index entry is written

-- One row per settlement or reversal. A reversal is a new row with negative amounts pointing at the original.
create table settlement (
  region_code text not null,
  person_id bigint not null,
  settlement_id bigint not null,                     -- setl_id
  kind text not null check (kind in ('settlement','reversal')),
  origin_id bigint,                                  -- reversal: the settlement reversed
  cause text not null default 'provider' check (cause in ('provider','compensation','recompute','manual')),
  owed_to text not null check (owed_to in ('institution','person')),              -- manual claims are owed to the person
  scheme text not null,
  insutype text not null,
  institution_code text not null,
  visit_id text,                                     -- mdtrt_id
  benefit text not null,
  med_type text not null,
  clr_type text not null,
  mid_stay boolean not null default false,
  policy_version text not null,                      -- exists: the insert joins it (a foreign key would lock its one row in every settlement)
  benefit_year text not null,                        -- first day of the benefit year, yyyy-MM-dd
  sequence bigint not null,                          -- counter_state.version after it: order within the person
  place bigint not null,                             -- order of adjudication: its own sequence, or that of the settlement it replaces
  replaces_id bigint,                                -- recompute: the settlement in whose place it stands
  family_id bigint,                                  -- head whose row was versioned too; null when no family counter is in the policy
  family_sequence bigint,                            -- version of the head's row after it: order within the family
  started_on date not null,
  ended_on date not null,
  settled_at timestamptz not null,
  medins_setl_id text not null,                      -- msgid of the settling request
  invoice_no text,
  total_fen bigint not null,
  self_paid_fen bigint not null,
  over_limit_fen bigint not null,
  first_pay_fen bigint not null,
  in_scope_fen bigint not null,
  deductible_fen bigint not null,
  fund_fen bigint not null,
  provider_fen bigint not null,
  account_fen bigint not null,                       -- own account
  family_account_fen bigint not null,
  cash_fen bigint not null,
  account_balance_fen bigint,                        -- balance after
  account_moves json not null,                       -- [{ownerPersonId, regionCode, amountFen}]: whose account paid how much
  payments json not null,                            -- [{payer, fundType, amountFen}]
  counter_moves json not null,                       -- [{counter, key, owner, before, delta}]
  bill json not null,                                -- engine Bill as settled; this and the next two in the form of documents.ts
  trace json not null,                               -- engine TraceStep[]; `json`: kept as written, never searched, half the cost
  line_splits json not null,                         -- LineSplit per line
  reason text not null default '',                   -- of a reversal, in the words of who asked
  digest bytea not null,                             -- SHA-256 over the canonical row
  check (total_fen = self_paid_fen + over_limit_fen + first_pay_fen + in_scope_fen),
  check (total_fen = fund_fen + provider_fen + account_fen + family_account_fen + cash_fen),
  check ((family_id is null) = (family_sequence is null)),
  check (kind = 'reversal' or (total_fen >= 0 and fund_fen >= 0 and cash_fen >= 0 and account_fen >= 0 and family_account_fen >= 0)),
  check ((kind = 'reversal') = (origin_id is not null)),
  primary key (person_id, settlement_id)
);
-- At most one reversal per settlement, and one order per person.
create unique index settlement_reversed_once on settlement (person_id, origin_id) where kind = 'reversal';
create unique index settlement_sequence on settlement (person_id, scheme, sequence);
create index settlement_family_order on settlement (family_id, scheme, family_sequence) where family_id is not null;
create index settlement_by_id on settlement (settlement_id);
create index settlement_by_institution on settlement (institution_code, settled_at);
create index settlement_by_visit on settlement (visit_id) where visit_id is not null;

-- Ledger: double entry. A posting moves a positive amount from one account to another.
create table journal_entry (
  region_code text not null,
  person_id bigint not null,
  entry_id bigint not null,
  settlement_id bigint,                              -- null for entries that do not come from a settlement
  entry_kind text not null,                          -- settlement | reversal | account-credit | …
  booked_on date not null,
  booked_at timestamptz not null,
  primary key (person_id, entry_id)
);
create table posting (
  region_code text not null,
  person_id bigint not null,
  entry_id bigint not null,
  line_no smallint not null,
  debit_account text not null,                       -- account path, see packages/ledger
  credit_account text not null,
  amount_fen bigint not null check (amount_fen > 0),
  check (debit_account <> credit_account),
  primary key (person_id, entry_id, line_no)
);
create table account_movement (                      -- 个人账户明细
  region_code text not null,
  person_id bigint not null,                         -- whose account
  movement_id bigint not null,
  settlement_id bigint,
  kind text not null,                                -- spend | spend-family | refund | credit | opening
  amount_fen bigint not null,                        -- signed: + into the account
  balance_fen bigint not null check (balance_fen >= 0),
  moved_at timestamptz not null,
  primary key (person_id, movement_id)
);
create index account_movement_settlement on account_movement (settlement_id) where settlement_id is not null;

-- One effect per message: unique (sender, msgid). Same body: the stored reply for ever; other body: conflict.
-- state 'tombstone': 2601 arrived for a message we never saw; if it arrives later it is refused.
create table message_effect (
  institution_code text not null,
  msgid text not null,
  infno text not null,
  body_hash bytea not null,
  state text not null check (state in ('done','tombstone')),
  reply json,                                        -- `json` keeps the order of the fields: the same reply for ever
  person_id bigint,
  settlement_id bigint,
  received_at timestamptz not null,
  primary key (institution_code, msgid)
);

-- What a message finds when it comes again: its effect, a tombstone, or an effect that 2601 has taken back since. The
-- settlement may have been replaced by a recompute in between; its successors carry the same medins_setl_id.
create function message_state(e message_effect) returns text stable language sql as $$
  select case when e.state = 'done' and e.settlement_id is not null and exists (
    select from settlement s
      join settlement r on r.person_id = s.person_id and r.origin_id = s.settlement_id and r.cause = 'compensation'
     where s.person_id = e.person_id and s.medins_setl_id = e.msgid and s.institution_code = e.institution_code
  ) then 'compensated' else e.state end
$$;

-- Every message as it came and went, for the message log 报文日志; personal data masked.
create table message_log (
  log_id bigint generated always as identity primary key,
  institution_code text not null,
  msgid text not null,
  infno text not null,
  psn_no text,
  infcode int not null,
  err_msg text,
  request json,                                      -- `json`: read, never searched
  reply json,
  duration_ms real not null,
  received_at timestamptz not null
);
create index message_log_lookup on message_log (institution_code, received_at);
create index message_log_msgid on message_log (msgid);

-- Audit log 审计日志: hash-chained per stripe (one stripe per writer, so that the chain is never a hot row).
create table audit_entry (
  stripe int not null,
  position bigint not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail json not null,                              -- `json`: the hash covers the text as written
  previous_hash bytea not null,
  hash bytea not null,
  primary key (stripe, position)
);
create table audit_head (
  stripe int primary key,
  position bigint not null,
  hash bytea not null
);

create table outbox (
  outbox_id bigint generated always as identity primary key,
  topic text not null,                               -- posted: sums for fund_rollup
  body json not null,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create index outbox_pending on outbox (topic, outbox_id) where done_at is null;

-- Called when a version check failed: aborts the whole write, which is then tried again from what is true now.
create function settlement_version_conflict() returns int language plpgsql as $$
begin
  raise exception 'a version read before the write is no longer current' using errcode = 'GJ001';
end $$;

-- Fund totals: incremental roll-up of postings, never a row that every settlement updates.
create table fund_rollup (
  region_code text not null,
  account text not null,
  booked_on date not null,
  debit_fen bigint not null,
  credit_fen bigint not null,
  primary key (region_code, account, booked_on)
);
