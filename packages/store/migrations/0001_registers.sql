-- Registers 登记簿 that a settlement needs. Every table of persons carries region_code and person_id so that it
-- distributes by person; catalogues and institutions are reference tables. Periods are [from, to], `to` included, null = open.

create table region (
  region_code text primary key check (region_code ~ '^[0-9]{6}$'),
  name text not null
);

-- Institution 定点医药机构. Reference table.
create table institution (
  institution_code text primary key check (length(institution_code) between 1 and 30),   -- fixmedins_code
  region_code text not null references region,
  name text not null,
  uscc text not null default '',
  institution_type text not null default '1',        -- fixmedins_type: 1 hospital 定点医疗机构, 2 pharmacy 定点零售药店
  hosp_lv text not null default '11',                -- national 医院等级 1..14
  level text not null check (level in ('primary','secondary','tertiary')),      -- institutionLevel of policies
  grade text not null default 'none' check (grade in ('A','B','C','none')),
  kind text not null check (kind in ('general','tcm','psychiatric','maternity','rehabilitation','community','township','village','clinic','school','pharmacy')),
  agreement_from date not null default '2020-01-01', -- 协议起止
  agreement_to date,
  suspended boolean not null default false,          -- 暂停联网
  clearing_office text not null,                     -- clr_optins
  payment_method text not null default '1',          -- clr_way
  signature_required boolean not null default false,
  signature_algorithm text not null default 'none' check (signature_algorithm in ('none','SM2','SM3')),
  sm2_public_key text,
  shared_secret text,                                -- SM3 keyed digest / gateway secret
  sm4_key text,                                      -- hex; payload encryption when set
  gateway_required boolean not null default false
);

-- Person 参保人. person_id is ours; psn_no is the number that travels in messages.
create table person (
  region_code text not null references region,
  person_id bigint not null,
  psn_no text not null check (length(psn_no) between 1 and 30),
  name text not null,
  cert_type text not null default '01',              -- psn_cert_type
  cert_no text not null,
  sex text not null default '0',                     -- gend
  ethnic text not null default '01',                 -- naty
  born_on date not null,
  phone text,
  family_id bigint,                                  -- family 家庭: the person_id of its head
  card_no text,                                      -- social-security card 社会保障卡
  voucher_token text,                                -- e-voucher token 医保电子凭证
  community_code text,
  employer_id bigint,
  primary key (person_id)
);
create unique index person_psn_no on person (psn_no);
create unique index person_cert on person (cert_type, cert_no);
create index person_card on person (card_no) where card_no is not null;
create index person_voucher on person (voucher_token) where voucher_token is not null;
create index person_name on person (name);
create index person_family on person (family_id) where family_id is not null;

create table employer (                              -- 用人单位
  employer_id bigint primary key,
  region_code text not null references region,
  name text not null,
  uscc text not null
);
create table community (                             -- 村（社区）
  community_code text primary key,
  region_code text not null references region,
  name text not null
);

-- Coverage 参保关系: one row per scheme and unbroken span.
create table coverage (
  region_code text not null,
  person_id bigint not null references person,
  scheme text not null check (scheme in ('employee','resident')),
  insutype text not null,                            -- 310, 390
  covered_from date not null,
  covered_to date,
  benefit_from date not null,                        -- 待遇享受起: after any waiting period
  benefit_to date,
  status text not null default '1',                  -- psn_insu_stas
  psn_type text not null,                            -- national 人员类别
  person_status text not null,                       -- personStatus of policies
  tier text not null default 'none' check (tier in ('tier1','tier2','none')),
  civil_servant boolean not null default false,
  family_doctor boolean not null default false,
  unbroken_years int not null default 1 check (unbroken_years >= 0),
  primary key (person_id, scheme, covered_from)
);

-- Special groups 特殊人群.
create table person_group (
  region_code text not null,
  person_id bigint not null references person,
  group_name text not null check (group_name in ('lowIncome','extremelyPoor','lowIncomeEdge','povertyWatch','severelyDisabled','orphan','entitledGroup')),
  idet_type text not null,                           -- psn_idet_type
  valid_from date not null,
  valid_to date,
  primary key (person_id, group_name, valid_from)
);

-- Personal account 个人账户. Balance never negative; every movement is a row.
create table personal_account (
  region_code text not null,
  person_id bigint primary key references person,
  balance_fen bigint not null default 0 check (balance_fen >= 0),
  version bigint not null default 0
) with (fillfactor = 70);
-- Consent to let relatives use one's account 家庭共济.
create table account_sharing (
  region_code text not null,
  person_id bigint not null references person,       -- who may use it
  owner_person_id bigint not null references person, -- whose account
  valid_from date not null,
  valid_to date,
  primary key (person_id, owner_person_id, valid_from)
);

-- Catalogue 医保目录. Reference tables.
create table catalogue_item (
  list_code text primary key check (length(list_code) between 1 and 50),          -- med_list_codg
  hilist_code text not null,
  name text not null,
  list_type text not null,                           -- 101 … 301
  item_class text not null check (item_class in ('A','B','C')),                   -- chrgitm_lv 01/02/03
  charge_type text not null,                         -- med_chrgitm_type 01..14
  kind text not null,                                -- line.kind of policies
  spec text not null default '',
  dosage_form text not null default '',
  unit text not null default '',
  manufacturer text not null default '',
  pinyin text not null default '',
  restricted boolean not null default false,         -- lmt_used_flag 限制使用
  basic_drug boolean not null default false,
  negotiated boolean not null default false,
  child_drug boolean not null default false,
  special_item boolean not null default false,
  valid_from date not null,
  valid_to date,
  version text not null default '1'
);
create table catalogue_price_limit (
  list_code text not null references catalogue_item,
  level text not null check (level in ('primary','secondary','tertiary')),
  ceiling_e4 bigint not null check (ceiling_e4 > 0), -- ten-thousandths of a yuan
  valid_from date not null,
  valid_to date,
  primary key (list_code, level, valid_from)
);
create table catalogue_first_pay (
  list_code text not null references catalogue_item,
  insutype text not null,
  first_pay_ppm int not null check (first_pay_ppm between 0 and 1000000),
  valid_from date not null,
  valid_to date,
  primary key (list_code, insutype, valid_from)
);
create table disease (                               -- ICD-10 医保版 and chronic diseases 门诊慢特病
  disease_code text not null,
  disease_kind text not null check (disease_kind in ('diagnosis','chronic','case','procedure')),
  name text not null,
  valid_from date not null default '2020-01-01',
  valid_to date,
  primary key (disease_kind, disease_code)
);

-- Filings 备案. One table, one row per filing; withdrawn ones keep their row.
create table filing (
  region_code text not null,
  person_id bigint not null references person,
  filing_id bigint not null,
  kind text not null check (kind in ('chronic','outOfRegion','transfer','designated','accident','maternity')),
  disease_code text,                                 -- chronic
  institution_code text,                             -- designated, chronic, transfer target
  out_kind text check (out_kind in ('resettled','referred','emergency')),         -- outOfRegion
  insutype text,
  valid_from date not null,
  valid_to date,
  details jsonb not null default '{}',               -- the message fields as sent
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null default now(),
  primary key (person_id, filing_id)
);
create index filing_lookup on filing (person_id, kind) where withdrawn_at is null;

-- Policies loaded from files, exactly as text; a settlement points at the version that settled it.
create table policy_version (
  version text primary key,                          -- SHA-256
  policy_id text not null,
  region_code text not null,
  scheme text not null,
  insutype text not null,
  in_force_from date not null,
  in_force_to date,
  source text not null,
  loaded_at timestamptz not null default now()
);
