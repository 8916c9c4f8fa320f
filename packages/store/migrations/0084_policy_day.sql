-- The day by which a policy looks at a bill also says whether a suspension of benefits 暂停待遇 stops it: of a stay that begins before the
-- suspension and ends within it, the day of discharge, of settlement or of admission. It stands beside the text for queries.
alter table policy_version add column policy_date text check (policy_date in ('discharge', 'settlement', 'event'));
update policy_version set policy_date = coalesce(substring(source from '(?n)^policyDate: *([a-z]+)'), 'discharge');
alter table policy_version alter column policy_date set not null;

-- The same day of a bill that was refused during a suspension, as it was looked at then. So far every policy that suspends looks at
-- the day of discharge.
alter table refused_bill add column policy_on date;
update refused_bill set policy_on = ended_on;
alter table refused_bill alter column policy_on set not null;
