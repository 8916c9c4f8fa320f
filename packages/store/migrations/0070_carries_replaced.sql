-- Bills of persons who were merged are settled again as those of one: what was carried between their counters is then put at the
-- places where the bills of the other come, by the re-settlement and not by an act.
alter table merge_carry alter column act_id drop not null;
comment on column merge_carry.act_id is 'the merge, or its undoing; null: put there when bills were settled again';
