-- Census work 参保普查: reasons for not being counted that lists from the police and schools name, and who goes from door to
-- door for whom with what result.
alter table census drop constraint census_exempt_check;
alter table census add constraint census_exempt_check check (exempt in
  ('none','insuredElsewhere','studentElsewhere','military','abroad','moved','imprisoned','dead','other'));

-- Collector 网格员、专干 of a community; not necessarily a user of the program.
create table collector (
  collector_id bigint primary key,
  region_code text not null references region,
  unit_id bigint not null references unit,
  name text not null check (length(name) between 1 and 50),
  phone text not null default '' check (length(phone) <= 30),
  role text not null check (role in ('grid','specialist')),
  ended_on date,
  added_by text not null,
  added_at timestamptz not null
);
create index collector_unit on collector (unit_id);

-- Assignment 包干: who is to get a person enrolled or renewed. The latest row of a person holds.
create table collector_assignment (
  region_code text not null,
  person_id bigint not null references person,
  assignment_id bigint not null,
  collector_id bigint not null references collector,
  assigned_by text not null,
  assigned_at timestamptz not null,
  primary key (person_id, assignment_id)
);
create index collector_assignment_collector on collector_assignment (collector_id);
comment on table collector_assignment is 'append-only: another collector is a further row';

-- Visit 走访 and what came of it. The latest of a person is where things stand.
create table census_visit (
  region_code text not null,
  person_id bigint not null references person,
  visit_id bigint not null,
  visited_on date not null,
  collector_id bigint references collector,
  result text not null check (result in ('enrolled','promised','refused','notFound','elsewhere','away','other')),
  promised_by date,
  note text not null default '' check (length(note) <= 500),
  recorded_by text not null,
  recorded_at timestamptz not null,
  check ((promised_by is null) or result = 'promised'),
  primary key (person_id, visit_id)
);
comment on table census_visit is 'append-only: what was found at a door stays written';
