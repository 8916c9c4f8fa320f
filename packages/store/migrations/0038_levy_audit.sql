-- Audit of contributions 征缴稽核: what was handed in, what was found, what came of it.

create table levy_audit (                            -- 稽核任务
  audit_id bigint primary key,
  region_code text not null references region,
  name text not null check (length(name) between 1 and 100),
  unit_id bigint references unit,                    -- one employer; null: the whole region
  from_month date not null check (extract(day from from_month) = 1),
  to_month date not null check (extract(day from to_month) = 1 and to_month >= from_month),
  created_by text not null,
  created_at timestamptz not null,
  closed_at timestamptz
);
create index levy_audit_latest on levy_audit (region_code, created_at desc);

create table levy_evidence (                         -- 稽核资料: one file of a kind, in rows; a new one takes its place
  evidence_id bigint primary key,
  audit_id bigint not null references levy_audit,
  kind text not null,
  file_name text not null,
  file_hash bytea not null,                          -- SHA-256
  row_count int not null,
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
create index levy_evidence_audit on levy_evidence (audit_id, kind, uploaded_at desc);
comment on table levy_evidence is 'append-only: what was handed in stays';
create table levy_evidence_row (
  evidence_id bigint not null references levy_evidence,
  row_no int not null,
  cells jsonb not null,
  primary key (evidence_id, row_no)
);
comment on table levy_evidence_row is 'append-only: what was handed in stays';

create table levy_notice (                           -- 整改通知书
  notice_id bigint primary key,
  notice_no text not null unique,
  audit_id bigint not null references levy_audit,
  region_code text not null references region,
  uscc text not null,
  unit_name text not null,
  unit_id bigint references unit,
  issued_by text not null,
  issued_at timestamptz not null,
  due_on date not null
);
create index levy_notice_audit on levy_notice (audit_id);

create table levy_finding (                          -- 稽核发现
  finding_id bigint primary key,
  audit_id bigint not null references levy_audit,
  region_code text not null references region,
  check_id text not null,
  kind text not null,
  subject json not null,                             -- {kind: person, certNo, name, personId} or {kind: unit, uscc, name, unitId}
  subject_key text not null,                         -- certificate number or code
  uscc text not null,                                -- the employer who answers for it
  unit_id bigint references unit,
  field text not null,
  registered text,
  evidenced text,
  amount_fen bigint,
  row_nos int[] not null,
  state text not null default 'open' check (state in ('open','noticed','rectified','dismissed','gone')),
  notice_id bigint references levy_notice,
  made_up_fen bigint,                                -- what was made up 补缴
  result text not null default '',
  proposed_by text,                                  -- who says it is settled; another one agrees
  proposed_state text check (proposed_state in ('rectified','dismissed')),
  proposed_at timestamptz,
  decided_by text,
  decided_at timestamptz,
  found_at timestamptz not null,
  unique (audit_id, check_id, kind, subject_key, field),
  check (decided_by <> proposed_by),
  check ((state in ('rectified','dismissed')) = (decided_by is not null))
);
create index levy_finding_state on levy_finding (audit_id, state, check_id);
create index levy_finding_unit on levy_finding (unit_id) where unit_id is not null;
