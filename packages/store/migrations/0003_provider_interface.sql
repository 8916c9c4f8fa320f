-- What institutions tell us through the provider interface: visits, diagnoses, fee lines, filings' companions, files,
-- reconciliation, clearing, settlement lists. Instants without zone are Beijing time, as they travel in messages.

-- Which text a signature covers: header = the header fields only, message = header fields and the input as sent.
alter table institution
  add column signature_scope text not null default 'header' check (signature_scope in ('header','message'));

-- setl_list_id has nine digits; every other number we issue comes from the id source of the program.
create sequence settlement_list_number minvalue 100000001;

-- Visit 就诊: an outpatient registration, an admission, or a pharmacy purchase.
create table visit (
  region_code text not null,
  person_id bigint not null references person,
  visit_id text not null,                            -- mdtrt_id
  institution_code text not null,
  kind text not null check (kind in ('outpatient','inpatient','pharmacy')),
  state text not null check (state in ('open','discharged','cancelled')),
  insutype text not null,
  med_type text not null,
  visit_no text not null,                            -- ipt_otp_no / ipt_no
  begun_at timestamp(0) not null,
  ended_at timestamp(0),
  disease_code text,                                 -- dise_codg
  disease_name text,
  details jsonb not null default '{}',               -- the message fields as sent, by their interface names
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (person_id, visit_id)
);
create index visit_by_id on visit (visit_id);
create index visit_in_hospital on visit (institution_code, begun_at) where kind = 'inpatient' and state = 'open';
-- A person lies in one bed of one institution at a time.
create unique index visit_one_admission on visit (person_id, institution_code) where kind = 'inpatient' and state = 'open';

create table diagnosis (                             -- 诊断
  region_code text not null,
  person_id bigint not null,
  visit_id text not null,
  stage text not null check (stage in ('1','2')),    -- inout_diag_type: 1 admission or visit, 2 discharge
  sort_no int not null,                              -- diag_srt_no
  diag_type text not null,
  diag_code text not null,
  diag_name text not null,
  main boolean not null default false,
  valid boolean not null default true,
  dept text not null default '',
  doctor_no text not null default '',
  doctor_name text not null default '',
  diagnosed_at timestamp(0),
  admission_condition text not null default '',
  updated_at timestamptz not null default now(),
  primary key (person_id, visit_id, stage, diag_type, sort_no)
);

-- Fee batch 收费批次: the lines of one upload (per charge batch). One row per batch: a settlement marks a row, not lines.
-- A batch is settled whole. Withdrawn lines move to a row of their own with withdrawn_at.
create table fee_batch (
  region_code text not null,
  person_id bigint not null,
  visit_id text not null,
  batch_id bigint not null,
  charge_batch_no text not null default '',          -- chrg_bchno
  disease_code text,
  line_ids text[] not null,                          -- feedetl_sn of the lines
  covers text[] not null,                            -- line_ids, and the lines that refund lines refer to
  total_fen bigint not null,
  lines json not null,                               -- in the form of fee-lines-json.ts; never searched
  settlement_id bigint,                              -- live settlement that contains it; kept by the trigger below
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  primary key (person_id, visit_id, batch_id)
);

-- Second guard of "a line is settled once": the batches that a settlement of a visit covers are marked in its own
-- transaction and must sum to its total, whatever path the settlement came by. A reversal frees them. Once per statement:
-- settlements are written many at a time, and a call per row took a quarter of the database's time.
create function mark_settled_batches() returns trigger language plpgsql as $$
declare
  changed record;
begin
  update fee_batch f set settlement_id = null
    from written w
   where w.kind = 'reversal' and w.visit_id is not null
     and f.person_id = w.person_id and f.visit_id = w.visit_id and f.settlement_id = w.origin_id;
  -- Uploads and withdrawals hold the visit: wait for them, then see what they left.
  perform 1 from visit v join written w on v.person_id = w.person_id and v.visit_id = w.visit_id
    where w.kind = 'settlement' order by v.person_id, v.visit_id for share of v;
  if not found then
    return null;
  end if;
  with covered as (
    select w.person_id, w.visit_id, w.settlement_id, w.total_fen,
           array(select l->>0 from json_array_elements(w.line_splits) l) as line_ids
      from written w join visit v on v.person_id = w.person_id and v.visit_id = w.visit_id
     where w.kind = 'settlement'
  ), touched as (
    update fee_batch f set settlement_id = c.settlement_id
      from covered c
     where f.person_id = c.person_id and f.visit_id = c.visit_id and f.settlement_id is null and f.withdrawn_at is null
       and f.covers && c.line_ids
    returning f.settlement_id, f.total_fen
  )
  select c.visit_id, c.total_fen, coalesce(t.marked, 0) as marked into changed
    from covered c
    left join (select settlement_id, sum(total_fen) as marked from touched group by settlement_id) t using (settlement_id)
   where coalesce(t.marked, 0) <> c.total_fen limit 1;
  if found then
    raise exception 'fee lines of visit % changed: batches sum to % fen, settlement to % fen',
      changed.visit_id, changed.marked, changed.total_fen using errcode = 'GJ002';
  end if;
  return null;
