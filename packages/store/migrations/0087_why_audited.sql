-- Why an employer was chosen for its audit 选户理由: months, score and reasons of the selection, in the words of that moment.
alter table levy_audit add column chosen jsonb;      -- null: begun without the selection
