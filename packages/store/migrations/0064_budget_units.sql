-- Budget unit 财政统发单位: finance withholds the whole bill of the unit from its budget. A change ends the old mark, as with
-- withholding_agreement (0053). On a list of kind budget a row is a bill of such a unit, with person_id 0 and the mark.
create table budget_unit (
  region_code text not null references region,
  unit_id bigint not null references unit,
  agreement_id bigint not null,
  budget_code text not null check (budget_code ~ '^[0-9]{3,15}$'),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  agreed_by text not null,
  agreed_at timestamptz not null,
  ended_by text,
  check ((valid_to is null) = (ended_by is null)),
  primary key (unit_id, agreement_id)
);
create unique index budget_unit_open on budget_unit (unit_id) where valid_to is null;

alter table collection_list drop constraint collection_list_kind_check;
alter table collection_list add constraint collection_list_kind_check
  check (kind in ('school','finance','pension','bank','budget'));
