-- Identity 身份: users, their passwords, sessions and roles; who looked at whose data; results of verification; search.

-- User 用户. Nobody is ever removed: a closed account keeps its row. The three administrators hold one role each.
create table user_account (
  user_id bigint primary key,
  account text not null unique check (account ~ '^[a-z0-9][a-z0-9._-]{1,48}$'),
  name text not null check (length(name) between 1 and 50),
  region_code text not null references region,
  institution_code text references institution,      -- operators of an institution
  own_person_id bigint references person,            -- an insured person's own number
  roles text[] not null default '{}',
  language text not null default 'zh' check (language in ('zh','en')),
  demo boolean not null default false,               -- known to everybody: exists only beside demo data
  password_hash text not null,                       -- scrypt$N$r$p$salt$hash
  password_set_at timestamptz not null,
  must_change_password boolean not null default true,
  totp_secret bytea,                                 -- set while enrolling; in force once confirmed
  totp_confirmed_at timestamptz,
  totp_last_step bigint not null default 0,          -- a code is good once
  locked_at timestamptz,
  locked_reason text,
  created_at timestamptz not null,
  created_by text not null,
  check (cardinality(roles) <= 1 or not roles && array['system-admin','security-admin','audit-admin'])
);
create index user_account_region on user_account (region_code, account);

create table password_history (                      -- 历史密码
  user_id bigint not null references user_account,
  set_at timestamptz not null,
  password_hash text not null,
  primary key (user_id, set_at)
);

create table recovery_code (                         -- 恢复码: each opens once when the second factor is lost
  user_id bigint not null references user_account,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- Failures to sign in, by what was typed as the account (hashed: people type passwords there). It counts for accounts
-- that do not exist too, so that waiting tells nobody which ones do.
create table sign_in_failure (
  account_hash bytea primary key,
  failures int not null,
  last_failed_at timestamptz not null,
  wait_until timestamptz
);

-- Session 会话. The token is kept as a hash. Ended and expired ones stay for a while, so that the answer can say whose it was.
create table user_session (
  session_id bigint primary key,
  token_hash bytea not null unique,                  -- SHA-256 of 256 random bits
  user_id bigint not null references user_account,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null,
  device text not null
);
create index user_session_by_user on user_session (user_id, created_at);

-- Request for roles 角色申请: who asks is never who decides.
create table role_request (
  request_id bigint primary key,
  user_id bigint not null references user_account,
  roles text[] not null,
  reason text not null,
  requested_by bigint not null references user_account,
  requested_at timestamptz not null,
  decided_by bigint references user_account,
  decided_at timestamptz,
  approved boolean,
  note text not null default '',
  check (decided_by is null or decided_by <> requested_by),
  check (decided_by is null or decided_by <> user_id),
  check ((decided_by is null) = (approved is null) and (decided_by is null) = (decided_at is null))
);
create unique index role_request_open on role_request (user_id) where decided_by is null;

-- Look 查看记录: somebody saw personal data in clear, with the reason given. The person can read it.
create table person_look (
  region_code text not null,
  person_id bigint not null references person,
  look_id bigint not null,
  at timestamptz not null,
  actor text not null,
  actor_name text not null,
  roles text[] not null,
  fields text[] not null,
  reason text not null,
  primary key (person_id, look_id)
);

create table verify_run (                            -- 账实核验结果
  run_id bigint primary key,
  finished_at timestamptz not null,
  persons bigint not null,
  settlements bigint not null,
  audit_entries bigint not null,
  difference_count bigint not null,
  differences json not null
);

comment on table password_history is 'append-only: old passwords are compared, never changed';
comment on table person_look is 'append-only: who looked stays known';
comment on table verify_run is 'append-only: results of verification';

-- One search box. Initials of the name in pinyin; null = not yet worked out (the program fills them).
alter table person add column name_initials text collate "C";
create index person_initials on person (name_initials, person_id);
create index person_initials_missing on person (person_id) where name_initials is null;
create index person_name_prefix on person (name text_pattern_ops);
create index person_phone on person (phone) where phone is not null;

-- The message log is read by patient, and by time over all institutions (rows come in the order of time: a small index).
create index message_log_person on message_log (psn_no, log_id) where psn_no is not null;
create index message_log_time on message_log using brin (received_at);
-- So is the audit log, whose rows stand on the path of every settlement: no index that costs a write per row.
create index audit_entry_time on audit_entry using brin (at);
