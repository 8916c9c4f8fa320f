-- Group enrolment 批量参保: a file of many people becomes what as many single acts would do. The file is kept as it came, so
-- that a check or a run that was interrupted begins again from it.
create table import_batch (
  batch_id bigint primary key,
  region_code text not null references region,
  kind text not null,                                -- staff, household, students, newborns, groups, census
  unit_id bigint references unit,                    -- whose people they are
  file_name text not null check (length(file_name) between 1 and 200),
  file_hash bytea not null,                          -- SHA-256
  file_bytes int not null,
  state text not null default 'uploaded' check (state in ('uploaded','unreadable','checked','done','undone')),
  mode text check (mode in ('good','all')),          -- good: the good rows go in; all: all rows or none
  read_as json,                                      -- {format, encoding, version, headings}
  refusal json,                                      -- why the file cannot be read
  row_count int not null default 0,
  good_count int not null default 0,                 -- rows that may go in, with or without a hint
  bad_count int not null default 0,
  done_count int not null default 0,                 -- rows that went in
  check_task_id bigint,
  run_task_id bigint,
  created_by text not null,
  created_at timestamptz not null,
  ran_by text,
  ran_at timestamptz,
  undone_by text,
  undone_at timestamptz,
  check ((state in ('done','undone')) = (ran_at is not null)),
  check ((state = 'undone') = (undone_at is not null))
);
create index import_batch_unit on import_batch (unit_id, batch_id desc);
create index import_batch_hash on import_batch (file_hash);

-- The file as it came. Compressed already, or text that is read once.
create table import_file (
  batch_id bigint primary key references import_batch on delete cascade,
  content bytea not null
);
alter table import_file alter column content set storage external;

-- A row of the file with what was found, and the acts it became.
create table import_row (
  batch_id bigint not null references import_batch on delete cascade,
  row_no int not null,                               -- as the spreadsheet program counts
  state text not null check (state in ('good','hint','bad')),
  cells text[] not null,
  problems json,                                     -- [{code, field, value, message, remedy}]; of a good row: hints
  act_refs text[],                                   -- person/act of each act that it became
  primary key (batch_id, row_no)
);
create index import_row_bad on import_row (batch_id, row_no) where state <> 'good';
