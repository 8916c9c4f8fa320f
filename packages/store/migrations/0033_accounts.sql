-- Personal accounts 个人账户: each movement comes from a settlement or from a journal entry, and says what kind it is.
alter table account_movement add column entry_id bigint;       -- journal entry it takes part in; of a settlement: null, its entry has the settlement's id
update account_movement set entry_id = movement_id where settlement_id is null;
alter table account_movement
  add constraint account_movement_cause check (num_nonnulls(settlement_id, entry_id) = 1),
  add constraint account_movement_kind check (case when settlement_id is null
    then kind in ('opening','credit','pooled-credit','interest','transfer-in','transfer-out','withdrawal','inheritance','correction')
    else kind in ('spend','spend-family','refund') end);
create index account_movement_entry on account_movement (entry_id) where entry_id is not null;

-- A frozen account 冻结 takes money in and gives none out; a closed one 注销 has ended with its person, and what still comes
-- in (a reversal, a contribution that was late) waits there to be paid out.
alter table personal_account
  add column status text not null default 'open' check (status in ('open','frozen','closed')),
  add column opened_on date not null default '2020-01-01',
  add column closed_on date,
  add column closed_reason text check (closed_reason in ('death','emigration','transfer')),
  add column interest_to date,                       -- last day for which interest was credited
  add constraint personal_account_closed check ((status = 'closed') = (closed_on is not null) and (closed_on is null) = (closed_reason is null));
create index personal_account_closed_with_money on personal_account (person_id) where status = 'closed' and balance_fen > 0;

-- Consent 家庭共济授权: who may use whose account, how he is related, up to how much, and until when. A consent that was
-- taken back pays nothing any more, also for care before that day.
alter table account_sharing
  add column relation text not null default 'other' check (relation in ('spouse','parent','child','sibling','grandparent','grandchild','other')),
  add column cap_fen bigint check (cap_fen > 0),     -- most that may be used over the whole validity; null: the balance alone
  add column consented_by text not null default 'opening',     -- actor: the owner himself, or the clerk with his signed paper
  add column consented_at timestamptz not null default now(),
  add column proof_no text not null default '',      -- number of the signed paper
  add column revoked_at timestamptz,
  add column revoked_by text,
  add column known_from timestamptz not null default now(),
  add constraint account_sharing_period check (valid_to is null or valid_to >= valid_from),
  add constraint account_sharing_revoked check ((revoked_at is null) = (revoked_by is null)),
  add constraint account_sharing_relative check (person_id <> owner_person_id);
create index account_sharing_owner on account_sharing (owner_person_id);
create trigger keep_history before update or delete on account_sharing for each row execute function keep_history('owner_person_id', 'valid_from');

-- What is done to an account by hand waits for a second person 复核.
create table account_request (
  region_code text not null,
  person_id bigint not null references person,       -- whose account
  request_id bigint not null,
  kind text not null check (kind in ('correction','freeze','unfreeze','closing','withdrawal')),
  amount_fen bigint not null default 0,              -- correction: signed; withdrawal: paid out; closing: balance when asked
  detail json not null,                              -- closing and withdrawal: to whom, see packages/contract account.ts
  reason text not null check (length(reason) between 1 and 500),
  proof_no text not null default '',                 -- number of the paper it rests on
  requested_by text not null,
  requested_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  approved boolean,
  note text not null default '',
  entry_id bigint,                                   -- journal entry of what was done
  check (decided_by <> requested_by),
  check ((decided_by is null) = (decided_at is null) and (decided_by is null) = (approved is null)),
  primary key (person_id, request_id)
);
create unique index account_request_open on account_request (person_id, kind) where decided_by is null;
create index account_request_by_id on account_request (request_id);
create index account_request_undecided on account_request (region_code, requested_at) where decided_by is null;

-- Which month an account was credited for by a run 划拨, so that a run repeated credits nobody twice.
create table account_credit_month (
  region_code text not null,
  person_id bigint not null,
  month date not null check (extract(day from month) = 1),
  source text not null,                              -- retired: fixed amount of the pooled fund
  amount_fen bigint not null check (amount_fen > 0),
  movement_id bigint not null,
  run_id bigint not null,                            -- task that credited it
  primary key (person_id, month, source)
);
comment on table account_credit_month is 'append-only: a month is credited once';
