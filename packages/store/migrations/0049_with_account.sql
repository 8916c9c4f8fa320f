-- A self-employed person may choose the tier without a personal account 单建统筹; everybody else in the employee scheme has one.
alter table coverage add column with_account boolean not null default true;
