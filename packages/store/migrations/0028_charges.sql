-- Contributions 征缴, first part: what is declared, assessed and billed. A charge is never changed: a correction is an
-- opposite row and a new version. The ledger is on cash basis and hears of nothing before money arrives.

-- Base declaration 基数申报: wages of a month, or of all months until declared anew. The latest that was approved holds.
create table base_declaration (
  declaration_id bigint primary key,
  region_code text not null references region,
  unit_id bigint references unit,                    -- null: a person who pays for himself
  from_month date not null check (extract(day from from_month) = 1),
  to_month date check (extract(day from to_month) = 1 and to_month >= from_month),
  persons int not null check (persons > 0),
  state text not null default 'open' check (state in ('open','approved','refused','withdrawn')),
  submitted_by text not null,
  submitted_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  note text not null default '',
  check (decided_by <> submitted_by),
  check ((state in ('approved','refused')) = (decided_by is not null)),
  check ((decided_by is null) = (decided_at is null))
);
create index base_declaration_unit on base_declaration (unit_id, submitted_at desc);
create index base_declaration_open on base_declaration (region_code, submitted_at) where state = 'open';

create table declared_base (
  region_code text not null,
  person_id bigint not null references person,
  declaration_id bigint not null references base_declaration,
  declared_fen bigint not null check (declared_fen >= 0),
  primary key (person_id, declaration_id)
);
create index declared_base_declaration on declared_base (declaration_id);
comment on table declared_base is 'append-only: a correction is a new declaration';

-- Assessment run 核定批次: the persons of a scheme for a period. Its parts are done whole or not at all.
create table assessment_run (
  run_id bigint primary key,
  region_code text not null references region,
  scheme text not null check (scheme in ('employee','resident')),
  period text not null check (period ~ '^[0-9]{4}(-[0-9]{2})?$'),
  kind text not null check (kind in ('regular','correction','lateFee','legacy')),
  unit_id bigint references unit,                    -- one unit alone; null: the whole region
  due_on date not null,
  state text not null default 'running' check (state in ('running','done')),
  parts int,                                         -- null until it is planned
  persons bigint,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index assessment_run_open on assessment_run (region_code, scheme, period, kind) where state = 'running' and unit_id is null;
create index assessment_run_latest on assessment_run (region_code, created_at desc);

create table assessment_part (
  run_id bigint not null references assessment_run,
  part_no int not null,
  payer text not null check (payer in ('unit','person')),   -- whose numbers from_id and to_id are, both included
  from_id bigint not null,
  to_id bigint not null,
  persons int not null,
  charges int,
  problems int,
  total_fen bigint,
  done_at timestamptz,
  primary key (run_id, part_no)
);

-- Who could not be assessed, and why.
create table assessment_problem (
  region_code text not null,
  person_id bigint not null,
  run_id bigint not null references assessment_run,
  unit_id bigint,
  reasons json not null,                             -- rejections
  primary key (person_id, run_id)
);
create index assessment_problem_run on assessment_problem (run_id);

-- Basis of assessment 核定依据: facts of a person and the lines that the policy made of them; shared by all who have the
-- same. A charge has one amount for each line.
create table assessment_basis (
  basis_id bigint primary key,                       -- first 63 bits of the SHA-256 of the rest
  policy_version text not null,
  facts json not null,
  lines json not null                                -- [{rule, name, payer, fund, component, billTo}]
);
comment on table assessment_basis is 'append-only: charges point at it';

-- Charge 应缴: what is due for one person, scheme, period and kind.
create table charge (
  region_code text not null,
  person_id bigint not null,                         -- 0: of a unit as a whole (late fee, acknowledged debt)
  charge_id bigint not null,
  run_id bigint not null,
  scheme text not null,
  period text not null,
  kind text not null check (kind in ('contribution','lateFee','makeUp','legacy')),
  version smallint not null,                         -- 1, and one more for each correction
  origin_id bigint,                                  -- an opposite row: the charge it takes back
  unit_id bigint,                                    -- who pays and withholds; null: the person himself
  area_code text,                                    -- county that answers for the person
  declared_fen bigint,
  base_fen bigint,
  basis_id bigint not null,
  amounts bigint[] not null,                         -- fen, one for each line of the basis
  total_fen bigint not null,
  assessed_at timestamptz not null,
  check (total_fen >= 0 or origin_id is not null),
  primary key (person_id, charge_id)
);
create unique index charge_once on charge (person_id, scheme, period, kind, version) where origin_id is null and person_id > 0;
create unique index charge_taken_back_once on charge (person_id, origin_id) where origin_id is not null;
create index charge_run on charge (run_id, unit_id);
create index charge_id on charge (charge_id);
comment on table charge is 'append-only: a correction is an opposite row and a new version';

-- Bill 缴费单: what one payer owes of a run. Its charges are those of the run with its unit, person or county.
create table contribution_bill (
  region_code text not null,
  person_id bigint not null,                         -- 0: a unit or a level of government
  bill_id bigint not null,
  bill_no text not null,
  run_id bigint not null,
  scheme text not null,
  period text not null,
  kind text not null,
  payer text not null check (payer in ('unit','person','account','medicalAid','central','province','city','county')),
  unit_id bigint,                                    -- payer unit: which; person: the unit that keeps his list
  area_code text,                                    -- payer county: which
  heads int not null,
  base_fen bigint not null default 0,
  amount_fen bigint not null check (amount_fen <> 0), -- negative: less than was billed before
  lines json not null,                               -- [{payer, fund, component, amountFen}]
  due_on date not null,
  issued_at timestamptz not null,
  check ((payer in ('person','account')) = (person_id > 0)),
  check (payer <> 'unit' or unit_id is not null),
  primary key (person_id, bill_id)
);
create index contribution_bill_no on contribution_bill (bill_no);
create index contribution_bill_id on contribution_bill (bill_id);
create index contribution_bill_unit on contribution_bill (unit_id, period) where payer = 'unit';
create index contribution_bill_run on contribution_bill (run_id);
comment on table contribution_bill is 'append-only: a correction is a further bill';
