-- Why an employer was chosen for its audit 选户理由: months, score and reasons of the selection, in the words of that moment.
alter table levy_audit add column chosen jsonb;      -- null: begun without the selection

-- Facts of an employer who ought to enrol are corrected 更正 where they were wrong; what stood before is kept with the register's history.
alter table unenrolled_employer
  add column known_from timestamptz not null default now(),
  add column corrected_by text,
  add column corrected_why text check (length(corrected_why) between 1 and 500),
  add check ((corrected_by is null) = (corrected_why is null));
comment on table unenrolled_employer is 'what was said of an employer before stays in register_history';
create trigger keep_history before update or delete on unenrolled_employer for each row execute function keep_history('entry_id');
