-- 户籍性质: a household of a town or of the country 城镇/农村户籍. Null: not known.
alter table person add column household_kind text check (household_kind in ('urban','rural'));