end $$;
create trigger settlement_marks_batches after insert on settlement
  referencing new table as written for each statement execute function mark_settled_batches();

create table drug_trace (                            -- 药品追溯码
  region_code text not null,
  person_id bigint not null,
  visit_id text not null,
  line_id text not null,
  trace_code text not null,
  opened boolean not null default false,             -- trdn_flag 拆零
  primary key (person_id, visit_id, line_id, trace_code)
);
create index drug_trace_code on drug_trace (trace_code);

create table sign_in (                               -- 签到
  institution_code text not null references institution,
  sign_no text not null,
  operator_no text not null,
  mac text not null default '',
  ip text not null default '',
  signed_in_at timestamptz not null,
  signed_out_at timestamptz,
  primary key (institution_code, sign_no)
);

create table department (                            -- 科室
  institution_code text not null references institution,
  department_code text not null,                     -- hosp_dept_codg
  specialty text not null,                           -- caty
  name text not null,
  begun_at timestamp(0) not null,
  ended_at timestamp(0),
  details jsonb not null default '{}',
  withdrawn_at timestamptz,
  primary key (institution_code, department_code)
);
create table practitioner (                          -- 医执人员
  institution_code text not null references institution,
  practitioner_code text not null,                   -- prac_psn_code
  own_no text not null default '',
  name text not null,
  practitioner_type text not null check (practitioner_type in ('1','2','3','4')),   -- medins_psn_type
  cert_type text not null default '01',
  cert_no text not null default '',
  insurance_doctor boolean not null default true,    -- hi_dr_flag
  begun_at timestamp(0) not null default '2020-01-01',
  ended_at timestamp(0),
  primary key (institution_code, practitioner_code)
);

create table catalogue_mapping (                     -- 目录对照
  institution_code text not null references institution,
  local_code text not null,                          -- fixmedins_hilist_id
  local_name text not null,
  list_type text not null,
  list_code text not null,                           -- med_list_codg
  valid_from date not null,
  valid_to date,
  details jsonb not null default '{}',
  updated_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (institution_code, local_code, list_type, list_code)
);

-- Files 文件 that travel by 9101 and 9102. Catalogue files belong to 'plc'.
create table exchange_file (
  file_no text primary key,                          -- file_qury_no
  institution_code text not null,
  filename text not null,
  purpose text not null,                             -- upload | catalogue | reconciliation
  content bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index exchange_file_by_name on exchange_file (institution_code, filename);
create index exchange_file_expiry on exchange_file (expires_at);

create table reconciliation (                        -- 对账
  reconciliation_id bigint generated always as identity primary key,
  institution_code text not null,
  kind text not null check (kind in ('totals','details')),
  clr_type text not null,
  insutype text not null default '',
  begun_on date not null,
  ended_on date not null,
  balanced boolean not null,
  declared jsonb not null,
  centre jsonb not null,
  reconciled_at timestamptz not null
);
create index reconciliation_lookup on reconciliation (institution_code, reconciled_at);

create table clearing_application (                  -- 清算申请
  application_id text primary key,                   -- clr_appy_evt_id
  institution_code text not null references institution,
  clr_type text not null,
  clr_way text not null,
  clearing_month text not null check (clearing_month ~ '^[0-9]{6}$'),
  begun_on date not null,
  ended_on date not null,
  person_times int not null,
  total_fen bigint not null,
  recognised_fen bigint not null,
  fund_fen bigint not null,
  cash_fen bigint not null,
  account_fen bigint not null,
  state text not null default '10',                  -- clr_stas: 10 applied … 50 cleared, 60 disbursed
  applied_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index clearing_application_once on clearing_application (institution_code, clr_type, clearing_month)
  where withdrawn_at is null;

create table settlement_list (                       -- 医疗保障基金结算清单 4101
  region_code text not null,
  person_id bigint not null,
  settlement_id bigint not null,
  list_id text not null,                             -- setl_list_id
  institution_code text not null,
  visit_id text not null,
  state text not null default '0' check (state in ('0','1','2','3')),   -- stas_type
  main_diagnosis text not null,
  content jsonb not null,
  uploaded_at timestamptz not null,
  primary key (person_id, settlement_id)
);
create unique index settlement_list_by_id on settlement_list (list_id, person_id);
