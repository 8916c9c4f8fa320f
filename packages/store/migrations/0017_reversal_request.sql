-- Request for a reversal 撤销申请: above a limit of the installation, who asks is never who decides.
create table reversal_request (
  region_code text not null references region,
  person_id bigint not null references person,
  request_id bigint not null,
  settlement_id bigint not null,
  reason text not null check (length(reason) between 2 and 200),
  effects text not null,                             -- fingerprint of what the asker was shown
  requested_by bigint not null references user_account,
  requested_at timestamptz not null,
  withdrawn_at timestamptz,
  decided_by bigint references user_account,
  decided_at timestamptz,
  approved boolean,
  note text not null default '',
  reversal_id bigint,                                -- the reversal that the approval made
  primary key (person_id, request_id),
  check (decided_by is null or decided_by <> requested_by),
  check ((decided_by is null) = (approved is null) and (decided_by is null) = (decided_at is null)),
  check (withdrawn_at is null or decided_by is null),
  check ((approved is true) = (reversal_id is not null))
);
-- One open request for a settlement at a time; the queue of open ones; all of them by time.
create unique index reversal_request_open on reversal_request (person_id, settlement_id)
  where decided_by is null and withdrawn_at is null;
create index reversal_request_queue on reversal_request (request_id) where decided_by is null and withdrawn_at is null;
create index reversal_request_time on reversal_request (request_id);
