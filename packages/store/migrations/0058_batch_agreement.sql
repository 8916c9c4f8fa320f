-- Lists that end covers 停保名单 need a second person: what is asked for (to write the list, or to take it back) waits in the batch
-- until somebody else decides. Such a list may be of no unit, and may be made from findings of the night.
alter table import_batch
  add column asked text check (asked in ('run','undo')),
  add column asked_by text,
  add column asked_at timestamptz,
  add column asked_reason text not null default '' check (length(asked_reason) <= 200),
  add column approved boolean,
  add column decided_by text,
  add column decided_at timestamptz,
  add column decision_note text not null default '' check (length(decision_note) <= 200),
  add check ((asked is null) = (asked_by is null) and (asked is null) = (asked_at is null)),
  add check ((approved is null) = (decided_by is null) and (approved is null) = (decided_at is null)),
  add check (decided_by is null or (asked_by is not null and decided_by <> asked_by));
create index import_batch_asked on import_batch (region_code) where asked is not null and decided_by is null;

-- The batch that worked a finding off; taken back with it, the finding is open again.
alter table register_finding add column batch_id bigint references import_batch;
create index register_finding_batch on register_finding (batch_id) where batch_id is not null;
