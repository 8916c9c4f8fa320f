-- Least privilege. The program works as gongji_app, which owns nothing: rows of money, messages and audit can be read and
-- added, never changed or removed. A table is append-only when its comment says so; the runner grants accordingly after
-- every run, so later migrations only add their own comment.
do $$
begin
  if not exists (select 1 from pg_roles where rolname = 'gongji_app') then
    create role gongji_app nologin;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same server made it at the same moment
end $$;
do $$
begin
  execute format('grant gongji_app to %I', current_user);
end $$;
revoke create on schema public from public;

comment on table policy_version is 'append-only: a settlement points at the exact text that settled it';
comment on table settlement is 'append-only: a correction is a reversal row';
comment on table journal_entry is 'append-only: a correction is an opposite entry';
comment on table posting is 'append-only: a correction is an opposite entry';
comment on table account_movement is 'append-only: balances are recomputed from it';
comment on table message_effect is 'append-only: one effect per message, for ever; a tombstone is an insert';
comment on table message_log is 'append-only: retention is the owner''s task';
comment on table audit_entry is 'append-only: hash-chained';

-- Node number of a process for its ids; cycles within ten bits.
create sequence id_node as int minvalue 0 maxvalue 1023 start 0 cycle;
