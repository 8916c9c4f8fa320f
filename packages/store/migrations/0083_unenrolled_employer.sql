-- Employers who ought to enrol and do not 应参保未参保单位: a register that outlives the audit or the file that named them. Whether one has
-- enrolled since is never written here: the registers say it.
create table unenrolled_employer (
  entry_id bigint primary key,
  region_code text not null references region,
  uscc text not null check (length(uscc) between 1 and 30),
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('private','individual','enterprise','social','public','other')),
  street text not null default '' check (length(street) <= 200),
  contact text not null default '' check (length(contact) <= 50),
  phone text not null default '' check (length(phone) <= 30),
  headcount int check (headcount >= 0),              -- persons at work, as the source says
  source text not null check (source in ('audit','file','hand')),
  source_name text not null check (length(source_name) <= 200),
  source_on date not null,
  finding_id bigint references levy_finding,
  added_by text not null,
  added_at timestamptz not null,
  check ((source = 'audit') = (finding_id is not null))
);
create unique index unenrolled_employer_once on unenrolled_employer (left(region_code, 4), uscc);
comment on table unenrolled_employer is 'append-only: who was found, by what, stays written';

-- Assignment 包干 to a collector 网格员、专干. The latest row holds.
create table unenrolled_assignment (
  entry_id bigint not null references unenrolled_employer,
  assignment_id bigint not null,
  collector_id bigint not null references collector,
  assigned_by text not null,
  assigned_at timestamptz not null,
  primary key (entry_id, assignment_id)
);
comment on table unenrolled_assignment is 'append-only: another collector is a further row';

-- Visit 走访 to an employer and what came of it. The latest is where things stand.
create table unenrolled_visit (
  entry_id bigint not null references unenrolled_employer,
  visit_id bigint not null,
  visited_on date not null,
  collector_id bigint references collector,
  result text not null check (result in ('enrolled','promised','refused','notFound','closed','elsewhere','other')),
  promised_by date,
  reason text not null default '' check (length(reason) <= 500),
  recorded_by text not null,
  recorded_at timestamptz not null,
  check ((promised_by is not null) = (result = 'promised')),
  check (result not in ('refused','closed','elsewhere') or reason <> ''),
  primary key (entry_id, visit_id)
);
comment on table unenrolled_visit is 'append-only: what was found at a door stays written';

-- What is done about a refusal 拒不参保: an interview 约谈 or a report to labour inspection 移送劳动监察.
create table unenrolled_step (
  entry_id bigint not null references unenrolled_employer,
  step_id bigint not null,
  kind text not null check (kind in ('interview','inspection')),
  paper_no text not null check (length(paper_no) between 1 and 50),
  taken_on date not null,
  next_step text not null check (length(next_step) between 1 and 200),
  next_on date not null check (next_on >= taken_on),
  taken_by text not null,
  taken_at timestamptz not null,
  primary key (entry_id, step_id)
);
comment on table unenrolled_step is 'append-only: papers that went out stay written';
