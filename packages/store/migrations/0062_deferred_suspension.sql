-- An agreement on instalments 分期 that is kept suspends nobody, where the policy says so: it ends what was suspended before.
alter table benefit_suspension add column ended_plan_id bigint;
do $$
declare one text;
begin
  for one in select conname from pg_constraint where conrelid = 'benefit_suspension'::regclass and contype = 'c'
      and (pg_get_constraintdef(oid) like '%ended_bill_id%' or pg_get_constraintdef(oid) like '%''waiting''%')
  loop
    execute format('alter table benefit_suspension drop constraint %I', one);
  end loop;
end $$;
alter table benefit_suspension
  add check (ended_how in ('repaired', 'waiting', 'deferred')),
  add check ((to_on is null) = (ended_how is null) and (to_on is null) = (ended_at is null)
         and (to_on is null) = (ended_bill_id is null and ended_plan_id is null)),
  add check ((ended_plan_id is not null) = (coalesce(ended_how, '') = 'deferred'));
