-- What a task made for whoever asked for it, e.g. many papers in one PDF: fetched by that user alone. It is a copy that can be
-- made again, so it is dropped after some days; that it was printed stays in `print` and in the audit log.
create table task_file (
  task_id bigint primary key references task,
  media_type text not null,
  name text not null,
  content bytea not null,
  made_at timestamptz not null
);
create index task_file_by_age on task_file (made_at);
